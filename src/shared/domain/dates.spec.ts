import fc from 'fast-check';
import { ManualClock } from './clock';
import {
  addDays,
  addMonths,
  beginningIn,
  dayIn,
  daysBetween,
  daysInRange,
  isTimeZone,
  laterDay,
  overlap,
  parsePlainDate,
  utc,
  weekStart,
} from './dates';

const anyDay = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((moment) => dayIn(utc, moment));

describe('a plain date', () => {
  it.each(['2026-03-02', '2024-02-29', '2000-02-29', '1900-01-01', '2200-12-31'])('accepts %s', (text) => {
    expect(parsePlainDate(text)).toBe(text);
  });

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-02-30',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '26-01-01',
    '+002026-01-01',
    '20260101',
    '2026-01-01T00:00:00Z',
    '2026-01-01 ',
    '2026-W01-1',
    '',
    'tomorrow',
    '0000-01-01',
    '1899-12-31',
    '2201-01-01',
    '9999-12-31',
  ])('refuses %j', (text) => {
    expect(parsePlainDate(text)).toBeNull();
  });

  it.each([
    ['2026-03-01T23:59:59.999Z', 'UTC', '2026-03-01'],
    ['2026-03-01T23:30:00-02:00', 'UTC', '2026-03-02'],
    ['2026-12-01T23:30:00Z', 'Pacific/Auckland', '2026-12-02'],
    ['2026-12-02T02:30:00Z', 'America/Los_Angeles', '2026-12-01'],
    ['2026-03-29T22:30:00Z', 'Europe/Berlin', '2026-03-30'],
    ['2026-03-28T22:30:00Z', 'Europe/Berlin', '2026-03-28'],
    ['2026-06-30T10:00:00Z', 'Pacific/Kiritimati', '2026-07-01'],
    ['1930-01-01T00:00:00Z', 'Asia/Kolkata', '1930-01-01'],
  ])('of the moment %s in %s is %s', (moment, timeZone, day) => {
    expect(dayIn(timeZone, new Date(moment))).toBe(day);
  });

  it.each(['UTC', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Apia', 'Africa/Cairo'])(
    'in %s begins at the first moment of it',
    (timeZone) => {
      const days = fc.date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
      fc.assert(
        fc.property(days, (moment) => {
          const day = dayIn(timeZone, moment);
          const beginning = beginningIn(timeZone, day);
          expect(dayIn(timeZone, beginning)).toBe(day);
          expect(dayIn(timeZone, new Date(beginning.getTime() - 1)) < day).toBe(true);
        }),
      );
    },
  );

  it('is later than another', () => {
    expect(laterDay('2026-03-01', '2026-03-02')).toBe('2026-03-02');
    expect(laterDay('2026-03-02', '2026-03-01')).toBe('2026-03-02');
  });

  it.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'])(
    'accepts the time zone %s',
    (name) => {
      expect(isTimeZone(name)).toBe(true);
    },
  );

  it.each(['', 'Berlin', 'Europe/Berlin ', '+02:00', '-0800', 'Mars/Olympus', 'Europe', 'IST', 'BST'])(
    'refuses the time zone %j',
    (name) => {
      expect(isTimeZone(name)).toBe(false);
    },
  );
});

describe('adding', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-05-05', 0, '2026-05-05'],
  ])('plus months, %s + %i is %s: the day is clamped to the end of the month', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });

  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
    // Plain dates have no zone, so no days of 23 or 25 hours.
    ['2026-03-28', 2, '2026-03-30'],
  ])('plus days, %s + %i is %s', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected);
  });

  it('addDays is the inverse of daysBetween', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -40_000, max: 40_000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });
});

describe('ranges', () => {
  it('daysInRange counts both ends', () => {
    expect(daysInRange('2026-03-02', '2026-03-02')).toBe(1);
    expect(daysInRange('2024-01-01', '2024-12-31')).toBe(366);
    expect(daysInRange('2026-03-02', '2026-03-01')).toBe(0);
  });

  it.each<[string, string | null, string, string | null, boolean]>([
    ['2026-01-01', '2026-01-31', '2026-01-31', '2026-02-01', true],
    ['2026-01-01', '2026-01-31', '2026-02-01', '2026-02-28', false],
    ['2026-02-01', '2026-02-28', '2026-01-01', '2026-01-31', false],
    ['2026-01-01', '2026-12-31', '2026-05-01', '2026-05-01', true],
    ['2026-01-01', null, '2030-01-01', '2030-01-02', true],
    ['2026-01-02', null, '2025-01-01', '2026-01-01', false],
    ['2026-01-01', null, '2027-01-01', null, true],
  ])('%s..%s and %s..%s: %s', (aFrom, aTo, bFrom, bTo, expected) => {
    expect(overlap(aFrom, aTo, bFrom, bTo)).toBe(expected);
    expect(overlap(bFrom, bTo, aFrom, aTo)).toBe(expected);
  });

  it.each([
    ['2026-03-02', '2026-03-02'],
    ['2026-03-08', '2026-03-02'],
    ['2027-01-01', '2026-12-28'],
  ])('the week of %s begins on %s', (date, monday) => {
    expect(weekStart(date)).toBe(monday);
  });
});

describe('a manual clock', () => {
  it('stands still until it is moved, and cannot be changed through the dates it returns', () => {
    const clock = new ManualClock(new Date('2026-03-02T09:00:00Z'));
    clock.now().setFullYear(1999);
    expect(clock.now()).toEqual(new Date('2026-03-02T09:00:00Z'));
    clock.advanceDays(30);
    expect(clock.today()).toBe('2026-04-01');
    clock.set('2026-01-01T00:00:00Z');
    expect(clock.today()).toBe('2026-01-01');
  });
});
