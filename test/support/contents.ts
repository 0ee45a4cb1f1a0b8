import fc from 'fast-check';
import type { Delta } from '../../src/modules/sow/change-orders/delta.formula';
import type { Content, ContentItem } from '../../src/modules/sow/content/content.formula';
import type { MilestoneInput, ResourceLineInput } from '../../src/modules/sow/content/sow.inputs';
import { ResourceParty, ResponsibleParty } from '../../src/modules/sow/content/sow-parts.entity';
import { PlanningDays, ProgressMethod } from '../../src/modules/sow/content/sow.entity';
import { addDays } from '../../src/shared/domain/dates';
import { decimal } from '../../src/shared/domain/decimal';

/* Contents of statements of work and their deltas, for tests of formulas; the ids are names. */

export const noDelta: Delta = {
  scopeItems: [],
  scopeItemsRemoved: [],
  milestones: [],
  milestonesRemoved: [],
  resourceLines: [],
  resourceLinesRemoved: [],
};

export function givenItem(changes: Partial<ContentItem> = {}): ContentItem {
  return {
    title: 'Item',
    standard: true,
    inScope: true,
    quantity: decimal(3),
    unit: 'interface',
    startsOn: '2026-03-02',
    endsOn: '2026-04-30',
    assumptions: '',
    price: decimal(10_000),
    budgetCost: decimal(8_000),
    responsibleParty: ResponsibleParty.VENDOR,
    deliverables: [],
    ...changes,
  };
}

export function givenLine(changes: Partial<Content['resourceLines'][number]> = {}): Content['resourceLines'][number] {
  return {
    role: 'Consultant',
    party: ResourceParty.VENDOR,
    hours: [],
    billRate: decimal(150),
    costRate: decimal(90),
    ...changes,
  };
}

export function givenContent(changes: Partial<Content> = {}): Content {
  return {
    currencyCode: 'EUR',
    startsOn: '2026-03-02',
    endsOn: '2026-06-30',
    progressMethod: ProgressMethod.PROGRESS_UPDATES,
    planningDays: PlanningDays.WORKING_DAYS,
    acceptanceWindowDays: 10,
    exclusions: 'Hardware.',
    assumptions: 'Access is given.',
    scopeItems: [
      givenItem({
        id: 'item1',
        originId: 'first1',
        title: 'Interfaces',
        deliverables: [
          { id: 'deliverable1', originId: null, name: 'Guide', acceptanceCriteria: 'All are in it.' },
          { id: 'deliverable2', originId: null, name: 'Live interfaces', acceptanceCriteria: 'They run.' },
        ],
      }),
      givenItem({ id: 'item2', title: 'Training', price: decimal(2_000), budgetCost: decimal(1_000) }),
    ],
    milestones: [
      {
        id: 'milestone1',
        name: 'Live',
        dueOn: '2026-06-30',
        paymentShare: decimal(100),
        deliverables: ['Guide', 'Live interfaces'],
      },
    ],
    resourceLines: [givenLine({ id: 'line1', hours: [{ phase: 'Build', hours: decimal('60.5') }] })],
    ...changes,
  };
}

/** The content in the form of the next revision: every part has a new id, and names its origin. */
export function revisionOf(content: Content): Content {
  let made = 0;
  const next = <T extends { id?: string | null; originId?: string | null }>(part: T): T => ({
    ...part,
    id: `next${(made += 1)}`,
    originId: part.id ? (part.originId ?? part.id) : null,
  });
  return {
    ...content,
    scopeItems: content.scopeItems.map((item) => ({ ...next(item), deliverables: item.deliverables.map(next) })),
    milestones: content.milestones.map(next),
    resourceLines: content.resourceLines.map(next),
  };
}

const day = fc.integer({ min: 0, max: 400 }).map((offset) => addDays('2026-01-01', offset));
const cents = fc.integer({ min: 0, max: 10_000_000 }).map((minor) => decimal(minor).div(100));
const words = fc.constantFrom('', 'Hardware.', 'Access is given.');

const items = (name: string) =>
  fc.record({
    title: fc.constantFrom('Interfaces', 'Training', 'Reports'),
    standard: fc.boolean(),
    inScope: fc.boolean(),
    quantity: fc.option(fc.constantFrom(1, 2, 3).map((each) => decimal(each))),
    unit: fc.constant('piece'),
    startsOn: day,
    endsOn: day,
    assumptions: words,
    price: cents,
    budgetCost: cents,
    responsibleParty: fc.constantFrom(...Object.values(ResponsibleParty)),
    deliverables: fc
      .integer({ min: 0, max: 3 })
      .map((many) => Array.from({ length: many }, (_, index) => ({ id: null, name: `${name} ${index}` }))),
  });
const milestones: fc.Arbitrary<MilestoneInput> = fc.record({
  name: fc.constantFrom('Design', 'Build', 'Live'),
  dueOn: day,
  paymentShare: fc.constantFrom(decimal(50), decimal(100)),
  deliverables: fc.constant([]),
});
const lines: fc.Arbitrary<ResourceLineInput> = fc.record({
  role: fc.constantFrom('Architect', 'Consultant'),
  party: fc.constant(ResourceParty.VENDOR),
  hours: fc
    .array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 3 })
    .map((all) => all.map((hundredths, index) => ({ phase: `Phase ${index}`, hours: decimal(hundredths).div(100) }))),
  billRate: fc.option(cents),
  costRate: fc.option(cents),
});

const some = <T>(one: (name: string) => fc.Arbitrary<T>, name: string) =>
  fc
    .integer({ min: 0, max: 4 })
    .chain((many) => fc.tuple(...Array.from({ length: many }, (_, index) => one(`${name}${index}`))));

export function contents(): fc.Arbitrary<Content> {
  const stored = <T extends object>(parts: T[], name: string) =>
    parts.map((part, index) => ({
      ...part,
      id: `${name}${index}`,
      originId: index % 2 ? `first ${name}${index}` : null,
    }));
  return fc
    .record({ items: some(items, 'i'), milestones: some(() => milestones, 'm'), lines: some(() => lines, 'l') })
    .map(({ items: all, milestones: due, lines: people }) =>
      givenContent({
        scopeItems: stored(all, 'item').map((item) => ({
          ...item,
          deliverables: item.deliverables.map((each, index) => ({
            ...each,
            id: `${item.id} ${index}`,
            originId: null,
          })),
        })),
        milestones: stored(due, 'milestone'),
        resourceLines: stored(people, 'line'),
      }),
    );
}

/** Deltas that keep, change or remove each part, and add some. */
export function deltasOf(content: Content): fc.Arbitrary<Delta> {
  const fate = fc.constantFrom('STAYS', 'CHANGES', 'GOES');
  const changesOf = <T extends object>(parts: readonly { id?: string | null }[], one: fc.Arbitrary<T>) =>
    fc
      .record({
        fates: fc.tuple(...parts.map(() => fc.tuple(fate, one))),
        added: fc.array(one, { maxLength: 2 }),
      })
      .map(({ fates, added }) => ({
        given: [
          ...added,
          ...fates.flatMap(([what, part], index) => (what === 'CHANGES' ? [{ ...part, id: parts[index]!.id }] : [])),
        ],
        removed: fates.flatMap(([what], index) => (what === 'GOES' ? [parts[index]!.id!] : [])),
      }));
  return fc
    .record({
      startsOn: fc.option(day, { nil: undefined }),
      endsOn: fc.option(day, { nil: undefined }),
      exclusions: fc.option(words, { nil: undefined }),
      acceptanceWindowDays: fc.constantFrom(undefined, null, 5),
      planningDays: fc.constantFrom(undefined, PlanningDays.CALENDAR_DAYS),
      items: changesOf(content.scopeItems, items('new')),
      milestones: changesOf(content.milestones, milestones),
      lines: changesOf(content.resourceLines, lines),
    })
    .map(({ items: scope, milestones: due, lines: people, ...header }) => ({
      ...header,
      scopeItems: scope.given,
      scopeItemsRemoved: scope.removed,
      milestones: due.given,
      milestonesRemoved: due.removed,
      resourceLines: people.given,
      resourceLinesRemoved: people.removed,
    }));
}
