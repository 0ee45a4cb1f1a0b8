import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { unique } from '../../support/given';
import published from '../../cases/figures.json';

/* Calendars that apply from a day on, half holidays, and leave: see test/cases/figures.json. */

describe('working time', () => {
  let app: TestApp;
  let manager: Client;
  beforeAll(async () => {
    app = await TestApp.start();
    app.clock.set('2026-09-07T09:00:00.000Z');
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
  });
  afterAll(() => app.stop());

  const week = (minutes: number) =>
    ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'].map((weekday) => ({ weekday, minutes }));
  const set = async (input: object, client = manager): Promise<string> =>
    (
      await client.done(
        'workingCalendarSet',
        { input: { name: unique('Calendar'), holidays: [], ...input } },
        'workingCalendar { id }',
      )
    ).id;
  const assign = (userId: string, calendarId: string | null, from: string | null) =>
    manager.done('workingCalendarAssign', { userId, calendarId, from }, 'calendarAssignment { id validFrom }');
  const hoursOf = async (userId: string, from: string, to: string) => {
    const { utilisation } = await manager.query(
      'query ($u: [ID!], $from: Date!, $to: Date!) { utilisation(by: PERSON, from: $from, to: $to, filter: { userId: $u }) { nodes { availableHours utilisationPercent } } }',
      { u: [userId], from, to },
    );
    return [utilisation.nodes[0].availableHours, utilisation.nodes[0].utilisationPercent];
  };

  it('of a person who moves to part-time in October leaves September unchanged [part-time-from-a-day-on]', async () => {
    const { after } = published.cases.find(({ id }) => id === 'part-time-from-a-day-on')!.expected as never as {
      after: string[];
    };
    const userId = (await app.createUser([Role.CONSULTANT])).id;
    expect((await hoursOf(userId, '2026-09-07', '2026-09-30'))[0]).toBe(after[0]);
    const short = await set({ weekdays: week(240) });
    await assign(userId, short, '2026-10-01');
    expect((await hoursOf(userId, '2026-09-07', '2026-09-30'))[0]).toBe(after[0]);
    expect((await hoursOf(userId, '2026-09-28', '2026-10-02'))[0]).toBe('32.00');
    await assign(userId, null, '2026-10-05');
    expect((await hoursOf(userId, '2026-09-28', '2026-10-09'))[0]).toBe('72.00');
  });

  it('of a half holiday is half a day [half-holiday]', async () => {
    const userId = (await app.createUser([Role.CONSULTANT])).id;
    const holidays = [
      { on: '2026-12-24', name: 'Christmas Eve', half: true },
      { on: '2026-12-25', name: 'Christmas Day' },
      { on: '2026-12-26', name: 'Boxing Day' },
    ];
    await assign(userId, await set({ weekdays: week(480), holidays }), null);
    const { expected } = published.cases.find(({ id }) => id === 'half-holiday')!;
    expect((await hoursOf(userId, '2026-12-21', '2026-12-27'))[0]).toBe(expected);
  });

  it('is reduced by the leave of a person, until it is withdrawn', async () => {
    const consultant = await app.as(Role.CONSULTANT);
    const other = await app.as(Role.CONSULTANT);
    const input = { userId: consultant.userId, startsOn: '2026-11-02', endsOn: '2026-11-03', half: false };
    const args = (changes: object = {}) => ({ input: { ...input, ...changes } });
    const leave = await consultant.done('leaveRecord', args(), 'leave { id version }');
    await consultant.done(
      'leaveRecord',
      args({ startsOn: '2026-11-04', endsOn: '2026-11-04', half: true }),
      'leave { id }',
    );
    expect((await hoursOf(consultant.userId!, '2026-11-02', '2026-11-06'))[0]).toBe('20.00');
    expect((await hoursOf(other.userId!, '2026-11-02', '2026-11-06'))[0]).toBe('40.00');
    const refusal = await app.expectNothingChanged(() => other.refused('leaveRecord', args(), 'leave { id }'));
    expect(refusal).toMatchObject({ code: 'FORBIDDEN' });
    const withdraw = { id: leave.id, version: leave.version };
    await consultant.done('leaveWithdraw', withdraw, 'leave { withdrawnAt }');
    expect((await hoursOf(consultant.userId!, '2026-11-02', '2026-11-06'))[0]).toBe('36.00');
    expect(await app.factsAbout(leave.id)).toEqual(['LeaveRecorded', 'LeaveWithdrawn']);
  });

  it('counts leave once per day: overlapping leave is refused until the other is withdrawn', async () => {
    const consultant = await app.as(Role.CONSULTANT);
    const args = (startsOn: string, endsOn: string, half = false) => ({
      input: { userId: consultant.userId, startsOn, endsOn, half },
    });
    const leave = await consultant.done('leaveRecord', args('2026-11-10', '2026-11-11', true), 'leave { id version }');
    const overlaps: [string, string, boolean, string][] = [
      ['2026-11-10', '2026-11-11', true, 'startsOn'],
      ['2026-11-11', '2026-11-13', false, 'startsOn'],
      ['2026-11-09', '2026-11-10', true, 'endsOn'],
      ['2026-11-01', '2026-11-30', false, 'endsOn'],
    ];
    for (const [startsOn, endsOn, half, field] of overlaps) {
      const refused = await app.expectNothingChanged(() =>
        consultant.refused('leaveRecord', args(startsOn, endsOn, half), 'leave { id }'),
      );
      expect(refused).toMatchObject({
        rule: 'leave-overlaps',
        field: ['input', field],
        message:
          'Leave of 2026-11-10 to 2026-11-11, half of each day, is already recorded: withdraw it first, or choose other days.',
      });
    }
    for (const on of ['2026-11-09', '2026-11-12']) await consultant.done('leaveRecord', args(on, on), 'leave { id }');
    expect((await hoursOf(consultant.userId!, '2026-11-09', '2026-11-13'))[0]).toBe('16.00');
    const withdraw = { id: leave.id, version: leave.version };
    await consultant.done('leaveWithdraw', withdraw, 'leave { id }');
    await consultant.done('leaveRecord', args('2026-11-10', '2026-11-11'), 'leave { id }');
    expect((await hoursOf(consultant.userId!, '2026-11-09', '2026-11-13'))[0]).toBe('8.00');
  });

  it('changes from a day on when a calendar is edited: earlier figures stay', async () => {
    const userId = (await app.createUser([Role.CONSULTANT])).id;
    const name = unique('Calendar');
    const edit = async (version: number, changes: object) =>
      (await manager.done(
        'workingCalendarSet',
        { version, input: { name, holidays: [], ...changes } },
        'workingCalendar { id version validFrom weekdays { minutes } earlierContents { from weekdays { minutes } } }',
      )) as { version: number; validFrom: string | null; earlierContents: { from: string }[] };
    await assign(userId, await set({ name, weekdays: week(480) }), '2026-09-01');
    expect((await hoursOf(userId, '2026-08-31', '2026-09-11'))[0]).toBe('80.00');
    // Today if left out.
    expect(await edit(1, { weekdays: week(240) })).toMatchObject({
      validFrom: '2026-09-07',
      earlierContents: [{ from: '1900-01-01', weekdays: week(480).map(({ minutes }) => ({ minutes })) }],
    });
    expect((await hoursOf(userId, '2026-08-31', '2026-09-11'))[0]).toBe('60.00');
    const holidays = [{ on: '2026-09-03', name: 'Fair' }];
    expect(await edit(2, { weekdays: week(240), holidays, from: '2026-10-01' })).toMatchObject({
      validFrom: '2026-10-01',
      earlierContents: [{ from: '1900-01-01' }, { from: '2026-09-07' }],
    });
    expect((await hoursOf(userId, '2026-08-31', '2026-09-11'))[0]).toBe('60.00');
    // Another region changes no hours.
    const again = await edit(3, { weekdays: week(240), holidays, region: 'EMEA' });
    expect(again.validFrom).toBe('2026-10-01');
    // A forgotten holiday can be added with a past day.
    await edit(4, { weekdays: week(240), holidays, from: '2026-09-01' });
    expect((await hoursOf(userId, '2026-08-31', '2026-09-11'))[0]).toBe('40.00');
  });

  it('changes from a day on with the default calendar, for people without another one', async () => {
    const userId = (await app.createUser([Role.CONSULTANT])).id;
    await set({ weekdays: week(360), isDefault: true, defaultFrom: '2026-11-04' });
    expect((await hoursOf(userId, '2026-11-02', '2026-11-06'))[0]).toBe('34.00');
    await set({ weekdays: week(240), isDefault: true, defaultFrom: '2026-11-06' });
    expect((await hoursOf(userId, '2026-11-02', '2026-11-06'))[0]).toBe('32.00');
  });
});
