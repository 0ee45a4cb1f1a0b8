import { Role } from '../../shared/access/viewer';
import type { PageOf, PageRequest } from '../../shared/database/page';
import type { Reader } from '../../shared/database/reader';
import { planOfColumns } from '../../shared/database/relation';
import { column, or, type Sql, sql } from '../../shared/database/sql';
import { monthsTouched, type PlainDate } from '../../shared/domain/dates';
import { InvalidInputError } from '../../shared/domain/errors';
import { User, UserStatus } from '../identity';
import { Milestone } from '../sow';
import { AssistedDelivery } from './assisted-delivery.entity';
import { MentorAssignment } from './mentor-assignment.entity';
import { expectedEnd, lastDayOf, loadOf, monthsOf, type OpenPeriod, periodsOf } from './mentor-load.formula';
import { MentorLoad, type MentorLoadArgs } from './mentor-load.types';

export const maxMonths = 24;

/** By name: the open deliveries of the mentors of a page in each month, in a fixed number of statements. */
export async function mentorLoad(
  reader: Reader,
  { from, to, mentorId }: MentorLoadArgs,
  request: PageRequest,
  today: PlainDate,
): Promise<PageOf<MentorLoad>> {
  if (to < from) throw new InvalidInputError('The last day must not be before the first.', ['to']);
  if (monthsTouched(from, to) > maxMonths) throw new InvalidInputError(`Ask for at most ${maxMonths} months.`, ['to']);
  const months = monthsOf(from, to);
  const range = { first: `${months[0]!}-01`, last: lastDayOf(months.at(-1)!) };
  const mentors = await reader.page(
    User,
    request,
    { partnerId: null, ...(mentorId ? { id: mentorId as User['id'][] } : { and: [mentorsIn(range)] }) },
    [{ column: 'name' }],
  );
  const periods = await openPeriods(reader, mentors.nodes, range, today);
  return mentors.replaced(
    mentors.nodes.map((mentor) =>
      Object.assign(new MentorLoad(), {
        mentor,
        months: [...loadOf(mentor.id, periods, months)].map(([month, deliveryIds]) => ({
          month,
          open: deliveryIds.length,
          deliveryIds,
        })),
      }),
    ),
  );
}

interface Range {
  first: PlainDate;
  last: PlainDate;
}

/** The deliveries `t` that are open on one of the days. */
const openIn = ({ first }: Range): Sql =>
  sql`${column<AssistedDelivery>('concludedOn')} IS NULL OR ${column<AssistedDelivery>('concludedOn')} >= ${first}`;

/** Active mentors, and everyone who was named as the mentor of a delivery that is open in the range. */
function mentorsIn(range: Range): Sql {
  const accompanied = sql`SELECT named.mentorId FROM mentor_assignment AS named
    JOIN assisted_delivery AS t ON ${column<AssistedDelivery>('id')} = named.assistedDeliveryId
    WHERE named.startsOn <= ${range.last} AND (${openIn(range)})`;
  return or([
    sql`${column<User>('status')} = ${UserStatus.ACTIVE} AND ${column<User>('roles')} LIKE ${`%"${Role.MENTOR}"%`}`,
    sql`${column<User>('id')} IN (${accompanied})`,
  ]);
}

/** The periods in which these people, and their predecessors and successors, have a delivery open. */
async function openPeriods(
  reader: Reader,
  mentors: readonly User[],
  range: Range,
  today: PlainDate,
): Promise<OpenPeriod[]> {
  const named = sql`SELECT named.assistedDeliveryId FROM mentor_assignment AS named
    WHERE named.mentorId IN (${mentors.map(({ id }) => id)}) AND named.startsOn <= ${range.last}`;
  const deliveries = await reader
    .planned(planOfColumns(AssistedDelivery, 'concludedOn', 'plan'))
    .list(AssistedDelivery, { and: [sql`${column<AssistedDelivery>('id')} IN (${named})`, openIn(range)] });
  const open = deliveries.filter(({ concludedOn }) => concludedOn === null);
  const [assignments, milestones] = await Promise.all([
    reader
      .planned(planOfColumns(MentorAssignment, 'assistedDeliveryId', 'mentorId', 'startsOn'))
      .list(MentorAssignment, { assistedDeliveryId: deliveries.map(({ id }) => id) }, [
        { column: 'at' },
        { column: 'id' },
      ]),
    reader.planned(planOfColumns(Milestone, 'dueOn')).list(Milestone, {
      id: open.flatMap(({ plan }) => plan.map(({ milestoneId }) => milestoneId as Milestone['id'])),
    }),
  ]);
  const dueOn = new Map<string, PlainDate>(milestones.map(({ id, dueOn: day }) => [id, day]));
  const mentorsOf = new Map<string, MentorAssignment[]>(deliveries.map(({ id }) => [id, []]));
  for (const each of assignments) mentorsOf.get(each.assistedDeliveryId)!.push(each);
  return deliveries.flatMap(({ id, concludedOn, plan }) => {
    const due = plan.flatMap(({ milestoneId }) => dueOn.get(milestoneId) ?? []);
    return periodsOf({ deliveryId: id, mentors: mentorsOf.get(id)!, until: expectedEnd(concludedOn, due, today) });
  });
}
