import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateFormat, readDay } from './cell-date.formula';

const read = (cell: string, format: DateFormat | null = null, dayFirst = false) => [
  ...readDay(cell, format, dayFirst).keys(),
];

describe('a day in a cell', () => {
  it.each([
    ['2026-03-11'],
    ['2026-3-11'],
    ['2026/03/11'],
    ['2026.03.11.'],
    ['2026. 3. 11.'],
    ['20260311'],
    ['2026-03-11 09:30'],
    ['2026-03-11T09:30:00.000Z'],
    ['2026-03-11T23:30:00+02:00'],
    ['11.03.2026'],
    ['11. 3. 2026'],
    ['11.3.2026 8:15:00'],
    ['11-Mar-2026'],
    ['11 March 2026'],
    ['Mar 11, 2026'],
    ['11/Mar/26'],
    ['11. März 2026'],
    ['11 mars 2026'],
    ['11 de marzo de 2026'],
    ['11 марта 2026'],
    ['2026年3月11日'],
    ['２０２６-０３-１１'],
  ])('%s is the same day in every format', (cell) => {
    expect(read(cell)).toEqual(['2026-03-11']);
  });

  it.each([
    ['31/03/2026', '2026-03-31'],
    ['3/31/2026', '2026-03-31'],
    ['3/31/26', '2026-03-31'],
    ['05/05/2026', '2026-05-05'],
    ['03.17.2026', '2026-03-17'],
  ])('%s is unambiguous, because only one reading is a day', (cell, day) => {
    expect(read(cell)).toEqual([day]);
  });

  it.each([
    ['03/04/2026', ['2026-04-03', '2026-03-04']],
    ['3-4-2026', ['2026-04-03', '2026-03-04']],
    ['03/04/26', ['2026-04-03', '2026-03-04', '2003-04-26']],
    ['09.03.26', ['2026-03-09', '2026-09-03', '2009-03-26']],
  ])('%s is ambiguous', (cell, days) => {
    expect(read(cell)).toEqual(days);
  });

  it.each([
    ['2026-02-30'],
    ['31.02.2026'],
    ['32/13/2026'],
    ['11 Mai'],
    ['11 Foo 2026'],
    ['11 listopad 2026'],
    ['1/2/3/4'],
    ['46090'],
    ['yesterday'],
    ['1899-01-01'],
    [''],
  ])('%j is not a day', (cell) => {
    expect(read(cell)).toEqual([]);
  });

  it('is read in the named format, and in any format if the year comes first', () => {
    expect(read('03/04/2026', DateFormat.DAY_MONTH_YEAR)).toEqual(['2026-04-03']);
    expect(read('03.04.26', DateFormat.MONTH_DAY_YEAR)).toEqual(['2026-03-04']);
    expect(read('26-03-04', DateFormat.YEAR_MONTH_DAY)).toEqual(['2026-03-04']);
    expect(read('2026-03-04', DateFormat.MONTH_DAY_YEAR)).toEqual(['2026-03-04']);
    expect(read('31/03/2026', DateFormat.MONTH_DAY_YEAR)).toEqual([]);
    expect(read('03/04/2026', null, true)).toEqual(['2026-04-03']);
  });

  it('round-trips in every format', () => {
    const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.constantFrom('/', '-', '.', ' '), fc.boolean(), (date, separator, padded) => {
        const iso = date.toISOString().slice(0, 10);
        const [year, month, dayOfMonth] = iso
          .split('-')
          .map((part, index) => (padded || index === 0 ? part : String(Number(part)))) as [string, string, string];
        const written: Record<DateFormat, string[]> = {
          [DateFormat.YEAR_MONTH_DAY]: [year, month, dayOfMonth],
          [DateFormat.DAY_MONTH_YEAR]: [dayOfMonth, month, year],
          [DateFormat.MONTH_DAY_YEAR]: [month, dayOfMonth, year],
        };
        for (const format of Object.values(DateFormat)) {
          const cell = written[format].join(separator);
          expect(read(cell, format)).toEqual([iso]);
          // Without a named format, the right day is always among the possible readings.
          if (separator !== '.' || format !== DateFormat.MONTH_DAY_YEAR) expect(read(cell)).toContain(iso);
        }
      }),
    );
  });
});
