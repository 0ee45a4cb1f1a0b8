import type { Reader } from '../../shared/database/reader';
import { sum } from '../../shared/domain/decimal';
import type { GateCriterion } from '../../shared/domain/errors';
import type { ServiceOffering } from './offering.entity';
import { partnerGate } from './partner-gate.formula';
import { Playbook } from './playbook.entity';

/** The published playbook of an offering; null if none is published. Batched. */
export async function publishedPlaybook(reader: Reader, offeringId: string): Promise<Playbook | null> {
  const [playbook] = await reader.listBy(Playbook, 'publishedOfOfferingId', offeringId);
  return playbook ?? null;
}

/** The gate for partners as it would be with this playbook published. */
export function gateWith(offering: ServiceOffering, playbook: Playbook | null): GateCriterion[] {
  const { id: offeringId, deliverables, baselineHours } = offering;
  const hours = sum(playbook?.activities.map((each) => each.hours) ?? []).toFixed();
  return partnerGate({
    offeringId,
    deliverables,
    baselineHours,
    playbook: playbook && { id: playbook.id, hours },
  });
}

export async function gateOf(reader: Reader, offering: ServiceOffering): Promise<GateCriterion[]> {
  return gateWith(offering, await publishedPlaybook(reader.unnarrowed, offering.id));
}
