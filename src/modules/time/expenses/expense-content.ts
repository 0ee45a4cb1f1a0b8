import { column, sql } from '../../../shared/database/sql';
import type { Transaction } from '../../../shared/database/transaction';
import type { PlainDate } from '../../../shared/domain/dates';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { type Money, moneyFromAmount } from '../../../shared/domain/money';
import { ServiceOffering } from '../../catalog';
import { requireEvidence } from '../../documents';
import {
  Allocation,
  assertBegun,
  assertInWorkOn,
  assertWasInWorkOn,
  type Project,
  ProjectOffering,
} from '../../projects';
import { agreed, ScopeItem, StatementOfWork } from '../../sow';
import { assertInScope } from '../entries/time.rules';
import type { Expense } from './expense.entity';
import type { ExpenseRecordInput, ExpenseUpdateInput } from './expenses.inputs';

const at = (name: string) => ['input', name];

/** The contents of an expense. */
export type ExpenseContent = Pick<
  Expense,
  'scopeItemId' | 'phase' | 'kind' | 'spentOn' | 'amountMinor' | 'currencyCode' | 'billable' | 'note' | 'documents'
>;

interface Whose {
  project: Project;
  userId: string;
  partnerId: string | null;
  /** The expense that is refunded; null for an expense, and for a refund that belongs to no specific one. */
  refunded: Expense | null;
}

/** The contents of a new record. The project must be active, except for a refund, which may come later. */
export async function contentOfNew(tx: Transaction, whose: Whose, input: ExpenseRecordInput): Promise<ExpenseContent> {
  const { project, refunded } = whose;
  const { kind, spentOn, note, documentIds } = input;
  if (!input.amount.isNegative()) assertInWorkOn(project, spentOn, at('spentOn'));
  assertBegun(tx.clock, spentOn, at('spentOn'));
  const sow = await tx.first(StatementOfWork, { currentOfProjectId: project.id });
  if (!sow || !agreed.includes(sow.status)) {
    throw new RuleViolationError('sow-not-signed', 'The project has no signed statement of work.');
  }
  const money = moneyFromAmount(input.amount, sow.currencyCode, at('amount'));
  assertSign(whose, money, spentOn);
  return {
    amountMinor: money.minor,
    currencyCode: money.currencyCode,
    scopeItemId: input.scopeItemId
      ? await itemInScope(tx, project, input.scopeItemId)
      : (refunded?.scopeItemId ?? null),
    phase: input.phase ? await phaseOf(tx, project, input.phase) : (refunded?.phase ?? null),
    kind,
    spentOn,
    billable: refunded?.billable ?? input.billable,
    note,
    documents: await requireEvidence(tx, { projectId: project.id, partnerId: whose.partnerId }, documentIds),
  };
}

/**
 * The contents of the expense after the changes. They are checked as if it were recorded now, except that the project
 * need no longer be active. Unchanged parts are not checked again.
 */
export async function contentAfter(
  tx: Transaction,
  whose: Whose,
  expense: Expense,
  input: ExpenseUpdateInput,
): Promise<ExpenseContent> {
  const { project, refunded } = whose;
  const spentOn = input.spentOn ?? expense.spentOn;
  const { currencyCode } = expense;
  const money = input.amount
    ? moneyFromAmount(input.amount, currencyCode, at('amount'))
    : { minor: expense.amountMinor, currencyCode };
  assertBegun(tx.clock, spentOn, at('spentOn'));
  assertSign(whose, money, spentOn);
  if (money.minor > 0) {
    assertWasInWorkOn(project, spentOn, at('spentOn'));
    if (spentOn !== expense.spentOn) await assertOnProject(tx, whose, spentOn);
  }
  const { scopeItemId, phase } = input;
  return {
    amountMinor: money.minor,
    currencyCode,
    scopeItemId: await changed(scopeItemId, expense.scopeItemId, (id) => itemInScope(tx, project, id)),
    phase: await changed(phase, expense.phase, (name) => phaseOf(tx, project, name)),
    kind: input.kind ?? expense.kind,
    spentOn,
    billable: refunded?.billable ?? input.billable ?? expense.billable,
    note: input.note ?? expense.note,
    documents: input.documentIds
      ? await requireEvidence(tx, { projectId: project.id, partnerId: whose.partnerId }, input.documentIds)
      : expense.documents,
  };
}

/** Null clears a value; a value that is left out, or the same, stays. */
async function changed<T extends string>(
  given: string | null | undefined,
  before: T | null,
  check: (given: string) => Promise<T>,
): Promise<T | null> {
  if (given === undefined || given === before) return before;
  return given === null ? null : check(given);
}

/** A refund has its own day, on which the project need not have been active. */
function assertSign({ project, refunded }: Whose, { minor }: Money, day: PlainDate): void {
  if (minor === 0) throw new InvalidInputError('The amount must not be 0.', at('amount'));
  if (minor > 0 && refunded) throw new InvalidInputError('The refund of an expense must be below 0.', at('amount'));
  if (minor > 0) return;
  const first = refunded?.spentOn ?? project.activatedOn;
  if (first === null || day < first) {
    throw new RuleViolationError(
      'before-the-expense',
      `A refund cannot be dated before the expense, ${day}.`,
      [],
      at('spentOn'),
    );
  }
}

async function assertOnProject(tx: Transaction, { project, userId }: Whose, day: PlainDate): Promise<void> {
  if (userId === project.managerId || (await isAllocated(tx, project, userId, day))) return;
  const message = `The person is not allocated to the project on ${day}.`;
  throw new RuleViolationError('not-on-the-project', message, [], at('spentOn'));
}

export async function isAllocated(tx: Transaction, project: Project, userId: string, day: PlainDate): Promise<boolean> {
  const found = await tx.reader.first(Allocation, {
    projectId: project.id,
    userId: userId as Allocation['userId'],
    and: [sql`${column<Allocation>('startsOn')} <= ${day}`, sql`${column<Allocation>('endsOn')} >= ${day}`],
  });
  return found !== null;
}

async function itemInScope(tx: Transaction, project: Project, id: string): Promise<ScopeItem['id']> {
  const field = at('scopeItemId');
  const item = await tx.require(ScopeItem, id, { field });
  const sow = await tx.first(StatementOfWork, { currentOfProjectId: project.id });
  assertInScope(item, item.sowId === sow?.id ? sow : null, field);
  return item.id;
}

async function phaseOf(tx: Transaction, project: Project, phase: string): Promise<string> {
  const named = await tx.reader.list(ProjectOffering, { projectId: project.id });
  const offerings = await tx.reader.list(ServiceOffering, { id: named.map(({ offeringId }) => offeringId) });
  const phases = [...new Set(offerings.flatMap((offering) => offering.phases))];
  if (phases.includes(phase)) return phase;
  throw new InvalidInputError(`The project's offerings have the phases ${phases.join(', ')}.`, at('phase'));
}
