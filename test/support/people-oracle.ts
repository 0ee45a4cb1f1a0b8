import { ServiceOffering } from '../../src/modules/catalog';
import { Partner } from '../../src/modules/partners';
import { Role } from '../../src/shared/access/viewer';
import type { Reader } from '../../src/shared/database/reader';
import { matching } from '../../src/shared/database/where';
import { and, column, raw, type Sql, sql } from '../../src/shared/database/sql';
import { Certification, CertificationStatus } from '../../src/modules/assessments';
import { User, UserStatus } from '../../src/modules/identity';
import {
  Allocation,
  CalendarAssignment,
  type Days,
  Leave,
  type PersonHours,
  type Share,
  workingHours,
} from '../../src/modules/projects';
import { TimeEntry, TimeEntryStatus } from '../../src/modules/time';
import {
  coveredDays,
  type Load,
  loadOf,
  monthsWithin,
  sumOfLoads,
} from '../../src/modules/performance/people/capacity.formula';
import { namedBy, rangeOf, seenBy } from '../../src/modules/performance/people/people.reader';
import {
  type ResourceArgs,
  type ResourceFilter,
  ResourceGrouping,
  type ResourceRow,
} from '../../src/modules/performance/people/people.types';

/*
 * The figures of people, each computed alone and in memory from all rows: how Trellis computed them before the database
 * added them up. Tests compare both.
 */

/** Approved time of a person, in minutes. */
interface Worked {
  minutes: number;
  billable: number;
  entries: number;
}

/** The data from which one person's figures are computed. */
interface Person {
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
async function peopleWith(
  reader: Reader,
  by: ResourceGrouping,
  within: Days,
  filter: ResourceFilter,
): Promise<Person[]> {
  const byOffering = by === OFFERING || Boolean(filter.offeringId);
  const [users, calendars, allocations, worked, certifications] = await Promise.all([
    usersOf(reader, filter),
    workingTime(reader, within),
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
  return reader.list(User, { and: [...seenBy(reader.viewer, 'id'), ...namedBy(filter, 'id')] }, [
    { column: 'name' },
    { column: 'id' },
  ]);
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

async function workingTime(reader: Reader, within: Days): Promise<(userId: string) => PersonHours> {
  const [{ hoursBy }, assignments, leave] = await Promise.all([
    workingHours(reader),
    reader.unnarrowed.list(CalendarAssignment, {}, [{ column: 'validFrom' }]),
    reader.unnarrowed.list(Leave, { withdrawnAt: null }),
  ]);
  return (userId) => {
    const own = assignments
      .filter((each) => each.userId === userId && each.validFrom <= within.until)
      .map(({ validFrom, calendarId }) => ({ from: validFrom, value: calendarId }));
    const theirs = leave.filter(
      (each) => each.userId === userId && each.startsOn <= within.until && each.endsOn >= within.from,
    );
    return hoursBy(own, theirs, within);
  };
}

/** The people of a row, each with the days that count, and the key of the time that counts. */
interface Group {
  about: Pick<ResourceRow, 'key' | 'user' | 'partner' | 'role' | 'offering' | 'month'>;
  members: { person: Person; days: readonly Days[]; part: string }[];
}

/** What a row shows, in the units in which it is computed. */
export interface ExpectedRow {
  key: string;
  people: number;
  load: Load;
  worked: Worked;
}

export async function expectedRows(reader: Reader, args: Omit<ResourceArgs, 'first'>): Promise<ExpectedRow[]> {
  const groups = await groupsOf(reader, args);
  return groups.map((group) => ({ key: group.about.key, people: group.members.length, ...sumOf(group) }));
}

function sumOf({ members }: Group): { load: Load; worked: Worked } {
  const load = sumOfLoads(
    members.flatMap(({ person: { hours, shares }, days }) =>
      days.map((each) => loadOf(hours.minutesOf, shares, each, hours.time)),
    ),
  );
  const worked: Worked = { minutes: 0, billable: 0, entries: 0 };
  for (const { person, part } of members) {
    const theirs = person.worked.get(part);
    worked.minutes += theirs?.minutes ?? 0;
    worked.billable += theirs?.billable ?? 0;
    worked.entries += theirs?.entries ?? 0;
  }
  return { load, worked };
}

const nothing = { user: null, partner: null, role: null, offering: null, month: null };

async function groupsOf(reader: Reader, args: Omit<ResourceArgs, 'first'>): Promise<Group[]> {
  const within = rangeOf(args);
  const filter = args.filter ?? {};
  const people = await peopleWith(reader, args.by, within, filter);
  const whole = (person: Person) => ({ person, days: [within], part: '' });
  switch (args.by) {
    case ResourceGrouping.PERSON:
      return people.map((person) => ({
        about: { ...nothing, key: person.user.id, user: person.user },
        members: [whole(person)],
      }));
    case ResourceGrouping.PARTNER:
      return partnerGroups(reader, people, whole);
    case ResourceGrouping.ROLE: {
      const roles = [...new Set(people.flatMap((person) => [...person.roles]))].sort();
      const wanted = filter.role ? roles.filter((role) => filter.role!.includes(role)) : roles;
      const inNone = people.filter((person) => person.roles.size === 0);
      return [
        ...wanted.map((role) => ({
          about: { ...nothing, key: role, role },
          members: people.filter((person) => person.roles.has(role)).map(whole),
        })),
        ...(inNone.length > 0 ? [{ about: { ...nothing, key: 'NONE' }, members: inNone.map(whole) }] : []),
      ];
    }
    case ResourceGrouping.OFFERING:
      return offeringGroups(reader, people);
    case ResourceGrouping.MONTH:
      return monthsWithin(within).map(({ month, days }) => ({
        about: { ...nothing, key: month, month },
        members: people.map((person) => ({ person, days: [days], part: month })),
      }));
  }
}

async function partnerGroups(
  reader: Reader,
  people: readonly Person[],
  whole: (person: Person) => Group['members'][number],
): Promise<Group[]> {
  const firms = [...new Set(people.map(({ user }) => user.partnerId))];
  const groups = await Promise.all(
    firms.map(async (partnerId) => {
      const partner = await reader.byId(Partner, partnerId);
      const members = people.filter(({ user }) => user.partnerId === partnerId).map(whole);
      return { about: { ...nothing, key: partnerId ?? 'VENDOR', partner }, members };
    }),
  );
  return byName(groups, ({ about }) => about.partner?.nameKey ?? '');
}

async function offeringGroups(reader: Reader, people: readonly Person[]): Promise<Group[]> {
  const ids = [...new Set(people.flatMap(({ certified }) => [...certified.keys()]))];
  const groups = await Promise.all(
    ids.map(async (id) => ({
      about: { ...nothing, key: id, offering: await reader.byId(ServiceOffering, id) },
      members: people.flatMap((person) => {
        const days = person.certified.get(id);
        return days ? [{ person, days, part: id }] : [];
      }),
    })),
  );
  return byName(groups, ({ about }) => about.offering?.name ?? '');
}

function byName(groups: readonly Group[], nameOf: (group: Group) => string): Group[] {
  const keyed = groups.map((group) => ({ group, order: `${nameOf(group)} ${group.about.key}` }));
  return keyed.sort((one, other) => (one.order < other.order ? -1 : 1)).map(({ group }) => group);
}
