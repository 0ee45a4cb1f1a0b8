import { decimal, sum } from '../../shared/domain/decimal';
import type { GateCriterion } from '../../shared/domain/errors';
import type { BaselineHours, OfferingDeliverable } from './offering.entity';

export const partnerGateName = 'openToPartners';

/** The input of the gate. */
export interface PartnerGateConditions {
  offeringId: string;
  deliverables: readonly OfferingDeliverable[];
  /** The baseline hours of the catalog. */
  baselineHours: readonly Pick<BaselineHours, 'hours'>[];
  /** The published playbook, with the hours of its activities. */
  playbook: { id: string; hours: string } | null;
}

/** The criteria for opening an offering to partners, who deliver what the vendor has made standard. */
export function partnerGate(conditions: PartnerGateConditions): GateCriterion[] {
  const { offeringId, deliverables, baselineHours, playbook } = conditions;
  const without = deliverables.filter(({ acceptanceStandard }) => !acceptanceStandard.trim());
  const standards = deliverables.length - without.length;
  const ownHours = sum(baselineHours.map(({ hours }) => hours));
  const fromPlaybook = playbook !== null && decimal(playbook.hours).gt(0);
  const hours = fromPlaybook ? decimal(playbook.hours) : ownHours;
  return [
    criterion({
      code: 'publishedPlaybook',
      description: 'A playbook is published.',
      required: '1',
      observed: playbook ? '1' : '0',
      met: playbook !== null,
      gap: 'No playbook is published. Draft one and publish it.',
      evidence: playbook ? [playbook.id] : [],
    }),
    criterion({
      code: 'acceptanceStandards',
      description: 'There are deliverables, each with an acceptance standard.',
      required: String(Math.max(1, deliverables.length)),
      observed: String(standards),
      met: standards > 0 && without.length === 0,
      gap:
        deliverables.length === 0
          ? 'There are no deliverables. Add at least one with an acceptance standard.'
          : `No acceptance standard is set for ${without.map(({ name }) => name).join(', ')}.`,
      evidence: [offeringId],
    }),
    criterion({
      code: 'baseline',
      description: 'Hours are planned, by the published playbook or by the catalog.',
      required: 'above 0',
      observed: hours.toFixed(),
      met: hours.gt(0),
      gap: 'No hours are planned, neither by a published playbook nor as baseline hours.',
      evidence: [fromPlaybook ? playbook.id : offeringId],
    }),
  ];
}

function criterion(judged: Omit<GateCriterion, 'waived' | 'waiverReason' | 'gap'> & { gap: string }): GateCriterion {
  return { ...judged, gap: judged.met ? null : judged.gap, waived: false, waiverReason: null };
}

export const unmet = (criteria: readonly GateCriterion[]) => criteria.filter(({ met }) => !met);
