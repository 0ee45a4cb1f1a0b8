import type { Reader } from '../../../shared/database/reader';
import { and, column, raw, type Sql, sql } from '../../../shared/database/sql';
import { addDays, type PlainDate } from '../../../shared/domain/dates';
import { publishMoney } from '../../../shared/graphql/scalars';
import { TimeEntry } from '../entries/time-entry.entity';
import { TimeEntryStatus } from '../entries/time-entry.lifecycle';
import { CostRollup } from './cost-rollup.entity';
import { type CostByPhaseFilter, CostOfPhase, CostSource } from './costs.inputs';

interface Sums extends Record<string, unknown> {
  partnerId: string | null;
  phase: string;
  currencyCode: string;
  /** Text if the database adds up decimals. */
  minutes: number | string;
  costMinor: number | string;
}

/** Ordered by partner (the vendor's own first), phase and currency. */
export async function costByPhase(
  reader: Reader,
  filter: CostByPhaseFilter,
  source: CostSource,
): Promise<CostOfPhase[]> {
  const from = source === CostSource.ROLLUP && isRolledUp(filter) ? rolledUp(reader, filter) : entries(reader, filter);
  const group = sql`${column<TimeEntry | CostRollup>('partnerId')}, ${column<TimeEntry | CostRollup>('phase')}, ${column<TimeEntry | CostRollup>('currencyCode')}`;
  const rows = await reader.rows<Sums>(
    sql`SELECT ${group}, SUM(${column<TimeEntry | CostRollup>('minutes')}) AS minutes, SUM(${column<TimeEntry | CostRollup>('costMinor')}) AS costMinor
      FROM ${from} GROUP BY ${group} ORDER BY ${group}`,
  );
  return rows.map(({ partnerId, phase, minutes, costMinor, currencyCode }) => {
    const cost = publishMoney({ minor: Number(costMinor), currencyCode });
    return Object.assign(new CostOfPhase(), { partnerId, phase, minutes: Number(minutes), cost });
  });
}

/** The roll-up has neither projects nor days. */
function isRolledUp({ projectId, from, to }: CostByPhaseFilter): boolean {
  return !projectId && (!from || isFirstOfMonth(from)) && (!to || isFirstOfMonth(addDays(to, 1)));
}

const isFirstOfMonth = (day: PlainDate) => day.endsWith('-01');

function rolledUp(reader: Reader, { partnerId, from, to }: CostByPhaseFilter): Sql {
  const conditions = and([
    reader.visible(CostRollup),
    ...oneOf('partnerId', partnerId),
    ...(from ? [sql`${column<CostRollup>('month')} >= ${from.slice(0, 7)}`] : []),
    ...(to ? [sql`${column<CostRollup>('month')} <= ${to.slice(0, 7)}`] : []),
  ]);
  return sql`${raw('cost_rollup AS t')} WHERE ${conditions}`;
}

function entries(reader: Reader, { projectId, partnerId, from, to }: CostByPhaseFilter): Sql {
  const conditions = and([
    sql`${column<TimeEntry>('status')} = ${TimeEntryStatus.APPROVED}`,
    reader.visible(TimeEntry),
    ...oneOf('projectId', projectId),
    ...oneOf('partnerId', partnerId),
    ...(from ? [sql`${column<TimeEntry>('workedOn')} >= ${from}`] : []),
    ...(to ? [sql`${column<TimeEntry>('workedOn')} <= ${to}`] : []),
  ]);
  return sql`${raw('time_entry AS t')} WHERE ${conditions}`;
}

function oneOf(name: 'projectId' | 'partnerId', values: readonly string[] | null | undefined): Sql[] {
  return values ? [sql`${column<TimeEntry>(name)} IN (${[...values]})`] : [];
}
