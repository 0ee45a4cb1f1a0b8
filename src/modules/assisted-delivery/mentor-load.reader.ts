import { Role } from '../../shared/access/viewer';
import type { PageOf, PageRequest } from '../../shared/database/page';
import type { Reader } from '../../shared/database/reader';
import { planOfColumns } from '../../shared/database/relation';
import { column, foundFor, or, raw, type Sql, sql } from '../../shared/database/sql';
import { monthsTouched, type PlainDate } from '../../shared/domain/dates';
import { InvalidInputError } from '../../shared/domain/errors';
import { turns } from '../../shared/domain/turns';
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
  const takesTurns = turns();
  const periods = await openPeriods(reader, mentors.nodes, range, today, takesTurns);
  const loads: MentorLoad[] = [];
  for (const mentor of mentors.nodes) {
    await takesTurns();
    const open = [...loadOf(mentor.id, periods, months)];
    const byMonth = open.map(([month, deliveryIds]) => ({ month, open: deliveryIds.length, deliveryIds }));
    loads.push(Object.assign(new MentorLoad(), { mentor, months: byMonth }));
  }
  return mentors.replaced(loads);
}

interface Range {
  first: PlainDate;
  last: PlainDate;
}

/** Whether a delivery is open on one of the days, by the day on which it was concluded. */
const openIn = ({ first }: Range, concludedOn: Sql): Sql => sql`(${concludedOn} IS NULL OR ${concludedOn} >= ${first})`;

/** Active mentors, and everyone who was named as the mentor of a delivery that is open in the range. */
function mentorsIn(range: Range): Sql {
  const accompanied = sql`SELECT 1 FROM mentor_assignment AS named
    JOIN assisted_delivery AS held ON held.id = named.assistedDeliveryId
    WHERE named.mentorId = ${column<User>('id')} AND named.startsOn <= ${range.last} AND ${openIn(range, raw('held.concludedOn'))}`;
  return or([
    sql`${column<User>('status')} = ${UserStatus.ACTIVE} AND ${column<User>('roles')} LIKE ${`%"${Role.MENTOR}"%`}`,
    foundFor(accompanied),
  ]);
}

/** The periods in which these people, and their predecessors and successors, have a delivery open. */
async function openPeriods(
  reader: Reader,
  mentors: readonly User[],
  range: Range,
  today: PlainDate,
  takesTurns: ReturnType<typeof turns>,
): Promise<OpenPeriod[]> {
  const named = sql`SELECT named.assistedDeliveryId FROM mentor_assignment AS named
    WHERE named.mentorId IN (${mentors.map(({ id }) => id)}) AND named.startsOn <= ${range.last}`;
  const deliveries = await reader
    .planned(planOfColumns(AssistedDelivery, 'concludedOn', 'plan'))
    .list(AssistedDelivery, {
      and: [
        sql`${column<AssistedDelivery>('id')} IN (${named})`,
        openIn(range, column<AssistedDelivery>('concludedOn')),
      ],
    });
  const open = deliveries.filter(({ concludedOn }) => concludedOn === null);
  await takesTurns();
  const assignments = await reader
    .planned(planOfColumns(MentorAssignment, 'assistedDeliveryId', 'mentorId', 'startsOn'))
    .list(MentorAssignment, { assistedDeliveryId: deliveries.map(({ id }) => id) }, [
      { column: 'at' },
      { column: 'id' },
    ]);
  await takesTurns();
  const milestones = await reader.planned(planOfColumns(Milestone, 'dueOn')).list(Milestone, {
    id: open.flatMap(({ plan }) => plan.map(({ milestoneId }) => milestoneId as Milestone['id'])),
  });
  const dueOn = new Map<string, PlainDate>(milestones.map(({ id, dueOn: day }) => [id, day]));
  const mentorsOf = new Map<string, MentorAssignment[]>(deliveries.map(({ id }) => [id, []]));
  for (const each of assignments) mentorsOf.get(each.assistedDeliveryId)!.push(each);
  return deliveries.flatMap(({ id, concludedOn, plan }) => {
    const due = plan.flatMap(({ milestoneId }) => dueOn.get(milestoneId) ?? []);
    return periodsOf({ deliveryId: id, mentors: mentorsOf.get(id)!, until: expectedEnd(concludedOn, due, today) });
  });
}
