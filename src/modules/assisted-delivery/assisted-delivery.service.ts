import { Role } from '../../shared/access/viewer';
import type { Transaction } from '../../shared/database/transaction';
import type { Where } from '../../shared/database/reader';
import type { Action } from '../../shared/domain/action';
import { InvalidInputError, RuleViolationError } from '../../shared/domain/errors';
import { Milestone, originOf, SowStatus, StatementOfWork } from '../sow';
import { Project, ProjectStaffing, ProjectStatus } from '../projects';
import { User, UserStatus } from '../identity';
import { Partner, PartnerStatus, Qualification, QualificationStage } from '../partners';
import { assistedDeliveryActions, type OnProject } from './assisted-delivery.actions';
import { AssistedDelivery, type PlannedMilestone } from './assisted-delivery.entity';
import * as facts from './assisted-delivery.facts';
import {
  type AssistedDeliveryEvaluateInput,
  AssistedDeliveryOutcome,
  type AssistedDeliveryPlanInput,
  type AssistedDeliveryReassignInput,
  type ConclusionArgs,
} from './assisted-delivery.inputs';
import { assistedDeliveryLifecycle as lifecycle, AssistedDeliveryStatus } from './assisted-delivery.lifecycle';
import { gatherConditions } from './assisted-delivery.reader';
import { Evaluation } from './evaluation.entity';
import { firstStepBack } from './evaluation.formula';
import { MentorAssignment } from './mentor-assignment.entity';

export async function plan(tx: Transaction, input: AssistedDeliveryPlanInput): Promise<AssistedDelivery> {
  const qualification = await tx.require(Qualification, input.qualificationId, { field: ['input', 'qualificationId'] });
  const project = await tx.require(Project, input.projectId, { field: ['input', 'projectId'] });
  tx.assert(assistedDeliveryActions.plan, { delivery: null, project });
  const mentor = await tx.require(User, input.mentorId, { field: ['input', 'mentorId'] });
  await assertMayBeAssisted(tx, qualification);
  assertMayMentor(mentor);
  await assertOpen(tx, project);
  await assertStaffed(tx, qualification, project);
  const openKey = `${qualification.id} ${project.id}`;
  if (await tx.first(AssistedDelivery, { openKey })) {
    throw new RuleViolationError('already-open', 'The partner already has an open assisted delivery on this project.');
  }
  const delivery = await tx.insert(AssistedDelivery, {
    qualificationId: qualification.id,
    projectId: project.id,
    mentorId: mentor.id,
    partnerId: qualification.partnerId,
    offeringId: qualification.offeringId,
    openKey,
    status: lifecycle.initial,
    plan: await planned(tx, project, [], input.plan, ['input', 'plan']),
    evaluatedMilestones: 0,
  });
  await assign(tx, delivery, null);
  tx.record(facts.assistedDeliveryPlanned, delivery, whose(delivery));
  return delivery;
}

export async function start(tx: Transaction, id: string, version: number): Promise<AssistedDelivery> {
  const { delivery, project } = await find(tx, id, version, assistedDeliveryActions.start);
  delivery.status = lifecycle.next(
    delivery.status,
    assistedDeliveryActions.start,
    await gatherConditions(tx.reader, delivery),
  );
  // A concurrent step of the project must conflict with this.
  await tx.hold(project);
  delivery.startedOn = tx.clock.today();
  await tx.save(delivery);
  tx.record(facts.assistedDeliveryStarted, delivery, { projectId: delivery.projectId });
  return delivery;
}

export async function extend(
  tx: Transaction,
  id: string,
  version: number,
  milestones: PlannedMilestone[],
): Promise<AssistedDelivery> {
  const { delivery, project } = await find(tx, id, version, assistedDeliveryActions.extend);
  delivery.status = lifecycle.next(
    delivery.status,
    assistedDeliveryActions.extend,
    await gatherConditions(tx.reader, delivery),
  );
  await assertOpen(tx, project);
  delivery.plan = await planned(tx, project, delivery.plan, milestones, ['input', 'milestones']);
  await tx.save(delivery);
  tx.record(facts.assistedDeliveryExtended, delivery, {
    projectId: delivery.projectId,
    milestoneIds: milestones.map(({ milestoneId }) => milestoneId),
  });
  return delivery;
}

export async function evaluate(
  tx: Transaction,
  id: string,
  version: number,
  input: AssistedDeliveryEvaluateInput,
): Promise<AssistedDelivery> {
  const { delivery } = await find(tx, id, version, assistedDeliveryActions.evaluate);
  delivery.status = lifecycle.next(
    delivery.status,
    assistedDeliveryActions.evaluate,
    await gatherConditions(tx.reader, delivery),
  );
  const field = ['input', 'milestoneId'];
  const milestone = await tx.require(Milestone, input.milestoneId, { field });
  const step = delivery.plan.find(({ milestoneId }) => milestoneId === milestone.id);
  if (!step)
    throw new RuleViolationError(
      'milestone-not-planned',
      `${milestone.name} is not planned in this delivery.`,
      [],
      field,
    );
  if (await tx.first(Evaluation, { assistedDeliveryId: delivery.id, milestoneId: milestone.id })) {
    throw new RuleViolationError('already-evaluated', `${milestone.name} is already evaluated.`, [], field);
  }
  const evaluation = await tx.insert(Evaluation, {
    ...input,
    milestoneId: milestone.id,
    assistedDeliveryId: delivery.id,
    partnerId: delivery.partnerId,
    mentorId: delivery.mentorId,
    mode: step.mode,
    evaluatedOn: tx.clock.today(),
  });
  // The conclusion depends on the count, so that a concurrent evaluation conflicts with it.
  delivery.evaluatedMilestones += 1;
  await tx.save(delivery);
  tx.record(facts.milestoneEvaluated, delivery, {
    projectId: delivery.projectId,
    evaluationId: evaluation.id,
    milestoneId: milestone.id,
  });
  return delivery;
}

/** Replaces the mentor, also in the partner's staffing on the project if the former mentor was named there. */
export async function reassign(
  tx: Transaction,
  id: string,
  version: number,
  { mentorId, reason }: AssistedDeliveryReassignInput,
): Promise<AssistedDelivery> {
  const { delivery } = await find(tx, id, version, assistedDeliveryActions.reassign);
  delivery.status = lifecycle.next(
    delivery.status,
    assistedDeliveryActions.reassign,
    await gatherConditions(tx.reader, delivery),
  );
  const field = ['input', 'mentorId'];
  const mentor = await tx.require(User, mentorId, { field });
  assertMayMentor(mentor);
  const formerMentorId = delivery.mentorId;
  if (mentor.id === formerMentorId) {
    throw new RuleViolationError('same-mentor', `${mentor.name} already accompanies the partner.`, [], field);
  }
  delivery.mentorId = mentor.id;
  await tx.save(delivery);
  await assign(tx, delivery, reason);
  const { projectId, partnerId, offeringId } = delivery;
  const staffing = await tx.first(ProjectStaffing, { projectId, partnerId, offeringId, mentorId: formerMentorId });
  if (staffing) {
    staffing.mentorId = mentor.id;
    await tx.save(staffing);
  }
  tx.record(facts.assistedDeliveryReassigned, delivery, {
    projectId: delivery.projectId,
    formerMentorId,
    mentorId: mentor.id,
    reason,
  });
  return delivery;
}

export async function conclude(
  tx: Transaction,
  id: string,
  version: number,
  { outcome, comment }: Pick<ConclusionArgs, 'outcome' | 'comment'>,
): Promise<AssistedDelivery> {
  const { delivery, project } = await find(tx, id, version, assistedDeliveryActions.conclude);
  const passed = outcome === AssistedDeliveryOutcome.PASSED;
  delivery.status = lifecycle.next(
    delivery.status,
    passed ? assistedDeliveryActions.pass : assistedDeliveryActions.fail,
    await gatherConditions(tx.reader, delivery),
  );
  // A concurrent step of the project must conflict with this.
  await tx.hold(project);
  delivery.conclusion = comment;
  await end(tx, delivery);
  tx.record(passed ? facts.assistedDeliveryPassed : facts.assistedDeliveryFailed, delivery, whose(delivery));
  return delivery;
}

/** Voids open deliveries when their project is cancelled, or the partner is removed from it. */
export async function voidThoseOf(
  tx: Transaction,
  where: { projectId: string; partnerId?: string; offeringId?: string },
  reason: string,
): Promise<void> {
  const { projectId } = where;
  const open = await tx.list(AssistedDelivery, {
    ...(where as Where<AssistedDelivery>),
    status: [AssistedDeliveryStatus.PLANNED, AssistedDeliveryStatus.RUNNING],
  });
  for (const delivery of open) {
    delivery.status = lifecycle.next(
      delivery.status,
      assistedDeliveryActions.void,
      await gatherConditions(tx.reader, delivery),
    );
    await end(tx, delivery);
    tx.record(facts.assistedDeliveryVoided, delivery, { projectId, reason });
  }
}

async function find(
  tx: Transaction,
  id: string,
  version: number,
  action: Action<string, OnProject>,
): Promise<{ delivery: AssistedDelivery; project: Project }> {
  const delivery = await tx.require(AssistedDelivery, id, { version });
  const project = await tx.load(Project, delivery.projectId);
  tx.assert(action, { delivery, project });
  return { delivery, project };
}

async function assign(tx: Transaction, delivery: AssistedDelivery, reason: string | null): Promise<void> {
  const { id: assistedDeliveryId, partnerId, mentorId } = delivery;
  const startsOn = tx.clock.today();
  await tx.append(MentorAssignment, {
    assistedDeliveryId,
    partnerId,
    mentorId,
    startsOn,
    reason,
    at: tx.clock.now(),
  });
}

async function end(tx: Transaction, delivery: AssistedDelivery): Promise<void> {
  delivery.openKey = null;
  delivery.concludedOn = tx.clock.today();
  await tx.save(delivery);
}

function whose({ qualificationId, projectId, partnerId, offeringId, mentorId }: AssistedDelivery) {
  return { qualificationId, projectId, partnerId, offeringId, mentorId };
}

async function assertMayBeAssisted(tx: Transaction, qualification: Qualification): Promise<void> {
  const field = ['input', 'qualificationId'];
  if (qualification.stage !== QualificationStage.ASSISTED) {
    throw new RuleViolationError(
      'qualification-not-assisted',
      `Assisted delivery needs a qualification at the stage ASSISTED; this one is at ${qualification.stage}.`,
      [],
      field,
    );
  }
  const partner = await tx.load(Partner, qualification.partnerId);
  if (partner.status !== PartnerStatus.ACTIVE) {
    throw new RuleViolationError('partner-not-active', `${partner.name} is ${partner.status}, not ACTIVE.`, [], field);
  }
}

/** Only staff may mentor, so that nobody evaluates their own firm. */
function assertMayMentor(user: User): void {
  const mentor = user.roles.includes(Role.MENTOR);
  if (mentor && user.partnerId === null && user.status === UserStatus.ACTIVE) return;
  throw new RuleViolationError(
    'not-a-mentor',
    `${user.name} is not an active user of the vendor's staff with the role MENTOR.`,
    [],
    ['input', 'mentorId'],
  );
}

async function assertStaffed(tx: Transaction, qualification: Qualification, project: Project): Promise<void> {
  const { partnerId, offeringId } = qualification;
  const staffing = await tx.first(ProjectStaffing, { projectId: project.id, partnerId, offeringId });
  if (staffing?.mentorId) return;
  throw new RuleViolationError(
    'partner-not-staffed',
    staffing
      ? 'The partner delivers this offering alone on the project, without a mentor.'
      : 'The partner is not staffed on the project for the offering of this qualification.',
    [],
    ['input', 'projectId'],
  );
}

async function assertOpen(tx: Transaction, project: Project): Promise<void> {
  if (project.status === ProjectStatus.CLOSED || project.status === ProjectStatus.CANCELLED) {
    throw new RuleViolationError('project-ended', `The project is ${project.status}.`);
  }
  // A concurrent step of the project must conflict with this.
  await tx.hold(project);
}

/** The complete plan in the order of the due dates, with the added milestones. */
async function planned(
  tx: Transaction,
  project: Project,
  existing: readonly PlannedMilestone[],
  added: readonly PlannedMilestone[],
  field: string[],
): Promise<PlannedMilestone[]> {
  const sow = await tx.first(StatementOfWork, { currentOfProjectId: project.id, status: SowStatus.SIGNED });
  if (!sow) {
    throw new RuleViolationError('sow-not-signed', 'Milestones can be planned once the statement of work is signed.');
  }
  const steps: { milestone: Milestone; step: PlannedMilestone }[] = [];
  for (const step of existing) steps.push({ milestone: await tx.load(Milestone, step.milestoneId), step });
  for (const [position, { milestoneId, mode }] of added.entries()) {
    const path = [...field, String(position), 'milestoneId'];
    const milestone = await tx.require(Milestone, milestoneId, { field: path });
    if (milestone.sowId !== sow.id || milestone.archivedAt !== null) {
      throw new InvalidInputError(
        `${milestone.name} is not a milestone of the project's signed statement of work.`,
        path,
      );
    }
    // A change order gives a milestone a new id, so the origins are compared.
    if (steps.some((each) => originOf(each.milestone) === originOf(milestone))) {
      throw new InvalidInputError(`${milestone.name} is already planned: plan each milestone once.`, path);
    }
    steps.push({ milestone, step: { milestoneId: milestone.id, mode } });
  }
  steps.sort((left, right) => left.milestone.dueOn.localeCompare(right.milestone.dueOn));
  const back = firstStepBack(steps.map(({ step }) => step.mode));
  if (back !== null) {
    const { milestone, step } = steps[back]!;
    throw new RuleViolationError(
      'modes-go-backwards',
      `${milestone.name} is due after a milestone whose mode is already beyond ${step.mode}: choose a later mode.`,
      [],
      field,
    );
  }
  return steps.map(({ step }) => step);
}
