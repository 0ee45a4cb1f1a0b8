import { defineFact } from '../../../shared/events/fact';
import { anyId, idOf, orNull, text } from '../../../shared/events/fact-data';

const onProject = { projectId: idOf('project'), userId: idOf('user'), partnerId: orNull(idOf('partner')) };

export const expenseRecorded = defineFact(
  'ExpenseRecorded',
  'Money was spent on a project in addition to time, or refunded.',
  onProject,
);
export const expenseWithdrawn = defineFact(
  'ExpenseWithdrawn',
  'An expense was withdrawn before it was decided on, and is a draft.',
  onProject,
);
export const expenseUpdated = defineFact('ExpenseUpdated', 'A draft of an expense was changed.', onProject);
export const expenseDiscarded = defineFact(
  'ExpenseDiscarded',
  'A draft of an expense was discarded and does not count.',
  onProject,
);
export const expenseSubmitted = defineFact(
  'ExpenseSubmitted',
  'A withdrawn expense, or one that replaces another in a correction, was submitted.',
  onProject,
);
export const expenseApproved = defineFact(
  'ExpenseApproved',
  'An expense was approved and counts as actual cost of its project.',
  onProject,
);
export const expenseRejected = defineFact('ExpenseRejected', 'An expense was rejected and does not count.', {
  ...onProject,
  reason: text,
});
export const expenseReopened = defineFact('ExpenseReopened', 'A rejected expense was reopened as a draft.', onProject);
export const expenseReversed = defineFact('ExpenseReversed', 'An approved expense was cancelled by a reversing one.', {
  ...onProject,
  reason: text,
  reversedById: anyId,
});
export const expenseCorrected = defineFact(
  'ExpenseCorrected',
  'An approved expense was reversed and replaced by another one in one step.',
  { ...onProject, reason: text, correctedById: anyId },
);
