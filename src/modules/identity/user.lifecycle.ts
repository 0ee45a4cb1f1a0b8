import { Lifecycle } from '../../shared/domain/lifecycle';

export enum UserStatus {
  INVITED = 'INVITED',
  ACTIVE = 'ACTIVE',
  DEACTIVATED = 'DEACTIVATED',
}

export type UserAction = 'activate' | 'deactivate' | 'invite';

export const userLifecycle = new Lifecycle<UserStatus, UserAction>(
  'User',
  Object.values(UserStatus),
  UserStatus.INVITED,
  [
    { from: UserStatus.INVITED, action: 'activate', to: UserStatus.ACTIVE },
    { from: [UserStatus.INVITED, UserStatus.ACTIVE], action: 'deactivate', to: UserStatus.DEACTIVATED },
    { from: [UserStatus.DEACTIVATED, UserStatus.INVITED], action: 'invite', to: UserStatus.INVITED },
  ],
);
