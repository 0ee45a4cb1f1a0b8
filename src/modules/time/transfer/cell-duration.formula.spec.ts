import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type DurationUnit, readDuration } from './cell-duration.formula';

describe('a duration in a cell', () => {
  it.each<[string, DurationUnit, number]>([
    ['1.5', 'hours', 90],
    ['0,25', 'hours', 15],
    ['.5', 'hours', 30],
    ['24', 'hours', 1440],
    ['7.67', 'hours', 460],
    ['7,67', 'hours', 460],
    ['7.66', 'hours', 460],
    ['0.33', 'hours', 20],
    ['7.666666667', 'hours', 460],
    ['1.6833333333333333', 'hours', 101],
    ['0.30000000000000004', 'hours', 18],
    ['7:40', 'hours', 460],
    ['07:40:00', 'hours', 460],
    ['07:40:00', 'minutes', 460],
    ['0:00:45', 'hours', 1],
    ['0:00:20', 'hours', 0],
    ['1h 30m', 'hours', 90],
    ['1h30', 'minutes', 90],
    ['1 h', 'minutes', 60],
    ['1.5h', 'seconds', 90],
    ['90 min', 'hours', 90],
    ['2 Std. 5 Min.'.replaceAll('.', ''), 'hours', 125],
    ['PT1H30M', 'hours', 90],
    ['5400', 'seconds', 90],
    ['3600s', 'hours', 60],
    ['PT3600S', 'minutes', 60],
    ['PT5400S', 'hours', 90],
    ['5400 s', 'seconds', 90],
    ['120 sec', 'minutes', 2],
    ['45s', 'hours', 1],
    ['1h 30s', 'hours', 61],
    ['1 h 5', 'hours', 65],
    ['7260', 'hoursOrSeconds', 121],
    ['2.02', 'hoursOrSeconds', 121],
    ['2,0', 'hoursOrSeconds', 120],
    ['2:01', 'hoursOrSeconds', 121],
    ['60', 'minutes', 60],
    ['60,0', 'minutes', 60],
    ['60.00', 'minutes', 60],
    ['-90', 'minutes', -90],
    ['\u00a07:40\u00a0', 'hours', 460],
  ])('reads %j in %s as %d minutes', (cell, unit, minutes) => {
    expect(readDuration(cell, unit)).toEqual({ minutes, problem: null });
  });

  it.each<[string, DurationUnit]>([
    ['7.665', 'hours'],
    ['1.0083', 'hours'],
    ['7.5', 'minutes'],
    ['1,440', 'minutes'],
    ['1:30', 'minutes'],
    ['7:65', 'hours'],
    ['1d 2h', 'hours'],
    ['an hour', 'hours'],
    ['1 30', 'hours'],
    ['1.5h 10m', 'hours'],
    ['', 'hours'],
    ['h', 'hours'],
  ])('%j in %s is not a duration', (cell, unit) => {
    expect(readDuration(cell, unit)).toMatchObject({ minutes: null, problem: expect.any(String) });
  });

  it('rounds seconds to the nearest minute', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400 }), (seconds) => {
        const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
        for (const cell of [`${seconds}s`, `PT${seconds}S`, `${h}h ${m}m ${s}s`]) {
          expect([cell, readDuration(cell, 'hours').minutes]).toEqual([cell, Math.round(seconds / 60)]);
        }
      }),
    );
  });

  it('round-trips whole minutes in every notation', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_440 }), fc.integer({ min: 2, max: 15 }), (minutes, places) => {
        const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
        const padded = String(rest).padStart(2, '0');
        const decimals = (minutes / 60).toFixed(places);
        for (const cell of [
          decimals,
          decimals.replace('.', ','),
          `${hours}:${padded}`,
          `${hours}:${padded}:00`,
          `${hours}h ${rest}m`,
        ]) {
          expect([cell, readDuration(cell, 'hours').minutes]).toEqual([cell, minutes]);
        }
        // Truncated instead of rounded.
        const cut = (Math.floor((minutes * 100) / 60) / 100).toFixed(2);
        if (Number(cut) > 0) expect([cut, readDuration(cut, 'hours').minutes]).toEqual([cut, minutes]);
      }),
    );
  });
});
