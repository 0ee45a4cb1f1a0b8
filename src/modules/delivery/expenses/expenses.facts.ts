import { defineFact } from '../../../shared/events/fact';

interface OnProject {
  projectId: string;
  userId: string;
  partnerId: string | null;
}

export const expenseRecorded = defineFact<OnProject>('ExpenseRecorded', 'Money was spent on a project beside time.');
export const expenseApproved = defineFact<OnProject>(
  'ExpenseApproved',
  'An expense was approved and counts as actual cost of its project.',
);
export const expenseRejected = defineFact<OnProject & { reason: string }>(
  'ExpenseRejected',
  'An expense was rejected and does not count.',
);
