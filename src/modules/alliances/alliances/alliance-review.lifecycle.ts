import { Lifecycle } from '../../../shared/domain/lifecycle';
import { allianceReviewActions } from './alliance.actions';

export enum AllianceReviewStatus {
  OPEN = 'OPEN',
  DECIDED = 'DECIDED',
}

export type AllianceReviewAction = (typeof allianceReviewActions)['update' | 'decide'];

export const allianceReviewLifecycle = new Lifecycle<AllianceReviewStatus, AllianceReviewAction>(
  'AllianceReview',
  Object.values(AllianceReviewStatus),
  AllianceReviewStatus.OPEN,
  [
    { from: AllianceReviewStatus.OPEN, action: allianceReviewActions.update, to: AllianceReviewStatus.OPEN },
    { from: AllianceReviewStatus.OPEN, action: allianceReviewActions.decide, to: AllianceReviewStatus.DECIDED },
  ],
);
