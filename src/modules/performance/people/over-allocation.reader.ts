import { maxPageSize, type PageRequest, pageSize } from '../../../shared/database/page';
import { beyondCursor, ordered, withTieBreak } from '../../../shared/database/order';
import type { Reader } from '../../../shared/database/reader';
import { and, column, foundFor, or, raw, type Sql, sql } from '../../../shared/database/sql';
import { turns } from '../../../shared/domain/turns';
import { User } from '../../identity';
import { Allocation, type Days, overAllocated, personTimes, ProjectStatus, shorterCalendars } from '../../projects';
import { namedBy, rangeOf, seenBy } from './people.reader';
import {
  OverAllocation,
  type OverAllocationArgs,
  type OverAllocationConnection,
  OverAllocationDays,
} from './people.types';

const byName = [{ column: 'name' }] as const;
const over = [ProjectStatus.CLOSED, ProjectStatus.CANCELLED];

/**
 * By name. A page examines at most 100 people who might be allocated for too much, in a fixed number of statements: the
 * candidates, their allocations, and their calendars and leave.
 */
export async function overAllocations(
  reader: Reader,
  args: OverAllocationArgs,
  request: PageRequest,
): Promise<OverAllocationConnection> {
  const within = rangeOf(args);
  const size = pageSize(request);
  const found = await candidatesBeyond(reader, await mayBeOver(reader, args, within), request);
  const ids = found.slice(0, maxPageSize);
  const page = await reader.page(User, { first: maxPageSize, after: request.after }, { id: ids }, byName);
  const candidates = page.edges;
  const [allocations, times] = await Promise.all([
    reader.list(Allocation, { and: [runningOn(within), sql`${column<Allocation>('userId')} IN (${ids})`] }, [
      { column: 'startsOn' },
      { column: 'id' },
    ]),
    personTimes(reader, within, ids),
  ]);
  const byPerson = new Map<string, Allocation[]>(ids.map((id) => [id, []]));
  for (const allocation of allocations) byPerson.get(allocation.userId)!.push(allocation);
  const edges: { cursor: string; node: OverAllocation }[] = [];
  const takesTurns = turns();
  let examined = 0;
  for (; examined < candidates.length && edges.length < size; examined += 1) {
    await takesTurns();
    const { cursor, node: user } = candidates[examined]!;
    const theirs = byPerson.get(user.id)!;
    const shares = theirs.map(({ startsOn, endsOn, percent }) => ({ from: startsOn, until: endsOn, percent }));
    const days = overAllocated(shares, within, times(user.id)).map((run) =>
      Object.assign(new OverAllocationDays(), run, {
        allocations: theirs.filter(({ startsOn, endsOn }) => startsOn <= run.until && endsOn >= run.from),
      }),
    );
    if (days.length > 0) edges.push({ cursor, node: Object.assign(new OverAllocation(), { user, days }) });
  }
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: examined < candidates.length || found.length > ids.length,
      hasPreviousPage: page.pageInfo.hasPreviousPage,
      startCursor: page.pageInfo.startCursor,
      endCursor: candidates[examined - 1]?.cursor ?? null,
    },
  };
}

/** The ids of the candidates of a page, by name, and of one more. */
async function candidatesBeyond(reader: Reader, mayBe: Sql, request: PageRequest): Promise<User['id'][]> {
  const keys = withTieBreak(byName);
  const after = beyondCursor(request, keys);
  const where = and([reader.visible(User), mayBe, ...(after ? [after] : [])]);
  const rows = await reader.rows<{ id: User['id'] }>(
    sql`SELECT ${column<User>('id')} AS id FROM user AS t WHERE ${where} ${ordered(keys)} LIMIT ${maxPageSize + 1}`,
  );
  return rows.map(({ id }) => id);
}

/** The condition on allocations of the days, on projects that are not over. */
function runningOn(within: Days): Sql {
  return and([
    sql`${column<Allocation>('startsOn')} <= ${within.until} AND ${column<Allocation>('endsOn')} >= ${within.from}`,
    foundFor(sql`SELECT 1 FROM project AS running
      WHERE running.id = ${column<Allocation>('projectId')} AND running.status NOT IN (${over})`),
  ]);
}

/**
 * The condition on people who might be over-allocated: their allocations come to more than 100 % in total, or they may
 * work less than a full-time day. Then, on the first day of one of the allocations, all of them together exceed 100 %,
 * or they do work less while they are allocated.
 */
async function mayBeOver(reader: Reader, args: OverAllocationArgs, { from, until }: Days): Promise<Sql> {
  const id = column<User>('id');
  const shorter = await shorterCalendars(reader, { from, until });
  const busy = sql`SELECT busy.userId FROM allocation AS busy WHERE busy.startsOn <= ${until} AND busy.endsOn >= ${from} GROUP BY busy.userId HAVING SUM(busy.percent) > 100`;
  const less = sql`SELECT less.userId FROM calendar_assignment AS less WHERE less.validFrom <= ${until} AND less.calendarId IN (${shorter})`;
  const absent = sql`SELECT absent.userId FROM person_leave AS absent WHERE absent.withdrawnAt IS NULL AND absent.startsOn <= ${until} AND absent.endsOn >= ${from}`;
  const together = sql`SELECT SUM(other.percent) FROM allocation AS other JOIN project AS open ON open.id = other.projectId
    WHERE other.userId = begun.userId AND open.status NOT IN (${over}) AND (other.startsOn <= begun.startsOn OR other.startsOn <= ${from})
      AND other.endsOn >= begun.startsOn AND other.endsOn >= ${from}`;
  const placed = (more: Sql) =>
    foundFor(sql`SELECT 1 FROM allocation AS begun JOIN project AS running ON running.id = begun.projectId
    WHERE begun.userId = ${id} AND begun.startsOn <= ${until} AND begun.endsOn >= ${from} AND running.status NOT IN (${over}) AND ${more}`);
  const away =
    foundFor(sql`SELECT 1 FROM person_leave AS away WHERE away.userId = begun.userId AND away.withdrawnAt IS NULL
    AND away.startsOn <= ${until} AND away.endsOn >= ${from} AND away.startsOn <= begun.endsOn AND away.endsOn >= begun.startsOn`);
  return and([
    ...seenBy(reader.viewer, 'id'),
    ...namedBy(args, 'id'),
    sql`${id} IN (SELECT perhaps.userId FROM (${busy} UNION ${less} UNION ${absent}) AS perhaps)`,
    or([placed(sql`(${together}) > 100`), sql`${id} IN (${less}) AND ${placed(raw('1 = 1'))}`, placed(away)]),
  ]);
}
