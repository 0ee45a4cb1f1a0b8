import { IllegalTransitionError, RuleViolationError } from '../../../shared/domain/errors';
import { qualificationActions } from './qualification.actions';
import { type QualificationAction, qualificationLifecycle, QualificationStage } from './qualification.lifecycle';

type Step = QualificationAction['step'];

const { TRAINING, ASSESSMENT, ASSISTED, INDEPENDENT, LAPSED, REVOKED } = QualificationStage;

const legal: Record<QualificationStage, Partial<Record<Step, QualificationStage>>> = {
  [TRAINING]: { advance: ASSESSMENT, revoke: REVOKED },
  [ASSESSMENT]: { advance: ASSISTED, revoke: REVOKED },
  [ASSISTED]: { advance: INDEPENDENT, lapse: LAPSED, revoke: REVOKED },
  [INDEPENDENT]: { lapse: LAPSED, revoke: REVOKED },
  [LAPSED]: { resumeAssisted: ASSISTED, resumeIndependent: INDEPENDENT, startOver: ASSESSMENT, revoke: REVOKED },
  [REVOKED]: {},
};

const cells = qualificationLifecycle.states.flatMap((stage) =>
  qualificationLifecycle.actions.map(({ step }): [QualificationStage, Step] => [stage, step]),
);

const unmet = {
  code: 'members',
  description: 'Members: at least 2.',
  required: '2',
  observed: null,
  met: false,
  gap: 'Members: not known, at least 2 required',
  waived: false,
  waiverReason: null,
  evidence: [],
};

describe('qualificationLifecycle', () => {
  it.each(cells)('%s %s', (stage, action) => {
    const next = () =>
      qualificationLifecycle.next(stage, qualificationActions[action], { partnerActive: true, gate: [] });
    const target = legal[stage][action];
    if (target) expect(next()).toBe(target);
    else expect(next).toThrow(IllegalTransitionError);
  });

  it.each([TRAINING, ASSESSMENT, ASSISTED])(
    'advances from %s only with its gate passed, for an active partner',
    (stage) => {
      const next = (conditions: Parameters<typeof qualificationLifecycle.available>[1]) => () =>
        qualificationLifecycle.next(stage, qualificationActions.advance, conditions);
      expect(next({ partnerActive: true, gate: [unmet] })).toThrow(RuleViolationError);
      expect(next({ partnerActive: false, gate: [] })).toThrow(RuleViolationError);
      const advance = qualificationLifecycle
        .available(stage, { partnerActive: false, gate: [unmet] })
        .find(({ action }) => action === qualificationActions.advance);
      expect(advance?.blockedBy.map(({ code }) => code)).toEqual(['partner-not-active', 'members']);
    },
  );

  it('revokes a qualification regardless of its gate', () => {
    expect(
      qualificationLifecycle.next(ASSISTED, qualificationActions.revoke, { partnerActive: false, gate: [unmet] }),
    ).toBe(REVOKED);
  });
});
