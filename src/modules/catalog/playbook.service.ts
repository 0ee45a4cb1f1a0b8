import type { Transaction } from '../../shared/database/transaction';
import { playbookActions } from './catalog.actions';
import { ServiceOffering } from './offering.entity';
import * as facts from './catalog.facts';
import { Playbook } from './playbook.entity';
import type { PlaybookContentInput, PlaybookDraftInput } from './playbook.inputs';
import { type PlaybookConditions, playbookLifecycle, PlaybookStatus } from './playbook.lifecycle';
import { checkPlaybook, publicationFindings } from './playbook.rules';

export async function draft(tx: Transaction, input: PlaybookDraftInput): Promise<Playbook> {
  const offering = await tx.require(ServiceOffering, input.offeringId, { field: ['input', 'offeringId'] });
  tx.assert(playbookActions.draft);
  checkPlaybook(input, offering);
  return insertDraft(tx, offering.id, contentOf(input), null);
}

/** A draft that starts as a copy of another playbook of the same offering, in any status. */
export async function draftFrom(tx: Transaction, id: string): Promise<Playbook> {
  const from = await tx.require(Playbook, id, { field: ['fromId'] });
  tx.assert(playbookActions.draft);
  // The changes of the original are not changes of the copy.
  return insertDraft(tx, from.offeringId, { ...contentOf(from), changes: '' }, from.id);
}

export async function update(
  tx: Transaction,
  id: string,
  version: number,
  input: PlaybookContentInput,
): Promise<Playbook> {
  const playbook = await tx.require(Playbook, id, { version });
  tx.assert(playbookActions.update, playbook);
  playbook.status = playbookLifecycle.next(playbook.status, playbookActions.update, {
    findings: [],
    keepsOfferingOpen: false,
  });
  checkPlaybook(input, await tx.load(ServiceOffering, playbook.offeringId));
  Object.assign(playbook, contentOf(input));
  playbook.authorId = tx.viewer.userId;
  await tx.save(playbook);
  tx.record(facts.playbookUpdated, playbook, { offeringId: playbook.offeringId });
  return playbook;
}

/** From now on, the offering is delivered by it; the previous edition is retired. */
export async function publish(tx: Transaction, id: string, version: number): Promise<Playbook> {
  const playbook = await tx.require(Playbook, id, { version });
  tx.assert(playbookActions.publish, playbook);
  const offering = await tx.load(ServiceOffering, playbook.offeringId);
  playbook.status = playbookLifecycle.next(
    playbook.status,
    playbookActions.publish,
    playbookConditions(playbook, offering),
  );
  const former = await tx.first(Playbook, { publishedOfOfferingId: offering.id });
  if (former) {
    former.status = playbookLifecycle.transitionFor(former.status, playbookActions.retire).to;
    await putAway(tx, former, { successorId: playbook.id, reason: null });
  }
  await count(tx, offering);
  const [latest] = await tx.reader.list(Playbook, { offeringId: offering.id }, [
    { column: 'edition', direction: 'DESC' },
  ]);
  const edition = (latest?.edition ?? 0) + 1;
  Object.assign(playbook, {
    publishedOfOfferingId: offering.id,
    edition,
    publishedAt: tx.clock.now(),
    publishedById: tx.viewer.userId,
  });
  await tx.save(playbook);
  tx.record(facts.playbookPublished, playbook, { offeringId: offering.id, edition });
  return playbook;
}

/** Discards a draft, or removes the published playbook from use in new deliveries; existing ones continue. */
export async function retire(tx: Transaction, id: string, version: number, reason: string): Promise<Playbook> {
  const playbook = await tx.require(Playbook, id, { version });
  tx.assert(playbookActions.retire, playbook);
  const offering = await tx.load(ServiceOffering, playbook.offeringId);
  const wasPublished = playbook.status === PlaybookStatus.PUBLISHED;
  playbook.status = playbookLifecycle.next(
    playbook.status,
    playbookActions.retire,
    playbookConditions(playbook, offering),
  );
  if (wasPublished) await count(tx, offering);
  await putAway(tx, playbook, { successorId: null, reason });
  return playbook;
}

/**
 * Publications are also counted on the offering, so that its optimistic lock lets only one of two conflicting
 * transactions win: two publications, a publication and a change of the offering's phases, or a retirement and an
 * opening to partners.
 */
async function count(tx: Transaction, offering: ServiceOffering): Promise<void> {
  offering.playbookRevision = (offering.playbookRevision ?? 0) + 1;
  await tx.save(offering);
}

async function putAway(
  tx: Transaction,
  playbook: Playbook,
  why: { successorId: Playbook['id'] | null; reason: string | null },
): Promise<void> {
  playbook.publishedOfOfferingId = null;
  playbook.retiredAt = tx.clock.now();
  playbook.retirementReason = why.reason;
  await tx.save(playbook);
  tx.record(facts.playbookRetired, playbook, { offeringId: playbook.offeringId, ...why });
}

/** The conditions for the guards of a playbook's lifecycle. */
export function playbookConditions(playbook: Playbook, offering: ServiceOffering): PlaybookConditions {
  return {
    findings: publicationFindings(playbook, offering),
    keepsOfferingOpen: playbook.publishedOfOfferingId !== null && offering.openToPartners,
  };
}

/** The editable part of a playbook; publication sets the rest. */
function contentOf(input: PlaybookContentInput) {
  const { name, changes, phases, activities, scopeItems, milestones, exclusions, assumptions } = input;
  const acceptanceWindowDays = input.acceptanceWindowDays ?? null;
  return { name, changes, phases, activities, scopeItems, milestones, exclusions, assumptions, acceptanceWindowDays };
}

async function insertDraft(
  tx: Transaction,
  offeringId: Playbook['offeringId'],
  content: ReturnType<typeof contentOf>,
  copiedFromId: Playbook['id'] | null,
): Promise<Playbook> {
  const playbook = await tx.insert(Playbook, {
    ...content,
    offeringId,
    copiedFromId,
    status: playbookLifecycle.initial,
    authorId: tx.viewer.userId,
  });
  tx.record(facts.playbookDrafted, playbook, { offeringId, copiedFromId });
  return playbook;
}
