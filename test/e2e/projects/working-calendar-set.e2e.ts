import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenPartner, unique } from '../../support/given';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON */

describe('working calendars', () => {
  let app: TestApp;
  let manager: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
  });
  afterAll(() => app.stop());

  const selection =
    'workingCalendar { id version name region isDefault weekdays { weekday minutes } holidays { on name } }';
  const given = (changes: object = {}) => ({
    name: unique('Calendar'),
    weekdays: [{ weekday: 'MONDAY', minutes: 480 }],
    holidays: [],
    ...changes,
  });
  const args = (input: object, version: number | null = null) => ({ ...(version !== null && { version }), input });
  const set = (input: object, version: number | null = null): Promise<any> =>
    manager.done('workingCalendarSet', args(input, version), selection);
  const refused = (input: object, version: number | null = null, client = manager) =>
    app.expectNothingChanged(() => client.refused('workingCalendarSet', args(input, version), selection));
  const assignment = 'calendarAssignment { id version user { id } calendar { id } }';
  const assign = (userId: string, calendarId: string | null) => ({ userId, calendarId });
  const calendarOf = async (userId: string, client = manager) =>
    (
      await client.query('query ($id: ID!) { node(id: $id) { ... on User { workingCalendar { id } } } }', {
        id: userId,
      })
    ).node.workingCalendar?.id ?? null;

  it('are created with weekdays from Monday on and holidays in order, with fact and history', async () => {
    const calendar = await set(
      given({
        name: 'Germany',
        region: 'EMEA',
        weekdays: [
          { weekday: 'FRIDAY', minutes: 300 },
          { weekday: 'MONDAY', minutes: 480 },
        ],
        holidays: [
          { on: '2026-12-25', name: 'Christmas' },
          { on: '2026-05-01', name: 'Labour Day' },
        ],
      }),
    );
    expect(calendar).toMatchObject({
      version: 1,
      name: 'Germany',
      region: 'EMEA',
      isDefault: false,
      weekdays: [
        { weekday: 'MONDAY', minutes: 480 },
        { weekday: 'FRIDAY', minutes: 300 },
      ],
      holidays: [
        { on: '2026-05-01', name: 'Labour Day' },
        { on: '2026-12-25', name: 'Christmas' },
      ],
    });
    expect(await app.factsAbout(calendar.id)).toEqual(['WorkingCalendarSet']);
    expect(await app.historyOf(calendar.id)).toEqual(['workingCalendarSet']);
    const { workingCalendars } = await manager.query(
      '{ workingCalendars(filter: { region: ["EMEA"] }) { nodes { id } totalCount } }',
    );
    expect(workingCalendars).toEqual({ nodes: [{ id: calendar.id }], totalCount: 1 });
  });

  it('are replaced as a whole under their name, in any case, from the current version', async () => {
    const input = given({ holidays: [{ on: '2026-05-01', name: 'Labour Day' }] });
    const { id } = await set(input);
    const again = { ...input, name: input.name.toUpperCase(), holidays: [] };
    expect(await refused(again)).toMatchObject({ code: 'CONFLICT', currentVersion: 1 });
    expect(await refused(again, 4)).toMatchObject({ code: 'CONFLICT', currentVersion: 1 });
    expect(await set(again, 1)).toMatchObject({ id, version: 2, name: again.name, holidays: [] });
    expect(await refused(given(), 1)).toMatchObject({ code: 'INVALID_INPUT', field: ['version'] });
  });

  it('have one default at a time, which applies to everyone without an assignment', async () => {
    const { id: userId } = await app.createUser([Role.CONSULTANT]);
    expect(await calendarOf(userId)).toBeNull();
    const input = given({ isDefault: true });
    const first = await set(input);
    expect(await calendarOf(userId)).toBe(first.id);
    const second = await set(given({ isDefault: true }));
    expect(await calendarOf(userId)).toBe(second.id);
    expect(await app.factsAbout(first.id)).toEqual(['WorkingCalendarSet', 'WorkingCalendarSet']);
    expect(await set(input, 2)).toMatchObject({ id: first.id, isDefault: true });
    expect(await set({ ...input, isDefault: false }, 3)).toMatchObject({ isDefault: false });
    expect(await calendarOf(userId)).toBeNull();
  });

  it('have one default under concurrent requests', async () => {
    await Promise.all(
      Array.from({ length: 5 }, () =>
        manager.mutate('workingCalendarSet', args(given({ isDefault: true })), selection),
      ),
    );
    const { workingCalendars } = await manager.query('{ workingCalendars(first: 100) { nodes { isDefault } } }');
    expect(workingCalendars.nodes.filter((each: any) => each.isDefault)).toHaveLength(1);
  });

  it.each([
    ['no name', { name: '' }, ['input', 'name']],
    ['no weekday', { weekdays: [] }, ['input', 'weekdays']],
    ['nobody who works', { weekdays: [{ weekday: 'MONDAY', minutes: 0 }] }, ['input', 'weekdays']],
    ['a day too long', { weekdays: [{ weekday: 'MONDAY', minutes: 1441 }] }, ['input', 'weekdays', '0', 'minutes']],
    ['less than nothing', { weekdays: [{ weekday: 'MONDAY', minutes: -1 }] }, ['input', 'weekdays', '0', 'minutes']],
    [
      'a weekday twice',
      { weekdays: [1, 2].map((minutes) => ({ weekday: 'MONDAY', minutes })) },
      ['input', 'weekdays', '1', 'weekday'],
    ],
    [
      'a holiday twice',
      { holidays: ['A', 'B'].map((name) => ({ on: '2026-05-01', name })) },
      ['input', 'holidays', '1', 'on'],
    ],
    ['a holiday without a name', { holidays: [{ on: '2026-05-01', name: '' }] }, ['input', 'holidays', '0', 'name']],
  ])('refuse %s', async (_what, changes, field) => {
    expect(await refused(given(changes))).toMatchObject({ code: 'INVALID_INPUT', field });
  });

  it('refuse a holiday on a day that does not exist', async () => {
    const answer = await manager.send(
      'mutation ($input: WorkingCalendarSetInput!) { workingCalendarSet(input: $input) { workingCalendar { id } } }',
      { input: given({ holidays: [{ on: '2027-02-29', name: 'Never' }] }) },
    );
    expect(answer.errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
  });

  it.each(Object.values(Role).filter((role) => ![Role.ADMIN, Role.ECOSYSTEM_MANAGER].includes(role)))(
    'cannot be set by %s',
    async (role) => {
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner((await givenPartner(app)).id, role) : await app.as(role);
      expect(await refused(given(), null, client)).toMatchObject({ code: 'FORBIDDEN' });
      if (role === Role.PROJECT_MANAGER) return;
      const refusal = await app.expectNothingChanged(() =>
        client.refused('workingCalendarAssign', assign(client.userId!, null), assignment),
      );
      expect(refusal).toMatchObject({ code: 'FORBIDDEN' });
    },
  );

  it('are assigned to people, and unassigned', async () => {
    const projectManager = await app.as(Role.PROJECT_MANAGER);
    const { id: userId } = await app.createUser([Role.CONSULTANT]);
    const calendar = await set(given());
    const fallback = await calendarOf(userId);
    const assigned = await projectManager.done('workingCalendarAssign', assign(userId, calendar.id), assignment);
    expect(assigned).toMatchObject({ version: 1, user: { id: userId }, calendar: { id: calendar.id } });
    expect(await calendarOf(userId)).toBe(calendar.id);
    const back = await manager.done('workingCalendarAssign', { userId }, assignment);
    expect(back).toMatchObject({ id: assigned.id, version: 2, calendar: null });
    expect(await calendarOf(userId)).toBe(fallback);
    expect(await app.factsAbout(assigned.id)).toEqual(['WorkingCalendarAssigned', 'WorkingCalendarAssigned']);
    expect(await app.historyOf(assigned.id)).toEqual(['workingCalendarAssign', 'workingCalendarAssign']);
    const nobody = assign('user_01jd5s9c0ye5rt3t7m6x0j5d1q', null);
    expect(await manager.refused('workingCalendarAssign', nobody, assignment)).toMatchObject({
      code: 'NOT_FOUND',
      field: ['userId'],
    });
    const nothing = assign(userId, 'working_calendar_01jd5s9c0ye5rt3t7m6x0j5d1q');
    expect(await manager.refused('workingCalendarAssign', nothing, assignment)).toMatchObject({
      code: 'NOT_FOUND',
      field: ['calendarId'],
    });
  });

  it("are visible to partner users if their firm's people work by them", async () => {
    const [own, others, fallback] = [await set(given()), await set(given()), await set(given({ isDefault: true }))];
    const partner = await givenPartner(app);
    const stranger = await app.createUser([Role.PARTNER_MEMBER], { partnerId: (await givenPartner(app)).id });
    const administrator = await app.asPartner(partner.id, Role.PARTNER_ADMIN);
    await manager.done('workingCalendarAssign', assign(administrator.userId!, own.id), assignment);
    const { id: foreign } = await manager.done('workingCalendarAssign', assign(stranger.id, others.id), assignment);
    const { workingCalendars, node } = await administrator.query(
      'query ($foreign: ID!) { workingCalendars(first: 100) { nodes { id } } node(id: $foreign) { id } }',
      { foreign },
    );
    expect(workingCalendars.nodes.map(({ id }: any) => id).sort()).toEqual([own.id, fallback.id].sort());
    expect(node).toBeNull();
  });
});
