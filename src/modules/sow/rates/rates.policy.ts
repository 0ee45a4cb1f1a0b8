import { Policy } from '../../../shared/access/policy';
import { Role } from '../../../shared/access/viewer';
import { and, column, or, sql } from '../../../shared/database/sql';
import { managesTheProject, staffedProjects } from '../../projects';
import { Rate } from './rate.entity';
import { rateActions } from './rates.actions';

export const policy = new Policy();

policy
  .allow(rateActions.set)
  .to(Role.ECOSYSTEM_MANAGER)
  .when((_viewer, project) => project === null);
policy
  .allow(rateActions.set)
  .to(Role.PROJECT_MANAGER)
  .when((viewer, project) => project !== null && managesTheProject(viewer, project));

policy
  .show(Rate)
  .toStaff()
  .toPartners((viewer) =>
    and([
      sql`${column<Rate>('partnerId')} = ${viewer.partnerId}`,
      or([sql`${column<Rate>('projectId')} IS NULL`, staffedProjects(viewer)]),
    ]),
  );
