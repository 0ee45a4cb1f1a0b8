import { Lifecycle } from '../../shared/domain/lifecycle';

export enum ApiKeyStatus {
  ACTIVE = 'ACTIVE',
  REVOKED = 'REVOKED',
}

export type ApiKeyAction = 'revoke';

export const apiKeyLifecycle = new Lifecycle<ApiKeyStatus, ApiKeyAction>(
  'ApiKey',
  Object.values(ApiKeyStatus),
  ApiKeyStatus.ACTIVE,
  [{ from: ApiKeyStatus.ACTIVE, action: 'revoke', to: ApiKeyStatus.REVOKED }],
);
