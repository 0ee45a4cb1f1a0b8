import { type Blocker, Lifecycle } from '../../../shared/domain/lifecycle';
import { expenseActions } from './expense.actions';

export enum ExpenseStatus {
  DRAFT = 'DRAFT',
  SUBMITTED = 'SUBMITTED',
  APPROVED = 'APPROVED',
  REJECTED = 'REJECTED',
  DISCARDED = 'DISCARDED',
}

export type ExpenseAction = (typeof expenseActions)[
  'update' | 'discard' | 'submit' | 'withdraw' | 'approve' | 'reject' | 'reopen' | 'correct' | 'reverse'];

/** What the reversal of an expense, with or without a replacement, depends on beside its state. */
export interface ExpenseConditions {
  /** Does it take back another one? */
  isReversal: boolean;
  /** Was it taken back? */
  isReversed: boolean;
}

/** Of an expense that is not approved: neither can be. */
export const asRecorded: ExpenseConditions = { isReversal: false, isReversed: false };

const reversedOnce = ({ isReversal, isReversed }: ExpenseConditions): Blocker[] => [
  ...(isReversal
    ? [{ code: 'is-a-reversal', message: 'A reversing expense cannot be reversed or corrected: record it again.' }]
    : []),
  ...(isReversed ? [{ code: 'already-reversed', message: 'This expense is already reversed.' }] : []),
];

/** An expense is submitted when it is recorded; it is a draft only after it was withdrawn or reopened. */
export const expenseLifecycle = new Lifecycle<ExpenseStatus, ExpenseAction, ExpenseConditions>(
  'Expense',
  Object.values(ExpenseStatus),
  ExpenseStatus.SUBMITTED,
  [
    { from: ExpenseStatus.SUBMITTED, action: expenseActions.withdraw, to: ExpenseStatus.DRAFT },
    { from: ExpenseStatus.SUBMITTED, action: expenseActions.approve, to: ExpenseStatus.APPROVED },
    { from: ExpenseStatus.SUBMITTED, action: expenseActions.reject, to: ExpenseStatus.REJECTED },
    { from: ExpenseStatus.DRAFT, action: expenseActions.update, to: ExpenseStatus.DRAFT },
    { from: ExpenseStatus.DRAFT, action: expenseActions.discard, to: ExpenseStatus.DISCARDED },
    { from: ExpenseStatus.DRAFT, action: expenseActions.submit, to: ExpenseStatus.SUBMITTED },
    { from: ExpenseStatus.REJECTED, action: expenseActions.reopen, to: ExpenseStatus.DRAFT },
    // The expense stays as it is; another one takes it back, and with a correction a third one takes its place.
    { from: ExpenseStatus.APPROVED, action: expenseActions.correct, to: ExpenseStatus.APPROVED, guard: reversedOnce },
    { from: ExpenseStatus.APPROVED, action: expenseActions.reverse, to: ExpenseStatus.APPROVED, guard: reversedOnce },
  ],
);
