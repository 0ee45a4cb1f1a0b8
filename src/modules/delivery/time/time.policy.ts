import { hasRole, Role, type Viewer } from '../../../shared/access/viewer';
import { column, sql } from '../../../shared/database/sql';
import { policy } from '../delivery.policy';
import type { Allocation } from '../projects/allocation.entity';
import type { Project } from '../projects/project.entity';
import { managesTheProject } from '../projects/projects.policy';
import { TimeEntry } from './time-entry.entity';

/** What the steps of a time entry are asked of: the entry, and the project whose manager decides on it. */
export interface TimeOnProject {
  entry: TimeEntry;
  project: Project;
}

const isTheirAllocation = (viewer: Viewer, allocation: Allocation) => viewer.userId === allocation.userId;
const isTheirTime = (viewer: Viewer, { entry }: TimeOnProject) => viewer.userId === entry.userId;

policy.allow('timeEntry.record').toSignedIn().when(isTheirAllocation);
policy
  .forbid('timeEntry.record')
  .when(
    (viewer: Viewer, allocation: Allocation) => !isTheirAllocation(viewer, allocation),
    'not-own-time',
    'Time is recorded by the person who worked.',
  );
policy.allow('timeEntry.submit', 'timeEntry.reopen').toSignedIn().when(isTheirTime);
policy
  .forbid('timeEntry.submit', 'timeEntry.reopen')
  .when(
    (viewer: Viewer, time: TimeOnProject) => !isTheirTime(viewer, time),
    'not-own-time',
    'Time is submitted by the person who worked.',
  );
policy
  .allow('timeEntry.approve', 'timeEntry.reject', 'timeEntry.reverse')
  .to(Role.PROJECT_MANAGER)
  .when((viewer: Viewer, { project }: TimeOnProject) => managesTheProject(viewer, project));
policy
  .forbid('timeEntry.approve', 'timeEntry.reject', 'timeEntry.reverse')
  .when(isTheirTime, 'own-act', 'Nobody decides on their own time.');
policy
  .forbid('timeEntry.approve', 'timeEntry.reject')
  .when(
    (viewer: Viewer, { entry }: TimeOnProject) => entry.importedById !== null && viewer.userId === entry.importedById,
    'own-act',
    'Nobody decides on time that they imported.',
  );

policy
  .show(TimeEntry)
  .toStaff()
  .toPartners((viewer) =>
    hasRole(viewer, Role.PARTNER_ADMIN)
      ? sql`${column('partnerId')} = ${viewer.partnerId}`
      : sql`${column('userId')} = ${viewer.userId}`,
  );
