import { IllegalTransitionError } from '../../../shared/domain/errors';
import { acceptanceRequestActions } from './acceptance-request.actions';
import {
  type AcceptanceRequestAction,
  acceptanceRequestLifecycle,
  AcceptanceRequestStatus,
  statusAt,
} from './acceptance-request.lifecycle';

type Step = AcceptanceRequestAction['step'];

const { OPEN, USED, REVOKED, EXPIRED } = AcceptanceRequestStatus;

describe('the lifecycle of an acceptance request', () => {
  const actions: Step[] = ['use', 'revoke', 'expire'];
  const legal: Record<AcceptanceRequestStatus, Partial<Record<Step, AcceptanceRequestStatus>>> = {
    [OPEN]: { use: USED, revoke: REVOKED, expire: EXPIRED },
    [USED]: {},
    [REVOKED]: {},
    [EXPIRED]: {},
  };

  it.each(Object.values(AcceptanceRequestStatus).flatMap((state) => actions.map((action) => [state, action] as const)))(
    '%s: %s',
    (state, action) => {
      const step = () => acceptanceRequestLifecycle.next(state, acceptanceRequestActions[action]);
      const expected = legal[state][action];
      if (expected) expect(step()).toBe(expected);
      else expect(step).toThrow(IllegalTransitionError);
    },
  );

  it('has no other actions', () => {
    expect(new Set(acceptanceRequestLifecycle.actions.map(({ step }) => step))).toEqual(new Set(actions));
  });

  it('expires at the given moment, unless it was used or revoked before', () => {
    const expiresAt = new Date('2026-03-16T09:00:00Z');
    const before = new Date(expiresAt.getTime() - 1);
    expect(statusAt({ state: OPEN, expiresAt }, before)).toBe(OPEN);
    expect(statusAt({ state: OPEN, expiresAt }, expiresAt)).toBe(EXPIRED);
    expect(statusAt({ state: USED, expiresAt }, expiresAt)).toBe(USED);
    expect(statusAt({ state: REVOKED, expiresAt }, expiresAt)).toBe(REVOKED);
  });
});
