import type { User } from '../../src/modules/identity';
import { Role, type TestApp } from './app';
import type { Client } from './client';
import { givenCustomer, givenOffering, givenPartner, givenQualification, unique } from './given';

/* What assisted deliveries stand on, made step by step through the API. */

/** A partner that needs a mentor to deliver an offering, and the people who bring that about. */
export interface GivenLearner {
  partnerId: string;
  offeringId: string;
  qualification: { id: string; version: number };
  ecosystemManager: Client;
  mentor: Client;
  partnerAdmin: Client;
}

export async function givenLearner(app: TestApp): Promise<GivenLearner> {
  const ecosystemManager = await app.as(Role.ECOSYSTEM_MANAGER);
  const partner = await givenPartner(app);
  const offering = await givenOffering(app);
  let qualification = await givenQualification(app, partner.id, offering.id);
  for (let step = 0; step < 2; step += 1) {
    const args = { id: qualification.id, version: qualification.version };
    qualification = await ecosystemManager.done('qualificationAdvance', args, 'qualification { id version }');
  }
  return {
    partnerId: partner.id,
    offeringId: offering.id,
    qualification,
    ecosystemManager,
    mentor: await app.as(Role.MENTOR),
    partnerAdmin: await app.asPartner(partner.id, Role.PARTNER_ADMIN),
  };
}

/** A project with a signed statement of work, three milestones a month apart, and the learner staffed with the mentor. */
export interface GivenShadowedProject {
  id: string;
  version: number;
  manager: Client;
  /** In the order of their due dates. */
  milestoneIds: string[];
  deliverables: { id: string; version: number }[];
}

const sowContent = {
  currencyCode: 'EUR',
  startsOn: '2026-03-02',
  endsOn: '2026-06-30',
  acceptanceWindowDays: 10,
  exclusions: 'Hardware.',
  assumptions: 'Access is given.',
  scopeItems: [
    {
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
        { name: 'Guide', acceptanceCriteria: 'Everything is in it.' },
        { name: 'Live interfaces', acceptanceCriteria: 'They run for a week.' },
      ],
    },
  ],
  // Not in the order in which they are due.
  milestones: [
    { name: 'Run', dueOn: '2026-05-31', paymentShare: '40' },
    { name: 'Design', dueOn: '2026-03-31', paymentShare: '30' },
    { name: 'Build', dueOn: '2026-04-30', paymentShare: '30' },
  ],
  resourceLines: [
    { role: 'Consultant', hours: [{ phase: 'Build', hours: '60' }], billRate: '150.00', costRate: '90.00' },
  ],
};

export async function givenProject(
  app: TestApp,
  offeringId: string,
  manager?: Client,
): Promise<{ id: string; version: number; manager: Client }> {
  const client = manager ?? (await app.as(Role.PROJECT_MANAGER));
  const customer = await givenCustomer(app);
  const input = { name: unique('Project'), customerId: customer.id, offeringIds: [offeringId] };
  const project = await client.done('projectCreate', { input }, 'project { id version }');
  return { ...project, manager: client };
}

export async function staff(
  project: { id: string; manager: Client },
  { partnerId, offeringId }: Pick<GivenLearner, 'partnerId' | 'offeringId'>,
  mentorId: string | null,
): Promise<void> {
  const input = { projectId: project.id, partnerId, offeringId, mentorId };
  await project.manager.done('projectStaffPartner', { input }, 'staffing { id }');
}

/** Drafts, submits, has another approve, and signs a statement of work. */
export async function signSow(
  app: TestApp,
  project: { id: string; manager: Client },
): Promise<Pick<GivenShadowedProject, 'milestoneIds' | 'deliverables'>> {
  const draft = { input: { projectId: project.id, ...sowContent } };
  const sow = await project.manager.done(
    'sowDraft',
    draft,
    'sow { id version milestones { id dueOn } scopeItems { deliverables { id version } } }',
  );
  let { version } = sow;
  const step = async (client: Client, name: string, further: object = {}) => {
    const args = { id: sow.id, version, ...further };
    ({ version } = await client.done(name, args, 'sow { version }'));
  };
  await step(project.manager, 'sowSubmit');
  await step(await app.as(Role.PROJECT_MANAGER), 'sowApprove');
  await step(project.manager, 'sowSign', { input: { signatory: 'Jane Doe', evidence: 'archive/1' } });
  const milestones = [...(sow.milestones as { id: string; dueOn: string }[])];
  milestones.sort((left, right) => left.dueOn.localeCompare(right.dueOn));
  return { milestoneIds: milestones.map(({ id }) => id), deliverables: sow.scopeItems[0].deliverables };
}

export async function givenShadowedProject(app: TestApp, learner: GivenLearner): Promise<GivenShadowedProject> {
  const project = await givenProject(app, learner.offeringId);
  await staff(project, learner, learner.mentor.userId);
  return { ...project, ...(await signSow(app, project)) };
}

/** Takes a step of the project's lifecycle. */
export async function takeStep(
  project: GivenShadowedProject,
  step: 'Activate' | 'Hold' | 'RequestAcceptance' | 'Close' | 'Cancel',
): Promise<void> {
  const needsReason = step === 'Hold' || step === 'Cancel';
  const { id, version } = project;
  const args = { id, version, ...(needsReason && { reason: 'The customer asked for it.' }) };
  ({ version: project.version } = await project.manager.done(`project${step}`, args, 'project { version }'));
}

export async function acceptDeliverables(project: GivenShadowedProject): Promise<void> {
  for (const { id, version } of project.deliverables) {
    const input = { contact: 'Jane Doe', evidence: 'archive/2' };
    const args = { id, version, input };
    await project.manager.done('deliverableAccept', args, 'deliverable { id }');
  }
}

export interface GivenAssistedDelivery {
  id: string;
  version: number;
}

export const planInput = (learner: GivenLearner, project: GivenShadowedProject, changes: object = {}) => ({
  input: {
    qualificationId: learner.qualification.id,
    projectId: project.id,
    mentorId: learner.mentor.userId,
    plan: [
      { milestoneId: project.milestoneIds[0], mode: 'SHADOW' },
      { milestoneId: project.milestoneIds[1], mode: 'CO_DELIVERY' },
    ],
    ...changes,
  },
});

export function givenPlanned(learner: GivenLearner, project: GivenShadowedProject): Promise<GivenAssistedDelivery> {
  const selection = 'assistedDelivery { id version }';
  return learner.ecosystemManager.done('assistedDeliveryPlan', planInput(learner, project), selection);
}

/** Planned on the first two milestones, and started on the active project. */
export async function givenRunning(
  learner: GivenLearner,
  project: GivenShadowedProject,
): Promise<GivenAssistedDelivery> {
  const { id, version } = await givenPlanned(learner, project);
  await takeStep(project, 'Activate');
  const args = { id, version };
  return learner.mentor.done('assistedDeliveryStart', args, 'assistedDelivery { id version }');
}

export const evaluation = (milestoneId: string, changes: object = {}) => ({
  milestoneId,
  timeliness: 4,
  quality: 5,
  communication: 4,
  autonomy: 3,
  comment: 'Good questions; write decisions down.',
  evidence: 'Minutes of the design review.',
  ...changes,
});

export async function evaluate(
  learner: GivenLearner,
  delivery: GivenAssistedDelivery,
  milestoneId: string,
  changes: object = {},
): Promise<GivenAssistedDelivery> {
  const args = { id: delivery.id, version: delivery.version, input: evaluation(milestoneId, changes) };
  return learner.mentor.done('assistedDeliveryEvaluate', args, 'assistedDelivery { id version }');
}

/** Signs a person in again whose session ran out with the clock. */
export function again(app: TestApp, client: Client): Promise<Client> {
  return app.signIn({ id: client.userId } as User);
}
