import { Lifecycle } from '../../../shared/domain/lifecycle';

export enum PlaybookImprovementStatus {
  PROPOSED = 'PROPOSED',
  ACCEPTED = 'ACCEPTED',
  REJECTED = 'REJECTED',
  RELEASED = 'RELEASED',
  WITHDRAWN = 'WITHDRAWN',
}

export type PlaybookImprovementAction = 'accept' | 'reject' | 'release' | 'update' | 'withdraw';

const { PROPOSED, ACCEPTED, REJECTED, RELEASED, WITHDRAWN } = PlaybookImprovementStatus;

export const playbookImprovementLifecycle = new Lifecycle<PlaybookImprovementStatus, PlaybookImprovementAction>(
  'PlaybookImprovement',
  Object.values(PlaybookImprovementStatus),
  PROPOSED,
  [
    { from: PROPOSED, action: 'accept', to: ACCEPTED },
    { from: PROPOSED, action: 'reject', to: REJECTED },
    { from: ACCEPTED, action: 'release', to: RELEASED },
    { from: PROPOSED, action: 'update', to: PROPOSED },
    { from: PROPOSED, action: 'withdraw', to: WITHDRAWN },
  ],
);
