import { column, sql } from '../../../shared/database/sql';
import { addDays } from '../../../shared/domain/dates';
import { forEach } from '../../../shared/jobs/for-each';
import type { Job } from '../../../shared/jobs/job';
import { Alliance } from './alliance.entity';
import { announcedDays } from './alliance.lifecycle';
import { announce } from './alliance-review.service';

export const allianceReviewsRemind: Job = {
  name: 'allianceReviewsRemind',
  description: `Announces each review of an alliance once when it is due within ${announcedDays} days, and once when it is overdue.`,
  run: (database) => {
    const until = addDays(database.clock.today(), announcedDays);
    const due = { and: [sql`${column<Alliance>('nextReviewOn')} <= ${until}`] };
    return forEach(database, Alliance, due, async (page, change) => {
      for (const { id } of page) await change('allianceReviewsRemind', (tx) => announce(tx, id));
    });
  },
};
