import type { ModulePart } from '../../../shared/module';
import * as facts from './calendars.facts';
import { policy } from './calendars.policy';
import { relations } from './calendars.relations';
import { Leave } from './leave.entity';
import { CalendarAssignment, WorkingCalendar } from './working-calendar.entity';
import { LeaveResolver, UserCalendarResolver, WorkingCalendarsResolver } from './working-calendar.resolver';

export const calendars: ModulePart = {
  entities: [WorkingCalendar, CalendarAssignment, Leave],
  resolvers: [WorkingCalendarsResolver, LeaveResolver, UserCalendarResolver],
  policies: [policy],
  relations,
  facts: Object.values(facts),
};
