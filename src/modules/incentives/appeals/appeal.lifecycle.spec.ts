import { IllegalTransitionError, RuleViolationError } from '../../../shared/domain/errors';
import { appealActions } from './appeal.actions';
import { type AppealAction, appealLifecycle as lifecycle, AppealStatus } from './appeal.lifecycle';

const { OPEN, UPHELD, REJECTED, WITHDRAWN } = AppealStatus;
const { update, withdraw, uphold, reject } = appealActions;

describe('appealLifecycle', () => {
  const legal: [AppealAction, AppealStatus][] = [
    [update, OPEN],
    [withdraw, WITHDRAWN],
    [uphold, UPHELD],
    [reject, REJECTED],
  ];

  it.each(legal)('OPEN, %s: %s', (action, to) => expect(lifecycle.next(OPEN, action, { reversed: false })).toBe(to));

  it.each([UPHELD, REJECTED, WITHDRAWN].flatMap((from) => legal.map(([action]) => [from, action] as const)))(
    '%s, %s: never',
    (from, action) => expect(() => lifecycle.next(from, action, { reversed: false })).toThrow(IllegalTransitionError),
  );

  it('rejects, but does not uphold, an appeal against an entry that was reversed', () => {
    expect(() => lifecycle.next(OPEN, uphold, { reversed: true })).toThrow(RuleViolationError);
    expect(lifecycle.next(OPEN, reject, { reversed: true })).toBe(REJECTED);
  });
});
