import type { User } from '../../src/modules/identity';
import type { TestApp } from './app';
import { Role } from './app';
import type { Client } from './client';
import { type GivenProject, givenProject } from './delivery';

/* Statements of work as their users make them, step by step through the API. */

/** One milestone with which every deliverable of `sowContent()` is due. */
export const everythingDue = [
  { name: 'Live', dueOn: '2026-06-30', paymentShare: '100', deliverables: ['Interface guide', 'Live interfaces'] },
];

/** The whole content of a statement of work in which nothing stands in the way of review. */
export function sowContent(changes: object = {}) {
  return {
    currencyCode: 'EUR',
    startsOn: '2026-03-02',
    endsOn: '2026-06-30',
    acceptanceWindowDays: 10,
    exclusions: 'Hardware.',
    assumptions: 'Access is given.',
    scopeItems: [scopeItem()],
    milestones: [{ name: 'Live', dueOn: '2026-06-30', paymentShare: '100', deliverables: ['Interface guide'] }],
    resourceLines: [resourceLine()],
    ...changes,
  };
}

export function scopeItem(changes: object = {}) {
  return {
    title: 'Interfaces',
    standard: true,
    quantity: '3',
    unit: 'interface',
    startsOn: '2026-03-02',
    endsOn: '2026-04-30',
    price: '12000.00',
    budgetCost: '8000.00',
    resourceRole: 'Consultant',
    deliverables: [
      { name: 'Interface guide', acceptanceCriteria: 'All interfaces are in it.' },
      { name: 'Live interfaces', acceptanceCriteria: 'They run for a week.' },
    ],
    ...changes,
  };
}

export function resourceLine(changes: object = {}) {
  return {
    role: 'Consultant',
    hours: [
      { phase: 'Design', hours: '40' },
      { phase: 'Build', hours: '60.5' },
    ],
    billRate: '150.00',
    costRate: '90.00',
    ...changes,
  };
}

export interface DraftedSow {
  id: string;
  version: number;
  scopeItems: { id: string; title: string; deliverables: { id: string; name: string; version: number }[] }[];
  milestones: { id: string; name: string }[];
  resourceLines: { id: string; role: string }[];
}

/** Everything of a statement of work. */
export const wholeSow = `sow {
  id version revision status currencyCode startsOn endsOn progressMethod acceptanceWindowDays exclusions assumptions
  scopeItems {
    id title standard inScope quantity unit startsOn endsOn price { amount currencyCode } budgetCost { amount }
    responsibleParty resourceRole offering { id } deliverables { id name acceptanceCriteria status }
  }
  milestones { id name dueOn paymentShare deliverables { name } }
  resourceLines { id role party partnerId hours { phase hours } billRate { amount } costRate { amount } }
  totals { price { amount currencyCode } budgetCost { amount } plannedHours }
  author { id }
}`;

const parts =
  'sow { id version scopeItems { id title deliverables { id name version } } milestones { id name } resourceLines { id role } }';

export async function givenDraft(project: GivenProject, content: object = sowContent()): Promise<DraftedSow> {
  const input = { projectId: project.id, ...content };
  return (await project.manager.done('sowDraft', { input }, parts)) as DraftedSow;
}

/** Takes a step of a statement of work; answers it with its new version. */
export async function stepOf<T extends { id: string; version: number }>(
  client: Client,
  step: 'Submit' | 'Approve' | 'Sign' | 'SendBack' | 'Discard',
  sow: T,
  changes: object = {},
): Promise<T> {
  const further = {
    ...(step === 'Sign' && { input: { signatory: 'Jane Doe', evidence: 'archive/1', ...changes } }),
    ...(step === 'SendBack' && { reason: 'The dates have moved.' }),
  };
  const { version } = (await client.done(
    `sow${step}`,
    { id: sow.id, version: sow.version, ...further },
    'sow { version }',
  )) as { version: number };
  return { ...sow, version };
}

/** A statement of work that was drafted, submitted, approved by another manager, and signed. */
export async function givenSignedSow(
  app: TestApp,
  project: GivenProject,
  content: object = sowContent(),
  signature: object = {},
): Promise<DraftedSow> {
  const submitted = await stepOf(project.manager, 'Submit', await givenDraft(project, content));
  const approved = await stepOf(await app.as(Role.PROJECT_MANAGER), 'Approve', submitted);
  return stepOf(project.manager, 'Sign', approved, signature);
}

/** A planned project whose statement of work is signed. */
export async function givenProjectWithSow(
  app: TestApp,
  content: object = sowContent(),
): Promise<{ project: GivenProject; sow: DraftedSow }> {
  const project = await givenProject(app);
  return { project, sow: await givenSignedSow(app, project, content) };
}

/** Some days later: sessions have run out by then, so the project's manager signs in again. */
export async function daysLater<T extends { project: GivenProject }>(app: TestApp, given: T, days: number): Promise<T> {
  app.clock.advanceDays(days);
  const manager = await app.signIn({ id: given.project.manager.userId } as User);
  return { ...given, project: { ...given.project, manager } };
}
