import { IllegalTransitionError } from '../../shared/domain/errors';
import { apiKeyLifecycle as lifecycle, ApiKeyStatus } from './api-key.lifecycle';
import { apiKeyActions } from './identity.actions';

describe('the lifecycle of an API key', () => {
  it('has no action that is not tested here', () => {
    expect(lifecycle.actions.map(({ step }) => step)).toEqual(['revoke']);
  });

  it('ends with its revocation, for good', () => {
    expect(lifecycle.next(ApiKeyStatus.ACTIVE, apiKeyActions.revoke)).toBe(ApiKeyStatus.REVOKED);
    expect(() => lifecycle.next(ApiKeyStatus.REVOKED, apiKeyActions.revoke)).toThrow(IllegalTransitionError);
  });
});
