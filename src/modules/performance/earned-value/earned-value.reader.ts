import DataLoader from 'dataloader';
import type { Reader } from '../../../shared/database/reader';
import { column, or, padded, raw, sql } from '../../../shared/database/sql';
import { daysInRange, type PlainDate } from '../../../shared/domain/dates';
import { decimal, type Decimal, sum } from '../../../shared/domain/decimal';
import { Expense, ExpenseStatus, TimeEntry, TimeEntryStatus } from '../../time';
import { Project, projectDays, ProjectStatus } from '../../projects';
import {
  Deliverable,
  newestOnly,
  originOf,
  PlanningDays,
  ProgressMethod,
  ProgressUpdate,
  ScopeItem,
  StatementOfWork,
} from '../../sow';
import { completedOn, earnedValue, type MeasuredItem, type Spending } from './earned-value.formula';
import { budgetOf, ProgressRecord } from './earned-value.progress';

/** A scope item of a baseline with its progress. */
export interface BaselineItem extends MeasuredItem {
  scopeItem: ScopeItem;
  phase: string | null;
}

/** A signed revision with its items in scope. */
export interface Baseline {
  sow: StatementOfWork;
  items: BaselineItem[];
}

/** Cost of one kind; with `TOTALS` by the origin of the scope item and by phase, with `DAYS` only by day. */
export interface Spent extends Spending {
  kind: 'TIME' | 'EXPENSE';
  origin: string | null;
  phase: string | null;
}

/** The data for earned value: the baseline in force on a day, and progress and cost up to its end. */
export interface Performance extends Baseline {
  project: Project;
  /** All baselines in force until then, oldest first; the last one is that of the day. */
  baselines: Baseline[];
  spending: Spent[];
}

/**
 * The sum of the cost and the latest progress, or all of both day by day, as a series requires. For a project with
 * several revisions all progress is read in any case, because the day since which everything is earned depends on each
 * of them.
 */
export type Detail = 'TOTALS' | 'DAYS';

const loaders = new WeakMap<Reader, Map<string, DataLoader<string, Performance | null>>>();

/** Null if no baseline was in force. One statement per kind of record for all projects that ask in the same tick. */
export function performanceOf(
  reader: Reader,
  projectId: string,
  on: PlainDate,
  detail: Detail,
): Promise<Performance | null> {
  const ofReader = loaders.get(reader) ?? new Map<string, DataLoader<string, Performance | null>>();
  loaders.set(reader, ofReader);
  const key = `${detail} ${on}`;
  let loader = ofReader.get(key);
  if (!loader) {
    // Not cached across ticks: a later mutation of the same operation may change the result.
    loader = new DataLoader(
      (ids) => load(reader, [...new Set(ids)], on, detail).then((found) => ids.map((id) => found.get(id) ?? null)),
      { cache: false },
    );
    ofReader.set(key, loader);
  }
  return loader.load(projectId);
}

async function load(
  reader: Reader,
  projectIds: readonly string[],
  on: PlainDate,
  detail: Detail,
): Promise<Map<string, Performance>> {
  const signed = new Map<string, StatementOfWork[]>();
  const revisions = await reader.list(
    StatementOfWork,
    { projectId: projectIds as never, and: [sql`${column<StatementOfWork>('signedOn')} <= ${on}`] },
    [{ column: 'revision' }],
  );
  for (const sow of revisions) signed.set(sow.projectId, [...(signed.get(sow.projectId) ?? []), sow]);
  if (signed.size === 0) return new Map();
  const ids = [...signed.keys()];
  const worked = revisions.some(({ planningDays }) => planningDays === PlanningDays.WORKING_DAYS);
  const [projects, items, progress, spending, countDays] = await Promise.all([
    reader.list(Project, { id: ids as Project['id'][] }),
    reader.list(ScopeItem, { projectId: ids as Project['id'][], archivedAt: null }, [{ column: 'position' }]),
    progressOf(reader, revisions, on, detail),
    spendingOf(reader, ids, on, detail),
    worked ? projectDays(reader) : daysInRange,
  ]);
  const inScope = new Map<string, ScopeItem[]>(revisions.map(({ id }) => [id, []]));
  for (const item of items) if (item.inScope) inScope.get(item.sowId)?.push(item);
  const record = new ProgressRecord(revisions, items, progress.deliverables, progress.updates);
  const performances = new Map<string, Performance>();
  for (const project of projects) {
    const closedOn = project.status === ProjectStatus.CLOSED ? project.endedOn : null;
    const measured = (sow: StatementOfWork): Baseline => ({
      sow,
      items: inScope.get(sow.id)!.map((scopeItem) => {
        const steps = record.stepsOf(scopeItem, on);
        return {
          scopeItem,
          phase: scopeItem.phase,
          startsOn: scopeItem.startsOn,
          endsOn: scopeItem.endsOn,
          budget: budgetOf(scopeItem),
          countDays: sow.planningDays === PlanningDays.WORKING_DAYS ? countDays : daysInRange,
          steps: closedOn !== null && closedOn <= on ? completedOn(steps, closedOn) : steps,
        };
      }),
    });
    // The latest revision signed by then is the one in force.
    const inForce = signed.get(project.id)!;
    const baselines = inForce.map(measured);
    performances.set(project.id, {
      project,
      ...baselines.at(-1)!,
      baselines,
      spending: (spending.get(project.id) ?? []).map((each) => ({
        ...each,
        origin: each.origin && record.originOf(each.origin),
      })),
    });
  }
  return performances;
}

/** The progress of the projects' items and deliverables, recorded on any revision. */
async function progressOf(
  reader: Reader,
  revisions: readonly StatementOfWork[],
  on: PlainDate,
  detail: Detail,
): Promise<{ updates: ProgressUpdate[]; deliverables: Deliverable[] }> {
  const idsOf = (sows: readonly StatementOfWork[]) => [...new Set(sows.map(({ projectId }) => projectId))];
  const byDeliverables = idsOf(
    revisions.filter(({ progressMethod }) => progressMethod === ProgressMethod.ACCEPTED_DELIVERABLES),
  );
  const changed = idsOf(revisions.filter(({ revision }) => revision > 1));
  const ofChanged = changed.length > 0 ? [sql`${column<ProgressUpdate>('projectId')} IN (${padded(changed)})`] : [];
  const newest = detail === 'TOTALS' ? [or([newestOnly(on), ...ofChanged])] : [];
  const [updates, deliverables] = await Promise.all([
    reader.list(
      ProgressUpdate,
      { projectId: idsOf(revisions), and: [sql`${column<ProgressUpdate>('asOf')} <= ${on}`, ...newest] },
      [{ column: 'asOf' }, { column: 'recordedAt' }, { column: 'id' }],
    ),
    byDeliverables.length > 0 ? reader.list(Deliverable, { projectId: byDeliverables, archivedAt: null }) : [],
  ]);
  return { updates, deliverables };
}

/** The tables with costs; the database adds up those that count, in one statement per table. */
const ledgers = [
  {
    kind: 'TIME',
    record: TimeEntry,
    table: raw('time_entry AS t'),
    day: column<TimeEntry>('workedOn'),
    cost: column<TimeEntry>('costMinor'),
    counts: TimeEntryStatus.APPROVED as string,
  },
  {
    kind: 'EXPENSE',
    record: Expense,
    table: raw('expense AS t'),
    day: column<Expense>('spentOn'),
    cost: column<Expense>('amountMinor'),
    counts: ExpenseStatus.APPROVED as string,
  },
] as const;

interface Sums extends Record<string, unknown> {
  projectId: string;
  scopeItemId?: string | null;
  phase?: string | null;
  day?: string;
  /** Text if the database adds up decimals. */
  cost: number | string;
}

async function spendingOf(
  reader: Reader,
  projectIds: readonly string[],
  on: PlainDate,
  detail: Detail,
): Promise<Map<string, Spent[]>> {
  const spent = new Map<string, Spent[]>();
  await Promise.all(
    ledgers.map(async ({ kind, record, table, day, cost, counts }) => {
      const within =
        detail === 'DAYS'
          ? day
          : sql`${column<TimeEntry | Expense>('scopeItemId')}, ${column<TimeEntry | Expense>('phase')}`;
      const shown = detail === 'DAYS' ? sql`${day} AS day` : within;
      const rows = await reader.rows<Sums>(sql`
        SELECT ${column<TimeEntry | Expense>('projectId')}, ${shown}, SUM(${cost}) AS cost FROM ${table}
        WHERE ${column<TimeEntry | Expense>('projectId')} IN (${[...projectIds]}) AND ${column<TimeEntry | Expense>('status')} = ${counts} AND ${day} <= ${on}
          AND ${reader.visible(record)}
        GROUP BY ${column<TimeEntry | Expense>('projectId')}, ${within}`);
      for (const row of rows) {
        const { projectId, scopeItemId: origin = null, phase = null } = row;
        const each: Spent = { kind, origin, phase, on: row.day ?? on, cost: decimal(row.cost) };
        const ofProject = spent.get(projectId);
        if (ofProject) ofProject.push(each);
        else spent.set(projectId, [each]);
      }
    }),
  );
  return spent;
}

/** The cost that meets the condition; all of it without one. */
export function costOf({ spending }: Performance, counts: (spent: Spent) => boolean = () => true): Decimal {
  return sum(spending.filter(counts).map(({ cost }) => cost));
}

/** The cost of one scope item, recorded on any of its revisions. */
export function costOfItem(performance: Performance, item: ScopeItem): Decimal {
  const origin = originOf(item);
  return costOf(performance, (spent) => spent.origin === origin);
}

/** The value that the scope items have earned by the end of a day, by origin. */
export async function earnedByOrigin(
  reader: Reader,
  { projectId, on }: { projectId: string; on: PlainDate },
): Promise<Map<string, Decimal>> {
  const performance = await performanceOf(reader, projectId, on, 'TOTALS');
  return new Map(
    (performance?.items ?? []).map(({ scopeItem, budget, steps }) => [
      originOf(scopeItem),
      earnedValue(budget, steps, on),
    ]),
  );
}
