import fc from 'fast-check';
import { addDays } from '../../../shared/domain/dates';
import { answers, daysLate, dueDates, missingInARow, reportingOn, type WorkTime } from './reporting.formula';

const monday = '2026-03-02';
const day = (offset: number) => addDays(monday, offset);
const weekly = { everyDays: 7, firstDueOn: day(4) };
const work: WorkTime = { activatedOn: monday, endedOn: null, pauses: [] };
const none = new Set<string>();

describe('due dates', () => {
  it('follow the interval, starting with the first one', () => {
    expect(dueDates(weekly, work, day(3))).toEqual([]);
    expect(dueDates(weekly, work, day(4))).toEqual([day(4)]);
    expect(dueDates(weekly, work, day(20))).toEqual([day(4), day(11), day(18)]);
  });

  it('start only when the work begins', () => {
    expect(dueDates(weekly, { ...work, activatedOn: null }, day(20))).toEqual([]);
    expect(dueDates(weekly, { ...work, activatedOn: day(5) }, day(20))).toEqual([day(11), day(18)]);
  });

  it('pause during a hold: from the day after the hold to the day before the resumption', () => {
    const pauses = [{ from: day(10), until: day(18) }];
    expect(dueDates(weekly, { ...work, pauses }, day(20))).toEqual([day(4), day(18)]);
    expect(dueDates(weekly, { ...work, pauses: [{ from: day(11), until: null }] }, day(40))).toEqual([day(4), day(11)]);
  });

  it('stop after the last day', () => {
    expect(dueDates(weekly, { ...work, endedOn: day(11) }, day(40))).toEqual([day(4), day(11)]);
  });
});

describe('reporting', () => {
  it.each([
    ['before the first', 0, [], { nextDueOn: day(4), overdueDays: 0, missed: [] }],
    ['on the day itself', 4, [], { nextDueOn: day(4), overdueDays: 0, missed: [] }],
    ['two days after it', 6, [], { nextDueOn: day(4), overdueDays: 2, missed: [] }],
    ['once the next one has come', 11, [], { nextDueOn: day(11), overdueDays: 0, missed: [day(4)] }],
    ['when it was answered', 6, [4], { nextDueOn: day(11), overdueDays: 0, missed: [] }],
    ['when the next one was answered ahead', 9, [4, 11], { nextDueOn: day(18), overdueDays: 0, missed: [] }],
  ])('%s', (_when, today, answered, expected) => {
    expect(reportingOn(weekly, work, new Set(answered.map(day)), day(today))).toMatchObject(expected);
  });

  it('keeps open reports open during a hold, and expects no further ones', () => {
    const rests = { ...work, pauses: [{ from: day(6), until: null }] };
    expect(reportingOn(weekly, rests, none, day(30))).toMatchObject({ nextDueOn: day(4), overdueDays: 26, missed: [] });
    expect(reportingOn(weekly, rests, new Set([day(4)]), day(30)).nextDueOn).toBeNull();
  });

  it('expects no report once the project has ended', () => {
    const ended = { ...work, endedOn: day(13) };
    expect(reportingOn(weekly, ended, none, day(13))).toEqual({
      nextDueOn: null,
      overdueDays: 0,
      missed: [day(4), day(11)],
      unanswered: [day(4), day(11)],
    });
  });

  it('counts consecutive overdue reports', () => {
    expect(missingInARow(weekly, work, none, day(4))).toBe(0);
    expect(missingInARow(weekly, work, none, day(5))).toBe(1);
    expect(missingInARow(weekly, work, none, day(11))).toBe(1);
    expect(missingInARow(weekly, work, none, day(12))).toBe(2);
    expect(missingInARow(weekly, work, new Set([day(11)]), day(19))).toBe(1);
  });
});

describe('a report', () => {
  it.each([
    [0, [], null],
    [1, [], 4],
    [4, [], 4],
    [8, [], 4],
    [11, [], 11],
    [6, [4], null],
    [8, [4], 11],
    [8, [4, 11], null],
  ])('answers day %j if filed on day %i after the answers %j', (today, answered, expected) => {
    const found = answers(weekly, work, new Set(answered.map(day)), day(today));
    expect(found).toBe(expected === null ? null : day(expected));
  });

  it('is late by the days after its due date', () => {
    expect(daysLate(day(4), day(8))).toBe(4);
    expect(daysLate(day(11), day(8))).toBe(0);
    expect(daysLate(null, day(8))).toBe(0);
  });
});

describe('reports filed on any days', () => {
  const plots = fc.record({
    everyDays: fc.integer({ min: 1, max: 31 }),
    first: fc.integer({ min: -10, max: 40 }),
    filedOn: fc.uniqueArray(fc.integer({ min: 0, max: 120 }), { maxLength: 40 }),
    pause: fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 30 })),
    end: fc.option(fc.integer({ min: 0, max: 150 })),
  });

  it('answer, miss or leave open each past due date, and answer none twice', () => {
    fc.assert(
      fc.property(plots, ({ everyDays, first, filedOn, pause: [from, length], end }) => {
        const rhythm = { everyDays, firstDueOn: day(first) };
        const pauses = [{ from: day(from), until: day(from + length) }];
        const answered = new Set<string>();
        const last = Math.min(end ?? 150, 150);
        let missed: string[] = [];
        const seen = (today: number): WorkTime => ({
          activatedOn: monday,
          endedOn: end !== null && today >= end ? day(end) : null,
          pauses: today < from ? [] : today < from + length ? [{ from: day(from), until: null }] : pauses,
        });
        for (let today = 0; today < last; today += 1) {
          // Due dates that have passed, or were missed, stay so.
          const now = reportingOn(rhythm, seen(today), answered, day(today)).missed;
          expect(missed.filter((each) => !now.includes(each))).toEqual([]);
          missed = now;
          if (!filedOn.includes(today)) continue;
          const dueOn = answers(rhythm, seen(today), answered, day(today));
          if (dueOn === null) continue;
          expect(answered.has(dueOn)).toBe(false);
          expect(daysLate(dueOn, day(today))).toBeGreaterThanOrEqual(0);
          answered.add(dueOn);
        }
        const final = seen(150);
        const come = dueDates(rhythm, final, day(150));
        const { nextDueOn, overdueDays, ...end150 } = reportingOn(rhythm, final, answered, day(150));
        expect(missed.filter((each) => !end150.missed.includes(each))).toEqual([]);
        missed = end150.missed;
        const open = come.filter((each) => !answered.has(each) && !missed.includes(each));
        expect(open.length).toBeLessThanOrEqual(1);
        if (open.length === 1) expect(nextDueOn).toBe(open[0]);
        expect(missed.some((each) => answered.has(each))).toBe(false);
        if (end !== null) expect([nextDueOn, overdueDays]).toEqual([null, 0]);
      }),
      // Each run covers a hundred and fifty days.
      { numRuns: 40 },
    );
  });

  it('miss nothing and are never late if filed every day', () => {
    fc.assert(
      fc.property(plots, ({ everyDays, first }) => {
        const rhythm = { everyDays, firstDueOn: day(Math.max(0, first)) };
        const answered = new Set<string>();
        for (let today = 0; today <= 60; today += 1) {
          const dueOn = answers(rhythm, work, answered, day(today));
          expect(daysLate(dueOn, day(today))).toBe(0);
          if (dueOn) answered.add(dueOn);
        }
        expect(reportingOn(rhythm, work, answered, day(60)).unanswered).toEqual([]);
      }),
    );
  });
});
