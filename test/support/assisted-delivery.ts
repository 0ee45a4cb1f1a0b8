import { Role, type TestApp } from './app';
import type { Client } from './client';
import { givenProject, type GivenProject, type ProjectStep, takeStep } from './delivery';
import { givenAdmittedPartner, givenOffering, givenOpenedQualification } from './given';
import { givenSignedSow, sowContent } from './sow';

/* The records that assisted deliveries need, created step by step through the API. */

/** A partner that needs a mentor to deliver an offering, and the users involved. */
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
  const partner = await givenAdmittedPartner(app);
  const offering = await givenOffering(app);
  let qualification = await givenOpenedQualification(app, partner.id, offering.id);
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
export interface GivenShadowedProject extends GivenProject {
  /** In the order of their due dates. */
  milestoneIds: string[];
  deliverables: { id: string; version: number }[];
}

/** Deliberately not in the order of their due dates. */
const milestones = [
  { name: 'Run', dueOn: '2026-05-31', paymentShare: '40' },
  { name: 'Design', dueOn: '2026-03-31', paymentShare: '30' },
  { name: 'Build', dueOn: '2026-04-30', paymentShare: '30' },
];

export async function staff(
  project: { id: string; manager: Client },
  { partnerId, offeringId }: Pick<GivenLearner, 'partnerId' | 'offeringId'>,
  mentorId: string | null,
): Promise<void> {
  const input = { projectId: project.id, partnerId, offeringId, mentorId };
  await project.manager.done('projectStaffPartner', { input }, 'staffing { id }');
}

/** The signed statement of work of a project, with its milestones in the order of their due dates. */
export async function signSow(
  app: TestApp,
  project: GivenProject,
): Promise<Pick<GivenShadowedProject, 'milestoneIds' | 'deliverables'>> {
  const sow = await givenSignedSow(app, project, sowContent({ milestones }));
  const idOf = (name: string) => sow.milestones.find((each) => each.name === name)!.id;
  return { milestoneIds: ['Design', 'Build', 'Run'].map(idOf), deliverables: sow.scopeItems[0]!.deliverables };
}

export async function givenShadowedProject(app: TestApp, learner: GivenLearner): Promise<GivenShadowedProject> {
  const project = await givenProject(app, { offeringId: learner.offeringId });
  await staff(project, learner, learner.mentor.userId);
  return { ...project, ...(await signSow(app, project)) };
}

/** Takes a step of the project's lifecycle, and updates the project's version. */
export async function moveProject(project: GivenShadowedProject, step: ProjectStep): Promise<void> {
  Object.assign(project, await takeStep(project, step));
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

/** An assisted delivery planned on the first two milestones, and started on the active project. */
export async function givenRunning(
  learner: GivenLearner,
  project: GivenShadowedProject,
): Promise<GivenAssistedDelivery> {
  const { id, version } = await givenPlanned(learner, project);
  await moveProject(project, 'Activate');
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
