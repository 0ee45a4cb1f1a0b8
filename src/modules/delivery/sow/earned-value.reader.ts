import DataLoader from 'dataloader';
import type { Reader } from '../../../shared/database/reader';
import { column, sql } from '../../../shared/database/sql';
import type { PlainDate } from '../../../shared/domain/dates';
import { decimal, type Decimal } from '../../../shared/domain/decimal';
import { TimeEntry } from '../time/time-entry.entity';
import { TimeEntryStatus } from '../time/time-entry.lifecycle';
import { DeliverableStatus } from './deliverable.lifecycle';
import { type PlannedItem, type Spending, type Step, zeroFiftyHundred } from './earned-value.formula';
import { ProgressUpdate } from './progress.entity';
import { newestOnly } from './progress.reader';
import { Deliverable, ScopeItem } from './sow-parts.entity';
import { ProgressMethod, StatementOfWork } from './sow.entity';

/** A scope item of a baseline with what was done of it. */
export interface BaselineItem extends PlannedItem {
  scopeItem: ScopeItem;
  steps: Step[];
}

/** What earned value is computed from: the baseline in force on a day, and what was done and spent until its end. */
export interface Performance {
  sow: StatementOfWork;
  items: BaselineItem[];
  spending: (Spending & { scopeItemId: string })[];
}

/** Only the newest progress and the sum of the cost, or all of it day by day, as a series needs it. */
export type Detail = 'TOTALS' | 'DAYS';

const loaders = new WeakMap<Reader, Map<string, DataLoader<string, Performance | null>>>();

/** Null where no baseline was in force. One statement per kind of record for all projects that ask in the same tick. */
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
    // Not kept: a later mutation of the same document may change the answer.
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
  const signed = await reader.list(
    StatementOfWork,
    { projectId: projectIds as never, and: [sql`${column('signedOn')} <= ${on}`] },
    [{ column: 'revision' }],
  );
  // The newest revision signed by then is the one in force.
  const inForce = new Map(signed.map((sow) => [sow.projectId as string, sow]));
  const sowIds = [...inForce.values()].map(({ id }) => id);
  const [scopeItems, spent] = await Promise.all([
    reader.list(ScopeItem, { sowId: sowIds, inScope: true, archivedAt: null }, [{ column: 'position' }]),
    spending(reader, [...inForce.keys()], on, detail),
  ]);
  const steps = await stepsOf(reader, inForce, scopeItems, on, detail);
  const performances = new Map<string, Performance>();
  for (const [projectId, sow] of inForce) {
    const items = scopeItems
      .filter(({ sowId }) => sowId === sow.id)
      .map((scopeItem) => ({
        scopeItem,
        startsOn: scopeItem.startsOn,
        endsOn: scopeItem.endsOn,
        budget: decimal(scopeItem.budgetCostMinor ?? 0),
        steps: steps.get(scopeItem.id) ?? [],
      }));
    performances.set(projectId, { sow, items, spending: spent.get(projectId) ?? [] });
  }
  return performances;
}

/** What was done of each item, oldest first, by the method of its statement of work. */
async function stepsOf(
  reader: Reader,
  inForce: ReadonlyMap<string, StatementOfWork>,
  items: readonly ScopeItem[],
  on: PlainDate,
  detail: Detail,
): Promise<Map<string, Step[]>> {
  const methods = new Map(
    items.map((item) => [item.id as string, inForce.get(item.projectId)!.progressMethod] as const),
  );
  const byDeliverables = items
    .filter(({ id }) => methods.get(id) === ProgressMethod.ACCEPTED_DELIVERABLES)
    .map(({ id }) => id);
  const steps =
    byDeliverables.length > 0 ? await deliverableSteps(reader, byDeliverables, on) : new Map<string, Step[]>();
  const others = items.filter(({ id }) => !steps.has(id)).map(({ id }) => id);
  const newest = detail === 'TOTALS' ? [newestOnly(on)] : [];
  const updates = await reader.list(
    ProgressUpdate,
    { scopeItemId: others, and: [sql`${column('asOf')} <= ${on}`, ...newest] },
    [{ column: 'asOf' }, { column: 'recordedAt' }, { column: 'id' }],
  );
  for (const { scopeItemId, asOf, percentComplete } of updates) {
    const halves = methods.get(scopeItemId) === ProgressMethod.ZERO_FIFTY_HUNDRED;
    const part = halves ? zeroFiftyHundred(percentComplete) : percentComplete;
    steps.set(scopeItemId, [...(steps.get(scopeItemId) ?? []), { on: asOf, part, whole: decimal(100) }]);
  }
  return steps;
}

/** For each item that has deliverables, how many of them were accepted from which day on. */
async function deliverableSteps(reader: Reader, ids: ScopeItem['id'][], on: PlainDate): Promise<Map<string, Step[]>> {
  const deliverables = await reader.list(Deliverable, { scopeItemId: ids, archivedAt: null }, [
    { column: 'decidedOn' },
  ]);
  const whole = new Map<string, number>();
  for (const { scopeItemId } of deliverables) whole.set(scopeItemId, (whole.get(scopeItemId) ?? 0) + 1);
  const steps = new Map<string, Step[]>([...whole.keys()].map((id) => [id, []]));
  for (const { scopeItemId, status, decidedOn } of deliverables) {
    if (status !== DeliverableStatus.ACCEPTED || decidedOn === null || decidedOn > on) continue;
    const ofItem = steps.get(scopeItemId)!;
    ofItem.push({ on: decidedOn, part: decimal(ofItem.length + 1), whole: decimal(whole.get(scopeItemId)!) });
  }
  return steps;
}

/** The cost of approved time; there are no expenses yet. By scope item, and by day where the days are asked for. */
async function spending(
  reader: Reader,
  projectIds: readonly string[],
  on: PlainDate,
  detail: Detail,
): Promise<Map<string, Performance['spending']>> {
  const day = detail === 'DAYS' ? sql`${column('workedOn')}` : sql`MAX(${column('workedOn')})`;
  const groups = sql`${column('projectId')}, ${column('scopeItemId')}`;
  const rows = await reader.rows<{ projectId: string; scopeItemId: string; day: string; cost: number | string }>(sql`
    SELECT ${groups}, ${day} AS day, SUM(${column('costMinor')}) AS cost FROM time_entry AS t
    WHERE ${column('projectId')} IN (${[...projectIds]}) AND ${column('status')} = ${TimeEntryStatus.APPROVED}
      AND ${column('workedOn')} <= ${on} AND ${reader.visible(TimeEntry)}
    GROUP BY ${groups}${detail === 'DAYS' ? sql`, ${column('workedOn')}` : sql``}`);
  const spent = new Map<string, Performance['spending']>();
  for (const { projectId, scopeItemId, day: worked, cost } of rows) {
    const ofProject = spent.get(projectId) ?? [];
    ofProject.push({ scopeItemId, on: worked, cost: decimal(cost) });
    spent.set(projectId, ofProject);
  }
  return spent;
}

/** The cost of one scope item, or of all. */
export function costOf({ spending: all }: Performance, scopeItemId?: string): Decimal {
  return all
    .filter((each) => scopeItemId === undefined || each.scopeItemId === scopeItemId)
    .reduce((total, { cost }) => total.plus(cost), decimal(0));
}
