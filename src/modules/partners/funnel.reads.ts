import type { Reader } from '../../shared/database/reader';
import { and, column, raw, type Sql, sql } from '../../shared/database/sql';
import { addDays, type PlainDate } from '../../shared/domain/dates';
import { InvalidInputError } from '../../shared/domain/errors';
import { countFunnel, FunnelStage, funnelStages, type Milestones } from './funnel.formula';
import type { PartnerFunnel } from './funnel.types';
import { Partner } from './partner.entity';

/** When the partner of the row first reached a stage. */
const firstReached: Record<FunnelStage, Sql> = {
  [FunnelStage.APPLICATION]: column('createdAt'),
  [FunnelStage.ONBOARDING]: firstStep('partner_transition', 'ONBOARDING'),
  [FunnelStage.ADMISSION]: firstStep('partner_transition', 'ACTIVE'),
  [FunnelStage.TRAINING]: sql`(SELECT MIN(q.createdAt) FROM qualification AS q WHERE q.partnerId = ${column('id')})`,
  [FunnelStage.ASSESSMENT]: firstStep('qualification_transition', 'ASSESSMENT'),
  [FunnelStage.ASSISTED]: firstStep('qualification_transition', 'ASSISTED'),
  [FunnelStage.INDEPENDENT]: firstStep('qualification_transition', 'INDEPENDENT'),
};

function firstStep(table: string, to: string): Sql {
  return sql`(SELECT MIN(step.at) FROM ${raw(table)} AS step WHERE step.partnerId = ${column('id')} AND step.\`to\` = ${to})`;
}

export async function readFunnel(reader: Reader, from: PlainDate, to: PlainDate): Promise<PartnerFunnel> {
  if (to < from) throw new InvalidInputError('The period ends before it begins.', ['to']);
  // Moments are kept in UTC: the beginning of their text is the day.
  const days = funnelStages.map((stage) => sql`SUBSTR(CAST(${firstReached[stage]} AS CHAR), 1, 10) AS ${raw(stage)}`);
  const selection = days.reduce((all, each) => sql`${all}, ${each}`);
  const partners = await reader.rows<Milestones & Record<string, unknown>>(
    sql`SELECT ${selection} FROM partner AS t WHERE ${and([reader.visible(Partner), appliedIn(from, to)])}`,
  );
  return { from, to, stages: countFunnel(partners).map((step) => ({ ...step, range: { from, to } })) };
}

/** Partners that applied in the period and reached the stage. */
export function reachedWithin(stage: FunnelStage, { from, to }: { from: PlainDate; to: PlainDate }): Sql {
  return and([appliedIn(from, to), sql`${firstReached[stage]} IS NOT NULL`]);
}

function appliedIn(from: PlainDate, to: PlainDate): Sql {
  const [first, end] = [`${from} 00:00:00.000`, `${addDays(to, 1)} 00:00:00.000`];
  return sql`${column('createdAt')} >= ${first} AND ${column('createdAt')} < ${end}`;
}
