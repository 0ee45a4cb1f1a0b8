import fc from 'fast-check';
import { contents, noDelta } from '../../../../test/support/contents';
import { frozen } from '../../../shared/domain/content/delta';
import { differenceOf } from '../../../shared/domain/content/difference';
import {
  amount,
  columnsOf,
  type Field,
  type Part,
  type Shape,
  type SightOf,
  valuesOf,
} from '../../../shared/domain/content/field';
import { partsIn } from '../../../shared/domain/content/parts';
import { signedForm } from '../../../shared/domain/content/signed';
import { decimal } from '../../../shared/domain/decimal';
import { applyDelta, type Delta, deltaNames, thawed } from '../change-orders/delta.formula';
import {
  type Content,
  type deliverableFields,
  type milestoneFields,
  type resourceLineFields,
  type scopeItemFields,
  sowShape,
  type termFields,
} from './content.formula';
import { ResourceParty, ResponsibleParty } from './sow-parts.entity';
import { PlanningDays, ProgressMethod } from './sow.entity';

type Examples<Fields> = { [Name in keyof Fields]: [from: unknown, to: unknown] };

/** Two values of each field. */
const examples = {
  content: {
    currencyCode: ['EUR', 'USD'],
    startsOn: ['2026-03-02', '2026-03-03'],
    endsOn: ['2026-06-30', '2026-07-01'],
    progressMethod: [ProgressMethod.PROGRESS_UPDATES, ProgressMethod.ACCEPTED_DELIVERABLES],
    planningDays: [PlanningDays.WORKING_DAYS, PlanningDays.CALENDAR_DAYS],
    acceptanceWindowDays: [10, null],
    exclusions: ['Hardware.', 'Hardware and travel.'],
    assumptions: ['Access is given.', ''],
  } satisfies Examples<typeof termFields>,
  scopeItem: {
    title: ['Interfaces', 'Reports'],
    standard: [true, false],
    inScope: [true, false],
    quantity: [decimal('1.5'), null],
    unit: ['interface', 'plant'],
    startsOn: ['2026-03-02', '2026-03-03'],
    endsOn: ['2026-06-30', '2026-07-01'],
    assumptions: ['The test system is there.', ''],
    offeringId: ['offering_1', 'offering_2'],
    price: [decimal('12000.01'), decimal('12000.02')],
    budgetCost: [decimal(8000), decimal(9000)],
    responsibleParty: [ResponsibleParty.VENDOR, ResponsibleParty.CUSTOMER],
    phase: ['Build', null],
    resourceRole: ['Consultant', 'Architect'],
  } satisfies Examples<typeof scopeItemFields>,
  deliverable: {
    name: ['Guide', 'Handbook'],
    acceptanceCriteria: ['It is read.', null],
  } satisfies Examples<typeof deliverableFields>,
  milestone: {
    name: ['Designed', 'Live'],
    dueOn: ['2026-04-30', '2026-05-01'],
    paymentShare: [decimal('33.5'), decimal('33.51')],
    paymentAmount: [decimal(100), null],
    deliverables: [['Guide'], []],
  } satisfies Examples<typeof milestoneFields>,
  resourceLine: {
    role: ['Tester', 'Writer'],
    party: [ResourceParty.PARTNER, ResourceParty.VENDOR],
    partnerId: ['partner_1', 'partner_2'],
    billRate: [decimal(150), null],
    costRate: [decimal(90), decimal('90.5')],
    hours: [[{ phase: 'Build', hours: decimal('60.5') }], [{ phase: 'Build', hours: decimal(61) }]],
  } satisfies Examples<typeof resourceLineFields>,
};

interface Case {
  of: string;
  shape: Shape;
  /** The lists that lead to the part, from the content down. */
  lists: string[];
  name: string;
  field: Field;
  values: [from: unknown, to: unknown];
}

const casesOf = (shape: Shape, lists: string[] = []): Case[] => [
  ...Object.entries(shape.fields).map(([name, field]) => {
    const known: Record<string, Record<string, [unknown, unknown]>> = examples;
    return { of: shape.kind, shape, lists, name, field, values: known[shape.kind]![name]! };
  }),
  ...Object.entries(shape.parts).flatMap(([list, inner]) => casesOf(inner, [...lists, list])),
];
const cases = casesOf(sowShape);

/** Every field of the part has its first value; the milestone is due with a deliverable of the same item. */
const whole = (kind: string, id: string): Part => {
  const known: Record<string, Record<string, [unknown, unknown]>> = examples;
  const values = Object.entries(known[kind]!).map(([name, [from]]) => [name, from]);
  return { ...Object.fromEntries(values), id, originId: `first ${id}` };
};

/** Any content, and in it one part of each kind with all fields set. */
const given = contents().map((content): Content => {
  const item = { ...whole('scopeItem', 'the item'), deliverables: [whole('deliverable', 'the deliverable')] };
  return {
    ...content,
    ...whole('content', 'the content'),
    scopeItems: [...content.scopeItems, item],
    milestones: [...content.milestones, whole('milestone', 'the milestone')],
    resourceLines: [...content.resourceLines, whole('resourceLine', 'the line')],
  } as Content;
});

/** The last part of each list, the one with all fields set, with another value. */
function changed<T extends object>(owner: T, [list, ...rest]: string[], name: string, value: unknown): T {
  if (list === undefined) return { ...owner, [name]: value };
  const parts = partsIn(owner as Part, list);
  return { ...owner, [list]: [...parts.slice(0, -1), changed(parts.at(-1)!, rest, name, value)] };
}

const sight = (of: SightOf) => ({ of, partnerId: of === 'PARTNER' ? 'partner_1' : null, nameOf: (id: string) => id });
const changesBetween = (before: Content, after: Content, of: SightOf) =>
  differenceOf(sowShape, before, after, sight(of));
/**
 * Hours are compared phase by phase. Amounts are left out if the currency differs, because then each of them differs.
 */
const namesThatDiffer = (before: Content, after: Content, of: SightOf) =>
  changesBetween(before, after, of)
    .filter(({ field }) => field.is !== amount || before.currencyCode === after.currencyCode)
    .map(({ path, key }) => path.at(key === null ? -1 : -2));

/** A delta that changes one field: of the content itself, or of a part, which it replaces as a whole. */
function deltaTo(after: Content, { lists: [list], name, values: [, to] }: Case): Delta {
  if (list === undefined) return { ...noDelta, [name]: to };
  return { ...noDelta, [list]: partsIn(after, list).slice(-1) };
}

describe.each(cases.map((each) => [`${each.of}.${each.name}`, each] as const))('a change of %s', (_name, each) => {
  const { field, lists, name, values } = each;
  const change = (before: Content): Content => {
    const after = changed(before, lists, name, values[1]);
    // Milestones name their deliverables, so they change with a renamed one.
    const renamed = each.of === 'deliverable' && name === 'name';
    return renamed ? changed(after, ['milestones'], 'deliverables', [values[1]]) : after;
  };
  const property = (test: (before: Content, after: Content) => void) =>
    fc.assert(
      fc.property(given, (before) => test(before, change(before))),
      { numRuns: 20 },
    );

  it('is the only one in the difference', () => {
    property((before, after) => expect(namesThatDiffer(before, after, 'VENDOR')).toEqual([name]));
  });

  it('is shown to customers and partners only if the table says so', () => {
    // A line that changes its partner is another line to each of them.
    if (name === 'partnerId') return;
    property((before, after) => {
      for (const reader of ['CUSTOMER', 'PARTNER'] as const) {
        const shown = field.seenBy?.includes(reader) ?? true;
        expect(namesThatDiffer(before, after, reader)).toEqual(shown ? [name] : []);
      }
    });
  });

  it('has a label in each language of the papers that show it', () => {
    const { onPaper } = field;
    if (field.seenBy?.length === 1) expect([field.seenBy, onPaper]).toEqual([['VENDOR'], undefined]);
    else expect(onPaper).toEqual({ EN: expect.any(String), ZH: expect.any(String) });
  });

  it('can be made by a delta, stored or not, unless it is fixed', () => {
    if (field.fixed) return expect(deltaNames).not.toContain(name);
    property((before, after) => {
      const delta = deltaTo(after, each);
      for (const made of [applyDelta(before, delta), applyDelta(before, thawed(frozen(delta)))]) {
        expect(changesBetween(after, made, 'VENDOR')).toEqual([]);
        expect(signedForm(sowShape, made)).toEqual(signedForm(sowShape, after));
      }
    });
  });

  it('changes the hash if it is signed', () => {
    property((before, after) => {
      const [one, other] = [before, after].map((content) => JSON.stringify(signedForm(sowShape, content)));
      if (field.signed === 'NEVER') expect(other).toBe(one);
      else expect(other).not.toBe(one);
    });
  });

  it('survives being stored in its column', () => {
    if (field.apart) return;
    const fields = { [name]: field };
    for (const value of values) {
      const columns = columnsOf(fields, { [name]: value }, { currencyCode: 'EUR', path: [] });
      expect(valuesOf(fields, columns, 'EUR')).toEqual({ [name]: value });
    }
  });
});

describe('the fields of a statement of work', () => {
  it('are left out of the hash at the value that older agreements have, so that those keep their hash', () => {
    const optional = cases.filter(({ field }) => typeof field.signed === 'object');
    for (const { shape, name, field } of optional) {
      const { unless } = field.signed as { unless: unknown };
      const only = { ...shape, fields: { [name]: field }, parts: {} };
      expect(signedForm(only, { currencyCode: 'EUR', [name]: unless })).toEqual({});
    }
  });

  it('are always signed only if they were in the first form of the hash', () => {
    const always = cases.filter(({ field }) => field.signed === 'ALWAYS');
    const terms = ['currencyCode', 'startsOn', 'endsOn', 'progressMethod', 'acceptanceWindowDays', 'exclusions', 'assumptions']; // prettier-ignore
    const item = ['title', 'standard', 'inScope', 'quantity', 'unit', 'startsOn', 'endsOn', 'assumptions', 'offeringId', 'price', 'responsibleParty', 'phase', 'resourceRole']; // prettier-ignore
    expect(always.map(({ name }) => name)).toEqual([
      ...terms,
      ...item,
      ...['name', 'acceptanceCriteria'],
      ...['name', 'dueOn', 'deliverables'],
      ...['role', 'party', 'partnerId', 'billRate', 'hours'],
    ]);
  });
});
