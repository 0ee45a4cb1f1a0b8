import fc from 'fast-check';
import { addDays, type PlainDate } from '../../../shared/domain/dates';
import { decimal } from '../../../shared/domain/decimal';
import { DeliverableStatus } from '../../sow/progress/deliverable.lifecycle';
import { completeSince, earnedValue } from './earned-value.formula';
import { ProgressRecord } from './earned-value.progress';
import type { ProgressUpdate } from '../../sow/progress/progress.entity';
import type { Deliverable, ScopeItem } from '../../sow/content/sow-parts.entity';
import { ProgressMethod, type StatementOfWork } from '../../sow/content/sow.entity';

const day = (offset: number): PlainDate => addDays('2026-03-02', offset);

interface Revision {
  signedOn: number;
  /** Null if the item is out of scope. */
  budget: number | null;
  /** For each deliverable the day of its acceptance, in the revision on which that was recorded and in later ones. */
  deliverables?: Record<string, number | null>;
  method?: ProgressMethod;
}

interface Update {
  /** The revision whose item it was recorded on, from 1. */
  on: number;
  asOf: number;
  percent: number;
}

/** The progress of one item by the end of a day, measured against one of the revisions of its project. */
function measured(revisions: readonly Revision[], updates: readonly Update[], measuredOn: number, at: number) {
  const sows = revisions.map(({ signedOn, method = ProgressMethod.PROGRESS_UPDATES }, index) => ({
    id: `sow_${index + 1}`,
    projectId: 'project_1',
    revision: index + 1,
    signedOn: day(signedOn),
    progressMethod: method,
  }));
  const origin = (id: string, index: number) => (index === 0 ? null : id);
  const items = revisions.map(({ budget }, index) => ({
    id: `item_${index + 1}`,
    originId: origin('item_1', index),
    sowId: `sow_${index + 1}`,
    inScope: budget !== null,
    budgetCostMinor: budget,
  }));
  const deliverables = revisions.flatMap(({ deliverables: parts = {} }, index) =>
    Object.entries(parts).map(([name, acceptedOn]) => ({
      id: `${name}_${index + 1}`,
      originId: name,
      sowId: `sow_${index + 1}`,
      scopeItemId: `item_${index + 1}`,
      status: acceptedOn === null ? DeliverableStatus.PENDING : DeliverableStatus.ACCEPTED,
      decidedOn: acceptedOn === null ? null : day(acceptedOn),
    })),
  );
  const recorded = [...updates]
    .sort((one, other) => one.asOf - other.asOf)
    .map(({ on, asOf, percent }) => ({
      scopeItemId: `item_${on}`,
      asOf: day(asOf),
      percentComplete: decimal(percent),
    }));
  const record = new ProgressRecord(
    sows as StatementOfWork[],
    items as ScopeItem[],
    deliverables as Deliverable[],
    recorded as ProgressUpdate[],
  );
  const item = items[measuredOn - 1]! as ScopeItem;
  return { budget: decimal(item.budgetCostMinor ?? 0), steps: record.stepsOf(item, day(at)) };
}

function earned(...[revisions, updates, measuredOn, at]: Parameters<typeof measured>): string {
  const { budget, steps } = measured(revisions, updates, measuredOn, at);
  return earnedValue(budget, steps, day(at)).toFixed();
}

const small = { signedOn: 0, budget: 1_000 };
const half = { on: 1, asOf: 5, percent: 50 };

describe('the earned value of an item after a change order', () => {
  it.each<[what: string, revisions: Revision[], updates: Update[], at: number, expected: string]>([
    ['stays where its budget doubles', [small, { signedOn: 10, budget: 2_000 }], [half], 10, '500'],
    ['stays where its budget shrinks', [small, { signedOn: 10, budget: 800 }], [half], 10, '500'],
    ['is no more than its budget', [small, { signedOn: 10, budget: 400 }], [half], 10, '400'],
    [
      'is no more than a budget on the way',
      [small, { signedOn: 10, budget: 400 }, { signedOn: 12, budget: 2_000 }],
      [half],
      12,
      '400',
    ],
    [
      'is untouched by a revision of the same day',
      [small, { signedOn: 10, budget: 1 }, { signedOn: 10, budget: 2_000 }],
      [half],
      10,
      '500',
    ],
    [
      'outlasts a time out of scope',
      [small, { signedOn: 10, budget: null }, { signedOn: 12, budget: 1_000 }],
      [half],
      12,
      '500',
    ],
    [
      'is by the new percentage once there is one',
      [small, { signedOn: 10, budget: 2_000 }],
      [half, { on: 2, asOf: 11, percent: 30 }],
      11,
      '600',
    ],
    [
      'is not by a percentage of the day that was recorded before it',
      [small, { signedOn: 10, budget: 2_000 }],
      [{ on: 1, asOf: 10, percent: 60 }],
      10,
      '600',
    ],
    [
      'is not by one of an earlier day that was recorded after it',
      [small, { signedOn: 10, budget: 2_000 }],
      [{ on: 2, asOf: 8, percent: 60 }],
      10,
      '600',
    ],
    [
      'is all where all was done and nothing was added',
      [small, { signedOn: 10, budget: 1_000 }],
      [{ on: 1, asOf: 5, percent: 100 }],
      10,
      '1000',
    ],
    [
      'is nothing where it had no budget',
      [
        { signedOn: 0, budget: 0 },
        { signedOn: 10, budget: 900 },
      ],
      [half],
      10,
      '0',
    ],
    ['is nothing where it has no budget any more', [small, { signedOn: 10, budget: 0 }], [half], 10, '0'],
  ])('%s', (_what, revisions, updates, at, expected) => {
    expect(earned(revisions, updates, revisions.length, at)).toBe(expected);
  });

  it('does not anticipate the change', () => {
    const revisions = [small, { signedOn: 10, budget: 2_000 }];
    expect(earned(revisions, [half, { on: 2, asOf: 11, percent: 30 }], 1, 9)).toBe('500');
  });

  it('stays until the next acceptance, if deliverables count', () => {
    const method = ProgressMethod.ACCEPTED_DELIVERABLES;
    const revisions = (second: number | null): Revision[] => [
      { signedOn: 0, budget: 1_000, method, deliverables: { one: 4, two: null } },
      { signedOn: 10, budget: 4_000, method, deliverables: { one: 4, two: second, three: null } },
    ];
    expect(earned(revisions(null), [], 1, 9)).toBe('500');
    expect(earned(revisions(null), [], 2, 10)).toBe('500');
    expect(earned(revisions(12), [], 2, 11)).toBe('500');
    expect(earned(revisions(12), [], 2, 12)).toBe(decimal(8_000).div(3).toFixed());
  });

  it('is half of the budget at its start, by 0/50/100', () => {
    const method = ProgressMethod.ZERO_FIFTY_HUNDRED;
    const revisions = [
      { ...small, method },
      { signedOn: 10, budget: 3_000, method },
    ];
    expect(earned(revisions, [{ on: 1, asOf: 5, percent: 10 }], 2, 10)).toBe('500');
    expect(
      earned(
        revisions,
        [
          { on: 1, asOf: 5, percent: 10 },
          { on: 2, asOf: 12, percent: 20 },
        ],
        2,
        12,
      ),
    ).toBe('1500');
  });

  it('is never changed by a change order alone, except by budgets that fall below it', () => {
    const budget = fc.integer({ min: 1, max: 10_000 });
    const changes = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), budget), { maxLength: 5 });
    const percents = fc.array(fc.tuple(fc.nat(20), fc.nat(100)), { maxLength: 5 });
    fc.assert(
      fc.property(budget, changes, percents, (first, later, said) => {
        const updates = said.map(([asOf, percent]) => ({ on: 1, asOf, percent }));
        const signed = later.map(
          ([days], index) => 20 + days + later.slice(0, index).reduce((sum, [more]) => sum + more, 0),
        );
        const revisions = [
          { signedOn: 0, budget: first },
          ...later.map(([, each], index) => ({ signedOn: signed[index]!, budget: each })),
        ];
        const before = decimal(earned(revisions, updates, 1, 20));
        const least = Math.min(...later.map(([, each]) => each));
        const expected = later.length > 0 && before.gt(least) ? decimal(least) : before;
        const after = decimal(earned(revisions, updates, revisions.length, 400));
        expect(after.minus(expected).abs().lt('1e-20')).toBe(true);
      }),
    );
  });
});

describe('the day since which everything is earned', () => {
  const since = (revisions: readonly Revision[], updates: readonly Update[]) => {
    const baselines = revisions.map(({ signedOn }, index) => ({
      signedOn: day(signedOn),
      items: [{ ...day0, ...measured(revisions, updates, index + 1, 30) }],
    }));
    return completeSince(baselines, day(30));
  };
  const day0 = { startsOn: day(0), endsOn: day(0), countDays: () => 1 };
  const at = (asOf: number, percent: number, on = 1): Update => ({ on, asOf, percent });
  const cut = [small, { signedOn: 10, budget: 500 }];
  it.each<[string, Revision[], Update[], number | null]>([
    ['the day of its progress where nothing changed', [small], [at(5, 100)], 5],
    ['the change order that left less than was earned', cut, [at(5, 60)], 10],
    ['the change order that left just what was earned', cut, [at(5, 50)], 10],
    ['the day of its progress where it was all of it before too', cut, [at(5, 100)], 5],
    ['the day of its progress where that is later', cut, [at(5, 40), at(12, 100, 2)], 12],
    ['the change order, even if progress follows it', cut, [at(5, 60), at(12, 100, 2)], 10],
    ['the day on which all of it was done, before the change order', cut, [at(5, 60), at(7, 100)], 7],
    ['the change order where less was said in between', cut, [at(5, 100), at(7, 60)], 10],
    ['no day where it leaves more', cut, [at(5, 40)], null],
    [
      'the change order that takes back what one added',
      [small, { signedOn: 10, budget: 2_000 }, { signedOn: 12, budget: 1_000 }],
      [at(5, 100)],
      12,
    ],
    [
      'the first of several change orders that left no more',
      [small, { signedOn: 10, budget: 500 }, { signedOn: 12, budget: 400 }],
      [at(5, 60)],
      10,
    ],
  ])('%s', (_what, revisions, updates, expected) => {
    expect(since(revisions, updates)).toBe(expected === null ? null : day(expected));
  });
});
