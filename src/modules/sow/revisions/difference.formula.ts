import { type Decimal, zero } from '../../../shared/domain/decimal';
import { minorDigits } from '../../../shared/domain/money';
import { searchKey } from '../../../shared/domain/text';
import { type Content, type ContentItem, type Continued, keyOf } from '../content/content.formula';
import type { PlanningDays } from '../content/sow.entity';
import type { DeliverableInput, MilestoneInput, ResourceLineInput } from '../content/sow.inputs';

export enum SowChangeKind {
  ADDED = 'ADDED',
  REMOVED = 'REMOVED',
  CHANGED = 'CHANGED',
}

/** A value of a field before it is put into words: money and words of a list are said in the reader's language. */
export type Said =
  | { as: 'text'; text: string }
  | { as: 'word'; word: string }
  | { as: 'yesNo'; yes: boolean }
  | { as: 'number'; number: Decimal; unit: '' | ' %' | ' h' }
  | { as: 'amount'; amount: Decimal };

/** The part of a content that a field is of: a scope item, say, by its name and its place. */
export interface ChangedPart {
  kind: 'content' | 'scopeItem' | 'deliverable' | 'milestone' | 'resourceLine';
  /** Null for the content itself. */
  name: string | null;
  at: string;
}

export interface SowChange {
  kind: SowChangeKind;
  /** As in the input that writes a content: of what there is after, or, for what was taken out, before. */
  path: string[];
  label: string;
  before: string | null;
  after: string | null;
  part: ChangedPart;
  /** The field of the part; of hours, their phase. */
  field: string;
  said: { before: Said | null; after: Said | null };
}

/** What the vendor pays is for its own eyes, and rates are for no partner's. */
export type SightOf = 'VENDOR' | 'CUSTOMER' | 'PARTNER';

/** For whom the difference is. */
export interface Sight {
  of: SightOf;
  /** Whose resource lines a partner's people see. */
  partnerId: string | null;
  /** What an offering or a partner is called, by its id. */
  nameOf: (id: string) => string;
}

/** How one field of a part is said; null where there is nothing to say. */
interface Words<T> {
  field: string;
  label: string;
  /** Everybody, when left out. */
  only?: readonly SightOf[];
  say: (part: T, sight: Sight) => Said | null;
}

/** A part in its content. */
interface Placed<T> {
  part: T;
  content: Content;
  place: number;
}

type Path = (string | number)[];

interface Part {
  kind: ChangedPart['kind'];
  name: string | null;
  path: Path;
}

const text = (value: string | null | undefined): Said | null => {
  const trimmed = value?.trim();
  return trimmed ? { as: 'text', text: trimmed } : null;
};
const word = (value: string): Said => ({ as: 'word', word: value });
const yesOrNo = (yes: boolean): Said => ({ as: 'yesNo', yes });
const number = (value: Decimal | null | undefined, unit: '' | ' %' | ' h' = ''): Said | null =>
  value ? { as: 'number', number: value, unit } : null;
const amount = (value: Decimal | null | undefined): Said | null => (value ? { as: 'amount', amount: value } : null);

/** In the words of the API, which are the same for every reader. */
function plain(said: Said | null, { currencyCode }: Content): string | null {
  switch (said?.as) {
    case undefined:
      return null;
    case 'text':
      return said.text;
    case 'word':
      return said.word;
    case 'yesNo':
      return said.yes ? 'yes' : 'no';
    case 'number':
      return `${said.number.toFixed()}${said.unit}`;
    case 'amount':
      return `${said.amount.toFixed(minorDigits(currencyCode))} ${currencyCode}`;
  }
}

const header: Words<Content>[] = [
  { field: 'currencyCode', label: 'Currency', say: ({ currencyCode }) => text(currencyCode) },
  { field: 'startsOn', label: 'First day', say: ({ startsOn }) => text(startsOn) },
  { field: 'endsOn', label: 'Last day', say: ({ endsOn }) => text(endsOn) },
  { field: 'progressMethod', label: 'Progress', say: ({ progressMethod }) => word(progressMethod) },
  {
    field: 'planningDays',
    label: 'Planned value',
    say: ({ planningDays }) => word(planningDays ?? ('WORKING_DAYS' satisfies `${PlanningDays}`)),
  },
  {
    field: 'acceptanceWindowDays',
    label: 'Days to accept',
    say: ({ acceptanceWindowDays }) => text(acceptanceWindowDays?.toString()),
  },
  { field: 'exclusions', label: 'Exclusions', say: ({ exclusions }) => text(exclusions) },
  { field: 'assumptions', label: 'Assumptions', say: ({ assumptions }) => text(assumptions) },
];

const itemWords: Words<ContentItem>[] = [
  { field: 'title', label: 'title', say: ({ title }) => text(title) },
  { field: 'standard', label: 'standard', say: ({ standard }) => yesOrNo(standard) },
  { field: 'inScope', label: 'in scope', say: ({ inScope }) => yesOrNo(inScope) },
  { field: 'quantity', label: 'quantity', say: ({ quantity }) => number(quantity) },
  { field: 'unit', label: 'unit', say: ({ unit }) => text(unit) },
  { field: 'startsOn', label: 'first day', say: ({ startsOn }) => text(startsOn) },
  { field: 'endsOn', label: 'last day', say: ({ endsOn }) => text(endsOn) },
  { field: 'assumptions', label: 'assumptions', say: ({ assumptions }) => text(assumptions) },
  {
    field: 'offeringId',
    label: 'offering',
    say: ({ offeringId }, { nameOf }) => (offeringId ? text(nameOf(offeringId)) : null),
  },
  { field: 'price', label: 'price', say: ({ price }) => amount(price ?? zero) },
  {
    field: 'budgetCost',
    label: 'budget',
    only: ['VENDOR'],
    say: ({ budgetCost }) => amount(budgetCost ?? zero),
  },
  { field: 'responsibleParty', label: 'responsible', say: ({ responsibleParty }) => word(responsibleParty) },
  { field: 'phase', label: 'phase', say: ({ phase }) => text(phase) },
  { field: 'resourceRole', label: 'role', say: ({ resourceRole }) => text(resourceRole) },
];

const deliverableWords: Words<DeliverableInput>[] = [
  { field: 'name', label: 'name', say: ({ name }) => text(name) },
  {
    field: 'acceptanceCriteria',
    label: 'acceptance criteria',
    say: ({ acceptanceCriteria }) => text(acceptanceCriteria),
  },
];

const milestoneWords: Words<MilestoneInput>[] = [
  { field: 'name', label: 'name', say: ({ name }) => text(name) },
  { field: 'dueOn', label: 'due', say: ({ dueOn }) => text(dueOn) },
  { field: 'paymentShare', label: 'payment share', say: ({ paymentShare }) => number(paymentShare, ' %') },
  { field: 'paymentAmount', label: 'payment', say: ({ paymentAmount }) => amount(paymentAmount) },
];

const lineWords: Words<ResourceLineInput>[] = [
  { field: 'role', label: 'role', say: ({ role }) => text(role) },
  { field: 'party', label: 'party', say: ({ party }) => word(party) },
  {
    field: 'partnerId',
    label: 'partner',
    say: ({ partnerId }, { nameOf }) => (partnerId ? text(nameOf(partnerId)) : null),
  },
  {
    field: 'billRate',
    label: 'bill rate',
    only: ['VENDOR', 'CUSTOMER'],
    say: ({ billRate }) => amount(billRate),
  },
  {
    field: 'costRate',
    label: 'cost rate',
    only: ['VENDOR'],
    say: ({ costRate }) => amount(costRate),
  },
];

/**
 * What differs between two contents, in words: parts are matched by their origins, and of a part that is there on one side
 * only every field that says something is listed. Where a part stands in its list makes no difference.
 */
export function differenceOf(before: Content, after: Content, sight: Sight): SowChange[] {
  const whole = {
    before: { part: before, content: before, place: 0 },
    after: { part: after, content: after, place: 0 },
  };
  const found = fields(header, whole.before, whole.after, { kind: 'content', name: null, path: [] }, sight);

  for (const [left, right] of matched(all(before, before.scopeItems), all(after, after.scopeItems))) {
    const path = ['scopeItems', placeOf(left, right)];
    const name = (right ?? left!).part.title;
    found.push(...fields(itemWords, left, right, { kind: 'scopeItem', name, path }, sight));
  }
  for (const [left, right] of matched(deliverablesOf(before), deliverablesOf(after))) {
    const { item, place, part } = right ?? left!;
    const path = ['scopeItems', item, 'deliverables', place];
    found.push(...fields(deliverableWords, left, right, { kind: 'deliverable', name: part.name, path }, sight));
  }
  for (const [left, right] of matched(all(before, before.milestones), all(after, after.milestones))) {
    const path = ['milestones', placeOf(left, right)];
    const part: Part = { kind: 'milestone', name: (right ?? left!).part.name, path };
    found.push(...fields(milestoneWords, left, right, part, sight), ...dueDeliverables(left, right, part));
  }
  const seen = (lines: Continued<ResourceLineInput>[]) =>
    lines.filter(({ partnerId }) => sight.of !== 'PARTNER' || (partnerId && partnerId === sight.partnerId));
  const lines = [all(before, seen(before.resourceLines)), all(after, seen(after.resourceLines))] as const;
  for (const [left, right] of matched(...lines)) {
    const path = ['resourceLines', placeOf(left, right)];
    const part: Part = { kind: 'resourceLine', name: (right ?? left!).part.role, path };
    found.push(...fields(lineWords, left, right, part, sight), ...phases(left, right, part));
  }
  return found;
}

function all<T>(content: Content, parts: readonly T[]): Placed<T>[] {
  return parts.map((part, place) => ({ part, content, place }));
}

function deliverablesOf(content: Content): (Placed<Continued<DeliverableInput>> & { item: number })[] {
  return content.scopeItems.flatMap(({ deliverables }, item) =>
    all(content, deliverables).map((placed) => ({ ...placed, item })),
  );
}

/** Each part of either side with its counterpart: in the order after, then what is no longer there. */
function matched<P extends Placed<Continued<{ id?: string | null }>>>(
  before: readonly P[],
  after: readonly P[],
): [P | null, P | null][] {
  const left = new Map(before.map((placed) => [keyOf(placed.part), placed]));
  const pairs = after.map((placed): [P | null, P | null] => {
    const key = keyOf(placed.part);
    const counterpart = (key !== null && left.get(key)) || null;
    if (counterpart) left.delete(key);
    return [counterpart, placed];
  });
  return [...pairs, ...[...left.values()].map((placed): [P | null, P | null] => [placed, null])];
}

const placeOf = (left: Placed<unknown> | null, right: Placed<unknown> | null) => (right ?? left!).place;

function fields<T>(
  words: readonly Words<T>[],
  left: Placed<T> | null,
  right: Placed<T> | null,
  part: Part,
  sight: Sight,
): SowChange[] {
  const say = (placed: Placed<T> | null, each: Words<T>) => placed && each.say(placed.part, sight);
  return words
    .filter(({ only }) => !only || only.includes(sight.of))
    .flatMap((each) => line([left, right], part, [each.field], each.label, [say(left, each), say(right, each)]));
}

function line(
  [left, right]: readonly [Placed<unknown> | null, Placed<unknown> | null],
  { kind: of, name, path }: Part,
  field: Path,
  label: string,
  [was, is]: readonly [Said | null, Said | null],
): SowChange[] {
  const [before, after] = [left && plain(was, left.content), right && plain(is, right.content)];
  if (before === after) return [];
  const kind = !left ? SowChangeKind.ADDED : !right ? SowChangeKind.REMOVED : SowChangeKind.CHANGED;
  return [
    {
      kind,
      path: [...path, ...field].map(String),
      label: name === null ? label : `${name}: ${label}`,
      before,
      after,
      part: { kind: of, name, at: path.join('.') },
      field: String(field.at(-1)),
      said: { before: was, after: is },
    },
  ];
}

/** What a milestone is due with: the same deliverables under other names are no difference. */
function dueDeliverables(
  left: Placed<MilestoneInput> | null,
  right: Placed<MilestoneInput> | null,
  part: Part,
): SowChange[] {
  const due = (placed: Placed<MilestoneInput> | null) => {
    if (!placed) return { keys: '', names: null };
    const keys = new Map(deliverablesOf(placed.content).map(({ part: each }) => [searchKey(each.name), keyOf(each)]));
    const found = placed.part.deliverables.map((name) => keys.get(searchKey(name)) ?? searchKey(name));
    return { keys: found.sort().join(' '), names: text([...placed.part.deliverables].sort().join(', ')) };
  };
  const [before, after] = [due(left), due(right)];
  if (before.keys === after.keys) return [];
  return line([left, right], part, ['deliverables'], 'deliverables', [before.names, after.names]);
}

function phases(
  left: Placed<ResourceLineInput> | null,
  right: Placed<ResourceLineInput> | null,
  part: Part,
): SowChange[] {
  const hoursIn = (placed: Placed<ResourceLineInput> | null, phase: string) =>
    number(placed?.part.hours.find((each) => each.phase === phase)?.hours, ' h');
  const named = [...(left?.part.hours ?? []), ...(right?.part.hours ?? [])].map(({ phase }) => phase);
  return [...new Set(named)].flatMap((phase) =>
    line([left, right], part, ['hours', phase], `hours in ${phase}`, [hoursIn(left, phase), hoursIn(right, phase)]),
  );
}
