import { belongsTo } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { CalendarAssignment, WorkingCalendar } from './working-calendar.entity';

belongsTo(CalendarAssignment, 'user', () => User, { key: 'userId', description: 'Whose working time it is.' });
belongsTo(CalendarAssignment, 'calendar', () => WorkingCalendar, {
  key: 'calendarId',
  nullable: true,
  description: 'The calendar; null for the default.',
});
