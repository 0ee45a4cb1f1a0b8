import type { Reader } from '../../../shared/database/reader';
import { padded, type Sql, sql } from '../../../shared/database/sql';
import { Partner, PartnerStatus } from '../../partners';
import type { AccountMapping } from './account-mapping.entity';
import {
  AccountPopulation,
  effectiveLevels,
  lowerLevel,
  MappingSide,
  reaches,
  SharingLevel,
  type SharingLevels,
  toldCount,
} from './account-mapping.formula';
import type { AccountNamePage, AccountOverlapCell, CommonAccountPage } from './account-mapping.inputs';
import { AccountMappingStatus } from './account-mapping.lifecycle';

/*
 * What a side learns about the other one. Every function asks for the effective level first, and reads nothing that it does
 * not allow. The statements see every row: who may see the mapping is decided before.
 */

const { VENDOR, PARTNER } = MappingSide;
const { CUSTOMERS } = AccountPopulation;
const populations = Object.values(AccountPopulation);

/** Nothing is shared with a partner that is suspended or has left, and all that was agreed is once it is back. Batched. */
export async function levelsNow(reader: Reader, mapping: AccountMapping): Promise<SharingLevels> {
  const { status, partnerId, vendorShares, partnerShares } = mapping;
  const partner = await reader.unnarrowed.byId(Partner, partnerId);
  const isShared = status === AccountMappingStatus.AGREED && partner?.status === PartnerStatus.ACTIVE;
  return effectiveLevels(isShared, vendorShares, partnerShares);
}

interface Counted extends Record<string, unknown> {
  mappingId: string;
  ours: AccountPopulation;
  theirs: AccountPopulation;
  many: unknown;
}

/** All pairs of populations with the number of common companies, as far as it is told. Batched. */
export async function matrixOf(reader: Reader, mapping: AccountMapping): Promise<AccountOverlapCell[]> {
  const levels = await levelsNow(reader, mapping);
  const rows = await reader.rowsBy<Counted>('overlaps of accounts', 'mappingId', mapping.id, overlapCounts);
  return populations.flatMap((vendorPopulation) =>
    populations.map((partnerPopulation) => {
      const level = lowerLevel(levels[vendorPopulation], levels[partnerPopulation]);
      const row = rows.find(({ ours, theirs }) => ours === vendorPopulation && theirs === partnerPopulation);
      return { vendorPopulation, partnerPopulation, level, count: toldCount(level, Number(row?.many ?? 0)) };
    }),
  );
}

export function overlapCounts(mappingIds: readonly string[]): Sql {
  const ids = padded(mappingIds);
  return sql`SELECT theirs.mappingId AS mappingId, ${CUSTOMERS} AS ours, theirs.population AS theirs, COUNT(DISTINCT theirs.companyKey) AS many
    FROM mapped_account AS theirs JOIN customer AS customer ON customer.companyKey = theirs.companyKey
    WHERE theirs.mappingId IN (${ids}) AND theirs.side = ${PARTNER} GROUP BY theirs.mappingId, theirs.population
    UNION ALL
    SELECT theirs.mappingId AS mappingId, ours.population AS ours, theirs.population AS theirs, COUNT(*) AS many
    FROM mapped_account AS theirs JOIN mapped_account AS ours
      ON ours.mappingId = theirs.mappingId AND ours.side = ${VENDOR} AND ours.companyKey = theirs.companyKey
    WHERE theirs.mappingId IN (${ids}) AND theirs.side = ${PARTNER} GROUP BY theirs.mappingId, ours.population, theirs.population`;
}

/** The common accounts of two populations; empty below the level OVERLAPS of either. */
export async function commonAccounts(
  reader: Reader,
  mapping: AccountMapping,
  ours: AccountPopulation,
  theirs: AccountPopulation,
  { first, after }: { first: number; after: string | null },
): Promise<CommonAccountPage> {
  const levels = await levelsNow(reader, mapping);
  if (!reaches(lowerLevel(levels[ours], levels[theirs]), SharingLevel.OVERLAPS)) return { nodes: [], nextAfter: null };
  const of = sql`theirs.mappingId = ${mapping.id} AND theirs.side = ${PARTNER} AND theirs.population = ${theirs} AND theirs.companyKey > ${after ?? ''}`;
  const rows = await reader.rows(
    ours === CUSTOMERS
      ? sql`SELECT theirs.companyKey AS companyKey, theirs.name AS partnerName, MIN(customer.name) AS vendorName
          FROM mapped_account AS theirs JOIN customer AS customer ON customer.companyKey = theirs.companyKey
          WHERE ${of} GROUP BY theirs.companyKey, theirs.name ORDER BY theirs.companyKey LIMIT ${first + 1}`
      : sql`SELECT theirs.companyKey AS companyKey, theirs.name AS partnerName, ours.name AS vendorName
          FROM mapped_account AS theirs JOIN mapped_account AS ours ON ours.mappingId = theirs.mappingId
            AND ours.side = ${VENDOR} AND ours.population = ${ours} AND ours.companyKey = theirs.companyKey
          WHERE ${of} ORDER BY theirs.companyKey LIMIT ${first + 1}`,
  );
  const shown = rows.slice(0, first);
  return {
    nodes: shown.map(({ vendorName, partnerName }) => ({
      vendorName: vendorName as string,
      partnerName: partnerName as string,
    })),
    nextAfter: rows.length > first ? (shown.at(-1)!.companyKey as string) : null,
  };
}

/** The names of a side's population: for the side itself, and for the other one at the level ALL. */
export async function accountNames(
  reader: Reader,
  mapping: AccountMapping,
  viewerSide: MappingSide,
  side: MappingSide,
  population: AccountPopulation,
  { first, after }: { first: number; after: string | null },
): Promise<AccountNamePage> {
  const isTold = viewerSide === side || (await levelsNow(reader, mapping))[population] === SharingLevel.ALL;
  if (!isTold) return { names: [], nextAfter: null };
  const live = side === VENDOR && population === CUSTOMERS;
  const rows = await reader.rows(
    live
      ? sql`SELECT customer.companyKey AS companyKey, MIN(customer.name) AS name FROM customer AS customer
          WHERE customer.companyKey > ${after ?? ''} GROUP BY customer.companyKey ORDER BY customer.companyKey LIMIT ${first + 1}`
      : sql`SELECT account.companyKey AS companyKey, account.name AS name FROM mapped_account AS account
          WHERE account.mappingId = ${mapping.id} AND account.side = ${side} AND account.population = ${population}
            AND account.companyKey > ${after ?? ''} ORDER BY account.companyKey LIMIT ${first + 1}`,
  );
  const shown = rows.slice(0, first);
  return {
    names: shown.map(({ name }) => name as string),
    nextAfter: rows.length > first ? (shown.at(-1)!.companyKey as string) : null,
  };
}
