import {
  Deliverable,
  DeliverableStatus,
  ProgressMethod,
  ResourceLine,
  ResourceParty,
  ResponsibleParty,
  ScopeItem,
  SowStatus,
  StatementOfWork,
} from '../../src/modules/sow';
import type { User } from '../../src/modules/identity';
import type { Partner } from '../../src/modules/partners';
import { decimal } from '../../src/shared/domain/decimal';
import { Role, type TestApp } from './app';
import type { Client } from './client';
import { givenCustomer, givenOffering, givenPartner, givenQualification, store, unique } from './given';

/* Projects for tests. A signed statement of work is stored directly, in the form that its own tests verify. */

export interface GivenProject {
  id: string;
  name: string;
  version: number;
  offeringId: string;
  customerId: string;
  manager: Client;
}

/** A planned project with one offering, and its manager. */
export async function givenProject(app: TestApp, changes: { manager?: Client; offeringId?: string } = {}) {
  const manager = changes.manager ?? (await app.as(Role.PROJECT_MANAGER));
  const offeringId = changes.offeringId ?? (await givenOffering(app)).id;
  const customer = await givenCustomer(app);
  const input = { name: unique('Project'), customerId: customer.id, offeringIds: [offeringId] };
  const project = (await manager.done('projectCreate', { input }, 'project { id name version }')) as Pick<
    GivenProject,
    'id' | 'name' | 'version'
  >;
  return { ...project, offeringId, customerId: customer.id, manager } satisfies GivenProject;
}

export interface GivenSow {
  sow: StatementOfWork;
  inScope: ScopeItem;
  outOfScope: ScopeItem;
  deliverable: Deliverable;
}

/** A statement of work with an item in scope, one out of scope, a deliverable, and consultants at 90.00 an hour. */
export async function givenSow(
  app: TestApp,
  project: { id: string },
  options: {
    status?: SowStatus;
    accepted?: boolean;
    costRateMinor?: number;
    currencyCode?: string;
    partnerId?: string | null;
  } = {},
): Promise<GivenSow> {
  const { status = SowStatus.SIGNED, accepted = false, costRateMinor = 9_000, partnerId = null } = options;
  const { currencyCode = 'EUR' } = options;
  const projectId = project.id as StatementOfWork['projectId'];
  const author = await app.createUser([Role.PROJECT_MANAGER]);
  return store(app, async (tx) => {
    const days = { startsOn: '2026-01-01', endsOn: '2026-12-31' };
    const sow = await tx.insert(StatementOfWork, {
      projectId,
      currentOfProjectId: projectId,
      revision: 1,
      edition: 1,
      status,
      currencyCode,
      ...days,
      progressMethod: ProgressMethod.PROGRESS_UPDATES,
      byWorkingDays: true,
      acceptanceWindowDays: 10,
      exclusions: 'Hardware.',
      assumptions: 'Access is given.',
      authorId: author.id,
      signedOn: '2026-01-01',
      signatory: 'Jane Doe',
      signatureEvidence: 'archive/1',
    });
    const part = { sowId: sow.id, projectId, originId: null, archivedAt: null };
    const item = {
      ...part,
      ...days,
      standard: true,
      quantity: decimal(1),
      unit: 'system',
      assumptions: '',
      offeringId: null,
      currencyCode,
      priceMinor: 1_000_000,
      budgetCostMinor: 800_000,
      responsibleParty: ResponsibleParty.VENDOR,
      phase: null,
      resourceRole: 'Consultant',
    };
    const inScope = await tx.insert(ScopeItem, { ...item, position: 0, title: 'Rollout', inScope: true });
    const outOfScope = await tx.insert(ScopeItem, { ...item, position: 1, title: 'Hardware', inScope: false });
    const deliverable = await tx.insert(Deliverable, {
      ...part,
      position: 0,
      scopeItemId: inScope.id,
      name: 'Live system',
      acceptanceCriteria: 'It runs.',
      status: accepted ? DeliverableStatus.ACCEPTED : DeliverableStatus.PENDING,
    });
    await tx.insert(ResourceLine, {
      ...part,
      position: 0,
      role: 'Consultant',
      party: partnerId ? ResourceParty.PARTNER : ResourceParty.VENDOR,
      partnerId: partnerId as ResourceLine['partnerId'],
      hours: [],
      currencyCode,
      billRateMinor: 15_000,
      costRateMinor,
    });
    return { sow, inScope, outOfScope, deliverable };
  });
}

export type ProjectStep = 'Activate' | 'Hold' | 'Resume' | 'RequestAcceptance' | 'Close' | 'Cancel';

export function projectStepArgs(
  { id, version }: { id: string; version: number },
  step: ProjectStep,
  on?: string,
): object {
  return {
    id,
    version,
    ...(['Hold', 'Cancel'].includes(step) && { reason: 'The customer asked for it.' }),
    ...(on !== undefined && { on }),
  };
}

/** Takes a step of a project's lifecycle; returns the project with its new version. */
export async function takeStep<T extends GivenProject>(project: T, step: ProjectStep, on?: string): Promise<T> {
  const { version } = (await project.manager.done(
    `project${step}`,
    projectStepArgs(project, step, on),
    'project { version }',
  )) as { version: number };
  return { ...project, version };
}

/** An active project with its signed statement of work. */
export async function givenActiveProject(
  app: TestApp,
  options: Parameters<typeof givenProject>[1] & Parameters<typeof givenSow>[2] = {},
): Promise<GivenProject & GivenSow> {
  const project = await givenProject(app, options);
  const sow = await givenSow(app, project, options);
  return { ...(await takeStep(project, 'Activate')), ...sow };
}

/** Backdates the activation of every project, so that time can be recorded for days before the test. */
export async function backdateActivation(app: TestApp): Promise<void> {
  await app.installation.database.query({ text: "UPDATE project SET activatedOn = '2026-02-01'", params: [] });
}

/** A partner that delivers the project's offering independently. */
export async function givenStaffedPartner(app: TestApp, project: GivenProject): Promise<Partner> {
  const partner = await givenPartner(app);
  await givenQualification(app, partner.id, project.offeringId);
  const input = { projectId: project.id, partnerId: partner.id, offeringId: project.offeringId };
  await project.manager.done('projectStaffPartner', { input }, 'staffing { id }');
  return partner;
}

/** An allocation of a person to the project, for the first half of 2026. */
export async function givenAllocation(
  project: GivenProject,
  userId: string,
  changes: object = {},
): Promise<{ id: string }> {
  const input = {
    projectId: project.id,
    userId,
    offeringId: project.offeringId,
    role: 'Consultant',
    startsOn: '2026-02-01',
    endsOn: '2026-06-30',
    percent: 50,
    ...changes,
  };
  return (await project.manager.done('allocationCreate', { input }, 'allocation { id }')) as { id: string };
}

/** The same person with a new session, after the clock has moved past the end of the old one. */
export function signedInAgain(app: TestApp, client: Client): Promise<Client> {
  return app.signIn({ id: client.userId } as User);
}
