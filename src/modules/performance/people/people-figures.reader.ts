import { Role } from '../../../shared/access/viewer';
import type { Reader } from '../../../shared/database/reader';
import { matching } from '../../../shared/database/where';
import { and, column, raw, type Sql, sql } from '../../../shared/database/sql';
import { Certification, CertificationStatus } from '../../assessments';
import { User, UserStatus } from '../../identity';
import { Allocation, type Days, type PersonHours, type Share, workingTime } from '../../projects';
import { TimeEntry, TimeEntryStatus } from '../../time';
import { coveredDays } from './capacity.formula';
import { namedBy, peopleFor } from './people.reader';
import { type ResourceFilter, ResourceGrouping } from './people.types';

/** Approved time of a person, in minutes. */
export interface Worked {
  minutes: number;
  billable: number;
  entries: number;
}

/** The data from which one person's figures are computed. */
export interface Person {
  user: User;
  hours: PersonHours;
  /** Their allocations, up to the end of each project. */
  shares: Share[];
  roles: Set<string>;
  /** By offering, the days on which they are certified for it. */
  certified: Map<string, Days[]>;
  /** By month or offering if the rows are, or else under the empty string. */
  worked: Map<string, Worked>;
}

const { MONTH, OFFERING } = ResourceGrouping;

/**
 * The people whom the viewer sees and the filter selects, by name: everyone who delivers (active consultants of the
 * vendor, active members of partners), and everyone who was allocated or worked on one of the days. The number of
 * statements is fixed.
 */
export async function peopleWith(
  reader: Reader,
  by: ResourceGrouping,
  within: Days,
  filter: ResourceFilter,
): Promise<Person[]> {
  const byOffering = by === OFFERING || Boolean(filter.offeringId);
  const [users, calendars, allocations, worked, certifications] = await Promise.all([
    usersOf(reader, filter),
    workingTime(reader, within, filter.userId),
    allocationsOf(reader, within, filter),
    workedBy(reader, by, within, filter),
    byOffering ? certificationsOf(reader, within, filter) : [],
  ]);
  const people = new Map<string, Person>();
  for (const user of users) {
    const hours = calendars(user.id);
    people.set(user.id, { user, hours, shares: [], roles: new Set(), certified: new Map(), worked: new Map() });
  }
  for (const { userId, role, from, until, percent } of allocations) {
    const person = people.get(userId);
    if (from > until || until < within.from) continue;
    person?.shares.push({ from, until, percent });
    person?.roles.add(role);
  }
  for (const { userId, part, ...sums } of worked) people.get(userId)?.worked.set(part, sums);
  const held = new Map<string, Certification[]>();
  for (const each of certifications) {
    const key = `${each.userId} ${each.offeringId}`;
    held.set(key, [...(held.get(key) ?? []), each]);
  }
  for (const each of held.values()) {
    const periods = each.map(({ issuedOn, expiresOn }) => ({ from: issuedOn, until: expiresOn }));
    const days = coveredDays(within, periods);
    if (days.length > 0) people.get(each[0]!.userId)?.certified.set(each[0]!.offeringId, days);
  }
  return [...people.values()].filter((person) => belongs(person, filter));
}

function belongs({ user, shares, worked, roles, certified }: Person, filter: ResourceFilter): boolean {
  const delivers = user.roles.some((role) => role === Role.CONSULTANT || role === Role.PARTNER_MEMBER);
  if (!(delivers && user.status === UserStatus.ACTIVE) && shares.length === 0 && worked.size === 0) return false;
  if (filter.role && !filter.role.some((role) => roles.has(role))) return false;
  return !filter.offeringId || certified.size > 0;
}

function usersOf(reader: Reader, filter: ResourceFilter): Promise<User[]> {
  const { and: seen = [] } = peopleFor(reader);
  return reader.list(User, { and: [...seen, ...namedBy(filter, 'id')] }, [{ column: 'name' }, { column: 'id' }]);
}

interface Allocated extends Share {
  userId: string;
  role: string;
}

function allocationsOf(reader: Reader, within: Days, filter: ResourceFilter): Promise<Allocated[]> {
  const endsOn = column<Allocation>('endsOn');
  const until = sql`CASE WHEN ended.endedOn < ${endsOn} THEN ended.endedOn ELSE ${endsOn} END`;
  const conditions = [
    ...namedBy(filter, 'userId'),
    sql`${column<Allocation>('startsOn')} <= ${within.until}`,
    sql`${endsOn} >= ${within.from}`,
    reader.visible(Allocation),
  ];
  return reader.rows<Allocated & Record<string, unknown>>(
    sql`SELECT ${column<Allocation>('userId')}, ${column<Allocation>('role')}, ${column<Allocation>('startsOn')} AS ${raw('`from`')}, ${until} AS ${raw('`until`')}, ${column<Allocation>('percent')}
      FROM allocation AS t JOIN project AS ended ON ended.id = ${column<Allocation>('projectId')} WHERE ${and(conditions)}`,
  );
}

interface WorkedPart extends Worked {
  userId: string;
  part: string;
}

async function workedBy(
  reader: Reader,
  by: ResourceGrouping,
  within: Days,
  filter: ResourceFilter,
): Promise<WorkedPart[]> {
  const conditions = [
    ...namedBy(filter, 'userId'),
    sql`${column<TimeEntry>('status')} = ${TimeEntryStatus.APPROVED}`,
    sql`${column<TimeEntry>('workedOn')} >= ${within.from} AND ${column<TimeEntry>('workedOn')} <= ${within.until}`,
    reader.visible(TimeEntry),
    ...(by === OFFERING ? [certifiedWhenWorked] : []),
  ];
  const part = { [MONTH]: sql`SUBSTR(${column<TimeEntry>('workedOn')}, 1, 7)`, [OFFERING]: sql`held.offeringId` }[
    by as string
  ];
  const rows = await reader.rows<Record<keyof WorkedPart, string | number>>(
    sql`SELECT ${column<TimeEntry>('userId')}, ${part ?? sql`''`} AS part, SUM(${column<TimeEntry>('minutes')}) AS minutes,
        SUM(CASE WHEN ${column<TimeEntry>('billable')} = ${1} THEN ${column<TimeEntry>('minutes')} ELSE 0 END) AS billable, COUNT(*) AS entries
      FROM time_entry AS t ${by === OFFERING ? offeringsHeld : sql``} WHERE ${and(conditions)}
      GROUP BY ${column<TimeEntry>('userId')}${part ? sql`, ${part}` : sql``}`,
  );
  return rows.map(({ userId, part: ofRow, minutes, billable, entries }) => ({
    userId: String(userId),
    part: String(ofRow),
    minutes: Number(minutes),
    billable: Number(billable),
    entries: Number(entries),
  }));
}

// Each offering once, even if a person was certified for it several times.
const offeringsHeld: Sql = sql`JOIN (SELECT DISTINCT userId, offeringId FROM certification WHERE status <> ${CertificationStatus.REVOKED}) AS held ON held.userId = t.userId`;
const certifiedWhenWorked: Sql = sql`EXISTS (SELECT 1 FROM certification AS proof
  WHERE proof.userId = t.userId AND proof.offeringId = held.offeringId AND proof.status <> ${CertificationStatus.REVOKED}
    AND proof.issuedOn <= t.workedOn AND (proof.expiresOn IS NULL OR proof.expiresOn >= t.workedOn))`;

/** Certifications valid on one of the days and not revoked. One that has expired since counts until its expiry. */
function certificationsOf(reader: Reader, within: Days, filter: ResourceFilter): Promise<Certification[]> {
  return reader.list(Certification, {
    ...matching(Certification, filter, 'offeringId'),
    and: [
      ...namedBy(filter, 'userId'),
      sql`${column<Certification>('status')} <> ${CertificationStatus.REVOKED}`,
      sql`${column<Certification>('issuedOn')} <= ${within.until}`,
      sql`${column<Certification>('expiresOn')} IS NULL OR ${column<Certification>('expiresOn')} >= ${within.from}`,
    ],
  });
}
