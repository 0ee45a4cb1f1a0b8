import { IllegalTransitionError } from '../../shared/domain/errors';
import { apiKeyLifecycle as lifecycle, ApiKeyStatus } from './api-key.lifecycle';

describe('the lifecycle of an API key', () => {
  it('has no action that is not tested here', () => {
    expect(lifecycle.actions).toEqual(['revoke']);
  });

  it('ends with its revocation, for good', () => {
    expect(lifecycle.next(ApiKeyStatus.ACTIVE, 'revoke')).toBe(ApiKeyStatus.REVOKED);
    expect(() => lifecycle.next(ApiKeyStatus.REVOKED, 'revoke')).toThrow(IllegalTransitionError);
  });
});
