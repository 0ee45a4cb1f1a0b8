import type { Reader } from '../../../shared/database/reader';
import { padded, raw, type Sql, sql } from '../../../shared/database/sql';
import type { FundBalance } from './fund.formula';
import { FundClaimStatus } from './fund-claim.lifecycle';
import { FundClaim } from './fund-claim.entity';
import { FundRequestStatus } from './fund-request.lifecycle';

/*
 * The sums of funds, by the database, for many in one statement. Everyone who sees a fund sees all its parts, so the sums
 * are not narrowed again.
 */

const { APPROVED, EXPIRED } = FundRequestStatus;

/** What requests tie up and what their claims brought, grouped by a column of the request. */
function commitments(by: 'fundId' | 'fundAllocationId' | 'id', keys: readonly string[]): Sql {
  const key = raw(`\`request\`.\`${by}\``);
  return sql`SELECT ${key} AS owner,
      COALESCE(SUM(CASE WHEN request.status = ${APPROVED} THEN request.approvedMinor - COALESCE(brought.total, 0) ELSE 0 END), 0) AS reserved,
      COALESCE(SUM(COALESCE(brought.total, 0) - COALESCE(brought.paid, 0)), 0) AS claimed,
      COALESCE(SUM(COALESCE(brought.paid, 0)), 0) AS paid,
      COALESCE(SUM(CASE WHEN request.fundAllocationId IS NULL THEN 0
        WHEN request.status = ${APPROVED} THEN request.approvedMinor ELSE COALESCE(brought.total, 0) END), 0) AS earmarked
    FROM fund_request AS request
    LEFT JOIN (
      SELECT claim.fundRequestId AS requestId, SUM(claim.reimbursedMinor) AS total,
        SUM(CASE WHEN claim.status = ${FundClaimStatus.PAID} THEN claim.reimbursedMinor ELSE 0 END) AS paid
      FROM fund_claim AS claim
      JOIN fund_request AS claimed ON claimed.id = claim.fundRequestId
      WHERE ${raw(`\`claimed\`.\`${by}\``)} IN (${keys}) AND claim.reimbursedMinor IS NOT NULL
      GROUP BY claim.fundRequestId
    ) AS brought ON brought.requestId = request.id
    WHERE ${key} IN (${keys}) AND request.status IN (${[APPROVED, EXPIRED]})
    GROUP BY ${key}`;
}

type SumsRow = Record<string, unknown> & { owner: string };

export interface Commitments {
  reserved: number;
  claimed: number;
  paid: number;
}

async function sumsOf(reader: Reader, by: 'fundAllocationId' | 'id', key: string): Promise<Commitments> {
  const [row] = await reader.rowsBy<SumsRow>(`commitments by ${by}`, 'owner', key, (keys) =>
    commitments(by, padded(keys)),
  );
  return { reserved: Number(row?.reserved ?? 0), claimed: Number(row?.claimed ?? 0), paid: Number(row?.paid ?? 0) };
}

export const allocationCommitments = (reader: Reader, id: string) => sumsOf(reader, 'fundAllocationId', id);
export const requestCommitments = (reader: Reader, id: string) => sumsOf(reader, 'id', id);

export async function balanceOf(reader: Reader, fundId: string): Promise<FundBalance> {
  const [row] = await reader.rowsBy<SumsRow>('balances of funds', 'owner', fundId, (ids) => {
    const keys = padded(ids);
    return sql`SELECT fund.id AS owner,
        COALESCE(fund.budgetMinor, (SELECT COALESCE(SUM(accrual.amountMinor), 0) FROM fund_accrual AS accrual WHERE accrual.fundId = fund.id)) AS budget,
        (SELECT COALESCE(SUM(allocation.amountMinor), 0) FROM fund_allocation AS allocation WHERE allocation.fundId = fund.id) AS allocated,
        COALESCE(tied.reserved, 0) AS reserved, COALESCE(tied.claimed, 0) AS claimed,
        COALESCE(tied.paid, 0) AS paid, COALESCE(tied.earmarked, 0) AS earmarked
      FROM marketing_fund AS fund LEFT JOIN (${commitments('fundId', keys)}) AS tied ON tied.owner = fund.id
      WHERE fund.id IN (${keys})`;
  });
  const sum = (name: string) => Number(row?.[name] ?? 0);
  return {
    budget: sum('budget'),
    allocated: sum('allocated'),
    reserved: sum('reserved'),
    claimed: sum('claimed'),
    paid: sum('paid'),
    earmarked: sum('earmarked'),
  };
}

export interface FundReturn {
  /** The sum of what approved and paid claims brought the partner. */
  reimbursed: number;
  /** Null if no approved claim reports leads. */
  leads: number | null;
  /** What the claims that report leads were reimbursed. */
  reimbursedWithLeads: number;
}

/** What a fund's approved and paid claims brought. */
export async function returnOf(reader: Reader, fundId: string): Promise<FundReturn> {
  const [row] = await reader.rowsBy<SumsRow>('returns of funds', 'owner', fundId, (ids) => {
    return sql`SELECT claim.fundId AS owner, SUM(claim.reimbursedMinor) AS reimbursed, SUM(claim.leadsActual) AS leads,
        SUM(CASE WHEN claim.leadsActual IS NULL THEN 0 ELSE claim.reimbursedMinor END) AS reimbursedWithLeads
      FROM fund_claim AS claim WHERE claim.fundId IN (${padded(ids)}) AND claim.reimbursedMinor IS NOT NULL
      GROUP BY claim.fundId`;
  });
  return {
    reimbursed: Number(row?.reimbursed ?? 0),
    leads: row?.leads == null ? null : Number(row.leads),
    reimbursedWithLeads: Number(row?.reimbursedWithLeads ?? 0),
  };
}

/** The number of a request's claims that wait for a decision. */
export async function undecidedClaims(reader: Reader, requestId: string): Promise<number> {
  const [row] = await reader.rowsBy<SumsRow>('undecided claims', 'owner', requestId, (ids) => {
    return sql`SELECT claim.fundRequestId AS owner, COUNT(*) AS many FROM fund_claim AS claim
      WHERE claim.fundRequestId IN (${padded(ids)}) AND claim.status = ${FundClaimStatus.SUBMITTED} GROUP BY claim.fundRequestId`;
  });
  return Number(row?.many ?? 0);
}

/** The number of a fund's requests that are submitted or approved. */
export async function openRequests(reader: Reader, fundId: string): Promise<number> {
  const open = [FundRequestStatus.SUBMITTED, APPROVED];
  const [row] = await reader.rowsBy<SumsRow>('open requests', 'owner', fundId, (ids) => {
    return sql`SELECT request.fundId AS owner, COUNT(*) AS many FROM fund_request AS request
      WHERE request.fundId IN (${padded(ids)}) AND request.status IN (${open}) GROUP BY request.fundId`;
  });
  return Number(row?.many ?? 0);
}

/** Whether another claim reverses this one. */
export async function isReversed(reader: Reader, claimId: string): Promise<boolean> {
  return (await reader.listBy(FundClaim, 'reversesId', claimId)).length > 0;
}

/** The days that a fund's open requests need: of their activities, and for their claims. */
export async function daysNeeded(
  reader: Reader,
  fundId: string,
): Promise<{ first: string | null; last: string | null; claimBy: string | null }> {
  const [row] = await reader.rows(
    sql`SELECT MIN(request.activityFrom) AS first, MAX(request.activityUntil) AS last, MAX(request.claimBy) AS claimBy
      FROM fund_request AS request WHERE request.fundId = ${fundId} AND request.status = ${APPROVED}`,
  );
  const text = (value: unknown) => (value === null || value === undefined ? null : String(value));
  return { first: text(row?.first), last: text(row?.last), claimBy: text(row?.claimBy) };
}
