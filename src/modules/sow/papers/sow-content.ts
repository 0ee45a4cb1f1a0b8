import { Role, system, type Viewer } from '../../../shared/access/viewer';
import type { SowParts } from '../content/sow-content.reader';
import { PlanningDays, type StatementOfWork } from '../content/sow.entity';
import type { ChangeOrder } from '../change-orders/change-order.entity';
import type { SowChange } from '../revisions/difference.formula';
import { contentHash } from './content-hash';
import { type Audience, customerPaper } from './papers.links';

/**
 * The hash of what the customer agrees to or, for a partner, of the part of it that the partner may see. Budgets and cost
 * rates are in neither: a hash over a figure that somebody must not know would let them find it by trying. Nor is what
 * happens to the parts later: signatures, acceptance.
 */
export function hashOf(sow: StatementOfWork, content: SowParts): string {
  const { projectId, revision, currencyCode, startsOn, endsOn, acceptanceWindowDays, exclusions, assumptions } = sow;
  const nameOf = new Map(content.deliverables.map(({ id, name }) => [id, name]));
  return contentHash({
    form: 'trellis-sow-1',
    projectId,
    revision,
    currencyCode,
    startsOn,
    endsOn,
    progressMethod: sow.progressMethod,
    // Calendar days go without saying: what was signed before there was a choice keeps its hash.
    ...(sow.planningDays === PlanningDays.WORKING_DAYS && { planningDays: sow.planningDays }),
    acceptanceWindowDays,
    exclusions,
    assumptions,
    scopeItems: content.items.map((item) => ({
      title: item.title,
      standard: item.standard,
      inScope: item.inScope,
      quantity: item.quantity?.toFixed() ?? null,
      unit: item.unit,
      startsOn: item.startsOn,
      endsOn: item.endsOn,
      assumptions: item.assumptions,
      offeringId: item.offeringId,
      priceMinor: item.priceMinor,
      responsibleParty: item.responsibleParty,
      phase: item.phase,
      resourceRole: item.resourceRole,
      deliverables: content.deliverables
        .filter(({ scopeItemId }) => scopeItemId === item.id)
        .map(({ name, acceptanceCriteria }) => ({ name, acceptanceCriteria })),
    })),
    milestones: content.milestones.map(({ name, dueOn, paymentShare, paymentAmountMinor, deliverableIds }) => ({
      name,
      dueOn,
      // What was signed before there were amounts keeps its hash.
      ...(paymentAmountMinor === null ? { paymentShare: paymentShare.toFixed() } : { paymentAmountMinor }),
      deliverables: deliverableIds.flatMap((id) => nameOf.get(id) ?? []),
    })),
    resourceLines: content.resourceLines.map(({ role, party, partnerId, hours, billRateMinor }) => ({
      role,
      party,
      partnerId,
      hours: hours.map((each) => ({ phase: each.phase, hours: each.hours })),
      billRateMinor,
    })),
  });
}

/**
 * The hash of a change order: of the revision that it changes, by its hash, and of the changes in the words of the API. In
 * whatever language it is printed, it is the same agreement. The reason is between the vendor and the customer.
 */
export function hashOfChangeOrder(
  { projectId, number, title, reason }: ChangeOrder,
  base: string,
  difference: readonly SowChange[],
  forCustomer: boolean,
): string {
  return contentHash({
    form: 'trellis-change-order-1',
    projectId,
    number,
    title,
    ...(forCustomer && { reason }),
    base,
    changes: difference.map(({ kind, path, label, before, after }) => ({ kind, path, label, before, after })),
  });
}

/** Reads for the audience of a paper as its people themselves would. */
export function viewerFor(audience: Audience): Viewer {
  if (audience === customerPaper) return system;
  const partnerId = audience as Viewer['partnerId'];
  return { kind: 'PARTNER', userId: null, roles: [Role.PARTNER_ADMIN], partnerId, sessionId: null };
}
