import { daysBetween, type PlainDate } from '../../../shared/domain/dates';
import { decimal, type Decimal, round, zero } from '../../../shared/domain/decimal';
import { searchKey } from '../../../shared/domain/text';
import { type Content, type ContentItem, type Continued, totalsOfContent } from '../content/content.formula';
import type { PlanningDays } from '../content/sow.entity';
import type { MilestoneInput, ResourceLineInput, ScopeItemInput } from '../content/sow.inputs';

/** What a change order changes of a content: what it does not name stays as it is. */
export interface Delta {
  startsOn?: PlainDate | null;
  endsOn?: PlainDate | null;
  exclusions?: string | null;
  assumptions?: string | null;
  planningDays?: PlanningDays | null;
  /** Null says that the customer has no such days any more. */
  acceptanceWindowDays?: number | null;
  /** One with the id of a part takes the whole part's place; one without is added. */
  scopeItems: ScopeItemInput[];
  scopeItemsRemoved: string[];
  milestones: MilestoneInput[];
  milestonesRemoved: string[];
  resourceLines: ResourceLineInput[];
  resourceLinesRemoved: string[];
}

export type PartsOfDelta = 'scopeItems' | 'milestones' | 'resourceLines';

/** The content after the change: parts that go on keep their places, what is added comes after them. */
export function applyDelta(content: Content, delta: Delta): Content {
  const origins = new Map(
    content.scopeItems.flatMap(({ deliverables }) => deliverables.map(({ id, originId }) => [id, originId] as const)),
  );
  const continued = <T extends { id?: string | null }>(part: T): Continued<T> => ({
    ...part,
    originId: origins.get(part.id) ?? null,
  });
  const scopeItems = changed<ContentItem>(
    content.scopeItems,
    delta.scopeItems.map((item) => ({ ...item, deliverables: item.deliverables.map(continued) })),
    delta.scopeItemsRemoved,
  );
  const rewritten = new Set(delta.milestones.map(({ id }) => id));
  const follow = following(content, scopeItems);
  const milestones = changed(content.milestones, delta.milestones, delta.milestonesRemoved).map((milestone) =>
    milestone.id && !rewritten.has(milestone.id)
      ? { ...milestone, deliverables: milestone.deliverables.flatMap(follow) }
      : milestone,
  );
  return {
    ...content,
    startsOn: delta.startsOn ?? content.startsOn,
    endsOn: delta.endsOn ?? content.endsOn,
    exclusions: delta.exclusions ?? content.exclusions,
    assumptions: delta.assumptions ?? content.assumptions,
    planningDays: delta.planningDays ?? content.planningDays,
    acceptanceWindowDays:
      delta.acceptanceWindowDays === undefined ? content.acceptanceWindowDays : delta.acceptanceWindowDays,
    scopeItems,
    milestones,
    resourceLines: changed(content.resourceLines, delta.resourceLines, delta.resourceLinesRemoved),
  };
}

function changed<T extends Continued<{ id?: string | null }>>(
  parts: readonly T[],
  given: readonly T[],
  removed: readonly string[],
): T[] {
  const replacements = new Map(given.map((part) => [part.id, part]));
  const kept = parts
    .filter(({ id }) => !removed.includes(id!))
    .map((part) => {
      const replacement = replacements.get(part.id);
      return replacement ? { ...replacement, originId: part.originId } : part;
    });
  return [...kept, ...given.filter(({ id }) => !id)];
}

/** Milestones name deliverables by name: those that are not written anew follow a deliverable to its new name. */
function following(content: Content, items: readonly ContentItem[]): (name: string) => string[] {
  const ids = new Map(
    content.scopeItems.flatMap(({ deliverables }) =>
      deliverables.map(({ id, name }) => [searchKey(name), id] as const),
    ),
  );
  const names = new Map(items.flatMap(({ deliverables }) => deliverables.map(({ id, name }) => [id, name] as const)));
  return (name) => {
    const now = names.get(ids.get(searchKey(name)));
    return now === undefined ? [] : [now];
  };
}

/** The index in the delta of the part that stands at a place of the content after the change; null for one that it leaves alone. */
export function placeInDelta(after: Content, delta: Delta, kind: PartsOfDelta, place: number): number | null {
  const parts: readonly { id?: string | null }[] = after[kind];
  const given: readonly { id?: string | null }[] = delta[kind];
  const part = parts[place];
  if (!part) return null;
  const found = part.id
    ? given.findIndex(({ id }) => id === part.id)
    : given.flatMap(({ id }, index) => (id ? [] : index))[place - parts.findIndex(({ id }) => !id)]!;
  return found < 0 ? null : found;
}

/** What a change comes to. Amounts are in the main unit of the currency, and may be below 0. */
export interface Effect {
  price: Decimal;
  budgetCost: Decimal;
  /** By how many days the end moves; below 0 where it comes earlier. */
  endDays: number;
  hours: Decimal;
}

export function effectOf(before: Content, after: Content): Effect {
  const [from, to] = [totalsOfContent(before), totalsOfContent(after)];
  return {
    price: to.price.minus(from.price),
    budgetCost: to.budgetCost.minus(from.budgetCost),
    endDays: daysBetween(from.endsOn, to.endsOn),
    hours: to.hours.minus(from.hours),
  };
}

const places = 2;

/** Σ |value of each change| ÷ original value, in percent, rounded half up; null where the original value is 0. */
export function scopeCreep(originalMinor: number, changesMinor: readonly number[]): Decimal | null {
  if (originalMinor === 0) return null;
  const moved = changesMinor.reduce((total, change) => total.plus(Math.abs(change)), zero);
  return round(moved.times(100).div(originalMinor), places);
}

const decimals = new Set([
  'quantity',
  'price',
  'budgetCost',
  'paymentShare',
  'paymentAmount',
  'hours',
  'billRate',
  'costRate',
]);

/** The delta as it is kept: exact decimals as text, what was left out not there. */
export function frozen(delta: Delta): object {
  return JSON.parse(JSON.stringify(delta)) as object;
}

/** What `frozen` made, as a delta again. */
export function thawed(kept: object): Delta {
  return JSON.parse(JSON.stringify(kept), (name, value: unknown) =>
    typeof value === 'string' && decimals.has(name) ? decimal(value) : value,
  ) as Delta;
}
