import { IllegalTransitionError } from '../../../shared/domain/errors';
import { waiverActions } from './waiver.actions';
import { waiverLifecycle, WaiverStatus } from './waiver.lifecycle';

describe('waiverLifecycle', () => {
  it('revokes a waiver only once', () => {
    expect(waiverLifecycle.actions.map(({ step }) => step)).toEqual(['revoke']);
    expect(waiverLifecycle.next(WaiverStatus.ACTIVE, waiverActions.revoke)).toBe(WaiverStatus.REVOKED);
    expect(() => waiverLifecycle.next(WaiverStatus.REVOKED, waiverActions.revoke)).toThrow(IllegalTransitionError);
  });
});
