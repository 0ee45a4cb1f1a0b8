import { column, sql } from '../../../shared/database/sql';
import { beginningIn } from '../../../shared/domain/dates';
import { forEach } from '../../../shared/jobs/for-each';
import type { Job } from '../../../shared/jobs/job';
import { Project, ProjectStatus } from '../../projects';
import { keepHealth } from './health.service';

export const projectHealthAssess: Job = {
  name: 'projectHealthAssess',
  description:
    'Assesses the health of each running project that was not assessed today, because health also changes with the calendar.',
  run(database) {
    const beginning = beginningIn(database.clock.timeZone, database.clock.today());
    const today = database.shapes.of(Project).stored('healthAssessedAt', beginning);
    const at = column<Project>('healthAssessedAt');
    return forEach(
      database,
      Project,
      {
        status: [ProjectStatus.ACTIVE, ProjectStatus.ON_HOLD, ProjectStatus.ACCEPTANCE],
        and: [sql`(${at} IS NULL OR ${at} < ${today})`],
      },
      async (page, change) => {
        for (const { id } of page) {
          await change('projectHealthAssess', async (tx) => {
            await keepHealth(tx, id);
            return true;
          });
        }
      },
    );
  },
};
