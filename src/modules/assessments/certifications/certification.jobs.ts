import { and, column, sql } from '../../../shared/database/sql';
import { addDays } from '../../../shared/domain/dates';
import type { Job } from '../../../shared/jobs/job';
import { dutyJob } from '../duty';
import { Certification } from './certification.entity';
import { reminderDays } from './certification.formula';
import { CertificationStatus } from './certification.lifecycle';
import { expireIfOver, remindOfExpiry } from './certification.service';

export const jobs: Job[] = [
  dutyJob({
    name: 'certificationsRemind',
    description: `Reminds of each certification ${reminderDays.join(', ')} days before it ends, once each.`,
    record: Certification,
    due: ({ clock }) => {
      const last = addDays(clock.today(), Math.max(...reminderDays));
      return and([
        sql`${column<Certification>('status')} = ${CertificationStatus.ACTIVE}`,
        sql`${column<Certification>('expiresOn')} BETWEEN ${clock.today()} AND ${last}`,
      ]);
    },
    work: remindOfExpiry,
  }),
  dutyJob({
    name: 'certificationsExpire',
    description: 'Expires each certification whose last day has passed.',
    record: Certification,
    due: ({ clock }) =>
      and([
        sql`${column<Certification>('status')} = ${CertificationStatus.ACTIVE}`,
        sql`${column<Certification>('expiresOn')} < ${clock.today()}`,
      ]),
    work: expireIfOver,
  }),
];
