import type { Reader } from '../../../shared/database/reader';
import { and, column, join, raw, type Sql, sql } from '../../../shared/database/sql';
import type { Clock } from '../../../shared/domain/clock';
import { addDays, beginningIn, type PlainDate, requireRange } from '../../../shared/domain/dates';
import { turns } from '../../../shared/domain/turns';
import { Partner } from '../firms/partner.entity';
import { Funnel, FunnelStage, funnelStages, type Milestones } from './funnel.formula';
import type { PartnerFunnel } from './funnel.types';

/** The time at which the partner of the row first reached a stage. */
const firstReached: Record<FunnelStage, Sql> = {
  [FunnelStage.APPLICATION]: column<Partner>('createdAt'),
  [FunnelStage.ONBOARDING]: firstStep('partner_transition', 'ONBOARDING'),
  [FunnelStage.ADMISSION]: firstStep('partner_transition', 'ACTIVE'),
  [FunnelStage.TRAINING]: sql`(SELECT MIN(q.createdAt) FROM qualification AS q WHERE q.partnerId = ${column<Partner>('id')})`,
  [FunnelStage.ASSESSMENT]: firstStep('qualification_transition', 'ASSESSMENT'),
  [FunnelStage.ASSISTED]: firstStep('qualification_transition', 'ASSISTED'),
  [FunnelStage.INDEPENDENT]: firstStep('qualification_transition', 'INDEPENDENT'),
};

function firstStep(table: string, to: string): Sql {
  return sql`(SELECT MIN(step.at) FROM ${raw(table)} AS step WHERE step.partnerId = ${column<Partner>('id')} AND step.\`to\` = ${to})`;
}

/** Ten years. */
const maxMonths = 120;

interface Source {
  reader: Reader;
  clock: Clock;
}

export async function readFunnel({ reader, clock }: Source, from: PlainDate, to: PlainDate): Promise<PartnerFunnel> {
  requireRange(from, to, maxMonths);
  const funnel = new Funnel();
  const takesTurns = turns();
  for (let last: Progress | null = null; ;) {
    const slice = await readSlice(reader, appliedIn(clock, from, to), last);
    for (const row of slice) {
      funnel.add(milestonesOf(row, clock));
      await takesTurns();
    }
    if (slice.length < sliceSize) break;
    last = slice.at(-1)!;
  }
  return { from, to, stages: funnel.counts().map((step) => ({ ...step, range: { from, to } })) };
}

/** The number of partners read at a time: all together would hold up other requests. */
const sliceSize = 1_000;

type Progress = Record<FunnelStage, string | null> & { id: string };

/** When the next partners, by their application, first reached each stage. */
function readSlice(reader: Reader, applied: Sql, last: Progress | null): Promise<Progress[]> {
  const [id, createdAt] = [column<Partner>('id'), column<Partner>('createdAt')];
  const moments = funnelStages.map((stage) => sql`CAST(${firstReached[stage]} AS CHAR) AS ${raw(stage)}`);
  const { APPLICATION: at } = last ?? { APPLICATION: null };
  const beyond = last ? [sql`${createdAt} >= ${at}`, sql`${createdAt} > ${at} OR ${id} > ${last.id}`] : [];
  return reader.rows<Progress>(
    sql`SELECT ${id} AS id, ${join(moments, ', ')} FROM partner AS t
        WHERE ${and([reader.visible(Partner), applied, ...beyond])} ORDER BY ${createdAt}, ${id} LIMIT ${sliceSize}`,
  );
}

function milestonesOf(row: Progress, clock: Clock): Milestones {
  const days = funnelStages.map((stage) => [stage, row[stage] && clock.dayOf(momentOf(row[stage]))]);
  return Object.fromEntries(days) as Milestones;
}

/** Partners that applied in the period and reached the stage. */
export function reachedWithin(clock: Clock, stage: FunnelStage, range: { from: PlainDate; to: PlainDate }): Sql {
  return and([appliedIn(clock, range.from, range.to), sql`${firstReached[stage]} IS NOT NULL`]);
}

function appliedIn({ timeZone }: Clock, from: PlainDate, to: PlainDate): Sql {
  const [first, end] = [from, addDays(to, 1)].map((day) => textOf(beginningIn(timeZone, day)));
  return sql`${column<Partner>('createdAt')} >= ${first} AND ${column<Partner>('createdAt')} < ${end}`;
}

/** Timestamps are stored in UTC, as text that sorts. */
function textOf(moment: Date): string {
  return moment.toISOString().replace('T', ' ').replace('Z', '');
}

function momentOf(text: string): Date {
  return new Date(`${text.replace(' ', 'T')}Z`);
}
