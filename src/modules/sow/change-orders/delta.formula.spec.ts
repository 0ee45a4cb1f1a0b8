import fc from 'fast-check';
import { frozen, placeInDelta } from '../../../shared/domain/content/delta';
import { differenceOf } from '../../../shared/domain/content/difference';
import { keyOf } from '../../../shared/domain/content/parts';
import { addDays } from '../../../shared/domain/dates';
import { decimal } from '../../../shared/domain/decimal';
import { sowShape, totalsOfContent } from '../content/content.formula';
import {
  contents,
  deltasOf,
  givenContent,
  givenItem,
  givenLine,
  noDelta,
  revisionOf,
} from '../../../../test/support/contents';
import { applyDelta, type Delta, effectOf, scopeCreep, thawed } from './delta.formula';

const content = givenContent();

describe('applyDelta', () => {
  it('leaves parts unchanged that the delta does not name', () => {
    expect(applyDelta(content, noDelta)).toEqual(content);
  });

  it('replaces parts by id, removes parts, and appends new ones', () => {
    const after = applyDelta(content, {
      ...noDelta,
      endsOn: '2026-09-30',
      scopeItems: [
        givenItem({ title: 'Reports', price: decimal(500) }),
        givenItem({ id: 'item1', title: 'Interfaces' }),
      ],
      scopeItemsRemoved: ['item2'],
      resourceLines: [givenLine({ id: 'line1', hours: [{ phase: 'Build', hours: decimal(80) }] })],
    });
    expect(after.endsOn).toBe('2026-09-30');
    expect(after.scopeItems.map(({ id, originId, title }) => [id, originId, title])).toEqual([
      ['item1', 'first1', 'Interfaces'],
      [undefined, undefined, 'Reports'],
    ]);
    expect(after.resourceLines[0]!.hours).toEqual([{ phase: 'Build', hours: decimal(80) }]);
    expect(after.exclusions).toBe(content.exclusions);
  });

  it('continues a deliverable by its id, and renames it in milestones or removes it from them', () => {
    const [guide, live] = content.scopeItems[0]!.deliverables;
    const renamed = applyDelta(content, {
      ...noDelta,
      scopeItems: [givenItem({ id: 'item1', deliverables: [{ id: guide!.id, name: 'Handbook' }, { name: 'Film' }] })],
    });
    expect(renamed.scopeItems[0]!.deliverables).toEqual([
      { id: guide!.id, name: 'Handbook', originId: null },
      { name: 'Film', originId: null },
    ]);
    expect(content.milestones[0]!.deliverables).toEqual([guide!.name, live!.name]);
    expect(renamed.milestones[0]!.deliverables).toEqual(['Handbook']);
  });

  it('distinguishes a removed acceptance window from an unchanged one', () => {
    expect(applyDelta(content, { ...noDelta, acceptanceWindowDays: null }).acceptanceWindowDays).toBeNull();
    expect(applyDelta(content, { ...noDelta, acceptanceWindowDays: undefined }).acceptanceWindowDays).toBe(10);
    expect(applyDelta(content, thawed(frozen({ ...noDelta, acceptanceWindowDays: null })))).toMatchObject({
      acceptanceWindowDays: null,
    });
  });

  it('survives being stored and read back', () => {
    fc.assert(
      fc.property(
        contents().chain((before) => fc.tuple(fc.constant(before), deltasOf(before))),
        ([before, delta]) => {
          const after = applyDelta(before, delta);
          expect(totalsOfContent(applyDelta(before, thawed(frozen(delta))))).toEqual(totalsOfContent(after));
        },
      ),
    );
  });
});

describe('placeInDelta', () => {
  const delta: Delta = {
    ...noDelta,
    scopeItems: [givenItem({ title: 'New' }), givenItem({ id: 'item2' }), givenItem({ title: 'Newer' })],
  };
  const after = applyDelta(content, delta);
  it.each([
    [0, null],
    [1, 1],
    [2, 0],
    [3, 2],
    [4, null],
  ])('of the part at %s is %s', (place, expected) => {
    expect(placeInDelta(after, delta, 'scopeItems', place)).toBe(expected);
  });
});

describe('effectOf', () => {
  it('counts everything in scope, and the hours of all lines', () => {
    const after = applyDelta(content, {
      ...noDelta,
      endsOn: addDays(content.endsOn, -10),
      scopeItems: [
        givenItem({ id: 'item1', price: decimal('12000.50'), budgetCost: decimal(7000) }),
        givenItem({ title: 'Left out', inScope: false, price: decimal(9), budgetCost: decimal(9) }),
      ],
      resourceLines: [givenLine({ role: 'Architect', hours: [{ phase: 'Design', hours: decimal('7.5') }] })],
    });
    expect(effectOf(content, after)).toEqual({
      price: decimal('2000.5'),
      budgetCost: decimal(-1000),
      endDays: -10,
      hours: decimal('7.5'),
    });
  });

  it('is undone by the opposite delta: the totals are as before', () => {
    fc.assert(
      fc.property(
        contents().chain((before) => fc.tuple(fc.constant(before), deltasOf(before))),
        ([before, delta]) => {
          const after = revisionOf(applyDelta(before, delta));
          const opposite = oppositeOf(before, after);
          const restored = applyDelta(after, opposite);
          expect(totalsOfContent(restored)).toEqual(totalsOfContent(before));
          const [there, back] = [effectOf(before, after), effectOf(after, restored)];
          expect(back.price.plus(there.price).toNumber()).toBe(0);
          expect(back.hours.plus(there.hours).toNumber()).toBe(0);
          expect(back.endDays + there.endDays).toBe(0);
          // Parts that continue throughout are unchanged, word for word.
          const sight = { of: 'VENDOR' as const, partnerId: null, nameOf: (id: string) => id };
          const changed = differenceOf(sowShape, before, restored, sight).filter(({ kind }) => kind === 'CHANGED');
          expect(changed.filter(({ path }) => path.at(-1) !== 'deliverables')).toEqual([]);
        },
      ),
    );
  });

  it('does not depend on the order of the parts', () => {
    fc.assert(
      fc.property(
        contents().chain((before) =>
          fc.tuple(
            fc.constant(before),
            fc.shuffledSubarray(before.scopeItems, { minLength: before.scopeItems.length }),
            fc.shuffledSubarray(before.resourceLines, { minLength: before.resourceLines.length }),
          ),
        ),
        ([before, scopeItems, resourceLines]) => {
          expect(totalsOfContent({ ...before, scopeItems, resourceLines })).toEqual(totalsOfContent(before));
        },
      ),
    );
  });
});

/** The delta that restores a content: changed parts as they were, added ones removed, removed ones added. */
function oppositeOf(before: typeof content, after: typeof content): Delta {
  const back = <T extends { id?: string | null; originId?: string | null }>(
    left: readonly T[],
    right: readonly T[],
  ) => {
    const now = new Map(right.map((part) => [keyOf(part), part.id]));
    const kept = new Set(left.map(keyOf));
    return {
      given: left.map((part) => ({ ...part, id: now.get(keyOf(part)) })),
      removed: right.filter((part) => !kept.has(keyOf(part))).map(({ id }) => id!),
    };
  };
  const deliverables = new Map(
    after.scopeItems.flatMap((item) => item.deliverables.map((each) => [keyOf(each), each.id] as const)),
  );
  const items = back(before.scopeItems, after.scopeItems);
  const milestones = back(before.milestones, after.milestones);
  const lines = back(before.resourceLines, after.resourceLines);
  const { startsOn, endsOn, exclusions, assumptions, planningDays, acceptanceWindowDays } = before;
  return {
    ...{ startsOn, endsOn, exclusions, assumptions, planningDays, acceptanceWindowDays },
    scopeItems: items.given.map((item) => ({
      ...item,
      deliverables: item.deliverables.map((each) => ({ ...each, id: deliverables.get(keyOf(each)) })),
    })),
    scopeItemsRemoved: items.removed,
    milestones: milestones.given,
    milestonesRemoved: milestones.removed,
    resourceLines: lines.given,
    resourceLinesRemoved: lines.removed,
  };
}

describe('scopeCreep', () => {
  it.each<[string, number, number[], string | null]>([
    ['nothing changed', 1_000_000, [], '0'],
    ['more and less both count', 1_000_000, [150_000, -50_000], '20'],
    ['more than all', 100, [250], '250'],
    ['a third', 300, [100], '33.33'],
    ['half up', 80_000, [4], '0.01'],
    ['nothing to compare with', 0, [100], null],
  ])('%s', (_what, original, changes, expected) => {
    expect(scopeCreep(original, changes)?.toFixed() ?? null).toBe(expected);
  });
});
