import type { Reader } from '../../../shared/database/reader';
import { column, or, sql } from '../../../shared/database/sql';
import { User } from '../../identity';
import { Allocation, overAllocated, personTimes, ProjectStatus } from '../../projects';
import { namedBy, peopleFor, rangeOf } from './people.reader';
import { OverAllocation, type OverAllocationArgs, OverAllocationDays } from './people.types';

const over = [ProjectStatus.CLOSED, ProjectStatus.CANCELLED];

/**
 * By name. A fixed number of statements: the allocations of the candidates, the people, and their calendars and leave.
 */
export async function overAllocations(reader: Reader, args: OverAllocationArgs): Promise<OverAllocation[]> {
  const within = rangeOf(args);
  const onDays = sql`startsOn <= ${within.until} AND endsOn >= ${within.from}`;
  const projects = sql`SELECT running.id FROM project AS running WHERE running.status NOT IN (${over})`;
  const allocations = await reader.list(
    Allocation,
    {
      and: [
        ...namedBy(args, 'userId'),
        sql`${column<Allocation>('startsOn')} <= ${within.until} AND ${column<Allocation>('endsOn')} >= ${within.from}`,
        sql`${column<Allocation>('projectId')} IN (${projects})`,
        or([
          // Only a person with more than 100 % over the whole range can exceed it on a single day.
          sql`${column<Allocation>('userId')} IN (SELECT busy.userId FROM allocation AS busy WHERE ${onDays} GROUP BY busy.userId HAVING SUM(busy.percent) > 100)`,
          // Or a person who may work less than a full-time week.
          sql`${column<Allocation>('userId')} IN (SELECT less.userId FROM calendar_assignment AS less WHERE less.validFrom <= ${within.until} AND less.calendarId IS NOT NULL)`,
          sql`${column<Allocation>('userId')} IN (SELECT away.userId FROM person_leave AS away WHERE away.withdrawnAt IS NULL AND away.startsOn <= ${within.until} AND away.endsOn >= ${within.from})`,
        ]),
      ],
    },
    [{ column: 'startsOn' }, { column: 'id' }],
  );
  const ids = [...new Set(allocations.map(({ userId }) => userId))];
  const [people, times] = await Promise.all([
    reader.list(User, { ...peopleFor(reader), id: ids }, [{ column: 'name' }, { column: 'id' }]),
    personTimes(reader, within, ids),
  ]);
  const byPerson = new Map<string, Allocation[]>(ids.map((id) => [id, []]));
  for (const allocation of allocations) byPerson.get(allocation.userId)!.push(allocation);
  return people.flatMap((user) => {
    const theirs = byPerson.get(user.id)!;
    const shares = theirs.map(({ startsOn, endsOn, percent }) => ({ from: startsOn, until: endsOn, percent }));
    const days = overAllocated(shares, within, times(user.id)).map((run) =>
      Object.assign(new OverAllocationDays(), run, {
        allocations: theirs.filter(({ startsOn, endsOn }) => startsOn <= run.until && endsOn >= run.from),
      }),
    );
    return days.length > 0 ? [Object.assign(new OverAllocation(), { user, days })] : [];
  });
}
