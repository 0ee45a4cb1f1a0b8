import { belongsTo, hasMany, hasPages } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Leave } from './leave.entity';
import { CalendarAssignment, WorkingCalendar } from './working-calendar.entity';

export const relations = [
  belongsTo(CalendarAssignment, 'user', () => User, { key: 'userId', description: 'Whose working time it is.' }),
  belongsTo(CalendarAssignment, 'calendar', () => WorkingCalendar, {
    key: 'calendarId',
    nullable: true,
    description: 'The calendar; null for the default.',
  }),
  hasMany(User, 'calendarAssignments', () => CalendarAssignment, {
    key: 'userId',
    orderBy: [{ column: 'validFrom' }],
    description: 'By which working calendars they work and worked, by the first day; by the default before.',
  }),
  belongsTo(Leave, 'user', () => User, { key: 'userId', description: 'Whose leave it is.' }),
  hasPages(User, 'leave', () => Leave, {
    key: 'userId',
    orderBy: [{ column: 'startsOn', direction: 'DESC' }],
    description: 'Days on which they do not work, the newest first; withdrawn ones too.',
  }),
];
