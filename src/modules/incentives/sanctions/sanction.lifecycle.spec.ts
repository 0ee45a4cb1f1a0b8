import { IllegalTransitionError } from '../../../shared/domain/errors';
import { sanctionActions } from './sanction.actions';
import { type SanctionAction, sanctionLifecycle as lifecycle, SanctionStatus } from './sanction.lifecycle';

const { PROPOSED, IN_FORCE, CLEARED, EXPIRED, OVERTURNED, WITHDRAWN } = SanctionStatus;
const { update, answer, withdraw, impose, clear, expire, overturn } = sanctionActions;
const ready = { today: '2026-03-20', responseDueOn: '2026-03-16', endsOn: null, openActions: 0, partnerEnded: false };

describe('sanctionLifecycle', () => {
  const legal: [SanctionStatus, SanctionAction, SanctionStatus][] = [
    [PROPOSED, update, PROPOSED],
    [PROPOSED, answer, PROPOSED],
    [PROPOSED, withdraw, WITHDRAWN],
    [PROPOSED, impose, IN_FORCE],
    [IN_FORCE, clear, CLEARED],
    [IN_FORCE, expire, EXPIRED],
    [IN_FORCE, overturn, OVERTURNED],
    [CLEARED, overturn, OVERTURNED],
    [EXPIRED, overturn, OVERTURNED],
  ];
  const actions = [update, answer, withdraw, impose, clear, expire, overturn];
  const all = Object.values(SanctionStatus).flatMap((from) => actions.map((action) => [from, action] as const));

  it.each(all)('%s, %s', (from, action) => {
    const to = legal.find((each) => each[0] === from && each[1] === action)?.[2];
    if (to) expect(lifecycle.next(from, action, ready)).toBe(to);
    else expect(() => lifecycle.next(from, action, ready)).toThrow(IllegalTransitionError);
  });

  it.each([
    [{ today: '2026-03-16' }, ['response-period']],
    [{ today: '2026-03-17' }, []],
    [{ today: '2026-03-01', responseDueOn: null }, []],
    [{ endsOn: '2026-03-19' }, ['already-over']],
    [{ endsOn: '2026-03-20' }, []],
    [{ today: '2026-03-16', endsOn: '2026-03-15' }, ['response-period', 'already-over']],
    [{ openActions: 3 }, []],
    [{ partnerEnded: true }, ['partner-ended']],
  ])('with %j, imposing is blocked by %j', (changes, codes) => {
    const { blockedBy } = lifecycle
      .available(PROPOSED, { ...ready, ...changes })
      .find(({ action }) => action === impose)!;
    expect(blockedBy.map(({ code }) => code)).toEqual(codes);
  });

  it.each([
    [0, []],
    [1, ['plan-open']],
  ])('with %d open actions, clearing is blocked by %j', (openActions, codes) => {
    const { blockedBy } = lifecycle
      .available(IN_FORCE, { ...ready, openActions })
      .find(({ action }) => action === clear)!;
    expect(blockedBy.map(({ code }) => code)).toEqual(codes);
  });
});
