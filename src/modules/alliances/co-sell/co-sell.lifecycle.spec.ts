import { IllegalTransitionError } from '../../../shared/domain/errors';
import { coSellLifecycle, CoSellStatus } from './co-sell.lifecycle';

/** The legal steps; every other status × step is refused. */
const legal: Record<string, string> = {
  'DRAFT update': 'DRAFT',
  'DRAFT discard': 'DISCARDED',
  'DRAFT submit': 'SUBMITTED',
  'SUBMITTED withdraw': 'DRAFT',
  'SUBMITTED startReview': 'IN_REVIEW',
  'IN_REVIEW requireAction': 'ACTION_REQUIRED',
  'IN_REVIEW approve': 'APPROVED',
  'IN_REVIEW reject': 'REJECTED',
  'ACTION_REQUIRED update': 'ACTION_REQUIRED',
  'ACTION_REQUIRED submit': 'SUBMITTED',
  'APPROVED update': 'APPROVED',
};

describe('the lifecycle of a co-sell', () => {
  const all = Object.values(CoSellStatus).flatMap((state) =>
    coSellLifecycle.actions.map((action) => [state, action.step, action] as const),
  );

  it.each(all)('%s: %s', (state, step, action) => {
    const to = legal[`${state} ${step}`];
    if (to) expect(coSellLifecycle.next(state, action)).toBe(to);
    else expect(() => coSellLifecycle.next(state, action)).toThrow(IllegalTransitionError);
  });

  it('knows every legal step', () => {
    const known = all.map(([state, step]) => `${state} ${step}`);
    expect(Object.keys(legal).filter((name) => !known.includes(name))).toEqual([]);
  });
});
