import { isInternal, type Viewer } from '../../../shared/access/viewer';
import type { Database } from '../../../shared/database/database';
import { type Connection, maxPageSize } from '../../../shared/database/page';
import type { Reader } from '../../../shared/database/reader';
import { and, column, or, type Sql, sql } from '../../../shared/database/sql';
import { withCondition } from '../../../shared/database/where';
import type { PlainDate } from '../../../shared/domain/dates';
import { InvalidInputError } from '../../../shared/domain/errors';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { Project } from '../../projects';
import { ScopeItem } from '../../sow';
import { entriesWanted, type EntriesFilter } from '../entries/time-entries.filter';
import { TimeEntry } from '../entries/time-entry.entity';

interface Row {
  entry: TimeEntry;
  project: Project | null;
  user: User | null;
  partner: Partner | null;
  scopeItem: ScopeItem | null;
}

/** Amounts are decimals and days are text, each formatted by its file; null is an empty cell. */
export type Cell = string | number | boolean | { amount: string } | { day: PlainDate } | null;

/** Columns that an import reads have the names that it knows. */
const columns: Record<string, (row: Row) => Cell> = {
  project: ({ entry }) => entry.projectId,
  projectName: ({ project }) => project?.name ?? '',
  person: ({ entry, user }) => user?.email ?? entry.userId,
  personName: ({ user }) => user?.name ?? '',
  partner: ({ entry }) => entry.partnerId ?? '',
  partnerName: ({ partner }) => partner?.name ?? '',
  scopeItem: ({ entry }) => entry.scopeItemId,
  scopeItemTitle: ({ scopeItem }) => scopeItem?.title ?? '',
  phase: ({ entry }) => entry.phase,
  date: ({ entry }) => ({ day: entry.workedOn }),
  minutes: ({ entry }) => entry.minutes,
  billable: ({ entry }) => entry.billable,
  note: ({ entry }) => entry.note,
  status: ({ entry }) => entry.status,
  allocation: ({ entry }) => entry.allocationId,
  // The id as the reference lets an import into the same installation recognize the entry.
  reference: ({ entry }) => entry.id,
  reverses: ({ entry }) => entry.reversesId ?? '',
};

const costColumns: typeof columns = {
  cost: ({ entry }) => (entry.cost ? { amount: entry.cost.amount } : null),
  currency: ({ entry }) => entry.cost?.currencyCode ?? '',
};

/** The names of the columns that the viewer may see. */
export function columnNames(viewer: Viewer): string[] {
  return Object.keys(columnsFor(viewer));
}

function columnsFor(viewer: Viewer): typeof columns {
  return isInternal(viewer) ? { ...columns, ...costColumns } : columns;
}

/** The number of time entries in the viewer's export. */
export function countFor(database: Pick<Database, 'reader'>, viewer: Viewer, filter: EntriesFilter): Promise<number> {
  return database.reader(viewer).count(TimeEntry, entriesWanted(filter));
}

/** Where an export begins: after an entry of an earlier one that broke off. */
export type ExportPosition = Pick<TimeEntry, 'id' | 'workedOn'>;

/** The position of the entry that the last complete line of a file refers to. */
export async function positionAfter(
  database: Pick<Database, 'reader'>,
  viewer: Viewer,
  reference: string,
): Promise<ExportPosition> {
  const entry = await database.reader(viewer).byId(TimeEntry, reference);
  if (entry) return entry;
  throw new InvalidInputError('after must be the reference in the last complete line of an export.', ['after']);
}

/** The first column's bound is repeated on its own, so that the engine finds an index range. */
function beyond({ id, workedOn }: ExportPosition): Sql {
  const [day, entry] = [column<TimeEntry>('workedOn'), column<TimeEntry>('id')];
  return and([sql`${day} >= ${workedOn}`, or([sql`${day} > ${workedOn}`, sql`${entry} > ${id}`])]);
}

/**
 * The time entries that the viewer sees, by day, one page at a time on demand, so that memory does not grow with their
 * number.
 */
export async function* pagesOf(
  database: Pick<Database, 'reader'>,
  viewer: Viewer,
  filter: EntriesFilter,
  from: ExportPosition | null = null,
): AsyncGenerator<Cell[][], void> {
  const cells = Object.values(columnsFor(viewer));
  const where = withCondition(entriesWanted(filter), ...(from ? [beyond(from)] : []));
  let after: string | null = null;
  for (;;) {
    // A reader caches what it has read, so each page gets its own.
    const reader = database.reader(viewer);
    const request = { first: maxPageSize, after };
    const page: Connection<TimeEntry> = await reader.page(TimeEntry, request, where, [{ column: 'workedOn' }]);
    const { nodes, pageInfo } = page;
    const rows = await Promise.all(nodes.map((entry) => rowOf(reader, entry)));
    if (rows.length > 0) yield rows.map((row) => cells.map((cell) => cell(row)));
    if (!pageInfo.hasNextPage) return;
    after = pageInfo.endCursor;
  }
}

/** Batched: one statement per page for each kind of record. */
async function rowOf(reader: Reader, entry: TimeEntry): Promise<Row> {
  const [project, user, partner, scopeItem] = await Promise.all([
    reader.byId(Project, entry.projectId),
    reader.byId(User, entry.userId),
    entry.partnerId && reader.byId(Partner, entry.partnerId),
    reader.byId(ScopeItem, entry.scopeItemId),
  ]);
  return { entry, project, user, partner, scopeItem };
}
