import { actions, actionsOn } from '../../../shared/domain/action';
import type { User } from '../../identity';

export const workingCalendarActions = {
  ...actions('workingCalendar', 'set'),
  ...actionsOn<User>()('workingCalendar', 'assign'),
};

export const leaveActions = actionsOn<User>()('leave', 'record');
