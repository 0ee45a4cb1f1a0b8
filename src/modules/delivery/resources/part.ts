import type { ModulePart } from '../../../shared/module';
import * as resourceFacts from './resources.facts';
import { policy } from './resources.policy';
import { relations } from './resources.relations';
import { ResourcesResolver } from './resources.resolver';
import { Leave } from './leave.entity';
import { CalendarAssignment, WorkingCalendar } from './working-calendar.entity';
import { LeaveResolver, UserCalendarResolver, WorkingCalendarsResolver } from './working-calendar.resolver';

export const resources: ModulePart = {
  entities: [WorkingCalendar, CalendarAssignment, Leave],
  resolvers: [WorkingCalendarsResolver, LeaveResolver, UserCalendarResolver, ResourcesResolver],
  policies: [policy],
  relations,
  facts: Object.values(resourceFacts),
};
