import { and, column, or, type Sql, sql } from '../../../shared/database/sql';
import type { Transaction } from '../../../shared/database/transaction';
import { beginningIn, type PlainDate } from '../../../shared/domain/dates';
import { decimal, zero } from '../../../shared/domain/decimal';
import { money } from '../../../shared/domain/money';
import type { Fact } from '../../../shared/events/fact';
import { Project, ProjectStatus } from '../../projects';
import { IncentiveHold } from '../incentive-hold';
import {
  compileReward,
  type Counted,
  CountedOver,
  currencyOf,
  nothingCounted,
  type Occurrence,
  periodOf,
  pointPlaces,
  postingsOf,
  quantityPlaces,
} from '../schemes/reward.formula';
import type { IncentiveScheme } from '../schemes/scheme.entity';
import { schemeInForce } from '../schemes/scheme.reader';
import type { IncentiveRule } from '../schemes/scheme.types';
import type { IncentiveSource } from '../schemes/source';
import { incentiveSources } from '../schemes/sources';
import { IncentiveEntry, IncentiveKind, IncentiveReading } from './incentive-entry.entity';
import { holdLedger, postByRules, type Posting, releaseAll } from './ledger.service';

/**
 * Applies the rules that were in force when the fact occurred. A fact is read once, even if it is delivered again or
 * the records behind it have changed since: the key of its reading refuses the second time.
 */
export async function postFor(tx: Transaction, fact: Fact): Promise<void> {
  const factId = fact.id as IncentiveReading['factId'];
  if (await tx.first(IncentiveReading, { factId })) return;
  await tx.append(IncentiveReading, { factId, at: tx.clock.now() });
  const scheme = await schemeInForce(tx.reader, tx.clock.dayOf(fact.occurredAt));
  if (!scheme) return;
  for (const source of incentiveSources.filter((each) => each.fact.name === fact.type)) {
    const rules = scheme.rules.filter((rule) => rule.source === source.name);
    if (rules.length === 0) continue;
    const [occurrences] = await source.occurrencesOf(tx.reader, [fact]);
    await applyRules(tx, { fact, scheme, source, rules }, occurrences!);
  }
}

interface Application {
  fact: Fact;
  scheme: IncentiveScheme;
  source: IncentiveSource;
  rules: readonly IncentiveRule[];
}

/** In the order of the partners' ids, so that two transactions hold their ledgers in the same order. */
async function applyRules(tx: Transaction, applied: Application, occurrences: readonly Occurrence[]): Promise<void> {
  const inOrder = [...occurrences].sort((one, other) => (one.partnerId < other.partnerId ? -1 : 1));
  for (const occurrence of inOrder) {
    await holdLedger(tx, occurrence.partnerId);
    for (const rule of applied.rules) {
      const counted = await countedBy(tx, rule, occurrence, applied.fact);
      const reward = compileReward(rule, applied.source.shape);
      const postings = postingsOf(reward, occurrence, counted);
      if (postings.length === 0) continue;
      const payableFrom = await payableFromOf(tx, rule.hold, occurrence);
      await postByRules(
        tx,
        postings.map(({ kind, partnerId, memberId, points, amountMinor, currencyCode, quantity }): Posting => ({
          partnerId,
          memberId,
          kind: IncentiveKind[kind],
          points: points ?? zero,
          money: amountMinor === null ? null : money(amountMinor, currencyCode!),
          projectId: occurrence.projectId,
          rule: {
            code: rule.code,
            schemeId: applied.scheme.id,
            factId: applied.fact.id as IncentiveReading['factId'],
            quantity,
          },
          evidence: { recordId: occurrence.recordId, documentIds: [] },
          reason: null,
          occurredAt: applied.fact.occurredAt,
          hold: rule.hold,
          payableFrom,
        })),
      );
    }
  }
}

/**
 * What a rule has counted and posted so far, for the partner and currency, in the calendar periods of the fact. The
 * caller holds the ledger, so that nothing is added meanwhile.
 */
async function countedBy(
  tx: Transaction,
  rule: IncentiveRule,
  occurrence: Occurrence,
  { occurredAt }: Fact,
): Promise<Counted> {
  const on = tx.clock.dayOf(occurredAt);
  const counted = rule.countedOver === CountedOver.OCCURRENCE ? null : within(tx, periodOf(rule.countedOver, on)!);
  const capped = rule.cap ? within(tx, periodOf(rule.cap.period, on)!) : null;
  const spans = [counted, capped].filter((span) => span !== null);
  if (spans.length === 0) return nothingCounted;
  const currencyCode = currencyOf(rule, occurrence);
  const value = column<IncentiveEntry>(currencyCode === null ? 'points' : 'amountMinor');
  const sumOf = (span: Sql | null, of: Sql) => sql`SUM(CASE WHEN ${span ?? sql`1 = 0`} THEN ${of} END)`;
  const [row] = await tx.reader.rows<{ toDate: string | null; posted: string | null }>(sql`
    SELECT CAST(${sumOf(counted, column<IncentiveEntry>('quantity'))} AS CHAR) AS toDate, CAST(${sumOf(capped, value)} AS CHAR) AS posted
    FROM incentive_entry AS t
    WHERE ${column<IncentiveEntry>('partnerId')} = ${occurrence.partnerId} AND ${column<IncentiveEntry>('ruleCode')} = ${rule.code}
      AND ${currencyCode === null ? sql`${column<IncentiveEntry>('currencyCode')} IS NULL` : sql`${column<IncentiveEntry>('currencyCode')} = ${currencyCode}`}
      AND ${or(spans)}`);
  return {
    toDate: scaled(row!.toDate, quantityPlaces),
    posted: scaled(row!.posted, currencyCode === null ? pointPlaces : 0),
  };
}

function within(tx: Transaction, { from, until }: { from: PlainDate; until: PlainDate }): Sql {
  const at = (day: PlainDate) => tx.stored(IncentiveEntry, 'occurredAt', beginningIn(tx.clock.timeZone, day));
  const occurredAt = column<IncentiveEntry>('occurredAt');
  return and([sql`${occurredAt} >= ${at(from)}`, sql`${occurredAt} < ${at(until)}`]);
}

const scaled = (stored: string | null, places: number) => decimal(stored ?? 0).div(decimal(10).pow(places));

/** The first day on which an entry is payable; null while it waits. */
async function payableFromOf(
  tx: Transaction,
  hold: IncentiveHold,
  { projectId }: Occurrence,
): Promise<PlainDate | null> {
  if (hold === IncentiveHold.NONE) return tx.clock.today();
  if (hold === IncentiveHold.UNTIL_PAID || projectId === null) return null;
  const project = await tx.load(Project, projectId);
  if (project.status === ProjectStatus.CLOSED) return tx.clock.today();
  // If the project is closed meanwhile, its handler must see the entry, or this must see the project closed.
  await tx.hold(project);
  return null;
}

/** Makes what waited for the acceptance of a project payable. */
export async function releaseFor(tx: Transaction, fact: Fact): Promise<void> {
  const id = column<IncentiveEntry>('id');
  const held = await tx.list(IncentiveEntry, {
    projectId: fact.subjectId as Project['id'],
    hold: IncentiveHold.UNTIL_ACCEPTED,
    payableFrom: null,
    reversesId: null,
    and: [sql`NOT EXISTS (SELECT 1 FROM incentive_entry AS reversal WHERE reversal.reversesId = ${id})`],
  });
  await releaseAll(tx, held, fact.id as IncentiveReading['factId'], fact.subjectId);
}
