import type { GateCriterion } from '../../../shared/domain/errors';
import { Lifecycle } from '../../../shared/domain/lifecycle';
import { blockersOf } from '../gates/gate.formula';
import { qualificationActions } from './qualification.actions';

export enum QualificationStage {
  TRAINING = 'TRAINING',
  ASSESSMENT = 'ASSESSMENT',
  ASSISTED = 'ASSISTED',
  INDEPENDENT = 'INDEPENDENT',
  LAPSED = 'LAPSED',
  REVOKED = 'REVOKED',
}

export type QualificationAction = (typeof qualificationActions)[
  'advance' | 'revoke' | 'lapse' | 'resumeAssisted' | 'resumeIndependent' | 'startOver'];

/** The conditions of a qualification's steps, apart from its stage. */
export interface QualificationConditions {
  partnerActive: boolean;
  /** The criteria of the gate in front of the stage; empty if it has no gate. */
  gate: readonly GateCriterion[];
}

const { TRAINING, ASSESSMENT, ASSISTED, INDEPENDENT, LAPSED, REVOKED } = QualificationStage;

/** At these stages a partner delivers, and the gate to ASSISTED must stay met. */
export function isDelivering(stage: QualificationStage): boolean {
  return stage === ASSISTED || stage === INDEPENDENT;
}

const behindTheGate = ({ partnerActive, gate }: QualificationConditions) => [
  ...(partnerActive ? [] : [{ code: 'partner-not-active', message: 'Only an active partner can advance.' }]),
  ...blockersOf(gate),
];

/** The system takes `lapse` and the three ways back: they follow from the partner's certifications. */
export const qualificationLifecycle = new Lifecycle<QualificationStage, QualificationAction, QualificationConditions>(
  'Qualification',
  Object.values(QualificationStage),
  TRAINING,
  [
    { from: TRAINING, action: qualificationActions.advance, to: ASSESSMENT, guard: behindTheGate },
    { from: ASSESSMENT, action: qualificationActions.advance, to: ASSISTED, guard: behindTheGate },
    { from: ASSISTED, action: qualificationActions.advance, to: INDEPENDENT, guard: behindTheGate },
    { from: [ASSISTED, INDEPENDENT], action: qualificationActions.lapse, to: LAPSED },
    { from: LAPSED, action: qualificationActions.resumeAssisted, to: ASSISTED },
    { from: LAPSED, action: qualificationActions.resumeIndependent, to: INDEPENDENT },
    { from: LAPSED, action: qualificationActions.startOver, to: ASSESSMENT },
    { from: [TRAINING, ASSESSMENT, ASSISTED, INDEPENDENT, LAPSED], action: qualificationActions.revoke, to: REVOKED },
  ],
);
