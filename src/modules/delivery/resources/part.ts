import type { ModulePart } from '../../../shared/module';
import * as resourceFacts from './resources.facts';
import './resources.policy';
import './resources.relations';
import { ResourcesResolver } from './resources.resolver';
import { CalendarAssignment, WorkingCalendar } from './working-calendar.entity';
import { UserCalendarResolver, WorkingCalendarsResolver } from './working-calendar.resolver';

export const resources: ModulePart = {
  entities: [WorkingCalendar, CalendarAssignment],
  resolvers: [WorkingCalendarsResolver, UserCalendarResolver, ResourcesResolver],
  facts: Object.values(resourceFacts),
};
