import { actions, actionsOn } from '../../shared/domain/action';
import type { ApiKey } from './api-key.entity';
import type { User } from './user.entity';

export const userActions = {
  ...actions('user', 'invite'),
  ...actionsOn<User>()('user', 'activate', 'update', 'deactivate', 'setRoles'),
};

export const passwordActions = actionsOn<User>()('password', 'reset');

export const apiKeyActions = {
  ...actions('apiKey', 'create'),
  ...actionsOn<ApiKey>()('apiKey', 'revoke'),
};
