import fc from 'fast-check';
import {
  contents,
  deltasOf,
  givenContent,
  givenItem,
  givenLine,
  noDelta,
  revisionOf,
} from '../../../../test/support/contents';
import { differenceOf } from '../../../shared/domain/content/difference';
import type { Sight } from '../../../shared/domain/content/field';
import { decimal } from '../../../shared/domain/decimal';
import { applyDelta } from '../change-orders/delta.formula';
import { sowShape } from '../content/content.formula';
import { ResourceParty } from '../content/sow-parts.entity';

const staff: Sight = { of: 'VENDOR', partnerId: null, nameOf: (id) => id };
const before = givenContent();
const change = (delta: object, sight = staff) =>
  differenceOf(sowShape, before, revisionOf(applyDelta(before, { ...noDelta, ...delta })), sight).map(
    ({ kind, path, label, before: was, after: is }) => [kind, path.join('.'), label, was, is],
  );

describe('differenceOf', () => {
  it('finds nothing between a content and itself, nor between it and its copy in the next revision', () => {
    fc.assert(
      fc.property(contents(), (content) => {
        expect(differenceOf(sowShape, content, content, staff)).toEqual([]);
        expect(differenceOf(sowShape, content, revisionOf(content), staff)).toEqual([]);
      }),
    );
  });

  it('lists changes of the header', () => {
    expect(change({ endsOn: '2026-09-30', acceptanceWindowDays: null, exclusions: '' })).toEqual([
      ['CHANGED', 'endsOn', 'Last day', '2026-06-30', '2026-09-30'],
      ['CHANGED', 'acceptanceWindowDays', 'Days to accept', '10', null],
      ['CHANGED', 'exclusions', 'Exclusions', 'Hardware.', null],
    ]);
  });

  it('lists changed, added and removed parts, deliverables included', () => {
    const [interfaces] = before.scopeItems;
    const [guide] = interfaces!.deliverables;
    const delta = {
      scopeItems: [
        {
          ...interfaces!,
          price: decimal('10000.5'),
          deliverables: [{ id: guide!.id, name: 'Guide' }, { name: 'Film' }],
        },
        givenItem({ title: 'Reports', quantity: null, unit: '', price: undefined, budgetCost: undefined }),
      ],
      scopeItemsRemoved: ['item2'],
    };
    const found = change(delta);
    expect(found).toEqual(
      expect.arrayContaining([
        ['CHANGED', 'scopeItems.0.price', 'Interfaces: price', '10000.00 EUR', '10000.50 EUR'],
        ['ADDED', 'scopeItems.1.title', 'Reports: title', null, 'Reports'],
        ['ADDED', 'scopeItems.1.price', 'Reports: price', null, '0.00 EUR'],
        ['REMOVED', 'scopeItems.1.title', 'Training: title', 'Training', null],
        ['REMOVED', 'scopeItems.1.budgetCost', 'Training: budget', '1000.00 EUR', null],
        [
          'CHANGED',
          'scopeItems.0.deliverables.0.acceptanceCriteria',
          'Guide: acceptance criteria',
          'All are in it.',
          null,
        ],
        ['ADDED', 'scopeItems.0.deliverables.1.name', 'Film: name', null, 'Film'],
        ['REMOVED', 'scopeItems.0.deliverables.1.name', 'Live interfaces: name', 'Live interfaces', null],
        ['CHANGED', 'milestones.0.deliverables', 'Live: deliverables', 'Guide, Live interfaces', 'Guide'],
      ]),
    );
    expect(found.filter(([, path]) => path === 'scopeItems.1.unit')).toHaveLength(1);
  });

  it('does not mistake a renamed deliverable for another deliverable of the milestone', () => {
    const [interfaces] = before.scopeItems;
    const [guide, live] = interfaces!.deliverables;
    expect(change({ scopeItems: [{ ...interfaces!, deliverables: [{ ...guide, name: 'Handbook' }, live] }] })).toEqual([
      ['CHANGED', 'scopeItems.0.deliverables.0.name', 'Handbook: name', 'Guide', 'Handbook'],
    ]);
  });

  it('compares hours phase by phase', () => {
    const hours = [
      { phase: 'Design', hours: decimal(8) },
      { phase: 'Build', hours: decimal(60) },
    ];
    expect(change({ resourceLines: [givenLine({ id: 'line1', hours })] })).toEqual([
      ['CHANGED', 'resourceLines.0.hours.Build', 'Consultant: hours in Build', '60.5 h', '60 h'],
      ['CHANGED', 'resourceLines.0.hours.Design', 'Consultant: hours in Design', null, '8 h'],
    ]);
  });

  it('leaves out budgets, rates, and the lines of others for a partner', () => {
    const line = (partnerId: string | null, role: string) =>
      givenLine({ role, partnerId, party: partnerId ? ResourceParty.PARTNER : ResourceParty.VENDOR });
    const delta = {
      scopeItems: [{ ...before.scopeItems[0]!, budgetCost: decimal(1), price: decimal(2) }],
      resourceLines: [
        givenLine({ id: 'line1', billRate: decimal(1), costRate: decimal(1) }),
        line('own', 'Developer'),
        line('other', 'Architect'),
      ],
    };
    const nameOf = (id: string) => `the firm ${id}`;
    expect(change(delta, { of: 'PARTNER', partnerId: 'own', nameOf })).toEqual([
      ['CHANGED', 'scopeItems.0.price', 'Interfaces: price', '10000.00 EUR', '2.00 EUR'],
      ['ADDED', 'resourceLines.0.role', 'Developer: role', null, 'Developer'],
      ['ADDED', 'resourceLines.0.party', 'Developer: party', null, 'PARTNER'],
      ['ADDED', 'resourceLines.0.partnerId', 'Developer: partner', null, 'the firm own'],
    ]);
    // A viewer without a firm sees no lines at all.
    expect(change(delta, { of: 'PARTNER', partnerId: null, nameOf })).toHaveLength(1);
  });

  it('is symmetric: additions become removals in the other direction', () => {
    const turned = { ADDED: 'REMOVED', REMOVED: 'ADDED', CHANGED: 'CHANGED' };
    fc.assert(
      fc.property(
        contents().chain((content) => fc.tuple(fc.constant(content), deltasOf(content))),
        ([content, delta]) => {
          const after = revisionOf(applyDelta(content, delta));
          const words = (all: ReturnType<typeof differenceOf>, turn: boolean) =>
            all
              .map(({ kind, path, before: was, after: is }) =>
                JSON.stringify(turn ? [turned[kind], path.at(-1), is, was] : [kind, path.at(-1), was, is]),
              )
              .sort();
          expect(words(differenceOf(sowShape, after, content, staff), true)).toEqual(
            words(differenceOf(sowShape, content, after, staff), false),
          );
        },
      ),
    );
  });
});
