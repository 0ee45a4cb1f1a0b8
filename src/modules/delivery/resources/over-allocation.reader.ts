import type { Reader } from '../../../shared/database/reader';
import { column, sql } from '../../../shared/database/sql';
import { User } from '../../identity';
import { Allocation } from '../projects/allocation.entity';
import { overAllocated } from '../projects/allocation.formula';
import { ProjectStatus } from '../projects/project.lifecycle';
import { namedBy, peopleFor, rangeOf } from './people.reader';
import { OverAllocation, type OverAllocationArgs, OverAllocationDays } from './resources.types';

const over = [ProjectStatus.CLOSED, ProjectStatus.CANCELLED];

/** By name. Two statements, however many there are: the allocations of those who might have too many, and who they are. */
export async function overAllocations(reader: Reader, args: OverAllocationArgs): Promise<OverAllocation[]> {
  const within = rangeOf(args);
  const onDays = sql`startsOn <= ${within.until} AND endsOn >= ${within.from}`;
  const projects = sql`SELECT running.id FROM project AS running WHERE running.status NOT IN (${over})`;
  const allocations = await reader.list(
    Allocation,
    {
      and: [
        ...namedBy(args, 'userId'),
        sql`${column('startsOn')} <= ${within.until} AND ${column('endsOn')} >= ${within.from}`,
        sql`${column('projectId')} IN (${projects})`,
        // Only who has more than 100 % in all of the days can have so on one of them.
        sql`${column('userId')} IN (SELECT busy.userId FROM allocation AS busy WHERE ${onDays} GROUP BY busy.userId HAVING SUM(busy.percent) > 100)`,
      ],
    },
    [{ column: 'startsOn' }, { column: 'id' }],
  );
  const ids = [...new Set(allocations.map(({ userId }) => userId))];
  const people = await reader.list(User, { ...peopleFor(reader), id: ids }, [{ column: 'name' }, { column: 'id' }]);
  return people.flatMap((user) => {
    const theirs = allocations.filter(({ userId }) => userId === user.id);
    const shares = theirs.map(({ startsOn, endsOn, percent }) => ({ from: startsOn, until: endsOn, percent }));
    const days = overAllocated(shares, within).map((run) =>
      Object.assign(new OverAllocationDays(), run, {
        allocations: theirs.filter(({ startsOn, endsOn }) => startsOn <= run.until && endsOn >= run.from),
      }),
    );
    return days.length > 0 ? [Object.assign(new OverAllocation(), { user, days })] : [];
  });
}
