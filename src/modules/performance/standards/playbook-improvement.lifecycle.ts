import { Lifecycle } from '../../../shared/domain/lifecycle';
import { playbookImprovementActions } from './standards.actions';

export enum PlaybookImprovementStatus {
  PROPOSED = 'PROPOSED',
  ACCEPTED = 'ACCEPTED',
  REJECTED = 'REJECTED',
  RELEASED = 'RELEASED',
  WITHDRAWN = 'WITHDRAWN',
}

export type PlaybookImprovementAction = (typeof playbookImprovementActions)[
  'accept' | 'reject' | 'release' | 'update' | 'withdraw'];

const { PROPOSED, ACCEPTED, REJECTED, RELEASED, WITHDRAWN } = PlaybookImprovementStatus;

export const playbookImprovementLifecycle = new Lifecycle<PlaybookImprovementStatus, PlaybookImprovementAction>(
  'PlaybookImprovement',
  Object.values(PlaybookImprovementStatus),
  PROPOSED,
  [
    { from: PROPOSED, action: playbookImprovementActions.accept, to: ACCEPTED },
    { from: PROPOSED, action: playbookImprovementActions.reject, to: REJECTED },
    { from: ACCEPTED, action: playbookImprovementActions.release, to: RELEASED },
    { from: PROPOSED, action: playbookImprovementActions.update, to: PROPOSED },
    { from: PROPOSED, action: playbookImprovementActions.withdraw, to: WITHDRAWN },
  ],
);
