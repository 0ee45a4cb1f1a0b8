import { Policy } from '../../../shared/access/policy';
import { Role, type Viewer } from '../../../shared/access/viewer';
import { column, or, sql } from '../../../shared/database/sql';
import { Leave } from './leave.entity';
import { leaveActions, workingCalendarActions } from './calendars.actions';
import { CalendarAssignment, WorkingCalendar } from './working-calendar.entity';

export const policy = new Policy();

// A calendar affects the figures of everyone who works by it. Project managers may only assign one: they know which
// calendar a person works by.
policy.allow(workingCalendarActions.set).to(Role.ECOSYSTEM_MANAGER);
policy.allow(workingCalendarActions.assign).to(Role.ECOSYSTEM_MANAGER, Role.PROJECT_MANAGER);
policy.allow(leaveActions.record).to(Role.ECOSYSTEM_MANAGER, Role.PROJECT_MANAGER);
policy
  .allow(leaveActions.record)
  .to(...Object.values(Role))
  .when((viewer, user) => viewer.userId === user.id);

const ownPeople = (viewer: Viewer) =>
  sql`SELECT colleague.id FROM user AS colleague WHERE colleague.partnerId = ${viewer.partnerId}`;

policy
  .show(WorkingCalendar)
  .toStaff()
  .toPartners((viewer) =>
    or([
      sql`${column<WorkingCalendar>('defaultKey')} IS NOT NULL`,
      sql`${column<WorkingCalendar>('id')} IN (SELECT assigned.calendarId FROM calendar_assignment AS assigned WHERE assigned.userId IN (${ownPeople(viewer)}))`,
    ]),
  );
policy
  .show(Leave)
  .toStaff()
  .toPartners((viewer) => sql`${column<Leave>('userId')} IN (${ownPeople(viewer)})`);
policy
  .show(CalendarAssignment)
  .toStaff()
  .toPartners((viewer) => sql`${column<CalendarAssignment>('userId')} IN (${ownPeople(viewer)})`);
