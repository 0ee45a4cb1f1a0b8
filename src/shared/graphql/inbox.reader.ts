import type { InboxSection } from '../access/inbox';
import { Connection, decodeCursor, type OrderKey, type PageRequest, pageSize } from '../database/page';
import type { Row } from '../database/shape';
import { and, columnNamed, join, raw, type Sql, sql } from '../database/sql';
import type { PlainDate } from '../domain/dates';
import { todayOf } from '../domain/today';
import type { Context } from './context';
import type { InboxCount, InboxFilter, InboxItem } from './inbox.types';

/** The oldest item first. A record can wait in two kinds, so the kind breaks the last tie. */
const keys: OrderKey[] = ['storedSince', 'id', 'kind'].map((column) => ({ column, direction: 'ASC' }));

interface WaitingRow {
  kind: string;
  id: string;
  /** As the driver returns it; SQLite returns text. */
  storedSince: Date | string;
  dueOn: PlainDate | null;
}

/** The rows of one section that wait for the viewer. */
interface Part {
  section: InboxSection;
  table: Sql;
  condition: Sql;
}

/** A page in one statement for all sections, each of which reads no more rows than the page has. */
export async function inboxPage(
  context: Context,
  request: PageRequest,
  filter: InboxFilter,
): Promise<Connection<InboxItem & WaitingRow>> {
  const limit = pageSize(request) + 1;
  const after = request.after ? decodeCursor(request.after, keys) : null;
  const parts = partsFor(context, filter);
  const selects = parts.map(({ section, table, condition }) => {
    const { kind, since, due } = section;
    const within = after ? sql`${condition} AND ${beyond(section, after)}` : condition;
    const dueOn = due ? columnNamed(due) : raw('NULL');
    return sql`SELECT ${kind} AS kind, t.id AS id, ${columnNamed(since)} AS storedSince, ${dueOn} AS dueOn
      FROM ${table} AS t WHERE ${within} ORDER BY ${columnNamed(since)}, t.id LIMIT ${limit}`;
  });
  const rows = await union<WaitingRow>(context, selects, sql`ORDER BY storedSince, id, kind LIMIT ${limit}`);
  const actions = new Map(parts.map(({ section }) => [section.kind, section.settledBy.mutation]));
  const items = rows.map((row) => ({ ...row, action: actions.get(row.kind)!, since: momentOf(row.storedSince) }));
  return new Connection(
    items,
    request,
    keys,
    (item, name) => item[name as 'storedSince'],
    async () => {
      const counts = await inboxCounts(context, filter);
      return counts.reduce((total, { count }) => total + count, 0);
    },
  );
}

/** How many records of each kind wait, without the kinds of which none do; one statement. */
export async function inboxCounts(context: Context, filter: InboxFilter): Promise<InboxCount[]> {
  const selects = partsFor(context, filter).map(
    ({ section, table, condition }) =>
      sql`SELECT ${section.kind} AS kind, COUNT(*) AS count FROM ${table} AS t WHERE ${condition}`,
  );
  const rows = await union<{ kind: string; count: number }>(context, selects, sql`WHERE count > 0 ORDER BY kind`);
  return rows.map(({ kind, count }) => ({ kind, count: Number(count) }));
}

function partsFor({ access, database, reader, viewer, clock }: Context, { kinds, dueUntil }: InboxFilter): Part[] {
  const today = todayOf({ clock, viewer });
  return access.inbox.flatMap((section) => {
    const asked = (!kinds || kinds.includes(section.kind)) && (!dueUntil || section.due);
    if (!asked || !access.rolesAllow(viewer, section.settledBy)) return [];
    const conditions = [reader.visible(section.record), section.waitingFor(viewer, today)];
    if (dueUntil) conditions.push(sql`${columnNamed(section.due!)} <= ${dueUntil}`);
    return [{ section, table: database.shapes.of(section.record).table, condition: and(conditions) }];
  });
}

/** The condition for a section's rows after a cursor. Its first part finds an index range. */
function beyond({ kind, since }: InboxSection, [lastSince, lastId, lastKind]: unknown[]): Sql {
  const moment = columnNamed(since);
  return sql`${moment} >= ${lastSince} AND (${moment} > ${lastSince} OR t.id > ${lastId}
    OR (t.id = ${lastId} AND ${kind} > ${lastKind}))`;
}

async function union<R extends object>({ reader }: Context, selects: readonly Sql[], rest: Sql): Promise<R[]> {
  if (selects.length === 0) return [];
  // SQLite takes an ordered, limited SELECT as a part of a union only in a subquery.
  const parts = selects.map((select) => sql`SELECT * FROM (${select}) AS part`);
  return reader.rows<R & Row>(sql`SELECT * FROM (${join(parts, ' UNION ALL ')}) AS waiting ${rest}`);
}

function momentOf(stored: Date | string): Date {
  return stored instanceof Date ? stored : new Date(`${stored.replace(' ', 'T')}Z`);
}
