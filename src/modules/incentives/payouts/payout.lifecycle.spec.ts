import { IllegalTransitionError } from '../../../shared/domain/errors';
import { payoutLifecycle, PayoutStatus } from './payout.lifecycle';

describe('payoutLifecycle', () => {
  const { PREPARED, APPROVED, PAID, DISCARDED } = PayoutStatus;
  const allowed: Record<PayoutStatus, Record<string, PayoutStatus>> = {
    [PREPARED]: { approve: APPROVED, discard: DISCARDED },
    [APPROVED]: { markPaid: PAID },
    [PAID]: {},
    [DISCARDED]: {},
  };

  const every = payoutLifecycle.states.flatMap((from) => payoutLifecycle.actions.map((action) => ({ from, action })));

  it.each(every)('from $from by $action', ({ from, action }) => {
    const to = allowed[from][action.step];
    if (to) expect(payoutLifecycle.next(from, action)).toBe(to);
    else expect(() => payoutLifecycle.next(from, action)).toThrow(IllegalTransitionError);
  });

  it('has three steps', () => {
    expect(payoutLifecycle.actions.map(({ step }) => step)).toEqual(['approve', 'discard', 'markPaid']);
  });
});
