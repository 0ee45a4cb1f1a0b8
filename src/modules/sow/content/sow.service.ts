import type { Transaction } from '../../../shared/database/transaction';
import { RuleViolationError } from '../../../shared/domain/errors';
import { requireBegun, todayOf } from '../../../shared/domain/today';
import { isOpen, Project } from '../../projects';
import { sowContentOf } from './content.reader';
import { approverOf, namesOnPaper, requirePrintable } from './paper-names.reader';
import { clarityOf, gatherSowConditions } from './clarity.reader';
import { headerOf, writeParts } from './sow-content.service';
import { sowActions } from './sow.actions';
import { StatementOfWork } from './sow.entity';
import * as facts from './sow.facts';
import type { SowDraftInput, SowSignInput, SowUpdateInput } from './sow.inputs';
import { type SowAction, sowLifecycle, SowStatus } from './sow.lifecycle';

/** `playbook` is the one from which the content was created, if any. */
export async function draft(
  tx: Transaction,
  input: SowDraftInput,
  playbookId: StatementOfWork['playbookId'] = null,
): Promise<StatementOfWork> {
  const field = ['input', 'projectId'];
  const project = await tx.require(Project, input.projectId, { field });
  tx.assert(sowActions.draft, { record: null, project });
  if (!isOpen(project.status)) {
    throw new RuleViolationError('project-ended', 'The project is closed or cancelled.', [], field);
  }
  if (await tx.first(StatementOfWork, { currentOfProjectId: project.id })) {
    throw new RuleViolationError(
      'sow-exists',
      'The project already has a statement of work: update or discard that one.',
      [],
      field,
    );
  }
  const [latest] = await tx.list(StatementOfWork, { projectId: project.id }, [
    { column: 'revision', direction: 'DESC' },
  ]);
  const sow = await tx.insert(StatementOfWork, {
    ...headerOf(input),
    projectId: project.id,
    // The unique key lets only one of two concurrent drafts win.
    currentOfProjectId: project.id,
    playbookId,
    revision: (latest?.revision ?? 0) + 1,
    edition: 1,
    status: sowLifecycle.initial,
    authorId: tx.viewer.userId!,
  });
  await writeParts(tx, sow, input);
  tx.record(facts.sowDrafted, sow, { projectId: project.id, revision: sow.revision, playbookId });
  return sow;
}

export async function update(
  tx: Transaction,
  id: string,
  version: number,
  input: SowUpdateInput,
): Promise<StatementOfWork> {
  const sow = await step(tx, id, version, sowActions.update, ({ planningDays }) => ({
    ...headerOf({ ...input, planningDays: input.planningDays ?? planningDays }),
    authorId: tx.viewer.userId!,
  }));
  await writeParts(tx, sow, input);
  tx.record(facts.sowUpdated, sow, { projectId: sow.projectId });
  return sow;
}

/**
 * Discards a draft, which is kept for the history with its revision number; the project has no statement of work again.
 */
export async function discard(tx: Transaction, id: string, version: number): Promise<StatementOfWork> {
  const sow = await step(tx, id, version, sowActions.discard, () => ({ currentOfProjectId: null }));
  tx.record(facts.sowDiscarded, sow, { projectId: sow.projectId });
  return sow;
}

export async function submit(tx: Transaction, id: string, version: number): Promise<StatementOfWork> {
  const sow = await step(tx, id, version, sowActions.submit, () => ({
    submittedById: tx.viewer.userId,
    sentBackReason: null,
  }));
  const { score } = await clarityOf(tx.reader, sow);
  tx.record(facts.sowSubmitted, sow, { projectId: sow.projectId, clarityScore: score });
  return sow;
}

export async function sendBack(tx: Transaction, id: string, version: number, reason: string): Promise<StatementOfWork> {
  const sow = await step(tx, id, version, sowActions.sendBack, () => ({
    submittedById: null,
    approvedById: null,
    sentBackReason: reason,
  }));
  tx.record(facts.sowSentBack, sow, { projectId: sow.projectId, reason });
  return sow;
}

export async function approve(tx: Transaction, id: string, version: number): Promise<StatementOfWork> {
  const sow = await step(tx, id, version, sowActions.approve, () => ({ approvedById: tx.viewer.userId }));
  tx.record(facts.sowApproved, sow, { projectId: sow.projectId });
  return sow;
}

export async function sign(
  tx: Transaction,
  id: string,
  version: number,
  input: SowSignInput,
  vendor: string,
): Promise<StatementOfWork> {
  const { signatory, evidence } = input;
  const signedOn = input.signedOn ?? todayOf(tx);
  const sow = await step(tx, id, version, sowActions.sign, async (approved, project) => {
    requireBegun(tx.clock, signedOn, ['input', 'signedOn'], 'A signature can only be recorded once it exists.');
    const content = await sowContentOf(tx.reader, approved);
    const vendorSignatory = input.vendorSignatory ?? (await approverOf(tx.reader, approved.approvedById));
    const signedNames = await namesOnPaper(tx.reader, project, vendor, content);
    requirePrintable(signedNames, { signatory, vendorSignatory });
    return { signedOn, signatory, signatureEvidence: evidence, vendorSignatory, signedNames };
  });
  tx.record(facts.sowSigned, sow, { projectId: sow.projectId, signedOn, signatory, evidence });
  return sow;
}

async function step(
  tx: Transaction,
  id: string,
  version: number,
  action: SowAction,
  change: (sow: StatementOfWork, project: Project) => Partial<StatementOfWork> | Promise<Partial<StatementOfWork>>,
): Promise<StatementOfWork> {
  const sow = await tx.require(StatementOfWork, id, { version });
  const project = await tx.load(Project, sow.projectId);
  tx.assert(action, { record: sow, project });
  const clarity = action === sowActions.submit ? 'WITH_CLARITY' : 'WITHOUT_CLARITY';
  sow.status = sowLifecycle.next(sow.status, action, await gatherSowConditions(tx.reader, sow, project, clarity));
  if (action === sowActions.update) sow.edition += 1;
  Object.assign(sow, await change(sow, project));
  return tx.save(sow);
}

/** Closes a statement of work with its project. */
export async function closeWithProject(tx: Transaction, projectId: string): Promise<void> {
  const sow = await tx.first(StatementOfWork, { currentOfProjectId: projectId as StatementOfWork['projectId'] });
  if (sow?.status !== SowStatus.SIGNED) return;
  sow.status = sowLifecycle.next(sow.status, sowActions.close, { projectEnded: true, clarityErrors: [] });
  await tx.save(sow);
  tx.record(facts.sowClosed, sow, { projectId: sow.projectId });
}
