import type { Reader } from '../../../shared/database/reader';
import type { PlainDate } from '../../../shared/domain/dates';
import { IncentiveScheme } from './scheme.entity';
import { IncentiveSchemeStatus } from './scheme.lifecycle';
import type { KnownRules } from './scheme.rules';
import { incentiveSources } from './sources';

/** The latest published scheme whose day has come; null if none exists yet. Cached per request. */
export async function schemeInForce(reader: Reader, on: PlainDate): Promise<IncentiveScheme | null> {
  return inForceOn(await publishedSchemes(reader), on);
}

/** All published schemes, by the day from which each is in force. */
export function publishedSchemes(reader: Reader): Promise<IncentiveScheme[]> {
  return reader.listBy(IncentiveScheme, 'status', IncentiveSchemeStatus.PUBLISHED, {
    orderBy: [{ column: 'effectiveOn' }],
  });
}

/** What a scheme is checked against. */
export async function knownRules(reader: Reader): Promise<KnownRules> {
  const published = (await publishedSchemes(reader)).flatMap(({ rules }) => rules);
  return { sources: incentiveSources, published };
}

function inForceOn(published: readonly IncentiveScheme[], on: PlainDate): IncentiveScheme | null {
  return published.filter(({ effectiveOn }) => effectiveOn! <= on).at(-1) ?? null;
}
