import type { Transaction } from '../../../shared/database/transaction';
import { RuleViolationError } from '../../../shared/domain/errors';
import type { FactType } from '../../../shared/events/fact';
import { Project } from '../../projects';
import { contentAfter, contentOfNew, isAllocated } from './expense-content';
import { assertCovered } from './expense-refund';
import { expenseActions } from './expense.actions';
import { Expense } from './expense.entity';
import { asRecorded, type ExpenseAction, expenseLifecycle, ExpenseStatus } from './expense.lifecycle';
import * as facts from './expenses.facts';
import type { ExpenseRecordInput, ExpenseUpdateInput } from './expenses.inputs';

const at = (name: string) => ['input', name];

export async function record(tx: Transaction, input: ExpenseRecordInput): Promise<Expense> {
  const project = await tx.require(Project, input.projectId, { field: at('projectId') });
  const refunded = input.refundOfId ? await requireRefundable(tx, project, input.refundOfId) : null;
  const author = tx.viewer.userId;
  const allocated = author !== null && (await isAllocated(tx, project, author, input.spentOn));
  tx.assert(expenseActions.record, { project, allocated, refunded });
  const { userId, partnerId } = refunded ?? { userId: author!, partnerId: tx.viewer.partnerId };
  const content = await contentOfNew(tx, { project, userId, partnerId, refunded }, input);
  await assertRoom(tx, { ...content, projectId: project.id, refundOfId: refunded?.id ?? null });
  const expense = await tx.insert(Expense, {
    ...content,
    projectId: project.id,
    userId,
    partnerId,
    status: expenseLifecycle.initial,
    refundOfId: refunded?.id ?? null,
    recordedById: userId === author ? null : author,
  });
  tx.record(facts.expenseRecorded, expense, whose(expense));
  return expense;
}

async function requireRefundable(tx: Transaction, project: Project, id: string): Promise<Expense> {
  const field = at('refundOfId');
  const expense = await tx.require(Expense, id, { field });
  const refuse = (rule: string, message: string) => new RuleViolationError(rule, message, [], field);
  if (expense.projectId !== project.id) throw refuse('other-project', 'This expense belongs to another project.');
  if (expense.status !== ExpenseStatus.APPROVED || expense.amountMinor < 0 || expense.reversesId !== null) {
    throw refuse('not-refundable', 'Only an approved expense above 0 can be refunded.');
  }
  return expense;
}

/** A refund that is not approved yet must be covered by spending; its approval checks this again. */
async function assertRoom(
  tx: Transaction,
  { projectId, refundOfId, amountMinor }: Pick<Expense, 'projectId' | 'refundOfId' | 'amountMinor'>,
): Promise<void> {
  if (amountMinor > 0) return;
  await assertCovered(tx, { projectId, expenseId: refundOfId, further: amountMinor }, at('amount'));
}

/** Changes a draft. */
export async function update(
  tx: Transaction,
  id: string,
  version: number,
  input: ExpenseUpdateInput,
): Promise<Expense> {
  const { expense, project } = await begin(tx, id, version, expenseActions.update);
  expense.status = expenseLifecycle.next(expense.status, expenseActions.update, asRecorded);
  const content = await contentAfter(
    tx,
    { ...expense, project, refunded: await refundedOf(tx, expense) },
    expense,
    input,
  );
  await tx.save(Object.assign(expense, content));
  await assertRoom(tx, expense);
  if (expense.version > version) tx.record(facts.expenseUpdated, expense, whose(expense));
  return expense;
}

export function withdraw(tx: Transaction, id: string, version: number): Promise<Expense> {
  return step(tx, id, version, expenseActions.withdraw, facts.expenseWithdrawn, whose);
}

export function discard(tx: Transaction, id: string, version: number): Promise<Expense> {
  return step(tx, id, version, expenseActions.discard, facts.expenseDiscarded, whose);
}

export function submit(tx: Transaction, id: string, version: number): Promise<Expense> {
  return step(tx, id, version, expenseActions.submit, facts.expenseSubmitted, whose);
}

export async function approve(tx: Transaction, id: string, version: number): Promise<Expense> {
  const decision = { decidedById: tx.viewer.userId };
  const expense = await step(tx, id, version, expenseActions.approve, facts.expenseApproved, whose, decision);
  const { projectId, refundOfId, amountMinor } = expense;
  if (amountMinor < 0) await assertCovered(tx, { projectId, expenseId: refundOfId }, []);
  return expense;
}

export function reject(tx: Transaction, id: string, version: number, reason: string): Promise<Expense> {
  const data = (expense: Expense) => ({ ...whose(expense), reason });
  const decision = { decidedById: tx.viewer.userId, rejectionReason: reason };
  return step(tx, id, version, expenseActions.reject, facts.expenseRejected, data, decision);
}

/** Reopens a rejected expense as a draft. */
export function reopen(tx: Transaction, id: string, version: number): Promise<Expense> {
  const undecided = { decidedById: null, rejectionReason: null };
  return step(tx, id, version, expenseActions.reopen, facts.expenseReopened, whose, undecided);
}

async function step<Data extends object>(
  tx: Transaction,
  id: string,
  version: number,
  action: ExpenseAction,
  fact: FactType<Data>,
  data: (expense: Expense) => Data,
  change: Partial<Expense> = {},
): Promise<Expense> {
  const { expense } = await begin(tx, id, version, action);
  const status = expenseLifecycle.next(expense.status, action, asRecorded);
  await tx.save(Object.assign(expense, { status, ...change }));
  tx.record(fact, expense, data(expense));
  return expense;
}

/** Loads an expense and its project for a step that the viewer may take. */
export async function begin(
  tx: Transaction,
  id: string,
  version: number,
  action: ExpenseAction,
): Promise<{ expense: Expense; project: Project }> {
  const expense = await tx.require(Expense, id, { version, along: { projectId: Project } });
  const project = await tx.load(Project, expense.projectId);
  tx.assert(action, { expense, project });
  return { expense, project };
}

export async function refundedOf(tx: Transaction, { refundOfId }: Expense): Promise<Expense | null> {
  return refundOfId && tx.load(Expense, refundOfId);
}

export const whose = ({ projectId, userId, partnerId }: Expense) => ({ projectId, userId, partnerId });
