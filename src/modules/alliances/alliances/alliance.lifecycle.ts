import type { Blocker } from '../../../shared/domain/lifecycle';
import { Lifecycle } from '../../../shared/domain/lifecycle';
import { allianceActions } from './alliance.actions';

/** The stages of ISO 44001. */
export enum AllianceStage {
  AWARENESS = 'AWARENESS',
  KNOWLEDGE = 'KNOWLEDGE',
  INTERNAL_ASSESSMENT = 'INTERNAL_ASSESSMENT',
  SELECTION = 'SELECTION',
  WORKING_TOGETHER = 'WORKING_TOGETHER',
  VALUE_CREATION = 'VALUE_CREATION',
  STAYING_TOGETHER = 'STAYING_TOGETHER',
  EXIT = 'EXIT',
}

export type AllianceAction = (typeof allianceActions)[
  'update' | 'advance' | 'exit' | 'adjust' | 'draftExitStrategy' | 'openReview'];

/** Conditions of the steps that the service gathers. */
export interface AllianceConditions {
  /** Whether an exit strategy is agreed. */
  exitAgreed: boolean;
  /** Whether a review waits for its decision. */
  reviewOpen: boolean;
}

const { AWARENESS, KNOWLEDGE, INTERNAL_ASSESSMENT, SELECTION } = AllianceStage;
const { WORKING_TOGETHER, VALUE_CREATION, STAYING_TOGETHER, EXIT } = AllianceStage;

/** A review is announced this many days before it is due. */
export const announcedDays = 14;

const deliberating = [AWARENESS, KNOWLEDGE, INTERNAL_ASSESSMENT];
/** The stages in which the parties work together under an agreed exit strategy. */
export const workingStages: readonly AllianceStage[] = [WORKING_TOGETHER, VALUE_CREATION, STAYING_TOGETHER];
const open = [...deliberating, SELECTION, ...workingStages];

function agreedExit({ exitAgreed }: AllianceConditions): Blocker[] {
  if (exitAgreed) return [];
  const message = 'No exit strategy is agreed. Draft one, and record on which day the parties agreed on it.';
  return [{ code: 'no-exit-strategy', message }];
}

function reviewed({ reviewOpen }: AllianceConditions): Blocker[] {
  if (!reviewOpen) return [];
  return [{ code: 'review-open', message: 'A review waits for its decision. Decide on it first.' }];
}

const both = (conditions: AllianceConditions) => [...agreedExit(conditions), ...reviewed(conditions)];

export const allianceLifecycle = new Lifecycle<AllianceStage, AllianceAction, AllianceConditions>(
  'Alliance',
  Object.values(AllianceStage),
  AWARENESS,
  [
    ...open.map((stage) => ({ from: stage, action: allianceActions.update, to: stage })),
    { from: AWARENESS, action: allianceActions.advance, to: KNOWLEDGE },
    { from: KNOWLEDGE, action: allianceActions.advance, to: INTERNAL_ASSESSMENT },
    { from: INTERNAL_ASSESSMENT, action: allianceActions.advance, to: SELECTION },
    { from: SELECTION, action: allianceActions.advance, to: WORKING_TOGETHER, guard: agreedExit },
    { from: WORKING_TOGETHER, action: allianceActions.advance, to: VALUE_CREATION, guard: both },
    { from: VALUE_CREATION, action: allianceActions.advance, to: STAYING_TOGETHER, guard: both },
    { from: [VALUE_CREATION, STAYING_TOGETHER], action: allianceActions.adjust, to: VALUE_CREATION },
    ...[SELECTION, ...workingStages].map((stage) => ({
      from: stage,
      action: allianceActions.draftExitStrategy,
      to: stage,
    })),
    ...workingStages.map((stage) => ({
      from: stage,
      action: allianceActions.openReview,
      to: stage,
      guard: reviewed,
    })),
    { from: open, action: allianceActions.exit, to: EXIT, guard: reviewed },
  ],
);

/** Can the products of the alliance still change? They are decided with its selection. */
export function isDeliberating(stage: AllianceStage): boolean {
  return deliberating.includes(stage);
}
