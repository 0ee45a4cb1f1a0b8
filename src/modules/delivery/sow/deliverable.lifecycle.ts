import { Lifecycle } from '../../../shared/domain/lifecycle';

export enum DeliverableStatus {
  PENDING = 'PENDING',
  ACCEPTED = 'ACCEPTED',
  REJECTED = 'REJECTED',
}

export type DeliverableAction = 'accept' | 'reject';

export const deliverableLifecycle = new Lifecycle<DeliverableStatus, DeliverableAction>(
  'Deliverable',
  Object.values(DeliverableStatus),
  DeliverableStatus.PENDING,
  [
    // What was rejected is reworked and shown again.
    { from: [DeliverableStatus.PENDING, DeliverableStatus.REJECTED], action: 'accept', to: DeliverableStatus.ACCEPTED },
    { from: DeliverableStatus.PENDING, action: 'reject', to: DeliverableStatus.REJECTED },
  ],
);
