import { Lifecycle } from '../../../shared/domain/lifecycle';

export enum ExpenseStatus {
  SUBMITTED = 'SUBMITTED',
  APPROVED = 'APPROVED',
  REJECTED = 'REJECTED',
}

export type ExpenseAction = 'approve' | 'reject';

export const expenseLifecycle = new Lifecycle<ExpenseStatus, ExpenseAction>(
  'Expense',
  Object.values(ExpenseStatus),
  ExpenseStatus.SUBMITTED,
  [
    { from: ExpenseStatus.SUBMITTED, action: 'approve', to: ExpenseStatus.APPROVED },
    { from: ExpenseStatus.SUBMITTED, action: 'reject', to: ExpenseStatus.REJECTED },
  ],
);
