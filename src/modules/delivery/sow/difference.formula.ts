import { type Decimal, zero } from '../../../shared/domain/decimal';
import { minorDigits } from '../../../shared/domain/money';
import { searchKey } from '../../../shared/domain/text';
import { type Content, type ContentItem, type Continued, keyOf } from './content.formula';
import type { DeliverableInput, MilestoneInput, ResourceLineInput } from './sow.inputs';

export enum SowChangeKind {
  ADDED = 'ADDED',
  REMOVED = 'REMOVED',
  CHANGED = 'CHANGED',
}

export interface SowChange {
  kind: SowChangeKind;
  /** As in the input that writes a content: of what there is after, or, for what was taken out, before. */
  path: string[];
  label: string;
  before: string | null;
  after: string | null;
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
  say: (part: T, content: Content, sight: Sight) => string | null;
}

/** A part in its content. */
interface Placed<T> {
  part: T;
  content: Content;
  place: number;
}

type Path = (string | number)[];

const text = (value: string | null | undefined) => value?.trim() || null;
const yesOrNo = (value: boolean) => (value ? 'yes' : 'no');
const number = (value: Decimal | null | undefined, unit = '') => (value ? `${value.toFixed()}${unit}` : null);
const amount = (value: Decimal | null | undefined, { currencyCode }: Content) =>
  value ? `${value.toFixed(minorDigits(currencyCode))} ${currencyCode}` : null;

const header: Words<Content>[] = [
  { field: 'currencyCode', label: 'Currency', say: ({ currencyCode }) => currencyCode },
  { field: 'startsOn', label: 'First day', say: ({ startsOn }) => startsOn },
  { field: 'endsOn', label: 'Last day', say: ({ endsOn }) => endsOn },
  { field: 'progressMethod', label: 'Progress', say: ({ progressMethod }) => progressMethod },
  {
    field: 'acceptanceWindowDays',
    label: 'Days to accept',
    say: ({ acceptanceWindowDays }) => acceptanceWindowDays?.toString() ?? null,
  },
  { field: 'exclusions', label: 'Exclusions', say: ({ exclusions }) => text(exclusions) },
  { field: 'assumptions', label: 'Assumptions', say: ({ assumptions }) => text(assumptions) },
];

const itemWords: Words<ContentItem>[] = [
  { field: 'title', label: 'title', say: ({ title }) => title },
  { field: 'standard', label: 'standard', say: ({ standard }) => yesOrNo(standard) },
  { field: 'inScope', label: 'in scope', say: ({ inScope }) => yesOrNo(inScope) },
  { field: 'quantity', label: 'quantity', say: ({ quantity }) => number(quantity) },
  { field: 'unit', label: 'unit', say: ({ unit }) => text(unit) },
  { field: 'startsOn', label: 'first day', say: ({ startsOn }) => startsOn },
  { field: 'endsOn', label: 'last day', say: ({ endsOn }) => endsOn },
  { field: 'assumptions', label: 'assumptions', say: ({ assumptions }) => text(assumptions) },
  {
    field: 'offeringId',
    label: 'offering',
    say: ({ offeringId }, _content, { nameOf }) => (offeringId ? nameOf(offeringId) : null),
  },
  { field: 'price', label: 'price', say: ({ price }, content) => amount(price ?? zero, content) },
  {
    field: 'budgetCost',
    label: 'budget',
    only: ['VENDOR'],
    say: ({ budgetCost }, content) => amount(budgetCost ?? zero, content),
  },
  { field: 'responsibleParty', label: 'responsible', say: ({ responsibleParty }) => responsibleParty },
  { field: 'phase', label: 'phase', say: ({ phase }) => text(phase) },
  { field: 'resourceRole', label: 'role', say: ({ resourceRole }) => text(resourceRole) },
];

const deliverableWords: Words<DeliverableInput>[] = [
  { field: 'name', label: 'name', say: ({ name }) => name },
  {
    field: 'acceptanceCriteria',
    label: 'acceptance criteria',
    say: ({ acceptanceCriteria }) => text(acceptanceCriteria),
  },
];

const milestoneWords: Words<MilestoneInput>[] = [
  { field: 'name', label: 'name', say: ({ name }) => name },
  { field: 'dueOn', label: 'due', say: ({ dueOn }) => dueOn },
  { field: 'paymentShare', label: 'payment share', say: ({ paymentShare }) => number(paymentShare, ' %') },
];

const lineWords: Words<ResourceLineInput>[] = [
  { field: 'role', label: 'role', say: ({ role }) => role },
  { field: 'party', label: 'party', say: ({ party }) => party },
  {
    field: 'partnerId',
    label: 'partner',
    say: ({ partnerId }, _content, { nameOf }) => (partnerId ? nameOf(partnerId) : null),
  },
  {
    field: 'billRate',
    label: 'bill rate',
    only: ['VENDOR', 'CUSTOMER'],
    say: ({ billRate }, content) => amount(billRate, content),
  },
  {
    field: 'costRate',
    label: 'cost rate',
    only: ['VENDOR'],
    say: ({ costRate }, content) => amount(costRate, content),
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
  const found = fields(header, whole.before, whole.after, [], null, sight);

  for (const [left, right] of matched(all(before, before.scopeItems), all(after, after.scopeItems))) {
    found.push(
      ...fields(itemWords, left, right, ['scopeItems', placeOf(left, right)], (right ?? left!).part.title, sight),
    );
  }
  for (const [left, right] of matched(deliverablesOf(before), deliverablesOf(after))) {
    const { item, place, part } = right ?? left!;
    found.push(...fields(deliverableWords, left, right, ['scopeItems', item, 'deliverables', place], part.name, sight));
  }
  for (const [left, right] of matched(all(before, before.milestones), all(after, after.milestones))) {
    const path = ['milestones', placeOf(left, right)];
    const { name } = (right ?? left!).part;
    found.push(...fields(milestoneWords, left, right, path, name, sight));
    found.push(...dueDeliverables(left, right, path, name));
  }
  const seen = (lines: Continued<ResourceLineInput>[]) =>
    lines.filter(({ partnerId }) => sight.of !== 'PARTNER' || (partnerId && partnerId === sight.partnerId));
  const lines = [all(before, seen(before.resourceLines)), all(after, seen(after.resourceLines))] as const;
  for (const [left, right] of matched(...lines)) {
    const path = ['resourceLines', placeOf(left, right)];
    const { role } = (right ?? left!).part;
    found.push(...fields(lineWords, left, right, path, role, sight), ...phases(left, right, path, role));
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
  path: Path,
  label: string | null,
  sight: Sight,
): SowChange[] {
  const say = (placed: Placed<T> | null, each: Words<T>) => placed && each.say(placed.part, placed.content, sight);
  return words
    .filter(({ only }) => !only || only.includes(sight.of))
    .flatMap((each) =>
      line(
        [left, right],
        [...path, each.field],
        label === null ? each.label : `${label}: ${each.label}`,
        say(left, each),
        say(right, each),
      ),
    );
}

function line(
  sides: readonly [unknown, unknown],
  path: Path,
  label: string,
  before: string | null,
  after: string | null,
) {
  if (before === after) return [];
  const [left, right] = sides;
  const kind = !left ? SowChangeKind.ADDED : !right ? SowChangeKind.REMOVED : SowChangeKind.CHANGED;
  return [{ kind, path: path.map(String), label, before, after }];
}

/** What a milestone is due with: the same deliverables under other names are no difference. */
function dueDeliverables(
  left: Placed<MilestoneInput> | null,
  right: Placed<MilestoneInput> | null,
  path: Path,
  label: string,
): SowChange[] {
  const due = (placed: Placed<MilestoneInput> | null) => {
    if (!placed) return { keys: '', names: null };
    const keys = new Map(deliverablesOf(placed.content).map(({ part }) => [searchKey(part.name), keyOf(part)]));
    const found = placed.part.deliverables.map((name) => keys.get(searchKey(name)) ?? searchKey(name));
    return { keys: found.sort().join(' '), names: [...placed.part.deliverables].sort().join(', ') || null };
  };
  const [before, after] = [due(left), due(right)];
  if (before.keys === after.keys) return [];
  return line([left, right], [...path, 'deliverables'], `${label}: deliverables`, before.names, after.names);
}

function phases(
  left: Placed<ResourceLineInput> | null,
  right: Placed<ResourceLineInput> | null,
  path: Path,
  label: string,
): SowChange[] {
  const hoursIn = (placed: Placed<ResourceLineInput> | null, phase: string) =>
    number(placed?.part.hours.find((each) => each.phase === phase)?.hours, ' h');
  const named = [...(left?.part.hours ?? []), ...(right?.part.hours ?? [])].map(({ phase }) => phase);
  return [...new Set(named)].flatMap((phase) =>
    line(
      [left, right],
      [...path, 'hours', phase],
      `${label}: hours in ${phase}`,
      hoursIn(left, phase),
      hoursIn(right, phase),
    ),
  );
}
