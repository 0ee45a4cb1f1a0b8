import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from '../../../shared/database/transaction';
import { RuleViolationError } from '../../../shared/domain/errors';
import { contentAfter, type ExpenseContent } from './expense-content';
import { assertCovered } from './expense-refund';
import { expenseActions } from './expense.actions';
import { begin, refundedOf, whose } from './expense.service';
import { Expense } from './expense.entity';
import { expenseLifecycle, ExpenseStatus } from './expense.lifecycle';
import * as facts from './expenses.facts';
import type { ExpenseCorrectInput } from './expenses.inputs';

/**
 * Reverses an approved expense by inserting another one on the same day with the negative amount. The reversal of a
 * refund is above zero.
 */
export async function reverse(tx: Transaction, id: string, version: number, reason: string): Promise<Expense> {
  const { expense } = await beginStanding(tx, id, version, expenseActions.reverse);
  const reversal = await takeBack(tx, expense, reason);
  await assertStillCovered(tx, expense, 0);
  return reversal;
}

/**
 * Reverses an approved expense and records the right one, both or neither. A correction that reduces or moves cost is a
 * decision on another person's expense, like a reversal, and counts immediately. One that adds cost was recorded by its
 * author, so another manager decides on it.
 */
export async function correct(
  tx: Transaction,
  id: string,
  version: number,
  input: ExpenseCorrectInput,
  reason: string,
): Promise<Expense> {
  const { expense, project } = await beginStanding(tx, id, version, expenseActions.correct);
  const refunded = await refundedOf(tx, expense);
  const content = await contentAfter(tx, { ...expense, project, refunded }, expense, input);
  const names = Object.keys(content) as (keyof ExpenseContent)[];
  if (names.every((name) => isDeepStrictEqual(content[name], expense[name]))) {
    const message = 'The expense already says this: change at least one value.';
    throw new RuleViolationError('nothing-corrected', message, [], ['input']);
  }
  await takeBack(tx, expense, reason);
  const adds = content.amountMinor > expense.amountMinor || (content.billable && !expense.billable);
  const { projectId, userId, partnerId, refundOfId } = expense;
  const by = tx.viewer.userId;
  const replacement = await tx.insert(Expense, {
    ...content,
    projectId,
    userId,
    partnerId,
    status: adds ? ExpenseStatus.SUBMITTED : ExpenseStatus.APPROVED,
    decidedById: adds ? null : by,
    refundOfId,
    correctsId: expense.id,
    recordedById: by,
  });
  await assertStillCovered(tx, expense, adds ? Math.min(0, content.amountMinor) : 0);
  tx.record(adds ? facts.expenseSubmitted : facts.expenseApproved, replacement, whose(replacement));
  tx.record(facts.expenseCorrected, expense, { ...whose(expense), reason, correctedById: replacement.id });
  return replacement;
}

async function beginStanding(
  tx: Transaction,
  id: string,
  version: number,
  action: (typeof expenseActions)['reverse' | 'correct'],
) {
  const begun = await begin(tx, id, version, action);
  const { expense } = begun;
  const earlier = await tx.reader.first(Expense, { reversesId: expense.id });
  expenseLifecycle.next(expense.status, action, {
    isReversal: expense.reversesId !== null,
    isReversed: earlier !== null,
  });
  return begun;
}

/** Called after spending was reduced: it must still cover all refunds. */
function assertStillCovered(tx: Transaction, expense: Expense, further: number): Promise<void> {
  const { id, projectId, refundOfId, amountMinor } = expense;
  return assertCovered(tx, { projectId, expenseId: refundOfId ?? (amountMinor > 0 ? id : null), further }, []);
}

/** The unique key lets only one of two concurrent reversals win. */
async function takeBack(tx: Transaction, expense: Expense, reason: string): Promise<Expense> {
  const { projectId, userId, partnerId, scopeItemId, phase, kind, spentOn, currencyCode, billable, status } = expense;
  try {
    const reversal = await tx.insert(Expense, {
      projectId,
      userId,
      partnerId,
      scopeItemId,
      phase,
      kind,
      spentOn,
      amountMinor: -expense.amountMinor,
      currencyCode,
      billable,
      note: reason,
      documents: [],
      status,
      decidedById: tx.viewer.userId,
      reversesId: expense.id,
      refundOfId: expense.refundOfId,
    });
    tx.record(facts.expenseReversed, expense, { ...whose(expense), reason, reversedById: reversal.id });
    return reversal;
  } catch (error) {
    if (!(error instanceof RuleViolationError) || error.rule !== 'already-exists') throw error;
    throw new RuleViolationError('already-reversed', 'This expense is already reversed.');
  }
}
