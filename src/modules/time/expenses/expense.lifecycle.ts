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

/** The conditions for reversing an expense, with or without a replacement, apart from its status. */
export interface ExpenseConditions {
  /** Does it reverse another one? */
  isReversal: boolean;
  /** Has it been reversed? */
  isReversed: boolean;
}

/** For an expense that is not approved: it can be neither. */
export const asRecorded: ExpenseConditions = { isReversal: false, isReversed: false };

const reversedOnce = ({ isReversal, isReversed }: ExpenseConditions): Blocker[] => [
  ...(isReversal
    ? [{ code: 'is-a-reversal', message: 'A reversing expense cannot be reversed or corrected: record it again.' }]
    : []),
  ...(isReversed ? [{ code: 'already-reversed', message: 'This expense is already reversed.' }] : []),
];

/** A new expense is submitted; it becomes a draft only when it is withdrawn or reopened. */
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
    // The expense itself stays; another one reverses it, and in a correction a third one replaces it.
    { from: ExpenseStatus.APPROVED, action: expenseActions.correct, to: ExpenseStatus.APPROVED, guard: reversedOnce },
    { from: ExpenseStatus.APPROVED, action: expenseActions.reverse, to: ExpenseStatus.APPROVED, guard: reversedOnce },
  ],
);
