import { addDays } from '../../src/shared/domain/dates';
import { Role, type TestApp } from './app';
import type { Client } from './client';
import { type GivenProject, givenProject, takeStep } from './delivery';
import { daysLater, type DraftedSow, givenSignedSow, resourceLine, scopeItem, sowContent } from './sow';

/* Projects with a past: progress and approved time on a signed statement of work. */

/** The day on which every test of earned value begins. */
export const start = '2026-03-02';
/** Days after that. */
export const day = (offset: number) => addDays(start, offset);
/** The tenth day: what the tests look at, unless they say otherwise. */
export const on = day(9);

export interface Money {
  amount: string;
}

export const figures = `
  bac { amount currencyCode } pv { amount } ev { amount } ac { amount } cv { amount } sv { amount } cpi spi
  eac { amount } eacByRemainingBudget { amount } eacByCpiSpi { amount } etc { amount } vac { amount } tcpi
  plannedDuration actualTime earnedSchedule spiTime unavailable { figure code reason }
  baseline { id } items { scopeItem { title } bac { amount } pv { amount } ev { amount } ac { amount } }
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

/** A project that was begun some days ago, whose consultants cost the rate an hour. */
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
      input: [
        'ProgressRecordInput!',
        { scopeItemId: sow.scopeItems.find((each) => each.title === title)!.id, asOf: day(offset), percentComplete },
      ],
    },
    'progressUpdate { id }',
  );

/** Time of a new consultant on an item, approved unless said otherwise. */
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
      input: [
        'AllocationCreateInput!',
        {
          projectId: project.id,
          userId: consultant.userId,
          offeringId: project.offeringId,
          role: 'Consultant',
          startsOn: start,
          endsOn: day(100),
          percent: 100,
        },
      ],
    },
    'allocation { id }',
  );
  const scopeItemId = sow.scopeItems.find((each) => each.title === title)!.id;
  const input = { allocationId: allocation.id, scopeItemId, phase: 'Build', workedOn: day(offset), minutes };
  let entry = await consultant.done(
    'timeEntryRecord',
    { input: ['TimeEntryRecordInput!', input] },
    'timeEntry { id version }',
  );
  const step = (client: Client, name: string) =>
    client.done(name, { id: ['ID!', entry.id], version: ['Int!', entry.version] }, 'timeEntry { id version }');
  if (upTo !== 'DRAFT') entry = await step(consultant, 'timeEntrySubmit');
  if (upTo === 'APPROVED') await step(project.manager, 'timeEntryApprove');
}
