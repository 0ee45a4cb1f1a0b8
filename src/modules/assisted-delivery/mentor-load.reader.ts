import { Role } from '../../shared/access/viewer';
import type { Reader } from '../../shared/database/reader';
import { column, sql } from '../../shared/database/sql';
import { monthsTouched, type PlainDate } from '../../shared/domain/dates';
import { InvalidInputError } from '../../shared/domain/errors';
import { Milestone } from '../sow';
import { User, UserStatus } from '../identity';
import { AssistedDelivery } from './assisted-delivery.entity';
import { MentorAssignment } from './mentor-assignment.entity';
import { expectedEnd, lastDayOf, loadOf, monthsOf, periodsOf } from './mentor-load.formula';
import type { MentorLoad } from './mentor-load.types';

export const maxMonths = 24;

/** The open deliveries of each mentor in each month, in a fixed number of statements. */
export async function mentorLoad(
  reader: Reader,
  { from, to, mentorId }: { from: PlainDate; to: PlainDate; mentorId: readonly string[] | null },
  today: PlainDate,
): Promise<MentorLoad[]> {
  if (to < from) throw new InvalidInputError('The last day must not be before the first.', ['to']);
  if (monthsTouched(from, to) > maxMonths) throw new InvalidInputError(`Ask for at most ${maxMonths} months.`, ['to']);
  const months = monthsOf(from, to);
  const [first, last] = [`${months[0]!}-01`, lastDayOf(months.at(-1)!)];
  const deliveries = await reader.list(AssistedDelivery, {
    and: [
      sql`${column<AssistedDelivery>('id')} IN (SELECT named.assistedDeliveryId FROM mentor_assignment AS named WHERE named.startsOn <= ${last})`,
      sql`${column<AssistedDelivery>('concludedOn')} IS NULL OR ${column<AssistedDelivery>('concludedOn')} >= ${first}`,
    ],
  });
  const open = deliveries.filter(({ concludedOn }) => concludedOn === null);
  const [assignments, milestones, staff] = await Promise.all([
    reader.list(MentorAssignment, { assistedDeliveryId: deliveries.map(({ id }) => id) }, [
      { column: 'at' },
      { column: 'id' },
    ]),
    reader.list(Milestone, {
      id: open.flatMap(({ plan }) => plan.map(({ milestoneId }) => milestoneId as Milestone['id'])),
    }),
    reader.list(User, { partnerId: null }, [{ column: 'name' }, { column: 'id' }]),
  ]);
  const dueOn = new Map<string, PlainDate>(milestones.map(({ id, dueOn: day }) => [id, day]));
  const mentorsOf = new Map<string, MentorAssignment[]>(deliveries.map(({ id }) => [id, []]));
  for (const each of assignments) mentorsOf.get(each.assistedDeliveryId)!.push(each);
  const periods = deliveries.flatMap(({ id, concludedOn, plan }) =>
    periodsOf({
      deliveryId: id,
      mentors: mentorsOf.get(id)!,
      until: expectedEnd(
        concludedOn,
        plan.flatMap(({ milestoneId }) => dueOn.get(milestoneId) ?? []),
        today,
      ),
    }),
  );
  const loaded = new Set(periods.map((period) => period.mentorId));
  const isMentor = ({ status, roles }: User) => status === UserStatus.ACTIVE && roles.includes(Role.MENTOR);
  return staff
    .filter((user) => (mentorId ? mentorId.includes(user.id) : isMentor(user) || loaded.has(user.id)))
    .map((user) => ({
      mentor: user,
      months: [...loadOf(user.id, periods, months)].map(([month, deliveryIds]) => ({
        month,
        open: deliveryIds.length,
        deliveryIds,
      })),
    }));
}
