import { type Blocker, Lifecycle } from '../../../shared/domain/lifecycle';
import { changeOrderActions } from './change-orders.actions';

export enum ChangeOrderStatus {
  DRAFT = 'DRAFT',
  SUBMITTED = 'SUBMITTED',
  APPROVED = 'APPROVED',
  REJECTED = 'REJECTED',
  DISCARDED = 'DISCARDED',
}

export type ChangeOrderAction = (typeof changeOrderActions)[
  'update' | 'discard' | 'submit' | 'withdraw' | 'sendBack' | 'approve' | 'reject'];

/** The conditions of the guards. */
export interface ChangeOrderConditions {
  /** Is the project closed or cancelled? */
  projectEnded: boolean;
  /** Is the statement of work that it changes still the signed one? */
  baseInForce: boolean;
  /** Does it change anything? */
  changesSomething: boolean;
  /** Deliverables that the customer has accepted and the change would remove or alter, in words. */
  acceptedLost: readonly string[];
  /** The errors of the clarity check of the content after the change, in words. */
  clarityErrors: readonly string[];
}

const ongoing = ({ projectEnded }: ChangeOrderConditions): Blocker[] =>
  projectEnded ? [{ code: 'project-ended', message: 'The project is closed or cancelled.' }] : [];

const sound = (conditions: ChangeOrderConditions): Blocker[] => [
  ...ongoing(conditions),
  ...(conditions.baseInForce
    ? []
    : [
        {
          code: 'stale-base',
          message: 'The statement of work that it changes is no longer the signed one: update the change order.',
        },
      ]),
  ...(conditions.changesSomething ? [] : [{ code: 'no-change', message: 'The change order changes nothing.' }]),
  ...conditions.acceptedLost.map((message) => ({ code: 'deliverable-accepted', message })),
  ...conditions.clarityErrors.map((message) => ({ code: 'clarity', message })),
];

const { DRAFT, SUBMITTED, APPROVED, REJECTED, DISCARDED } = ChangeOrderStatus;

export const changeOrderLifecycle = new Lifecycle<ChangeOrderStatus, ChangeOrderAction, ChangeOrderConditions>(
  'ChangeOrder',
  Object.values(ChangeOrderStatus),
  DRAFT,
  [
    { from: DRAFT, action: changeOrderActions.update, to: DRAFT, guard: ongoing },
    { from: DRAFT, action: changeOrderActions.submit, to: SUBMITTED, guard: sound },
    { from: DRAFT, action: changeOrderActions.discard, to: DISCARDED },
    { from: SUBMITTED, action: changeOrderActions.sendBack, to: DRAFT },
    { from: SUBMITTED, action: changeOrderActions.approve, to: APPROVED, guard: sound },
    { from: SUBMITTED, action: changeOrderActions.reject, to: REJECTED },
    { from: SUBMITTED, action: changeOrderActions.withdraw, to: DRAFT },
  ],
);
