import { and, column, raw, type Sql, sql } from '../../../shared/database/sql';
import type { Transaction } from '../../../shared/database/transaction';
import { beginningIn, type PlainDate } from '../../../shared/domain/dates';
import { decimal, zero } from '../../../shared/domain/decimal';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import type { Id } from '../../../shared/domain/ids';
import { requireBegun } from '../../../shared/domain/today';
import { IncentiveHold } from '../incentive-hold';
import { IncentiveEntry, IncentiveKind } from '../ledger/incentive-entry.entity';
import { payableOn } from '../ledger/ledger.reader';
import { postPayouts } from '../ledger/ledger.service';
import { payoutActions } from './payout.actions';
import { Payout, PayoutItem, PayoutLine } from './payout.entity';
import * as facts from './payout.facts';
import type { PayoutMarkPaidInput, PayoutPrepareInput } from './payout.inputs';
import { payoutLifecycle } from './payout.lifecycle';
import { minimumOf } from './payout.reader';

/** How many entries are put on a list at a time. */
const batch = 1_000;

/**
 * Freezes the list of what is payable at the cut-off and not on another list. Everything is read in the snapshot of the
 * transaction, so the lines are the sums of the items; what is posted or reversed meanwhile belongs to the next payout.
 */
export async function prepare(tx: Transaction, input: PayoutPrepareInput): Promise<Payout> {
  const { currencyCode, cutOff } = input;
  tx.assert(payoutActions.prepare);
  requireBegun(tx.clock, cutOff, ['input', 'cutOff']);
  const open = await tx.first(Payout, { openKey: currencyCode });
  if (open) {
    const message = `A payout in ${currencyCode} is already prepared. Approve or discard it first.`;
    throw new RuleViolationError('payout-in-preparation', message, [open.id]);
  }
  const minimumMinor = await minimumOf(tx.reader, currencyCode, cutOff);
  const sums = await payableSums(tx, currencyCode, cutOff, minimumMinor);
  if (sums.length === 0) {
    const message = `Nothing that reaches the minimum is payable in ${currencyCode} on ${cutOff}.`;
    throw new RuleViolationError('nothing-payable', message);
  }
  const payout = await tx.insert(Payout, {
    currencyCode,
    cutOff,
    status: payoutLifecycle.initial,
    openKey: currencyCode,
    minimumMinor,
    totalMinor: sums.reduce((total, { amount }) => total.plus(amount), zero).toNumber(),
    partnerCount: sums.length,
    entryCount: sums.reduce((total, { entries }) => total + Number(entries), 0),
    preparedById: tx.viewer.userId!,
  });
  await tx.insertAll(
    PayoutLine,
    sums.map(({ partnerId, amount, entries }) => ({
      payoutId: payout.id,
      partnerId,
      amountMinor: decimal(amount).toNumber(),
      currencyCode,
      entryCount: Number(entries),
    })),
  );
  const partnerIds = sums.map(({ partnerId }) => partnerId);
  await listItems(tx, payout, partnerIds);
  tx.record(facts.payoutPrepared, payout, { ...told(payout), cutOff });
  return payout;
}

interface PayableSum {
  partnerId: Id<'partner'>;
  amount: string | number;
  entries: string | number;
}

/** What is payable to each partner, if it reaches the minimum. A debt never does. */
function payableSums(tx: Transaction, currencyCode: string, cutOff: PlainDate, minimum: number): Promise<PayableSum[]> {
  const amount = sql`SUM(${column<IncentiveEntry>('amountMinor')})`;
  return tx.reader.rows<PayableSum & Record<string, unknown>>(sql`
    SELECT ${column<IncentiveEntry>('partnerId')} AS partnerId, ${amount} AS amount, COUNT(*) AS entries
    FROM incentive_entry AS t WHERE ${payable(currencyCode, cutOff)}
    GROUP BY ${column<IncentiveEntry>('partnerId')}
    HAVING ${amount} >= ${Math.max(minimum, 1)}
    ORDER BY ${column<IncentiveEntry>('partnerId')}`);
}

function payable(currencyCode: string, cutOff: PlainDate): Sql {
  const id = column<IncentiveEntry>('id');
  return and([
    sql`${column<IncentiveEntry>('currencyCode')} = ${currencyCode}`,
    sql`${column<IncentiveEntry>('kind')} <> ${IncentiveKind.PAYOUT}`,
    payableOn(cutOff),
    sql`NOT EXISTS (SELECT 1 FROM payout_item AS item WHERE item.takenEntryId = ${id})`,
  ]);
}

/** Puts the partners' entries on the list, some at a time. The unique index refuses an entry that is on another list. */
async function listItems(tx: Transaction, payout: Payout, partnerIds: readonly Id<'partner'>[]): Promise<void> {
  const { id: payoutId, currencyCode, cutOff } = payout;
  const isPayable = payable(currencyCode, cutOff);
  let after = '';
  for (;;) {
    const entries = await tx.reader.rows<
      Pick<IncentiveEntry, 'id' | 'partnerId' | 'memberId' | 'amountMinor'> & Record<string, unknown>
    >(sql`
      SELECT ${column<IncentiveEntry>('id')} AS id, ${column<IncentiveEntry>('partnerId')} AS partnerId,
        ${column<IncentiveEntry>('memberId')} AS memberId, ${column<IncentiveEntry>('amountMinor')} AS amountMinor
      FROM incentive_entry AS t
      WHERE ${isPayable} AND ${column<IncentiveEntry>('partnerId')} IN (${partnerIds})
        AND ${column<IncentiveEntry>('id')} > ${after}
      ORDER BY ${column<IncentiveEntry>('id')} LIMIT ${raw(String(batch))}`);
    await tx.appendAll(
      PayoutItem,
      entries.map(({ id, partnerId, memberId, amountMinor }) => ({
        payoutId,
        entryId: id,
        takenEntryId: id,
        partnerId,
        memberId,
        amountMinor: Number(amountMinor),
      })),
    );
    if (entries.length < batch) return;
    after = entries.at(-1)!.id;
  }
}

export async function approve(tx: Transaction, id: string, version: number): Promise<Payout> {
  const payout = await tx.require(Payout, id, { version });
  tx.assert(payoutActions.approve, payout);
  payout.status = payoutLifecycle.next(payout.status, payoutActions.approve);
  Object.assign(payout, { openKey: null, approvedById: tx.viewer.userId, approvedAt: tx.clock.now() });
  await tx.save(payout);
  tx.record(facts.payoutApproved, payout, told(payout));
  return payout;
}

/**
 * Posts the payment to the ledgers, for the firm and for each member apart, so that everybody's own entries add up. It
 * is posted when the money has left: until then it is owed, and the balance says so.
 */
export async function markPaid(
  tx: Transaction,
  id: string,
  version: number,
  { paidOn, reference }: PayoutMarkPaidInput,
): Promise<Payout> {
  const payout = await tx.require(Payout, id, { version });
  tx.assert(payoutActions.markPaid, payout);
  payout.status = payoutLifecycle.next(payout.status, payoutActions.markPaid);
  const field = ['input', 'paidOn'];
  requireBegun(tx.clock, paidOn, field);
  const approvedOn = tx.clock.dayOf(payout.approvedAt!);
  if (paidOn < approvedOn) {
    throw new InvalidInputError(`The payout was approved on ${approvedOn}: it cannot be paid earlier.`, field);
  }
  Object.assign(payout, { paidOn, reference, markedPaidById: tx.viewer.userId });
  await tx.save(payout);
  await postPaid(tx, payout);
  tx.record(facts.payoutPaid, payout, { ...told(payout), paidOn, reference });
  return payout;
}

async function postPaid(tx: Transaction, { id: payoutId, currencyCode, paidOn, reference }: Payout): Promise<void> {
  const lines = await tx.list(PayoutLine, { payoutId });
  const lineOf = new Map(lines.map((line) => [line.partnerId, line.id]));
  const sums = await tx.reader.rows<{ partnerId: Id<'partner'>; memberId: Id<'user'> | null; amount: string | number }>(
    sql`SELECT partnerId, memberId, SUM(amountMinor) AS amount FROM payout_item WHERE payoutId = ${payoutId} GROUP BY partnerId, memberId ORDER BY partnerId, memberId`,
  );
  const paid = sums.filter(({ amount }) => !decimal(amount).isZero());
  const today = tx.clock.today();
  await postPayouts(
    tx,
    paid.map(({ partnerId, memberId, amount }) => ({
      partnerId,
      memberId,
      kind: IncentiveKind.PAYOUT as const,
      points: zero,
      money: { minor: decimal(amount).negated().toNumber(), currencyCode },
      projectId: null,
      rule: null,
      evidence: { recordId: lineOf.get(partnerId)!, documentIds: [] },
      reason: reference,
      occurredAt: paidOn === today ? tx.clock.now() : beginningIn(tx.clock.timeZone, paidOn!),
      hold: IncentiveHold.NONE,
      payableFrom: today,
    })),
  );
}

export async function discard(tx: Transaction, id: string, version: number, reason: string): Promise<Payout> {
  const payout = await tx.require(Payout, id, { version });
  tx.assert(payoutActions.discard, payout);
  payout.status = payoutLifecycle.next(payout.status, payoutActions.discard);
  Object.assign(payout, { openKey: null, discardReason: reason });
  await tx.save(payout);
  await freeItems(tx, payout);
  tx.record(facts.payoutDiscarded, payout, { ...told(payout), reason });
  return payout;
}

/** By their ids, because MariaDB would lock the gaps of any other index. */
async function freeItems(tx: Transaction, { id: payoutId }: Payout): Promise<void> {
  for (;;) {
    const items = await tx.reader.rows<{ id: string }>(
      sql`SELECT id FROM payout_item WHERE payoutId = ${payoutId} AND takenEntryId IS NOT NULL LIMIT ${raw(String(batch))}`,
    );
    if (items.length === 0) return;
    await tx.execute(sql`UPDATE payout_item SET takenEntryId = NULL WHERE id IN (${items.map(({ id }) => id)})`);
  }
}

function told({ currencyCode, totalMinor, partnerCount, entryCount }: Payout) {
  return { currencyCode, totalMinor: totalMinor!, partners: partnerCount!, entries: entryCount! };
}
