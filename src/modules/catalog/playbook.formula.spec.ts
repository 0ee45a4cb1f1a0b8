import fc from 'fast-check';
import { sum } from '../../shared/domain/decimal';
import { ActivityKind } from './playbook.entity';
import { automationOf, durationOf, plannedCells } from './playbook.formula';

const activity = (changes: object = {}) => ({
  phase: 'Build',
  role: 'Consultant',
  hours: '10',
  kind: ActivityKind.MANUAL,
  ...changes,
});

describe('durationOf', () => {
  it.each([
    ['nothing', {}, 0],
    ['phases one after the other', { phases: [{ plannedDays: 20 }, { plannedDays: 40 }] }, 60],
    [
      'an item that continues after them',
      { phases: [{ plannedDays: 20 }], scopeItems: [{ startsAfterDays: 15, durationDays: 10 }] },
      25,
    ],
    ['a milestone on the first day', { milestones: [{ dueAfterDays: 0 }] }, 1],
    ['a milestone after everything else', { phases: [{ plannedDays: 5 }], milestones: [{ dueAfterDays: 30 }] }, 31],
  ])('of %s', (_what, timed, days) => {
    expect(durationOf({ phases: [], scopeItems: [], milestones: [], ...timed })).toBe(days);
  });
});

describe('plannedCells', () => {
  it('adds the hours per phase and role, in the order of first occurrence', () => {
    const cells = plannedCells([
      activity({ hours: '0.1' }),
      activity({ role: 'Architect', hours: '4' }),
      activity({ hours: '0.2' }),
      activity({ phase: 'Design', hours: '8' }),
    ]);
    expect(cells.map(({ phase, role, hours }) => [phase, role, hours.toFixed()])).toEqual([
      ['Build', 'Consultant', '0.3'],
      ['Build', 'Architect', '4'],
      ['Design', 'Consultant', '8'],
    ]);
  });

  it('does not confuse pairs of phase and role whose words join to the same text', () => {
    const cells = plannedCells([activity({ phase: 'a', role: 'b c' }), activity({ phase: 'a b', role: 'c' })]);
    expect(cells).toHaveLength(2);
  });
});

describe('automationOf', () => {
  it('is the share of hours that are not manual', () => {
    const { share, ...hours } = automationOf([
      activity({ hours: '40.5' }),
      activity({ hours: '60', kind: ActivityKind.TOOLED }),
      activity({ hours: '19.5', kind: ActivityKind.AUTOMATED }),
    ]);
    expect(share!.toFixed()).toBe('66.25');
    expect(Object.values(hours).map(String)).toEqual(['120', '40.5', '19.5', '60']);
  });

  it('is rounded half up to two places', () => {
    const two = activity({ hours: '2', kind: ActivityKind.TOOLED });
    expect(automationOf([activity({ hours: '1' }), two]).share!.toFixed()).toBe('66.67');
  });

  it('is null without hours', () => {
    expect(automationOf([]).share).toBeNull();
  });

  it('loses no hour, and never exceeds 100%', () => {
    const any = fc.record({
      phase: fc.constantFrom('Design', 'Build'),
      role: fc.constantFrom('Architect', 'Consultant'),
      hours: fc.integer({ min: 1, max: 10_000_000 }).map((each) => (each / 100).toFixed(2)),
      kind: fc.constantFrom(...Object.values(ActivityKind)),
    });
    fc.assert(
      fc.property(fc.array(any, { minLength: 1 }), (activities) => {
        const total = sum(activities.map(({ hours }) => hours));
        const { totalHours, share } = automationOf(activities);
        expect(totalHours.eq(total)).toBe(true);
        expect(sum(plannedCells(activities).map(({ hours }) => hours)).eq(total)).toBe(true);
        expect(share!.gte(0) && share!.lte(100)).toBe(true);
      }),
    );
  });
});
