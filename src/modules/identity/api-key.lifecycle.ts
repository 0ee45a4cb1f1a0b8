import { Lifecycle } from '../../shared/domain/lifecycle';
import { apiKeyActions } from './identity.actions';

export enum ApiKeyStatus {
  ACTIVE = 'ACTIVE',
  REVOKED = 'REVOKED',
}

export type ApiKeyAction = (typeof apiKeyActions)['revoke'];

export const apiKeyLifecycle = new Lifecycle<ApiKeyStatus, ApiKeyAction>(
  'ApiKey',
  Object.values(ApiKeyStatus),
  ApiKeyStatus.ACTIVE,
  [{ from: ApiKeyStatus.ACTIVE, action: apiKeyActions.revoke, to: ApiKeyStatus.REVOKED }],
);
