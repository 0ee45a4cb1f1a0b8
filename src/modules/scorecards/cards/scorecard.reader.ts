import { and, padded, type Sql, sql } from '../../../shared/database/sql';
import type { Reader } from '../../../shared/database/reader';
import type { PlainDate } from '../../../shared/domain/dates';
import { type Decimal, decimal } from '../../../shared/domain/decimal';
import { InvalidInputError } from '../../../shared/domain/errors';
import type { ScorecardDefinition } from '../definitions/definition.entity';
import { periodsBetween, type ScorecardPeriod, shifted } from '../definitions/period.formula';
import { overallOf, standingOf, weightedPeriods } from '../definitions/score.formula';
import { Scorecard } from './scorecard.entity';
import { ScorecardStatus } from './scorecard.lifecycle';

type Place = Pick<Scorecard, 'partnerId' | 'period' | 'startsOn'>;

/** The most periods that a trend has. */
const maxTrend = 60;

/** The column holds tenths. */
const overallIn = (tenths: number | string | null) => (tenths === null ? null : decimal(tenths).div(10));

export interface Judgement {
  overall: Decimal | null;
  standing: string | null;
}

/** The totals of the periods before each of a set of cards, which one statement reads. */
export interface EarlierTotals {
  /** The overall score and standing of a period with this total. */
  judge(card: Place, total: Decimal | null, definition: Pick<ScorecardDefinition, 'standings'>): Judgement;
}

interface EarlierRow extends Record<string, unknown> {
  partnerId: string;
  period: ScorecardPeriod;
  startsOn: PlainDate;
  exactTotal: string | null;
}

export async function gatherEarlier(reader: Reader, cards: readonly Place[]): Promise<EarlierTotals> {
  const firsts = cards.map(({ period, startsOn }) => shifted(period, startsOn, 1 - weightedPeriods)).sort();
  const lasts = cards.map(({ startsOn }) => startsOn).sort();
  const rows = await reader.rows<EarlierRow>(
    sql`SELECT t.partnerId, t.period, t.startsOn, t.exactTotal FROM scorecard AS t
        WHERE t.partnerId IN (${padded([...new Set(cards.map(({ partnerId }) => partnerId))])})
        AND t.startsOn >= ${firsts[0]} AND t.startsOn < ${lasts.at(-1)} AND t.status <> ${ScorecardStatus.OPEN}`,
  );
  const ofPartner = new Map<string, EarlierRow[]>();
  for (const row of rows) ofPartner.set(row.partnerId, [...(ofPartner.get(row.partnerId) ?? []), row]);
  return {
    judge({ partnerId, period, startsOn }, total, { standings }) {
      const before = (ofPartner.get(partnerId) ?? []).filter((row) => row.period === period && row.startsOn < startsOn);
      const overall = overallOf([
        { periodsAgo: 0, total },
        ...before.map((row) => ({
          periodsAgo: periodsBetween(period, row.startsOn, startsOn),
          total: row.exactTotal === null ? null : decimal(row.exactTotal),
        })),
      ]);
      return { overall, standing: standingOf(standings, overall)?.name ?? null };
    },
  };
}

/** The first day of the partner's earliest unpublished card before this one; null if all are published. */
export async function unpublishedBefore(reader: Reader, card: Scorecard): Promise<PlainDate | null> {
  const name = 'the earliest unpublished scorecards';
  const found = await reader.rowsBy<{ partnerId: string; day: PlainDate }>(
    name,
    'partnerId',
    card.partnerId,
    (partnerIds) =>
      sql`SELECT t.partnerId, MIN(t.startsOn) AS day FROM scorecard AS t WHERE t.partnerId IN (${padded(partnerIds)})
          AND t.status <> ${ScorecardStatus.PUBLISHED} GROUP BY t.partnerId`,
  );
  const day = found[0]?.day ?? null;
  return day !== null && day < card.startsOn ? day : null;
}

/** The number of computed cards of a definition. */
export async function unpublishedOf(reader: Reader, definitionId: string): Promise<number | undefined> {
  const name = 'computed scorecards of definitions';
  const found = await reader.rowsBy<{ definitionId: string; cards: number | string }>(
    name,
    'definitionId',
    definitionId,
    (definitionIds) =>
      sql`SELECT t.definitionId, COUNT(*) AS cards FROM scorecard AS t WHERE t.definitionId IN (${padded(definitionIds)})
          AND t.status = ${ScorecardStatus.COMPUTED} AND ${reader.visible(Scorecard)} GROUP BY t.definitionId`,
  );
  return found[0] && Number(found[0].cards);
}

/** Cards without an unpublished card of the same partner before them. */
export const readyToPublish = sql`NOT EXISTS (SELECT 1 FROM scorecard AS earlier WHERE earlier.partnerId = t.partnerId
  AND earlier.startsOn < t.startsOn AND earlier.status <> ${ScorecardStatus.PUBLISHED})`;

/** The newest published card of a partner, as far as filters, effects and metrics need it. */
export interface NewestCard extends Record<string, unknown> {
  id: string;
  partnerId: string;
  definitionId: string;
  standing: string | null;
  overall: Decimal | null;
}

/** The newest published card of each partner that has one; `published` narrows them further. */
export async function newestCards(
  reader: Reader,
  partnerIds: readonly string[],
  published: readonly Sql[] = [],
): Promise<Map<string, NewestCard>> {
  const isPublished = and([sql`t.status = ${ScorecardStatus.PUBLISHED}`, ...published]);
  const rows = await reader.rows<NewestCard & { overall: number | string | null }>(
    sql`SELECT newest.id, newest.partnerId, newest.definitionId, newest.standing, newest.overall FROM (
          SELECT t.id, t.partnerId, t.definitionId, t.standing, t.overall,
            ROW_NUMBER() OVER (PARTITION BY t.partnerId ORDER BY t.startsOn DESC) AS position
          FROM scorecard AS t WHERE t.partnerId IN (${padded(partnerIds)}) AND ${isPublished}
        ) AS newest WHERE newest.position = 1`,
  );
  return new Map(rows.map((row) => [row.partnerId, { ...row, overall: overallIn(row.overall) }]));
}

interface TrendRow extends Record<string, unknown> {
  scorecardId: string;
  startsOn: PlainDate;
  exactTotal: string | null;
  overall: Decimal | null;
  standing: string | null;
}

/** The cards of the same kind that the viewer sees, up to a card and for a number of periods, oldest first. */
export async function trendOf(reader: Reader, card: Scorecard, periods: number): Promise<TrendRow[]> {
  if (periods < 1 || periods > maxTrend) {
    throw new InvalidInputError(`periods must be from 1 to ${maxTrend}.`, ['periods']);
  }
  const { partnerId, period, startsOn } = card;
  const rows = await reader.rowsBy<TrendRow & { partnerId: string; period: string; overall: number | string | null }>(
    'trends of scorecards',
    'partnerId',
    partnerId,
    (partnerIds) =>
      sql`SELECT t.id AS scorecardId, t.partnerId, t.period, t.startsOn, t.exactTotal, t.overall, t.standing
          FROM scorecard AS t WHERE t.partnerId IN (${padded(partnerIds)}) AND t.status <> ${ScorecardStatus.OPEN}
          AND ${reader.visible(Scorecard)} ORDER BY t.startsOn`,
  );
  const first = shifted(period, startsOn, 1 - periods);
  return rows
    .filter((row) => row.period === period && first <= row.startsOn && row.startsOn <= startsOn)
    .map((row) => ({ ...row, overall: overallIn(row.overall) }));
}
