import { Policy } from '../../../shared/access/policy';
import { hasRole, Role, type Viewer } from '../../../shared/access/viewer';
import { column, sql } from '../../../shared/database/sql';
import { type Allocation, managesTheProject } from '../../projects';
import { TimeEntry } from './time-entry.entity';
import { timeEntryActions, type TimeOnProject } from './time.actions';

export const policy = new Policy();

const isTheirAllocation = (viewer: Viewer, allocation: Allocation) => viewer.userId === allocation.userId;
const isTheirTime = (viewer: Viewer, { entry }: TimeOnProject) => viewer.userId === entry.userId;

/** Did the viewer type it for the person who worked, by an import or a correction? */
function isTypedBy(viewer: Viewer, { entry }: TimeOnProject): boolean {
  return viewer.userId !== null && [entry.importedById, entry.recordedById].includes(viewer.userId);
}

function isOfTheManager(_viewer: Viewer, { entry, project }: TimeOnProject): boolean {
  return [entry.userId, entry.importedById, entry.recordedById].includes(project.managerId);
}

policy.allow(timeEntryActions.record).toSignedIn().when(isTheirAllocation);
policy
  .forbid(timeEntryActions.record)
  .when(
    (viewer, allocation) => !isTheirAllocation(viewer, allocation),
    'not-own-time',
    'Only the person who worked can record the time.',
  );

const { update, discard, submit, withdraw, reopen } = timeEntryActions;
const authorsActions = [update, discard, submit, withdraw, reopen];
policy
  .allow(...authorsActions)
  .toSignedIn()
  .when(isTheirTime);
policy
  .allow(...authorsActions)
  .toSignedIn()
  .when(isTypedBy);
policy
  .forbid(...authorsActions)
  .when(
    (viewer, time) => !isTheirTime(viewer, time) && !isTypedBy(viewer, time),
    'not-own-time',
    'Only the person who worked, or who typed the entry, can change, submit or withdraw it.',
  );

const { approve, reject, correct, reverse } = timeEntryActions;
const decisions = [approve, reject, correct, reverse];
policy
  .allow(...decisions)
  .to(Role.PROJECT_MANAGER)
  .when((viewer, { project }) => managesTheProject(viewer, project));
// Any other project manager decides on time that the project's own manager worked, imported or typed.
policy
  .allow(...decisions)
  .to(Role.PROJECT_MANAGER)
  .when(isOfTheManager);
policy.forbid(...decisions).when(isTheirTime, 'own-act', 'You cannot decide on your own time.');
policy
  .forbid(timeEntryActions.approve, timeEntryActions.reject)
  .when(isTypedBy, 'own-act', 'You cannot decide on time that you imported or typed.');

policy
  .show(TimeEntry)
  .toStaff()
  .toPartners((viewer) =>
    hasRole(viewer, Role.PARTNER_ADMIN)
      ? sql`${column<TimeEntry>('partnerId')} = ${viewer.partnerId}`
      : sql`${column<TimeEntry>('userId')} = ${viewer.userId}`,
  );
