import type { MetricUnit } from '../modules/partners';
import { decimal } from '../shared/domain/decimal';
import published from './published-programmes.json';

/** A partner programme's tier table as its vendor published it. */
export interface PublishedProgramme {
  id: string;
  source: string;
  metrics: string[];
  /** The reported metrics that it declares; if absent, those of the programme in force. */
  reportedMetrics?: { name: string; unit: MetricUnit; description: string }[];
  tiers: ({ name: string } & Record<string, string | number | null>)[];
}

export const publishedProgrammes = published.programmes as unknown as PublishedProgramme[];

/**
 * The tiers of a published table in the form of a programme. A missing or zero threshold requires nothing, so it becomes
 * no criterion: an unknown figure would otherwise fail it.
 */
export function tiersOf(programme: PublishedProgramme) {
  return programme.tiers.map((tier) => ({
    name: tier.name,
    criteria: programme.metrics
      .filter((metric) => Number(tier[metric] ?? 0) > 0)
      .map((metric) => ({ metric, minimum: decimal(tier[metric]!) })),
  }));
}
