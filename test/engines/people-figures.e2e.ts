import { rollups } from '../../src/schema';
import fc from 'fast-check';
import { hoursOf } from '../../src/modules/performance/people/capacity.formula';
import { ResourceGrouping } from '../../src/modules/performance/people/people.types';
import { capacity, utilisation } from '../../src/modules/performance/people/resource-rows.reader';
import { CertificationStatus } from '../../src/modules/assessments';
import { ResourceParty } from '../../src/modules/sow';
import { type Viewer, system } from '../../src/shared/access/viewer';
import type { Reader } from '../../src/shared/database/reader';
import { join, raw, sql } from '../../src/shared/database/sql';
import { addDays } from '../../src/shared/domain/dates';
import { newId } from '../../src/shared/domain/ids';
import { Role, type TestApp } from '../support/app';
import { startWithDemo } from '../support/demo';
import { expectedRows } from '../support/people-oracle';

/*
 * The figures of people as the database adds them up, compared with the same figures computed person by person: people
 * with overlapping allocations, several calendars, whole and half leave, and certifications that follow one another or end.
 */

const first = '2026-02-16';
const seed = 20_260_301;

interface Certified {
  offering: number;
  days: readonly string[];
  open: boolean;
  revoked: number;
}

/** Without those that would overlap with an earlier one for the same offering: only revoked ones can. */
function followingOneAnother<C extends Certified>(all: readonly C[]): C[] {
  const last = ({ open, days }: Certified) => (open ? '9999-12-31' : days[1]!);
  return all.filter((each, index) => {
    const earlier = all.slice(0, index).filter(({ offering, revoked }) => offering === each.offering && revoked > 0);
    return each.revoked === 0 || earlier.every((other) => last(other) < each.days[0]! || last(each) < other.days[0]!);
  });
}

describe('figures about people', () => {
  let app: TestApp;
  let ids: Record<string, string[]>;

  const rows = (text: string) => app.installation.database.query({ text, params: [] });
  const idsOf = async (text: string) => (await rows(text)).map(({ id }) => String(id));

  /** Inserts a copy of a row with other values. */
  async function copy(table: string, prefix: string, from: string, values: Record<string, unknown>): Promise<string> {
    const { database } = app.installation;
    const metadata = database.dataSource.entityMetadatas.find(({ tableName }) => tableName === table)!;
    const id = newId(prefix);
    const all = { ...values, id } as Record<string, unknown>;
    const columns = metadata.columns.map(({ databaseName }) => databaseName);
    const cells = columns.map((name) => (name in all ? sql`${all[name]}` : raw(`\`${name}\``)));
    const names = raw(columns.map((name) => `\`${name}\``).join(', '));
    const text = sql`INSERT INTO ${raw(`\`${table}\``)} (${names}) SELECT ${join(cells, ', ')} FROM ${raw(`\`${table}\``)} AS source WHERE source.id = ${from}`;
    await database.query(text);
    return id;
  }

  beforeAll(async () => {
    app = await startWithDemo();
    ids = {
      vendor: await idsOf('SELECT id FROM user WHERE roles LIKE \'%"CONSULTANT"%\' LIMIT 1'),
      member: await idsOf('SELECT id FROM user WHERE partnerId IS NOT NULL LIMIT 1'),
      partners: await idsOf('SELECT id FROM partner LIMIT 6'),
      ended: await idsOf('SELECT id FROM project WHERE endedOn IS NOT NULL LIMIT 2'),
      running: await idsOf("SELECT id FROM project WHERE endedOn IS NULL AND status = 'ACTIVE' LIMIT 2"),
      offerings: await idsOf('SELECT id FROM service_offering ORDER BY name LIMIT 3'),
      allocation: await idsOf('SELECT id FROM allocation LIMIT 1'),
      certification: await idsOf('SELECT id FROM certification LIMIT 1'),
      entry: await idsOf("SELECT id FROM time_entry WHERE status = 'APPROVED' AND reversesId IS NULL LIMIT 1"),
      users: [],
      calendars: [],
    };
    await calendars();
    for (const person of fc.sample(people, { numRuns: 60, seed })) await insert(person);
    const rollup = rollups.find(({ name }) => name === 'person_month')!;
    for await (const line of rollup.check(app.installation.database, { repair: true })) expect(line).not.toBe('');
  }, 300_000);
  afterAll(() => app.stop());

  async function calendars(): Promise<void> {
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const set = async (name: string, minutes: number[], more: object = {}) => {
      const names = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];
      const weekdays = minutes.map((each, index) => ({ weekday: names[index], minutes: each }));
      const holidays = [
        { on: '2026-03-06', name: 'Free' },
        { on: '2026-03-17', name: 'Half free', half: true },
      ];
      const input = { name, weekdays, holidays, ...more };
      const { id } = await manager.done('workingCalendarSet', { input }, 'workingCalendar { id }');
      return id as string;
    };
    ids.calendars = [
      await set('Half days', [245, 245, 245, 245, 245], { holidays: [{ on: '2026-04-01', name: 'Free' }] }),
      await set('Long days', [600, 600, 600, 600]),
      await set('More hours', [540, 540, 540, 540, 540, 300]),
    ];
    await set('The new default', [480, 480, 480, 480, 455], { isDefault: true, defaultFrom: '2026-03-09' });
  }

  const day = fc.integer({ min: -60, max: 120 }).map((offset) => addDays(first, offset));
  const period = fc.tuple(day, fc.integer({ min: 0, max: 70 })).map(([from, length]) => [from, addDays(from, length)]);
  const few = <T>(each: fc.Arbitrary<T>, maxLength: number) => fc.array(each, { maxLength });
  const people = fc.record({
    firm: fc.option(fc.nat({ max: 5 })),
    roles: fc.constantFrom('PARTNER_MEMBER', 'CONSULTANT', 'PARTNER_ADMIN', 'MENTOR'),
    status: fc.constantFrom('ACTIVE', 'ACTIVE', 'DEACTIVATED'),
    name: fc.constantFrom('Ada', 'Bo', 'Cy', 'Di', 'Ed', 'Flo'),
    allocations: few(
      fc.record({
        days: period,
        percent: fc.integer({ min: 1, max: 100 }),
        role: fc.constantFrom('Consultant', 'Architect', 'Trainer'),
        project: fc.nat({ max: 3 }),
      }),
      4,
    ),
    leave: few(fc.record({ days: period, half: fc.boolean(), withdrawn: fc.constantFrom(false, false, true) }), 2),
    calendars: fc.uniqueArray(fc.record({ from: day, calendar: fc.nat({ max: 3 }) }), {
      selector: ({ from }) => from,
      maxLength: 2,
    }),
    certifications: few(
      fc.record({ offering: fc.nat({ max: 2 }), days: period, open: fc.boolean(), revoked: fc.nat({ max: 4 }) }),
      6,
    ).map(followingOneAnother),
    time: few(
      fc.record({
        on: day,
        minutes: fc.integer({ min: 1, max: 600 }),
        billable: fc.boolean(),
        status: fc.constantFrom('APPROVED', 'APPROVED', 'SUBMITTED'),
      }),
      8,
    ),
  });
  type Given = typeof people extends fc.Arbitrary<infer T> ? T : never;

  async function insert(person: Given): Promise<void> {
    const partnerId = person.firm === null ? null : ids.partners![person.firm]!;
    const userId = await copy('user', 'user', ids[partnerId ? 'member' : 'vendor']![0]!, {
      partnerId,
      email: `${newId('user')}@example.com`,
      login: null,
      name: person.name,
      status: person.status,
      roles: JSON.stringify([person.roles]),
    });
    ids.users!.push(userId);
    if (person.firm === 0) (ids.members ??= []).push(userId);
    const projects = [...ids.ended!, ...ids.running!];
    for (const { days, percent, role, project } of person.allocations)
      await copy('allocation', 'allocation', ids.allocation![0]!, {
        userId,
        partnerId,
        projectId: projects[project % projects.length],
        role,
        startsOn: days[0],
        endsOn: days[1],
        percent,
      });
    const { database } = app.installation;
    const now = { version: 1, createdAt: new Date(), updatedAt: new Date(), historyHash: 'x' };
    const add = (table: string, values: Record<string, unknown>) =>
      database.query(
        sql`INSERT INTO ${raw(table)} (${raw(Object.keys({ ...now, ...values }).join(', '))}) VALUES (${Object.values({ ...now, ...values }).map((each) => (each instanceof Date ? each.toISOString().replace('T', ' ').slice(0, 23) : each))})`,
      );
    for (const { days, half, withdrawn } of person.leave)
      await add('person_leave', {
        id: newId('leave'),
        userId,
        startsOn: days[0],
        endsOn: days[1],
        half: half ? 1 : 0,
        withdrawnAt: withdrawn ? new Date() : null,
      });
    for (const { from, calendar } of person.calendars)
      await add('calendar_assignment', {
        id: newId('calendar_assignment'),
        userId,
        validFrom: from,
        calendarId: ids.calendars![calendar] ?? null,
      });
    for (const { offering, days, open, revoked } of person.certifications)
      await copy('certification', 'certification', ids.certification![0]!, {
        userId,
        partnerId,
        offeringId: ids.offerings![offering],
        issuedOn: days[0],
        expiresOn: open ? null : days[1],
        status: revoked === 0 ? CertificationStatus.REVOKED : CertificationStatus.ACTIVE,
        activeKey: null,
      });
    for (const { on, minutes, billable, status } of person.time)
      await copy('time_entry', 'time_entry', ids.entry![0]!, {
        userId,
        partnerId,
        workedOn: on,
        minutes,
        billable: billable ? 1 : 0,
        status,
        importKey: null,
        correctsId: null,
      });
  }

  const viewerOf = (roles: Role[], partnerId: string, userId: string): Viewer =>
    ({ kind: 'PARTNER', userId, roles, partnerId, sessionId: null }) as Viewer;

  const filters = () =>
    fc.constantFrom<object>(
      {},
      {},
      { party: ResourceParty.VENDOR },
      { party: ResourceParty.PARTNER },
      { partnerId: ids.partners!.slice(0, 3) },
      { userId: ids.users!.slice(0, 30) },
      { role: ['Architect', 'Trainer'] },
      { role: [] },
      { offeringId: ids.offerings!.slice(0, 2) },
      { offeringId: ids.offerings!.slice(1, 2), role: ['Consultant'], party: ResourceParty.PARTNER },
    );

  async function paged<Row>(list: (page: { first: number; after: string | null }) => Promise<unknown>, first: number) {
    const found: Row[] = [];
    for (let after: string | null = null; ;) {
      const page = (await list({ first, after })) as {
        nodes: Row[];
        edges: { cursor: string; node: Row }[];
        pageInfo: { hasNextPage: boolean; endCursor: string | null };
        totalCount(): Promise<number>;
      };
      expect(page.edges.map(({ node }) => node)).toEqual(page.nodes);
      found.push(...page.nodes);
      if (!page.pageInfo.hasNextPage) {
        expect(await page.totalCount()).toBe(found.length);
        return found;
      }
      expect(page.nodes).toHaveLength(first);
      after = page.pageInfo.endCursor;
    }
  }

  async function compare(reader: Reader, args: Parameters<typeof expectedRows>[1], first: number): Promise<number> {
    const expected = (await expectedRows(reader, args)).sort((one, other) => (one.key < other.key ? -1 : 1));
    const byKey = <T extends { key: string }>(all: T[]) =>
      [...all].sort((one, other) => (one.key < other.key ? -1 : 1));
    const whole = { ...args, first };
    const used = byKey(
      await paged<Awaited<ReturnType<typeof utilisation>>['nodes'][number]>(
        (page) => utilisation(reader, whole, page),
        first,
      ),
    );
    const free = byKey(
      await paged<Awaited<ReturnType<typeof capacity>>['nodes'][number]>(
        (page) => capacity(reader, whole, page),
        first,
      ),
    );
    const common = ({ key, people, load, worked }: (typeof expected)[number]) => ({
      key,
      people,
      timeEntries: worked.entries,
      availableHours: hoursOf(load.available),
      approvedHours: hoursOf(worked.minutes * 100),
    });
    expect(
      used.map(({ key, people, timeEntries, availableHours, approvedHours, plannedHours, billableHours }) => ({
        ...{ key, people, timeEntries, availableHours, approvedHours, plannedHours, billableHours },
      })),
    ).toEqual(
      expected.map((row) => ({
        ...common(row),
        plannedHours: hoursOf(row.load.allocated),
        billableHours: hoursOf(row.worked.billable * 100),
      })),
    );
    expect(
      free.map(
        ({ key, people, timeEntries, availableHours, approvedHours, allocatedHours, freeHours, overbookedHours }) => ({
          ...{ key, people, timeEntries, availableHours, approvedHours, allocatedHours, freeHours, overbookedHours },
        }),
      ),
    ).toEqual(
      expected.map((row) => ({
        ...common(row),
        allocatedHours: hoursOf(row.load.allocated),
        freeHours: hoursOf(row.load.free),
        overbookedHours: hoursOf(row.load.overbooked),
      })),
    );
    return expected.reduce((total, { load }) => total + load.overbooked, 0);
  }

  it.each(Object.values(ResourceGrouping))(
    'by %s are those of the single people',
    async (by) => {
      const { database } = app.installation;
      let overbooked = 0;
      await fc.assert(
        fc.asyncProperty(
          filters(),
          day,
          fc.integer({ min: 0, max: 130 }),
          fc.integer({ min: 1, max: 100 }),
          fc.nat({ max: 4 }),
          async (filter, from, length, size, who) => {
            const partnerId = ids.partners![0]!;
            const viewer =
              [
                viewerOf([Role.PARTNER_ADMIN], partnerId, ids.member![0]!),
                viewerOf([Role.PARTNER_MEMBER], partnerId, ids.members![0]!),
              ][who] ?? system;
            const args = { by, from, to: addDays(from, length), filter };
            overbooked += await compare(database.reader(viewer), args, Math.max(size, 10));
          },
        ),
        { numRuns: 15, seed, endOnFailure: true },
      );
      expect(overbooked).toBeGreaterThan(0);
    },
    120_000,
  );
});
