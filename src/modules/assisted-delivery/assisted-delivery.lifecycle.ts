import { type Blocker, Lifecycle } from '../../shared/domain/lifecycle';
import { assistedDeliveryActions } from './assisted-delivery.actions';

export enum AssistedDeliveryStatus {
  PLANNED = 'PLANNED',
  RUNNING = 'RUNNING',
  PASSED = 'PASSED',
  FAILED = 'FAILED',
  VOID = 'VOID',
}

/** `pass` and `fail` are the two outcomes of the mutation that concludes. */
export type AssistedDeliveryAction = (typeof assistedDeliveryActions)[
  'start' | 'evaluate' | 'extend' | 'reassign' | 'pass' | 'fail' | 'void'];

/** The conditions of the steps. */
export interface AssistedDeliveryConditions {
  /** Is the qualification still at the stage that needs a mentor? */
  qualificationAssisted: boolean;
  projectActive: boolean;
  /** Is the project closed, or in acceptance with every deliverable accepted? */
  projectAccepted: boolean;
  /** Planned milestones without an evaluation. */
  milestonesToEvaluate: number;
}

const { PLANNED, RUNNING, PASSED, FAILED, VOID } = AssistedDeliveryStatus;

function readyToStart({ projectActive, qualificationAssisted }: AssistedDeliveryConditions): Blocker[] {
  return [
    ...(projectActive ? [] : [{ code: 'project-not-active', message: 'The project is not active.' }]),
    ...(qualificationAssisted
      ? []
      : [{ code: 'qualification-not-assisted', message: 'The qualification is not at the stage ASSISTED.' }]),
  ];
}

function readyToConclude({ projectAccepted, milestonesToEvaluate }: AssistedDeliveryConditions): Blocker[] {
  return [
    ...(projectAccepted
      ? []
      : [{ code: 'project-not-accepted', message: 'Not every deliverable of the project is accepted.' }]),
    ...(milestonesToEvaluate === 0
      ? []
      : [{ code: 'milestones-not-evaluated', message: `Planned milestones not evaluated: ${milestonesToEvaluate}.` }]),
  ];
}

export const assistedDeliveryLifecycle = new Lifecycle<
  AssistedDeliveryStatus,
  AssistedDeliveryAction,
  AssistedDeliveryConditions
>('AssistedDelivery', Object.values(AssistedDeliveryStatus), PLANNED, [
  { from: PLANNED, action: assistedDeliveryActions.start, to: RUNNING, guard: readyToStart },
  { from: RUNNING, action: assistedDeliveryActions.evaluate, to: RUNNING },
  { from: RUNNING, action: assistedDeliveryActions.extend, to: RUNNING },
  { from: PLANNED, action: assistedDeliveryActions.reassign, to: PLANNED },
  { from: RUNNING, action: assistedDeliveryActions.reassign, to: RUNNING },
  { from: RUNNING, action: assistedDeliveryActions.pass, to: PASSED, guard: readyToConclude },
  { from: RUNNING, action: assistedDeliveryActions.fail, to: FAILED, guard: readyToConclude },
  { from: [PLANNED, RUNNING], action: assistedDeliveryActions.void, to: VOID },
]);
