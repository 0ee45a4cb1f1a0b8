import { belongsTo, hasMany, hasPages } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Leave } from './leave.entity';
import { CalendarAssignment, WorkingCalendar } from './working-calendar.entity';

export const relations = [
  belongsTo(CalendarAssignment, 'user', () => User, {
    key: 'userId',
    description: 'The person whose working time it is.',
  }),
  belongsTo(CalendarAssignment, 'calendar', () => WorkingCalendar, {
    key: 'calendarId',
    nullable: true,
    description: 'The calendar; null for the default.',
  }),
  hasMany(User, 'calendarAssignments', () => CalendarAssignment, {
    key: 'userId',
    orderBy: [{ column: 'validFrom' }],
    description: 'The working calendars assigned to the person, by their first day; the default applies before that.',
  }),
  belongsTo(Leave, 'user', () => User, { key: 'userId', description: 'The person who is on leave.' }),
  hasPages(User, 'leave', () => Leave, {
    key: 'userId',
    orderBy: [{ column: 'startsOn', direction: 'DESC' }],
    description: "The person's leave, newest first, including withdrawn leave.",
  }),
];
