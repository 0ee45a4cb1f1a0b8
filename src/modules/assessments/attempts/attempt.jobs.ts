import { and, column, sql } from '../../../shared/database/sql';
import type { Job } from '../../../shared/jobs/job';
import { dutyJob, stored } from '../duty';
import { closeIfOverdue } from './attempt-closing.service';
import { Attempt } from './attempt.entity';
import { AttemptStatus } from './attempt.lifecycle';

export const jobs: Job[] = [
  dutyJob({
    name: 'attemptsClose',
    description: 'Closes each exam whose time limit has passed, with the answers given.',
    record: Attempt,
    due: (database) =>
      and([
        sql`${column<Attempt>('status')} = ${AttemptStatus.OPEN}`,
        sql`${column<Attempt>('dueAt')} < ${stored(database, Attempt, 'dueAt', database.clock.now())}`,
      ]),
    work: closeIfOverdue,
  }),
];
