import type { Partner } from '../firms/partner.entity';
import { type Bench, labelOf } from '../gates/gate.reader';
import { partnerSubject } from '../programmes/metric-subjects';
import type { Programme } from '../programmes/programme.entity';
import { programmeInForce } from '../programmes/programme.reader';
import { withDeclared } from '../programmes/reported-metric';
import { assessTiers, type TierAssessment } from './tier.formula';

/** A partner's computed tier. */
export interface JudgedTier extends TierAssessment {
  programme: Programme;
}

/** The partner's computed tier; null if no programme is in force. */
export async function judgeTier(bench: Bench, partner: Partner): Promise<JudgedTier | null> {
  const programme = await programmeInForce(bench.reader, bench.on);
  return programme && judgeTierBy(bench, programme, partner);
}

/** The same under the rules of a programme, in force or not. */
export async function judgeTierBy(
  { reader, metrics: registered, on, timeZone }: Bench,
  programme: Programme,
  partner: Partner,
): Promise<JudgedTier> {
  const metrics = withDeclared(registered, programme.reportedMetrics);
  const names = metricsOfTiers(programme);
  const values = await metrics.measure(reader, partnerSubject, names, { partnerId: partner.id }, { on, timeZone });
  const labels = new Map(names.map((name) => [name, labelOf(metrics, name)]));
  return { programme, ...assessTiers(programme, values, labels) };
}

function metricsOfTiers({ tiers, points }: Programme): string[] {
  const thresholds = tiers.flatMap(({ criteria }) => criteria);
  return [...thresholds, ...(points?.perMetric ?? [])].map(({ metric }) => metric);
}
