import { Policy } from '../../../shared/access/policy';
import { Role } from '../../../shared/access/viewer';
import { column, sql } from '../../../shared/database/sql';
import { managesTheProject } from '../projects/projects.policy';
import { Allocation } from './allocation.entity';
import { allocationActions } from './allocations.actions';

export const policy = new Policy();

policy.allow(allocationActions.create).to(Role.PROJECT_MANAGER).when(managesTheProject);
policy
  .allow(allocationActions.extend, allocationActions.end)
  .to(Role.PROJECT_MANAGER)
  .when((viewer, { project }) => managesTheProject(viewer, project));

policy
  .show(Allocation)
  .toStaff()
  .toPartners((viewer) => sql`${column<Allocation>('partnerId')} = ${viewer.partnerId}`);
