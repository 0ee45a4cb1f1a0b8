import type { StoredClass } from '../../../shared/database/record';
import type { Transaction } from '../../../shared/database/transaction';
import { ConflictError } from '../../../shared/domain/errors';
import { sql } from '../../../shared/database/sql';
import type { Content } from '../content/content.formula';
import { DeliverableStatus } from '../progress/deliverable.lifecycle';
import { partsOf } from '../content/sow-content.reader';
import { claim, type Given, headerOf, prepare, put } from '../content/sow-content.service';
import { Deliverable, Milestone, originOf, ResourceLine, ScopeItem, type SowPart } from '../content/sow-parts.entity';
import { sowActions } from '../content/sow.actions';
import { StatementOfWork } from '../content/sow.entity';
import * as facts from '../content/sow.facts';
import { sowLifecycle, SowStatus } from '../content/sow.lifecycle';

/*
 * A signed statement of work is never changed: a change order creates the next revision, a separate record with its own
 * parts. A part that continues is a copy that names its origin, the part in the first revision that had it.
 */

/** How it was signed, and the content of its paper that comes from other records. */
export type Signature = Pick<StatementOfWork, 'vendorSignatory' | 'signedNames'> & {
  signedOn: string;
  signatory: string;
  signatureEvidence: string;
};

/** The author and reviewers of a revision. */
export type Makers = Pick<StatementOfWork, 'authorId' | 'submittedById' | 'approvedById'>;

/** Could the content be the next revision of this one? Refused with the path to the part that could not. */
export async function checkRevision(tx: Transaction, base: StatementOfWork, content: Content): Promise<void> {
  const { scopeItems, deliverables, milestones, resourceLines } = await prepare(tx, base, content);
  const there = await partsOf(tx.reader, base.id);
  claim(ScopeItem, there.items, scopeItems);
  claim(Deliverable, there.deliverables, deliverables);
  claim(Milestone, there.milestones, milestones);
  claim(ResourceLine, there.resourceLines, resourceLines);
}

/** Replaces the revision that a signed one is based on; that one is superseded. */
export async function supersede(
  tx: Transaction,
  base: StatementOfWork,
  content: Content,
  signature: Signature,
  makers: Makers,
): Promise<StatementOfWork> {
  const { projectId, playbookId } = base;
  base.status = sowLifecycle.next(base.status, sowActions.supersede, { projectEnded: false, clarityErrors: [] });
  base.currentOfProjectId = null;
  // The second of two concurrent revisions conflicts on this version.
  await tx.save(base);
  const sow = await tx.insert(StatementOfWork, {
    ...headerOf(content),
    ...makers,
    projectId,
    playbookId,
    currentOfProjectId: projectId,
    revision: base.revision + 1,
    edition: 1,
    status: SowStatus.SIGNED,
    ...signature,
  });
  const there = await partsOf(tx.reader, base.id);
  await holdDeliverables(tx, base, there.deliverables);
  await put(await prepare(tx, sow, content), there, (recordClass, before, given) =>
    carryOn(tx, recordClass, before, given),
  );
  tx.record(facts.sowSuperseded, base, { projectId, sowId: sow.id });
  const { signedOn, signatory, signatureEvidence: evidence } = signature;
  tx.record(facts.sowSigned, sow, { projectId, signedOn, signatory, evidence });
  return sow;
}

async function carryOn<T extends SowPart>(
  tx: Transaction,
  recordClass: StoredClass<T>,
  there: readonly T[],
  given: readonly Given<T>[],
): Promise<T[]> {
  const { claimed } = claim(recordClass, there, given);
  const rows = given.map((each) => {
    const before = claimed.get(each);
    // A part that continues keeps its recorded submission and acceptance.
    return before ? { ...each.row, ...recordedOn(before), originId: originOf(before) } : each.row;
  });
  return tx.insertAll(recordClass, rows);
}

function recordedOn(part: SowPart): object {
  if (part instanceof Milestone) {
    const { acceptedDeliverables, acceptedOn } = part;
    return { acceptedDeliverables, acceptedOn };
  }
  if (!(part instanceof Deliverable)) return {};
  const { status, submittedAt, submittedById, submissionNote, submissionDocumentIds } = part;
  const { decidedOn, contact, evidence, evidenceDocumentIds, rejectionReason } = part;
  const handedOver = { submittedAt, submittedById, submissionNote, submissionDocumentIds };
  return { status, ...handedOver, decidedOn, contact, evidence, evidenceDocumentIds, rejectionReason };
}

/**
 * Conflicts if a deliverable is submitted, accepted or rejected concurrently, because that would be lost. Those steps
 * hold the statement of work first (see `decide` in progress.service.ts), so these counts include all earlier ones.
 */
async function holdDeliverables(tx: Transaction, base: StatementOfWork, deliverables: Deliverable[]): Promise<void> {
  const { ACCEPTED, REJECTED, SUBMITTED } = DeliverableStatus;
  for (const statuses of [[ACCEPTED], [ACCEPTED, REJECTED], [ACCEPTED, REJECTED, SUBMITTED]]) {
    const held = await tx.execute(
      sql`UPDATE deliverable SET position = position WHERE sowId = ${base.id} AND archivedAt IS NULL AND status IN (${statuses})`,
    );
    const read = deliverables.filter(({ status }) => statuses.includes(status)).length;
    if (held !== read) throw new ConflictError(base.id, base.version);
  }
}
