import { decimal, sum } from '../../shared/domain/decimal';
import type { GateCriterion } from '../../shared/domain/errors';
import type { BaselineHours, OfferingDeliverable } from './offering.entity';

export const partnerGateName = 'openToPartners';

/** What the gate looks at. */
export interface PartnerGateConditions {
  offeringId: string;
  deliverables: readonly OfferingDeliverable[];
  /** The catalogue's own hours. */
  baselineHours: readonly Pick<BaselineHours, 'hours'>[];
  /** The playbook that is published, with the hours of its activities. */
  playbook: { id: string; hours: string } | null;
}

/** What must be there before partners are won and trained for an offering: they deliver what we have made standard. */
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
      gap: 'No playbook is published: draft one and publish it.',
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
          ? 'It delivers nothing: name at least one deliverable with its acceptance standard.'
          : `No acceptance standard is set for ${without.map(({ name }) => name).join(', ')}.`,
      evidence: [offeringId],
    }),
    criterion({
      code: 'baseline',
      description: 'Hours are planned: by the published playbook, else by the catalogue.',
      required: 'above 0',
      observed: hours.toFixed(),
      met: hours.gt(0),
      gap: 'No hours are planned: neither by a published playbook nor as baseline hours.',
      evidence: [fromPlaybook ? playbook.id : offeringId],
    }),
  ];
}

function criterion(judged: Omit<GateCriterion, 'waived' | 'waiverReason' | 'gap'> & { gap: string }): GateCriterion {
  return { ...judged, gap: judged.met ? null : judged.gap, waived: false, waiverReason: null };
}

export const unmet = (criteria: readonly GateCriterion[]) => criteria.filter(({ met }) => !met);
