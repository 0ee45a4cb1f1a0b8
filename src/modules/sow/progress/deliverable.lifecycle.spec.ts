import { IllegalTransitionError } from '../../../shared/domain/errors';
import { type DeliverableAction, deliverableLifecycle, DeliverableStatus } from './deliverable.lifecycle';
import { deliverableActions } from '../content/sow.actions';

type Step = DeliverableAction['step'];

describe('the lifecycle of a deliverable', () => {
  const { PENDING, SUBMITTED, ACCEPTED, REJECTED } = DeliverableStatus;
  const actions: Step[] = ['submit', 'accept', 'reject', 'withdraw'];
  const legal: Record<DeliverableStatus, Partial<Record<Step, DeliverableStatus>>> = {
    [PENDING]: { submit: SUBMITTED, accept: ACCEPTED, reject: REJECTED },
    [SUBMITTED]: { accept: ACCEPTED, reject: REJECTED, withdraw: PENDING },
    [REJECTED]: { submit: SUBMITTED, accept: ACCEPTED },
    [ACCEPTED]: {},
  };

  const all = Object.values(DeliverableStatus).flatMap((state) => actions.map((action) => [state, action] as const));
  it.each(all)('%s: %s', (state, action) => {
    const step = () => deliverableLifecycle.next(state, deliverableActions[action], { agreed: true, inWork: true });
    const expected = legal[state][action];
    if (expected) expect(step()).toBe(expected);
    else expect(step).toThrow(IllegalTransitionError);
  });

  it('has no other actions', () => {
    expect(new Set(deliverableLifecycle.actions.map(({ step }) => step))).toEqual(new Set(actions));
  });

  it.each([
    [{ agreed: false, inWork: true }, 'sow-not-signed'],
    [{ agreed: true, inWork: false }, 'project-not-in-work'],
  ])('is decided on only in a running project under a signed statement of work: %p', (conditions, rule) => {
    for (const [state, action] of all) {
      if (!legal[state][action]) continue;
      expect(
        deliverableLifecycle.available(state, conditions).find((each) => each.action === deliverableActions[action])!
          .blockedBy,
      ).toMatchObject([{ code: rule }]);
      expect(() => deliverableLifecycle.next(state, deliverableActions[action], conditions)).toThrow(
        expect.objectContaining({ rule }),
      );
    }
  });
});
