import fc from 'fast-check';
import { addDays } from '../../shared/domain/dates';
import { type Accompanied, expectedEnd, lastDayOf, loadOf, monthsOf, periodsOf } from './mentor-load.formula';

const delivery: Accompanied = {
  deliveryId: 'd1',
  mentors: [{ mentorId: 'ada', startsOn: '2026-01-20' }],
  until: '2026-03-10',
};

describe('the days with a mentor', () => {
  it('are all of a delivery without a replacement', () => {
    expect(periodsOf(delivery)).toEqual([
      { deliveryId: 'd1', mentorId: 'ada', from: '2026-01-20', until: '2026-03-10' },
    ]);
  });

  it('end on the day before the next one takes over', () => {
    const mentors = [...delivery.mentors, { mentorId: 'bob', startsOn: '2026-02-01' }];
    expect(periodsOf({ ...delivery, mentors })).toEqual([
      { deliveryId: 'd1', mentorId: 'ada', from: '2026-01-20', until: '2026-01-31' },
      { deliveryId: 'd1', mentorId: 'bob', from: '2026-02-01', until: '2026-03-10' },
    ]);
  });

  it('are empty for a mentor who is replaced on the first day', () => {
    const mentors = [...delivery.mentors, { mentorId: 'bob', startsOn: '2026-01-20' }];
    expect(periodsOf({ ...delivery, mentors }).map(({ mentorId }) => mentorId)).toEqual(['bob']);
  });

  it.each([
    ['2026-02-01', ['2026-05-01'], '2026-03-01', '2026-02-01'],
    [null, ['2026-05-01', '2026-04-01'], '2026-03-01', '2026-05-01'],
    [null, ['2026-01-01'], '2026-03-01', '2026-03-01'],
    [null, [], '2026-03-01', '2026-03-01'],
  ])('concluded on %s with milestones on %j, as of %s, end on %s', (concludedOn, dueOn, today, end) => {
    expect(expectedEnd(concludedOn, dueOn, today)).toBe(end);
  });
});

describe('months', () => {
  it('are those that overlap the days', () => {
    expect(monthsOf('2025-12-31', '2026-02-01')).toEqual(['2025-12', '2026-01', '2026-02']);
    expect(monthsOf('2026-02-15', '2026-02-15')).toEqual(['2026-02']);
    expect(lastDayOf('2028-02')).toBe('2028-02-29');
  });
});

describe('the load', () => {
  it('counts a delivery once in every month that it overlaps', () => {
    const again = { deliveryId: 'd1', mentorId: 'ada', from: '2026-03-20', until: '2026-03-25' };
    const load = loadOf(
      'ada',
      [...periodsOf(delivery), again],
      ['2025-12', '2026-01', '2026-02', '2026-03', '2026-04'],
    );
    expect(Object.fromEntries(load)).toEqual({
      '2025-12': [],
      '2026-01': ['d1'],
      '2026-02': ['d1'],
      '2026-03': ['d1'],
      '2026-04': [],
    });
    expect([...loadOf('bob', periodsOf(delivery), ['2026-02']).values()]).toEqual([[]]);
  });

  it('gives each delivery exactly one mentor on each of its days', () => {
    const day = fc.integer({ min: 0, max: 700 }).map((days) => addDays('2026-01-01', days));
    const offsets = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(day, offsets, fc.integer({ min: 0, max: 200 }), (first, gaps, rest) => {
        let startsOn = first;
        const mentors = gaps.map((gap, index) => {
          if (index > 0) startsOn = addDays(startsOn, gap);
          return { mentorId: `m${index}`, startsOn };
        });
        const until = addDays(startsOn, rest);
        const periods = periodsOf({ deliveryId: 'd', mentors, until });
        let next = first;
        for (const period of periods) {
          expect(period.from).toBe(next);
          next = addDays(period.until, 1);
        }
        expect(next).toBe(addDays(until, 1));
        const months = monthsOf(first, until);
        const counted = new Set(
          mentors.flatMap(({ mentorId }) =>
            [...loadOf(mentorId, periods, months)].filter(([, ids]) => ids.length > 0).map(([month]) => month),
          ),
        );
        expect([...counted].sort()).toEqual(months);
      }),
    );
  });
});
