import { IllegalTransitionError } from '../../shared/domain/errors';
import { waiverLifecycle, WaiverStatus } from './waiver.lifecycle';

describe('waiverLifecycle', () => {
  it('revokes a waiver, once', () => {
    expect(waiverLifecycle.actions).toEqual(['revoke']);
    expect(waiverLifecycle.next(WaiverStatus.ACTIVE, 'revoke')).toBe(WaiverStatus.REVOKED);
    expect(() => waiverLifecycle.next(WaiverStatus.REVOKED, 'revoke')).toThrow(IllegalTransitionError);
  });
});
