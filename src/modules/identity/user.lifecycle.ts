import { Lifecycle } from '../../shared/domain/lifecycle';
import { userActions } from './identity.actions';

export enum UserStatus {
  INVITED = 'INVITED',
  ACTIVE = 'ACTIVE',
  DEACTIVATED = 'DEACTIVATED',
}

export type UserAction = (typeof userActions)['activate' | 'deactivate' | 'invite'];

export const userLifecycle = new Lifecycle<UserStatus, UserAction>(
  'User',
  Object.values(UserStatus),
  UserStatus.INVITED,
  [
    { from: UserStatus.INVITED, action: userActions.activate, to: UserStatus.ACTIVE },
    { from: [UserStatus.INVITED, UserStatus.ACTIVE], action: userActions.deactivate, to: UserStatus.DEACTIVATED },
    { from: [UserStatus.DEACTIVATED, UserStatus.INVITED], action: userActions.invite, to: UserStatus.INVITED },
  ],
);
