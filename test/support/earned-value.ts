import { Deliverable, ResourceLine, ScopeItem, SowStatus, StatementOfWork } from '../../src/modules/sow';
import { Expense, ExpenseKind, ExpenseStatus } from '../../src/modules/time';
import type { Transaction } from '../../src/shared/database/transaction';
import { addDays } from '../../src/shared/domain/dates';
import { Role, type TestApp } from './app';
import type { Client } from './client';
import { type GivenProject, givenProject, takeStep } from './delivery';
import { store } from './given';
import { daysLater, type DraftedSow, givenSignedSow, resourceLine, scopeItem, sowContent } from './sow';

/* Projects with a past: progress and approved time on a signed statement of work. */

/** The day on which every test of earned value begins. */
export const start = '2026-03-02';
/** Days after that. */
export const day = (offset: number) => addDays(start, offset);
/** The tenth day, as of which the tests measure by default. */
export const on = day(9);

export interface Money {
  amount: string;
}

const part = `
  bac { amount } pv { amount } ev { amount } ac { amount } cv { amount } sv { amount } cpi spi
  unavailable { figure code reason }
`;

export const figures = `
  bac { amount currencyCode } pv { amount } ev { amount } ac { amount } cv { amount } sv { amount } cpi spi
  eac { amount } eacByRemainingBudget { amount } eacByCpiSpi { amount } etc { amount } vac { amount } tcpi
  plannedDuration actualTime earnedSchedule spiTime unavailable { figure code reason }
  acTime { amount } acExpenses { amount } baseline { id }
  items { scopeItem { title } ${part} } phases { phase ${part} }
`;

export const earnedValueOf = async (client: Client, projectId: string, at: string | null = on, selection = figures) =>
  (
    await client.query(`query ($id: ID!, $on: Date) { project(id: $id) { earnedValue(on: $on) { ${selection} } } }`, {
      id: projectId,
      on: at,
    })
  ).project.earnedValue;

export interface Given {
  project: GivenProject;
  sow: DraftedSow;
}

/** A project that started some days ago, planned by calendar days, with consultants at the given cost per hour. */
export async function givenActive(
  app: TestApp,
  days: number,
  items: object[],
  costRate: string,
  changes: object = {},
): Promise<Given> {
  const project = await givenProject(app);
  const content = sowContent({
    scopeItems: items,
    milestones: [{ name: 'End', dueOn: day(100), paymentShare: '100' }],
    resourceLines: [resourceLine({ costRate })],
    planningDays: 'CALENDAR_DAYS',
    ...changes,
  });
  const sow = await givenSignedSow(app, project, content);
  return daysLater(app, { project: await takeStep(project, 'Activate'), sow }, days);
}

export const item = (title: string, from: number, to: number, budgetCost: string | number, changes: object = {}) =>
  scopeItem({
    title,
    startsOn: day(from),
    endsOn: day(to),
    budgetCost: String(budgetCost),
    deliverables: [],
    ...changes,
  });

export const record = ({ project, sow }: Given, title: string, offset: number, percentComplete: string) =>
  project.manager.done(
    'progressRecord',
    {
      input: {
        scopeItemId: sow.scopeItems.find((each) => each.title === title)!.id,
        asOf: day(offset),
        percentComplete,
      },
    },
    'progressUpdate { id }',
  );

/** Time of a new consultant on a scope item, approved by default. */
export async function work(
  app: TestApp,
  { project, sow }: Given,
  title: string,
  offset: number,
  minutes: number,
  upTo: 'DRAFT' | 'SUBMITTED' | 'APPROVED' = 'APPROVED',
): Promise<void> {
  const consultant = await app.as(Role.CONSULTANT);
  const allocation = await project.manager.done(
    'allocationCreate',
    {
      input: {
        projectId: project.id,
        userId: consultant.userId,
        offeringId: project.offeringId,
        role: 'Consultant',
        startsOn: start,
        endsOn: day(100),
        percent: 100,
      },
    },
    'allocation { id }',
  );
  const scopeItemId = sow.scopeItems.find((each) => each.title === title)!.id;
  const input = { allocationId: allocation.id, scopeItemId, phase: 'Build', workedOn: day(offset), minutes };
  let entry = await consultant.done('timeEntryRecord', { input }, 'timeEntry { id version }');
  const step = (client: Client, name: string) =>
    client.done(name, { id: entry.id, version: entry.version }, 'timeEntry { id version }');
  if (upTo !== 'DRAFT') entry = await step(consultant, 'timeEntrySubmit');
  if (upTo === 'APPROVED') await step(project.manager, 'timeEntryApprove');
}

/** An expense on a scope item, or on the project as a whole; approved by default. */
export function spend(
  app: TestApp,
  { project, sow }: Given,
  offset: number,
  amountMinor: number,
  changes: object = {},
) {
  return store(app, async (tx) => {
    const { title = null, ...further } = changes as { title?: string | null };
    const item = sow.scopeItems.find((each) => each.title === title);
    return tx.insert(Expense, {
      projectId: project.id as Expense['projectId'],
      userId: project.manager.userId as Expense['userId'],
      scopeItemId: (item?.id ?? null) as Expense['scopeItemId'],
      kind: ExpenseKind.TRAVEL,
      spentOn: day(offset),
      amountMinor,
      currencyCode: 'EUR',
      billable: false,
      note: '',
      documents: [],
      status: ExpenseStatus.APPROVED,
      ...further,
    });
  });
}

/**
 * The next revision in the form that a change order creates: signed, with copies of the parts that name their origins.
 * `changed` has the changes to items by title; null removes an item.
 */
export async function revise(
  app: TestApp,
  given: Given,
  signedOn: string,
  changed: Record<string, object | null> = {},
): Promise<Given> {
  const sow = await store(app, async (tx) => {
    const old = await tx.load(StatementOfWork, given.sow.id);
    await tx.save(Object.assign(old, { status: SowStatus.SUPERSEDED, currentOfProjectId: null }));
    const next = await tx.insert(StatementOfWork, {
      ...old,
      currentOfProjectId: old.projectId,
      revision: old.revision + 1,
      status: SowStatus.SIGNED,
      signedOn,
    });
    const copied = <T extends ScopeItem | Deliverable | ResourceLine>(part: T) => ({
      ...part,
      sowId: next.id,
      originId: part.originId ?? part.id,
    });
    const partsOf = { sowId: old.id, archivedAt: null };
    const items = [];
    for (const item of await tx.list(ScopeItem, partsOf, [{ column: 'position' }])) {
      const change = changed[item.title];
      if (change === null) continue;
      const copy = await tx.insert(ScopeItem, { ...copied(item), ...change });
      items.push({ id: copy.id, title: copy.title, deliverables: await copyDeliverables(tx, item, copy) });
    }
    for (const line of await tx.list(ResourceLine, partsOf)) await tx.insert(ResourceLine, copied(line));
    return { ...given.sow, id: next.id, version: next.version, scopeItems: items };
  });
  return { ...given, sow };
}

async function copyDeliverables(tx: Transaction, from: ScopeItem, to: ScopeItem): Promise<Deliverable[]> {
  const copies = [];
  for (const deliverable of await tx.list(Deliverable, { scopeItemId: from.id, archivedAt: null })) {
    const originId = deliverable.originId ?? deliverable.id;
    copies.push(await tx.insert(Deliverable, { ...deliverable, sowId: to.sowId, scopeItemId: to.id, originId }));
  }
  return copies;
}

/** The customer accepts a deliverable of the current statement of work. */
export const accept = ({ project, sow }: Given, name: string, offset: number) => {
  const { id, version } = sow.scopeItems
    .flatMap(({ deliverables }) => deliverables)
    .find((each) => each.name === name)!;
  const input = { contact: 'Jane Doe', evidence: 'archive/2', acceptedOn: day(offset) };
  return project.manager.done('deliverableAccept', { id, version, input }, 'deliverable { id version }');
};

/** Asserts that the phases add up to the total. */
export function expectAddedUp(answered: Record<string, Money> & { phases: Record<string, Money>[] }): void {
  for (const name of ['bac', 'pv', 'ev', 'ac', 'cv', 'sv']) {
    const total = answered.phases.reduce((left, phase) => left + Number(phase[name]!.amount), 0);
    expect([name, total]).toEqual([name, Number(answered[name]!.amount)]);
  }
}
