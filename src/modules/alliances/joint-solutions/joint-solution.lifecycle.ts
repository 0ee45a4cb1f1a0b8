import { type Blocker, Lifecycle } from '../../../shared/domain/lifecycle';
import { jointSolutionActions } from './joint-solution.actions';

export enum JointSolutionStatus {
  DRAFT = 'DRAFT',
  OFFERED = 'OFFERED',
  WITHDRAWN = 'WITHDRAWN',
}

export type JointSolutionAction = (typeof jointSolutionActions)['update' | 'discard' | 'offer' | 'withdraw'];

export interface JointSolutionConditions {
  /** Whether the parties of its alliance work together. */
  workingTogether: boolean;
  /** The number of its products. */
  products: number;
}

const { DRAFT, OFFERED, WITHDRAWN } = JointSolutionStatus;

function ready({ workingTogether, products }: JointSolutionConditions): Blocker[] {
  const alliance = 'Its alliance has not reached WORKING_TOGETHER, or has ended. Only then is it offered.';
  const alone = 'It has fewer than two products. Add a component of the alliance.';
  return [
    ...(workingTogether ? [] : [{ code: 'alliance-not-working', message: alliance }]),
    ...(products > 1 ? [] : [{ code: 'one-product', message: alone }]),
  ];
}

export const jointSolutionLifecycle = new Lifecycle<JointSolutionStatus, JointSolutionAction, JointSolutionConditions>(
  'JointSolution',
  Object.values(JointSolutionStatus),
  DRAFT,
  [
    { from: DRAFT, action: jointSolutionActions.update, to: DRAFT },
    { from: DRAFT, action: jointSolutionActions.offer, to: OFFERED, guard: ready },
    { from: DRAFT, action: jointSolutionActions.discard, to: WITHDRAWN },
    { from: OFFERED, action: jointSolutionActions.withdraw, to: WITHDRAWN },
  ],
);
