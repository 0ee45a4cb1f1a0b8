import type { Reader } from '../../../shared/database/reader';
import { padded, sql } from '../../../shared/database/sql';
import { CustomerKind } from '../../customers';
import { ProjectStatus } from '../../projects';
import { SowStatus } from '../../sow';
import { publishedVersions } from './published-versions.reader';
import { checkStandardisation, type StandardisationCheck } from './standardisation-check.formula';

interface Buyer extends Record<string, unknown> {
  offeringId: string;
  customerId: string;
  kind: CustomerKind;
}

interface Sold extends Record<string, unknown> {
  offeringId: string;
  sowId: string;
  items: number | string;
  standard: number | string;
}

/**
 * The votes on an offering, from projects that were not cancelled. Three statements for all offerings that ask in the
 * same tick, regardless of the viewer; the caller checks who may see them.
 */
export async function standardisationCheckOf(reader: Reader, offeringId: string): Promise<StandardisationCheck> {
  const every = reader.unnarrowed;
  const [buyers, sold, versions] = await Promise.all([
    every.rowsBy<Buyer>('buyers', 'offeringId', offeringId, buyersOf),
    every.rowsBy<Sold>('sold items', 'offeringId', offeringId, soldOf),
    publishedVersions(reader, offeringId),
  ]);
  return checkStandardisation({
    customers: buyers.map(({ customerId, kind }) => ({ id: customerId, bespoke: kind !== CustomerKind.SMALL_MEDIUM })),
    versions,
    sold: sold.map(({ sowId, items, standard }) => ({ sowId, items: Number(items), standard: Number(standard) })),
  });
}

/** The customers of its projects, each once. */
const buyersOf = (offeringIds: readonly string[]) => sql`
  SELECT DISTINCT named.offeringId, work.customerId, buyer.kind
  FROM project_offering AS named
  JOIN project AS work ON work.id = named.projectId AND work.status <> ${ProjectStatus.CANCELLED}
  JOIN customer AS buyer ON buyer.id = work.customerId
  WHERE named.offeringId IN (${padded(offeringIds)})`;

/** The items in scope of agreed statements of work; those replaced by a change order no longer count. */
const soldOf = (offeringIds: readonly string[]) => sql`
  SELECT item.offeringId, item.sowId, COUNT(*) AS items, SUM(item.standard) AS standard
  FROM scope_item AS item
  JOIN statement_of_work AS agreed ON agreed.id = item.sowId AND agreed.status IN (${[SowStatus.SIGNED, SowStatus.CLOSED]})
  JOIN project AS work ON work.id = item.projectId AND work.status <> ${ProjectStatus.CANCELLED}
  WHERE item.offeringId IN (${padded(offeringIds)}) AND item.inScope = 1 AND item.archivedAt IS NULL
  GROUP BY item.offeringId, item.sowId`;
