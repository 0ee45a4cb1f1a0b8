import { sql } from '../../../shared/database/sql';
import type { Transaction } from '../../../shared/database/transaction';
import { laterDay, type PlainDate } from '../../../shared/domain/dates';
import { type Decimal, decimal, zero } from '../../../shared/domain/decimal';
import { ConflictError } from '../../../shared/domain/errors';
import type { Id } from '../../../shared/domain/ids';
import { refuseBlocked } from '../../../shared/domain/lifecycle';
import type { Money } from '../../../shared/domain/money';
import type { IncentiveHold } from '../incentive-hold';
import { blockersOfRelease, blockersOfReversal, type Standing } from './entry.rules';
import { IncentiveAccount, IncentiveEntry, IncentiveKind, IncentiveRelease } from './incentive-entry.entity';
import * as facts from './ledger.facts';

/** What an entry or a decision on it rests on. */
export interface Evidence {
  /** A record of any kind. */
  recordId: string | null;
  documentIds: Id<'document'>[];
}

/** The rule that posts, and the fact that it posts for. */
export interface PostingRule {
  code: string;
  schemeId: Id<'incentive_scheme'>;
  factId: Id<'fact'>;
  /** What the entry adds to the quantity to date of the rule; null if nothing. */
  quantity: Decimal | null;
}

export interface Posting {
  partnerId: Id<'partner'>;
  /** The member who is rewarded; null for the firm. */
  memberId: Id<'user'> | null;
  kind: Exclude<IncentiveKind, IncentiveKind.REVERSAL>;
  points: Decimal;
  money: Money | null;
  projectId: Id<'project'> | null;
  /** Null if posted by hand. */
  rule: PostingRule | null;
  evidence: Evidence;
  reason: string | null;
  occurredAt: Date;
  hold: IncentiveHold;
  /** The first day on which it is payable; null while it is held. */
  payableFrom: PlainDate | null;
}

/** Posts an entry to the partner's ledger. */
export async function post(tx: Transaction, posting: Posting): Promise<IncentiveEntry> {
  await holdLedger(tx, posting.partnerId);
  const [entry] = await append(tx, [posting]);
  return entry!;
}

/** Posts what rules give or take to the partner's ledger. The caller holds it. */
export async function postByRules(tx: Transaction, postings: readonly Posting[]): Promise<void> {
  await append(tx, postings);
}

/**
 * Posts payments to the ledgers of many partners. Nothing depends on the other entries there, so the ledgers are not
 * held: the payout is, and its key lets each payment be posted once.
 */
export async function postPayouts(tx: Transaction, payments: readonly Posting[]): Promise<void> {
  await append(tx, payments);
}

async function append(tx: Transaction, postings: readonly Posting[]): Promise<IncentiveEntry[]> {
  const entries = await tx.appendAll(
    IncentiveEntry,
    postings.map(({ money, rule, evidence, ...posting }) => ({
      ...posting,
      amountMinor: money?.minor ?? null,
      currencyCode: money?.currencyCode ?? null,
      ruleCode: rule?.code ?? null,
      schemeId: rule?.schemeId ?? null,
      factId: rule?.factId ?? null,
      quantity: rule?.quantity ?? null,
      ...evidence,
      reversesId: null,
      postedAt: tx.clock.now(),
      postedById: tx.viewer.userId,
      postingKey: keyOf(posting, rule, evidence),
    })),
  );
  for (const entry of entries) tx.record(facts.incentivePosted, entry, told(entry));
  return entries;
}

/** Lets a rule post once for a fact, and a line of a payout once, to each account. Null if posted by hand. */
function keyOf(
  { kind, partnerId, memberId }: Pick<Posting, 'kind' | 'partnerId' | 'memberId'>,
  rule: PostingRule | null,
  { recordId }: Evidence,
): string | null {
  const cause = rule ? `${rule.factId} ${rule.code}` : kind === IncentiveKind.PAYOUT ? recordId : null;
  return cause && [cause, partnerId, memberId ?? ''].join(' ');
}

/**
 * Takes back exactly what an entry posted. Under the rule's cap there is room for it again. What was paid meanwhile
 * becomes a debt on the next payout; what is still held is never released.
 */
export async function reverse(
  tx: Transaction,
  entry: IncentiveEntry,
  reason: string,
  evidence: Evidence,
): Promise<IncentiveEntry> {
  const { partnerId, memberId, points, amountMinor, quantity } = entry;
  await holdLedger(tx, partnerId);
  refuseBlocked(blockersOfReversal(await standingOf(tx, entry)));
  const reversal = await tx.append(IncentiveEntry, {
    partnerId,
    memberId,
    kind: IncentiveKind.REVERSAL,
    points: points.negated().plus(zero),
    amountMinor: amountMinor === null ? null : 0 - amountMinor,
    currencyCode: entry.currencyCode,
    quantity: quantity && quantity.negated().plus(zero),
    projectId: entry.projectId,
    ruleCode: entry.ruleCode,
    schemeId: entry.schemeId,
    factId: entry.factId,
    ...evidence,
    reason,
    reversesId: entry.id,
    occurredAt: entry.occurredAt,
    postedAt: tx.clock.now(),
    postedById: tx.viewer.userId,
    hold: entry.hold,
    // It counts as payable with the entry, but not before today: what was payable on a past day stays.
    payableFrom: entry.payableFrom && laterDay(entry.payableFrom, tx.clock.today()),
    postingKey: null,
  });
  tx.record(facts.incentiveReversed, reversal, { ...told(reversal), reversesId: entry.id, reason });
  return reversal;
}

/** Whether an entry was reversed or released since. */
async function standingOf(tx: Transaction, entry: IncentiveEntry): Promise<Standing> {
  const reversal = await tx.first(IncentiveEntry, { reversesId: entry.id });
  const released = await tx.first(IncentiveRelease, { entryId: entry.id });
  return { entry, isReversed: reversal !== null, isReleased: released !== null };
}

/** Ends the hold of an entry. */
export async function release(
  tx: Transaction,
  entry: IncentiveEntry,
  reason: string,
  evidence: Evidence,
): Promise<IncentiveRelease> {
  await holdLedger(tx, entry.partnerId);
  refuseBlocked(blockersOfRelease(await standingOf(tx, entry)));
  const [released] = await appendReleases(tx, [entry], { factId: null, reason, ...evidence });
  return released!;
}

/** Ends the holds of entries that stand, because of a fact. */
export async function releaseAll(
  tx: Transaction,
  entries: readonly IncentiveEntry[],
  factId: Id<'fact'>,
  recordId: string,
): Promise<void> {
  const partnerIds = [...new Set(entries.map(({ partnerId }) => partnerId))].sort();
  for (const partnerId of partnerIds) await holdLedger(tx, partnerId);
  await appendReleases(tx, entries, { factId, reason: null, recordId, documentIds: [] });
}

async function appendReleases(
  tx: Transaction,
  entries: readonly IncentiveEntry[],
  cause: Pick<IncentiveRelease, 'factId' | 'reason' | 'recordId' | 'documentIds'>,
): Promise<IncentiveRelease[]> {
  const payableFrom = tx.clock.today();
  const at = tx.clock.now();
  const common = { ...cause, payableFrom, at, releasedById: tx.viewer.userId };
  const releases = await tx.appendAll(
    IncentiveRelease,
    entries.map(({ id }) => ({ ...common, entryId: id })),
  );
  // The one column of an entry that is filled in later: sums and lists need not look for its release.
  for (let start = 0; start < entries.length; start += 500) {
    const ids = entries.slice(start, start + 500).map(({ id }) => id);
    await tx.execute(sql`UPDATE incentive_entry SET payableFrom = ${payableFrom} WHERE id IN (${ids})`);
  }
  for (const entry of entries) {
    entry.payableFrom = payableFrom;
    tx.record(facts.incentiveReleased, entry, { partnerId: entry.partnerId, payableFrom });
  }
  return releases;
}

/**
 * Call before a change to a partner's ledger that depends on its entries: the transaction fails if another one posts
 * meanwhile, and runs again.
 */
export async function holdLedger(tx: Transaction, partnerId: Id<'partner'>): Promise<void> {
  const { id, revision } =
    (await tx.first(IncentiveAccount, { partnerId })) ??
    (await tx.append(IncentiveAccount, { partnerId, revision: 0 }));
  const held = await tx.execute(
    sql`UPDATE incentive_account SET revision = revision + 1 WHERE id = ${id} AND revision = ${revision}`,
  );
  if (held !== 1) throw new ConflictError(id, revision);
}

function told({ partnerId, memberId, kind, points, amountMinor, currencyCode, ruleCode }: IncentiveEntry) {
  return { partnerId, memberId, kind, points: decimal(points).toFixed(), amountMinor, currencyCode, ruleCode };
}
