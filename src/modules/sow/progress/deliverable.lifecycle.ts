import { type Blocker, Lifecycle } from '../../../shared/domain/lifecycle';
import { deliverableActions } from '../content/sow.actions';

export enum DeliverableStatus {
  PENDING = 'PENDING',
  SUBMITTED = 'SUBMITTED',
  ACCEPTED = 'ACCEPTED',
  REJECTED = 'REJECTED',
}

export type DeliverableAction = (typeof deliverableActions)['submit' | 'accept' | 'reject' | 'withdraw'];

/** The conditions of the guards. */
export interface DeliverableConditions {
  /** Is it part of the statement of work that is signed now? */
  agreed: boolean;
  /** Is the project active or in acceptance? */
  inWork: boolean;
}

const decidable = ({ agreed, inWork }: DeliverableConditions): Blocker[] => [
  ...(agreed
    ? []
    : [
        {
          code: 'sow-not-signed',
          message: 'The deliverable is not part of a statement of work that is signed and in force.',
        },
      ]),
  ...(inWork ? [] : [{ code: 'project-not-in-work', message: 'The project is neither active nor in acceptance.' }]),
];

export const deliverableLifecycle = new Lifecycle<DeliverableStatus, DeliverableAction, DeliverableConditions>(
  'Deliverable',
  Object.values(DeliverableStatus),
  DeliverableStatus.PENDING,
  [
    // A rejected deliverable can be reworked and submitted again.
    {
      from: [DeliverableStatus.PENDING, DeliverableStatus.REJECTED],
      action: deliverableActions.submit,
      to: DeliverableStatus.SUBMITTED,
      guard: decidable,
    },
    // A customer may decide without a submission: deliverables in their own system are there already.
    {
      from: [DeliverableStatus.PENDING, DeliverableStatus.SUBMITTED, DeliverableStatus.REJECTED],
      action: deliverableActions.accept,
      to: DeliverableStatus.ACCEPTED,
      guard: decidable,
    },
    {
      from: [DeliverableStatus.PENDING, DeliverableStatus.SUBMITTED],
      action: deliverableActions.reject,
      to: DeliverableStatus.REJECTED,
      guard: decidable,
    },
    {
      from: DeliverableStatus.SUBMITTED,
      action: deliverableActions.withdraw,
      to: DeliverableStatus.PENDING,
      guard: decidable,
    },
  ],
);
