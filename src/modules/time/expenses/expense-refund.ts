import { type Sql, sql } from '../../../shared/database/sql';
import type { Transaction } from '../../../shared/database/transaction';
import { RuleViolationError } from '../../../shared/domain/errors';
import type { Expense } from './expense.entity';
import { ExpenseStatus } from './expense.lifecycle';

const approved = (which: Sql) =>
  sql`(SELECT COALESCE(SUM(amountMinor), 0) FROM expense WHERE status = ${ExpenseStatus.APPROVED} AND ${which})`;

/**
 * Refuses to refund or reverse more than was spent, on the project and for the single expense. `further` is the amount
 * that is not approved yet, in minor units; approved amounts are in the sums already. The check is an update statement,
 * because a transaction reads the snapshot from its start, while an update sees the rows as they are now.
 */
export async function assertCovered(
  tx: Transaction,
  { projectId, expenseId, further = 0 }: { projectId: string; expenseId: Expense['id'] | null; further?: number },
  field: string[],
): Promise<void> {
  if (expenseId !== null) {
    const family = sql`(id = ${expenseId} OR refundOfId = ${expenseId} OR reversesId = ${expenseId})`;
    await assertNotBelowZero(tx, projectId, sql`${approved(family)} + ${further}`, {
      rule: 'refund-exceeds-expense',
      message: 'The refunds and reversals of this expense would exceed its amount. Reverse wrong refunds first.',
      field,
    });
  }
  await assertNotBelowZero(tx, projectId, sql`${approved(sql`projectId = ${projectId}`)} + ${further}`, {
    rule: 'refund-exceeds-spending',
    message: 'The refunds on this project would exceed its spending.',
    field,
  });
}

async function assertNotBelowZero(
  tx: Transaction,
  projectId: string,
  total: Sql,
  { rule, message, field }: { rule: string; message: string; field: string[] },
): Promise<void> {
  const held = await tx.execute(sql`UPDATE project SET version = version WHERE id = ${projectId} AND ${total} >= 0`);
  if (held !== 1) throw new RuleViolationError(rule, message, [], field);
}
