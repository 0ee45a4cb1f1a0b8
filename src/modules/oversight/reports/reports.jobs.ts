import { column, sql } from '../../../shared/database/sql';
import { forEach } from '../../../shared/jobs/for-each';
import type { Job } from '../../../shared/jobs/job';
import { Project, ProjectStatus } from '../../projects';
import { tellOverdue } from './reports.service';

export const statusReportsRemind: Job = {
  name: 'statusReportsRemind',
  description: 'Reports each overdue status report, once.',
  run: (database) =>
    forEach(
      database,
      Project,
      {
        status: [ProjectStatus.ACTIVE, ProjectStatus.ON_HOLD, ProjectStatus.ACCEPTANCE],
        and: [sql`${column<Project>('reportFirstDueOn')} < ${database.clock.today()}`],
      },
      async (page, change) => {
        for (const { id } of page) await change('statusReportsRemind', (tx) => tellOverdue(tx, id));
      },
    ),
};
