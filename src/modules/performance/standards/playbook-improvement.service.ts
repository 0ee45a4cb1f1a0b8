import type { Transaction } from '../../../shared/database/transaction';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { searchKey } from '../../../shared/domain/text';
import { Playbook, PlaybookStatus, ServiceOffering } from '../../catalog';
import { isAllocated, Project, ProjectStaffing, requireOffering } from '../../projects';
import { PlaybookImprovement } from './playbook-improvement.entity';
import type { PlaybookImprovementProposeInput, PlaybookImprovementUpdateInput } from './playbook-improvement.inputs';
import { type PlaybookImprovementAction, playbookImprovementLifecycle } from './playbook-improvement.lifecycle';
import { playbookImprovementActions } from './standards.actions';
import * as facts from './standards.facts';

export async function propose(tx: Transaction, input: PlaybookImprovementProposeInput): Promise<PlaybookImprovement> {
  const project = await tx.require(Project, input.projectId, { field: ['input', 'projectId'] });
  tx.assert(playbookImprovementActions.propose, { project, onProject: await isOnProject(tx, project) });
  if (project.activatedOn === null) {
    throw new RuleViolationError(
      'project-not-begun',
      'The project has not started, so there is nothing to learn from it yet.',
      [],
      ['input', 'projectId'],
    );
  }
  const { offeringId } = await requireOffering(tx, project, input.offeringId);
  const improvement = await tx.insert(PlaybookImprovement, {
    ...(await contentOf(tx, offeringId, input)),
    projectId: project.id,
    offeringId,
    proposedById: tx.viewer.userId,
    partnerId: tx.viewer.partnerId,
    status: playbookImprovementLifecycle.initial,
  });
  tx.record(facts.playbookImprovementProposed, improvement, subjectOf(improvement));
  return improvement;
}

/** Replaces the content of an improvement that is not decided on. */
export async function update(
  tx: Transaction,
  id: string,
  version: number,
  input: PlaybookImprovementUpdateInput,
): Promise<PlaybookImprovement> {
  const improvement = await step(tx, id, version, playbookImprovementActions.update);
  await tx.save(Object.assign(improvement, await contentOf(tx, improvement.offeringId, input)));
  tx.record(facts.playbookImprovementUpdated, improvement, subjectOf(improvement));
  return improvement;
}

export async function withdraw(tx: Transaction, id: string, version: number): Promise<PlaybookImprovement> {
  const improvement = await step(tx, id, version, playbookImprovementActions.withdraw);
  await tx.save(improvement);
  tx.record(facts.playbookImprovementWithdrawn, improvement, subjectOf(improvement));
  return improvement;
}

async function contentOf(tx: Transaction, offeringId: ServiceOffering['id'], input: PlaybookImprovementUpdateInput) {
  const { title, phase, problem, proposal, hoursSaved } = input;
  const { phases } = await tx.load(ServiceOffering, offeringId);
  if (!phases.includes(phase)) {
    throw new InvalidInputError(`The offering has the phases ${phases.join(', ')}.`, ['input', 'phase']);
  }
  const playbook = input.playbookId
    ? await requirePlaybook(tx, offeringId, input.playbookId, ['input', 'playbookId'])
    : null;
  return {
    title,
    titleKey: searchKey(title),
    phase,
    problem,
    proposal,
    hoursSaved,
    playbookId: playbook?.id ?? null,
  };
}

export async function accept(tx: Transaction, id: string, version: number): Promise<PlaybookImprovement> {
  const improvement = await step(tx, id, version, playbookImprovementActions.accept);
  decide(tx, improvement, null);
  await tx.save(improvement);
  const hoursSaved = improvement.hoursSaved.toFixed();
  tx.record(facts.playbookImprovementAccepted, improvement, { ...subjectOf(improvement), hoursSaved });
  return improvement;
}

export async function reject(
  tx: Transaction,
  id: string,
  version: number,
  reason: string,
): Promise<PlaybookImprovement> {
  const improvement = await step(tx, id, version, playbookImprovementActions.reject);
  decide(tx, improvement, reason);
  await tx.save(improvement);
  tx.record(facts.playbookImprovementRejected, improvement, { ...subjectOf(improvement), reason });
  return improvement;
}

/** An improvement is released once it is in the playbook that is used for delivery. */
export async function release(
  tx: Transaction,
  id: string,
  version: number,
  releasedIn: string,
): Promise<PlaybookImprovement> {
  const field = ['input', 'releasedIn'];
  const improvement = await step(tx, id, version, playbookImprovementActions.release);
  const playbook = await requirePlaybook(tx, improvement.offeringId, releasedIn, field);
  if (playbook.status !== PlaybookStatus.PUBLISHED) {
    throw new RuleViolationError(
      'playbook-not-published',
      `The playbook is ${playbook.status}, not published.`,
      [],
      field,
    );
  }
  improvement.releasedInId = playbook.id;
  improvement.releasedAt = tx.clock.now();
  await tx.save(improvement);
  tx.record(facts.playbookImprovementReleased, improvement, {
    ...subjectOf(improvement),
    releasedInId: playbook.id,
    hoursSaved: improvement.hoursSaved.toFixed(),
  });
  return improvement;
}

/** Is the person allocated to the project, or do they mentor a partner on it? */
async function isOnProject(tx: Transaction, { id: projectId }: Project): Promise<boolean> {
  if (await isAllocated(tx.reader, projectId, tx.viewer)) return true;
  const { userId } = tx.viewer;
  return userId !== null && (await tx.first(ProjectStaffing, { projectId, mentorId: userId })) !== null;
}

/** A playbook of the offering that is or was published. */
async function requirePlaybook(
  tx: Transaction,
  offeringId: ServiceOffering['id'],
  id: string,
  field: string[],
): Promise<Playbook> {
  const playbook = await tx.require(Playbook, id, { field });
  if (playbook.offeringId !== offeringId) {
    throw new RuleViolationError('other-offering', 'The playbook belongs to another offering.', [], field);
  }
  if (playbook.edition === null) {
    throw new RuleViolationError('playbook-not-published', 'The playbook was never published.', [], field);
  }
  return playbook;
}

async function step(
  tx: Transaction,
  id: string,
  version: number,
  action: PlaybookImprovementAction,
): Promise<PlaybookImprovement> {
  const improvement = await tx.require(PlaybookImprovement, id, { version });
  tx.assert(action, improvement);
  improvement.status = playbookImprovementLifecycle.next(improvement.status, action);
  return improvement;
}

function decide(tx: Transaction, improvement: PlaybookImprovement, rejectionReason: string | null): void {
  Object.assign(improvement, { rejectionReason, decidedById: tx.viewer.userId, decidedAt: tx.clock.now() });
}

const subjectOf = ({ projectId, offeringId, partnerId, proposedById }: PlaybookImprovement) => ({
  projectId,
  offeringId,
  partnerId,
  proposedById,
});
