import type { Reader } from '../../../shared/database/reader';
import { ServiceOffering } from '../../catalog';
import { Partner } from '../../partners';
import type { Days } from '../../projects';
import { hoursOf, type Load, loadOf, monthsWithin, percentOf, sumOfLoads } from './capacity.formula';
import { peopleWith, type Person, type Worked } from './people-figures.reader';
import { rangeOf } from './people.reader';
import {
  CapacityRow,
  type ResourceArgs,
  ResourceFigureGap,
  ResourceGrouping,
  type ResourceRow,
  UtilisationRow,
} from './people.types';

/** The people of a row, each with the days that count, and the key of the time that counts. */
interface Group {
  about: Pick<ResourceRow, 'key' | 'user' | 'partner' | 'role' | 'offering' | 'month'>;
  members: { person: Person; days: readonly Days[]; part: string }[];
}

export async function utilisation(reader: Reader, args: ResourceArgs): Promise<UtilisationRow[]> {
  const groups = await groupsOf(reader, args);
  return groups.map((group) => {
    const { load, worked, common } = sumOf(group);
    const planned = percentOf(load.allocated, load.available);
    const utilised = percentOf(worked.billable * 100, load.available);
    return Object.assign(new UtilisationRow(), common, {
      plannedHours: hoursOf(load.allocated),
      billableHours: hoursOf(worked.billable * 100),
      plannedPercent: planned?.toFixed(2) ?? null,
      utilisationPercent: utilised?.toFixed(2) ?? null,
      unavailable: utilised === null ? ResourceFigureGap.NO_WORKING_TIME : null,
    });
  });
}

export async function capacity(reader: Reader, args: ResourceArgs): Promise<CapacityRow[]> {
  const groups = await groupsOf(reader, args);
  return groups.map((group) => {
    const { load, common } = sumOf(group);
    return Object.assign(new CapacityRow(), common, {
      allocatedHours: hoursOf(load.allocated),
      freeHours: hoursOf(load.free),
      overbookedHours: hoursOf(load.overbooked),
    });
  });
}

function sumOf({ about, members }: Group): { load: Load; worked: Worked; common: ResourceRow } {
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
  const common = {
    ...about,
    people: members.length,
    timeEntries: worked.entries,
    availableHours: hoursOf(load.available),
    approvedHours: hoursOf(worked.minutes * 100),
  };
  return { load, worked, common };
}

const nothing = { user: null, partner: null, role: null, offering: null, month: null };

async function groupsOf(reader: Reader, args: ResourceArgs): Promise<Group[]> {
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
