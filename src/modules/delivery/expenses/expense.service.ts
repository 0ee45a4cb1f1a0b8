import { column, sql } from '../../../shared/database/sql';
import type { Transaction } from '../../../shared/database/transaction';
import type { PlainDate } from '../../../shared/domain/dates';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { moneyFromAmount } from '../../../shared/domain/money';
import type { FactType } from '../../../shared/events/fact';
import { ServiceOffering } from '../../catalog';
import { requireEvidence } from '../../documents';
import { Allocation } from '../projects/allocation.entity';
import { assertBegun, assertInWorkOn } from '../projects/in-work';
import { Project, ProjectOffering } from '../projects/project.entity';
import { ScopeItem } from '../sow/sow-parts.entity';
import { StatementOfWork } from '../sow/sow.entity';
import { SowStatus } from '../sow/sow.lifecycle';
import { assertInScope } from '../time/time.rules';
import { Expense } from './expense.entity';
import { type ExpenseAction, expenseLifecycle } from './expense.lifecycle';
import * as facts from './expenses.facts';
import type { ExpenseRecordInput } from './expenses.inputs';

const at = (name: string) => ['input', name];

export async function record(tx: Transaction, input: ExpenseRecordInput): Promise<Expense> {
  const project = await tx.require(Project, input.projectId, { field: at('projectId') });
  const { kind, spentOn, billable, note, documentIds } = input;
  const { userId, partnerId } = tx.viewer;
  const allocated = userId !== null && (await isAllocated(tx, project, userId, spentOn));
  tx.assert('expense.record', { project, allocated });
  assertInWorkOn(project, spentOn, at('spentOn'));
  assertBegun(tx.clock, spentOn, at('spentOn'));
  const sow = await tx.first(StatementOfWork, { currentOfProjectId: project.id, status: SowStatus.SIGNED });
  if (!sow) throw new RuleViolationError('sow-not-signed', 'The project has no signed statement of work.');
  const { minor, currencyCode } = moneyFromAmount(input.amount, sow.currencyCode, at('amount'));
  const scopeItem = input.scopeItemId ? await requireInScope(tx, sow, input.scopeItemId) : null;
  const phase = input.phase ?? null;
  if (phase !== null) await checkPhase(tx, project, phase);
  const documents = await requireEvidence(tx, { projectId: project.id, partnerId }, documentIds);
  const expense = await tx.insert(Expense, {
    projectId: project.id,
    userId: userId!,
    partnerId,
    scopeItemId: scopeItem?.id ?? null,
    phase,
    kind,
    spentOn,
    amountMinor: minor,
    currencyCode,
    billable,
    note,
    documents,
    status: expenseLifecycle.initial,
    decidedById: null,
    rejectionReason: null,
  });
  tx.state(facts.expenseRecorded, expense, whose(expense));
  return expense;
}

export function approve(tx: Transaction, id: string, version: number): Promise<Expense> {
  return decide(tx, id, version, 'approve', null, facts.expenseApproved, whose);
}

export function reject(tx: Transaction, id: string, version: number, reason: string): Promise<Expense> {
  const data = (expense: Expense) => ({ ...whose(expense), reason });
  return decide(tx, id, version, 'reject', reason, facts.expenseRejected, data);
}

async function decide<Data extends object>(
  tx: Transaction,
  id: string,
  version: number,
  action: ExpenseAction,
  rejectionReason: string | null,
  fact: FactType<Data>,
  data: (expense: Expense) => Data,
): Promise<Expense> {
  const expense = await tx.require(Expense, id, { version });
  const project = await tx.load(Project, expense.projectId);
  tx.assert(`expense.${action}`, { expense, project });
  const status = expenseLifecycle.next(expense.status, action);
  await tx.save(Object.assign(expense, { status, rejectionReason, decidedById: tx.viewer.userId }));
  tx.state(fact, expense, data(expense));
  return expense;
}

const whose = ({ projectId, userId, partnerId }: Expense) => ({ projectId, userId, partnerId });

async function isAllocated(tx: Transaction, project: Project, userId: string, day: PlainDate): Promise<boolean> {
  const found = await tx.reader.first(Allocation, {
    projectId: project.id,
    userId: userId as Allocation['userId'],
    and: [sql`${column('startsOn')} <= ${day}`, sql`${column('endsOn')} >= ${day}`],
  });
  return found !== null;
}

async function requireInScope(tx: Transaction, sow: StatementOfWork, id: string): Promise<ScopeItem> {
  const field = at('scopeItemId');
  const item = await tx.require(ScopeItem, id, { field });
  assertInScope(item, item.sowId === sow.id ? sow : null, field);
  return item;
}

async function checkPhase(tx: Transaction, project: Project, phase: string): Promise<void> {
  const named = await tx.reader.list(ProjectOffering, { projectId: project.id });
  const offerings = await tx.reader.list(ServiceOffering, { id: named.map(({ offeringId }) => offeringId) });
  const phases = [...new Set(offerings.flatMap((offering) => offering.phases))];
  if (phases.includes(phase)) return;
  throw new InvalidInputError(`The project's offerings have the phases ${phases.join(', ')}.`, at('phase'));
}
