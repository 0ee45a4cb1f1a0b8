import { defineFact } from '../../../shared/events/fact';

interface OnProject {
  projectId: string;
  userId: string;
  partnerId: string | null;
}

export const expenseRecorded = defineFact<OnProject>(
  'ExpenseRecorded',
  'Money was spent on a project beside time, or refunded.',
);
export const expenseWithdrawn = defineFact<OnProject>(
  'ExpenseWithdrawn',
  'An expense was withdrawn before it was decided on, and is a draft.',
);
export const expenseUpdated = defineFact<OnProject>('ExpenseUpdated', 'A draft of an expense was changed.');
export const expenseDiscarded = defineFact<OnProject>(
  'ExpenseDiscarded',
  'A draft of an expense was discarded and does not count.',
);
export const expenseSubmitted = defineFact<OnProject>(
  'ExpenseSubmitted',
  'A withdrawn expense was submitted again, or one that replaces another by a correction.',
);
export const expenseApproved = defineFact<OnProject>(
  'ExpenseApproved',
  'An expense was approved and counts as actual cost of its project.',
);
export const expenseRejected = defineFact<OnProject & { reason: string }>(
  'ExpenseRejected',
  'An expense was rejected and does not count.',
);
export const expenseReopened = defineFact<OnProject>(
  'ExpenseReopened',
  'A rejected expense was taken up again, as a draft.',
);
export const expenseReversed = defineFact<OnProject & { reason: string; reversedById: string }>(
  'ExpenseReversed',
  'An approved expense was taken back by a reversing one: it counts no longer.',
);
export const expenseCorrected = defineFact<OnProject & { reason: string; correctedById: string }>(
  'ExpenseCorrected',
  'An approved expense was reversed and replaced by another one in one step.',
);
