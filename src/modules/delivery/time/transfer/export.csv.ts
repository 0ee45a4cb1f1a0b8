import { isInternal, type Viewer } from '../../../../shared/access/viewer';
import type { Database } from '../../../../shared/database/database';
import { type Connection, largestPageSize } from '../../../../shared/database/page';
import type { Reader } from '../../../../shared/database/reader';
import { User } from '../../../identity';
import { Project } from '../../projects/project.entity';
import { ScopeItem } from '../../sow/sow-parts.entity';
import { entriesWanted, type EntriesFilter } from '../time-entries.filter';
import { TimeEntry } from '../time-entry.entity';
import { escapeFormula, quoted } from './formula-cells.formula';

/** Some programs take a file without it for one in an alphabet of the country. */
const byteOrderMark = '\ufeff';
const lineEnd = '\r\n';

interface Row {
  entry: TimeEntry;
  project: Project | null;
  user: User | null;
  scopeItem: ScopeItem | null;
}

/** A number of our own is no text: a reversing entry's minutes begin with a minus and are added up by whoever opens it. */
type Cell = string | number | boolean | { number: string };

/** What an import reads comes under the names that it knows. */
const columns: Record<string, (row: Row) => Cell> = {
  project: ({ entry }) => entry.projectId,
  projectName: ({ project }) => project?.name ?? '',
  person: ({ entry, user }) => user?.email ?? entry.userId,
  personName: ({ user }) => user?.name ?? '',
  partner: ({ entry }) => entry.partnerId ?? '',
  scopeItem: ({ entry }) => entry.scopeItemId,
  scopeItemTitle: ({ scopeItem }) => scopeItem?.title ?? '',
  phase: ({ entry }) => entry.phase,
  date: ({ entry }) => entry.workedOn,
  minutes: ({ entry }) => entry.minutes,
  billable: ({ entry }) => entry.billable,
  note: ({ entry }) => entry.note,
  status: ({ entry }) => entry.status,
  allocation: ({ entry }) => entry.allocationId,
  // By its id as the reference, an entry is known again where it came from.
  reference: ({ entry }) => entry.id,
  reverses: ({ entry }) => entry.reversesId ?? '',
};

const costColumns: typeof columns = {
  cost: ({ entry }) => ({ number: entry.cost?.amount ?? '' }),
  currency: ({ entry }) => entry.cost?.currencyCode ?? '',
};

/**
 * The time entries that the viewer sees, as comma-separated values, by day: a page at a time, and the next one only when it
 * is wanted, so that it takes no more memory however many they are.
 */
export async function* exportOf(
  database: Pick<Database, 'reader'>,
  viewer: Viewer,
  filter: EntriesFilter,
): AsyncGenerator<string, void> {
  const shown = isInternal(viewer) ? { ...columns, ...costColumns } : columns;
  const where = entriesWanted(filter);
  yield byteOrderMark + Object.keys(shown).join(',') + lineEnd;
  let after: string | null = null;
  for (;;) {
    // A reader remembers what it has read: each page has its own.
    const reader = database.reader(viewer);
    const request = { first: largestPageSize, after };
    const page: Connection<TimeEntry> = await reader.page(TimeEntry, request, where, [{ column: 'workedOn' }]);
    const { nodes, pageInfo } = page;
    const rows = await Promise.all(nodes.map((entry) => rowOf(reader, entry)));
    const cells = Object.values(shown);
    if (rows.length > 0) yield rows.map((row) => cells.map((cell) => text(cell(row))).join(',') + lineEnd).join('');
    if (!pageInfo.hasNextPage) return;
    after = pageInfo.endCursor;
  }
}

/** Batched: one statement for each kind of record of a page. */
async function rowOf(reader: Reader, entry: TimeEntry): Promise<Row> {
  const [project, user, scopeItem] = await Promise.all([
    reader.byId(Project, entry.projectId),
    reader.byId(User, entry.userId),
    reader.byId(ScopeItem, entry.scopeItemId),
  ]);
  return { entry, project, user, scopeItem };
}

function text(cell: Cell): string {
  if (typeof cell === 'string') return quoted(escapeFormula(cell));
  return typeof cell === 'object' ? cell.number : String(cell);
}
