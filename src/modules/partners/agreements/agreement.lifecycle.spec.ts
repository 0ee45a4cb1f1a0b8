import { IllegalTransitionError, RuleViolationError } from '../../../shared/domain/errors';
import { agreementActions } from './agreement.actions';
import { type AgreementAction, agreementLifecycle, AgreementStatus } from './agreement.lifecycle';

type Step = AgreementAction['step'];

const { SUBMITTED, SENT_BACK, IN_FORCE, REPLACED, EXPIRED } = AgreementStatus;

const legal: Record<AgreementStatus, Partial<Record<Step, AgreementStatus>>> = {
  [SUBMITTED]: { accept: IN_FORCE, sendBack: SENT_BACK, resubmit: SUBMITTED },
  [SENT_BACK]: { resubmit: SUBMITTED },
  [IN_FORCE]: { renew: IN_FORCE, replace: REPLACED, expire: EXPIRED },
  [EXPIRED]: { renew: EXPIRED },
  [REPLACED]: {},
};

const cells = agreementLifecycle.states.flatMap((state) =>
  agreementLifecycle.actions.map(({ step }): [AgreementStatus, Step] => [state, step]),
);

describe('agreementLifecycle', () => {
  it.each(cells)('%s %s', (state, action) => {
    const next = (conditions = { alive: true, renewed: false }) =>
      agreementLifecycle.next(state, agreementActions[action], conditions);
    const target = legal[state][action];
    if (!target) {
      expect(next).toThrow(IllegalTransitionError);
      return;
    }
    expect(next()).toBe(target);
    const byTheSystem = ['replace', 'expire'].includes(action);
    if (!byTheSystem) expect(() => next({ alive: false, renewed: false })).toThrow(RuleViolationError);
    const again = () => next({ alive: true, renewed: true });
    if (action === 'renew') expect(again).toThrow('It already has a renewal');
    else expect(again()).toBe(target);
  });
});
