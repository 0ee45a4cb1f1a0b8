import type { Transaction } from '../../../shared/database/transaction';
import { daysBetween, type PlainDate } from '../../../shared/domain/dates';
import { ProjectStaffing } from '../../projects';
import { DeliverableStatus } from './deliverable.lifecycle';
import { Deliverable, Milestone, ResponsibleParty, ScopeItem } from '../content/sow-parts.entity';
import * as facts from '../content/sow.facts';

/**
 * Updates the milestones of an accepted deliverable. Returns the first of them by due date; null if it belongs to none.
 */
export async function noteAcceptance(tx: Transaction, deliverable: Deliverable): Promise<Milestone | null> {
  const { sowId } = deliverable;
  const all = await tx.list(Milestone, { sowId, archivedAt: null }, [{ column: 'dueOn' }, { column: 'id' }]);
  const concerned = all.filter(({ deliverableIds }) => deliverableIds.includes(deliverable.id));
  for (const milestone of concerned) await countAccepted(tx, milestone);
  return concerned[0] ?? null;
}

async function countAccepted(tx: Transaction, milestone: Milestone): Promise<void> {
  const accepted = await tx.list(Deliverable, {
    id: milestone.deliverableIds,
    status: DeliverableStatus.ACCEPTED,
    archivedAt: null,
  });
  milestone.acceptedDeliverables = accepted.length;
  const last = milestone.acceptedOn === null && accepted.length === milestone.deliverableIds.length;
  if (last) milestone.acceptedOn = latestOf(accepted.map(({ decidedOn }) => decidedOn!));
  await tx.save(milestone);
  if (!last) return;
  const { projectId, id: milestoneId, dueOn } = milestone;
  const acceptedOn = milestone.acceptedOn!;
  tx.record(facts.milestoneAccepted, milestone, {
    projectId,
    milestoneId,
    dueOn,
    acceptedOn,
    daysLate: daysBetween(dueOn, acceptedOn),
    partnerIds: await partnersBehind(tx, projectId, accepted),
  });
}

async function partnersBehind(
  tx: Transaction,
  projectId: Milestone['projectId'],
  deliverables: readonly Deliverable[],
): Promise<string[]> {
  const theirs = await tx.first(ScopeItem, {
    id: deliverables.map(({ scopeItemId }) => scopeItemId),
    responsibleParty: ResponsibleParty.PARTNER,
  });
  if (!theirs) return [];
  const staffings = await tx.list(ProjectStaffing, { projectId });
  return [...new Set(staffings.map(({ partnerId }) => partnerId))].sort();
}

function latestOf(days: readonly PlainDate[]): PlainDate {
  return days.reduce((latest, day) => (day > latest ? day : latest));
}
