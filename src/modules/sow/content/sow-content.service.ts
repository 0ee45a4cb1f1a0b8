import { prefixOfClass, type NewRecord, type StoredClass } from '../../../shared/database/record';
import type { Where } from '../../../shared/database/reader';
import type { Transaction } from '../../../shared/database/transaction';
import { daysBetween, type PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import { InvalidInputError, NotFoundError } from '../../../shared/domain/errors';
import { type Id, requireId } from '../../../shared/domain/ids';
import { moneyFromAmount } from '../../../shared/domain/money';
import { searchKey } from '../../../shared/domain/text';
import { ServiceOffering } from '../../catalog';
import { Partner } from '../../partners';
import { totalsOfContent } from './content.formula';
import { DeliverableStatus } from '../progress/deliverable.lifecycle';
import { shareOf } from './instalments.formula';
import { Deliverable, Milestone, ResourceLine, ResourceParty, ScopeItem, type SowPart } from './sow-parts.entity';
import { PlanningDays, type StatementOfWork } from './sow.entity';
import type { SowUpdateInput } from './sow.inputs';

/*
 * A draft is written as a whole: what the input lacks is taken out, what it names by id is changed, the rest is new. A
 * mutation for each part would be six per kind and a version for each, and the checks that look at several parts (unique
 * names, deliverables of a milestone, hours of a role) would meet every state in between.
 */

type Path = (string | number)[];

const maxDays = 3660;

const at = (...path: Path) => ['input', ...path.map(String)];

function refuse(message: string, ...path: Path): never {
  throw new InvalidInputError(message, at(...path));
}

type Header = Omit<SowUpdateInput, 'scopeItems' | 'milestones' | 'resourceLines'>;

/** What stands in the record itself as it is written. */
export function termsOf(input: Omit<Header, 'planningDays'>) {
  const { currencyCode, startsOn, endsOn, progressMethod, exclusions, assumptions } = input;
  const acceptanceWindowDays = input.acceptanceWindowDays ?? null;
  return { currencyCode, startsOn, endsOn, progressMethod, acceptanceWindowDays, exclusions, assumptions };
}

/** The columns of the record itself that the content fills. */
export function headerOf(input: Header) {
  return { ...termsOf(input), byWorkingDays: input.planningDays !== PlanningDays.CALENDAR_DAYS };
}

/** Makes the parts of a draft those of the input. */
export async function writeParts(tx: Transaction, sow: StatementOfWork, input: SowUpdateInput): Promise<void> {
  await put(await prepare(tx, input), (recordClass, given) => replace(tx, recordClass, sow, given));
}

/** A part as a content has it: checked, and not yet written. */
export interface Given<T extends SowPart> {
  id: string | null;
  path: Path;
  values: Omit<NewRecord<T>, keyof SowPart> & { position: number };
  /** What only a new part is given. */
  initial?: object;
}

/** The parts of a content in order. Those that refer to others say by their places to which. */
export interface Prepared {
  scopeItems: Given<ScopeItem>[];
  deliverables: { given: Omit<Given<Deliverable>, 'values'> & { values: object }; item: number }[];
  milestones: { given: Omit<Given<Milestone>, 'values'> & { values: object }; deliverables: number[] }[];
  resourceLines: Given<ResourceLine>[];
}

/** What a content may have of each; the rules of an input's form say it first. */
const most = { scopeItems: 200, milestones: 100, resourceLines: 100 } as const;

/** Checks a content in everything that does not depend on what is stored of its statement of work. */
export async function prepare(tx: Transaction, input: SowUpdateInput): Promise<Prepared> {
  for (const [name, count] of Object.entries(most)) {
    if (input[name as keyof typeof most].length > count) refuse(`There are at most ${count} of these.`, name);
  }
  checkDates(input);
  checkUnique(input);
  const items = await scopeItems(tx, input);
  const lines = await resourceLines(tx, input);
  const deliverables = deliverablesOf(input);
  return { scopeItems: items, deliverables, milestones: milestones(input, deliverables), resourceLines: lines };
}

/** Writes parts kind by kind, each after what it refers to; `write` answers them in the order in which they were given. */
export async function put(
  { scopeItems: items, deliverables, milestones: due, resourceLines: lines }: Prepared,
  write: <T extends SowPart>(recordClass: StoredClass<T>, given: readonly Given<T>[]) => Promise<T[]>,
): Promise<void> {
  const writtenItems = await write(ScopeItem, items);
  const writtenDeliverables = await write(
    Deliverable,
    deliverables.map(({ given, item }) => withValues<Deliverable>(given, { scopeItemId: writtenItems[item]!.id })),
  );
  const ids = (places: readonly number[]) => places.map((place) => writtenDeliverables[place]!.id);
  await write(
    Milestone,
    due.map(({ given, deliverables: places }) => withValues<Milestone>(given, { deliverableIds: ids(places) })),
  );
  await write(ResourceLine, lines);
}

function withValues<T extends SowPart>(given: { id: string | null; path: Path; values: object }, more: object) {
  return { ...given, values: { ...given.values, ...more } } as Given<T>;
}

async function replace<T extends SowPart>(
  tx: Transaction,
  recordClass: StoredClass<T>,
  sow: StatementOfWork,
  given: readonly Given<T>[],
): Promise<T[]> {
  const living = { sowId: sow.id, archivedAt: null } as unknown as Where<T>;
  const { claimed, left } = claim(recordClass, await tx.list(recordClass, living), given);
  const parts = new Map<Given<T>, T>();
  for (const [each, part] of claimed) parts.set(each, await tx.save(Object.assign(part, each.values)));
  const fresh = given.filter(({ id }) => id === null);
  const common = { sowId: sow.id, projectId: sow.projectId };
  const inserted = await tx.insertAll(
    recordClass,
    fresh.map(({ values, initial }) => ({ ...common, ...values, ...initial }) as unknown as NewRecord<T>),
  );
  fresh.forEach((each, index) => parts.set(each, inserted[index]!));
  for (const part of left) await tx.save(Object.assign(part, { archivedAt: tx.clock.now() }));
  return given.map((each) => parts.get(each)!);
}

/** Which of the parts that are there each given one names by its id, each once; and those that none names. */
export function claim<T extends SowPart>(
  recordClass: StoredClass<T>,
  there: readonly T[],
  given: readonly Pick<Given<T>, 'id' | 'path'>[],
): { claimed: Map<Given<T>, T>; left: T[] } {
  const left = new Map<string, T>(there.map((part) => [part.id, part]));
  const claimed = new Map<Given<T>, T>();
  for (const each of given) {
    if (each.id === null) continue;
    const field = at(...each.path, 'id');
    const part = left.get(requireId(prefixOfClass(recordClass), each.id, field));
    if (!part) throw new NotFoundError(each.id, field);
    left.delete(part.id);
    claimed.set(each as Given<T>, part);
  }
  return { claimed, left: [...left.values()] };
}

async function scopeItems(tx: Transaction, input: SowUpdateInput): Promise<Given<ScopeItem>[]> {
  const { currencyCode } = input;
  const offerings = new Map<string, ServiceOffering>();
  const totals = { price: 0, budgetCost: 0 };
  const given: Given<ScopeItem>[] = [];
  for (const [position, item] of input.scopeItems.entries()) {
    const path: Path = ['scopeItems', position];
    const { title, standard, inScope, unit, startsOn, endsOn, assumptions, responsibleParty, deliverables } = item;
    if (!inScope && deliverables.length > 0)
      refuse('What is out of scope has no deliverables.', ...path, 'deliverables');
    if (item.offeringId && !offerings.has(item.offeringId)) {
      const field = at(...path, 'offeringId');
      offerings.set(item.offeringId, await tx.require(ServiceOffering, item.offeringId, { field }));
    }
    const minor = (name: 'price' | 'budgetCost') => {
      const value = minorOf(item[name], currencyCode, [...path, name]) ?? 0;
      if (!Number.isSafeInteger((totals[name] += value))) refuse('Together they are out of range.', ...path, name);
      return value;
    };
    const values = {
      position,
      title,
      standard,
      inScope,
      quantity: item.quantity ?? null,
      unit,
      startsOn,
      endsOn,
      assumptions,
      offeringId: (item.offeringId ?? null) as Id<'offering'> | null,
      currencyCode,
      priceMinor: minor('price'),
      budgetCostMinor: minor('budgetCost'),
      responsibleParty,
      phase: item.phase ?? null,
      resourceRole: item.resourceRole ?? null,
    };
    given.push({ id: item.id ?? null, path, values });
  }
  return given;
}

function deliverablesOf(input: SowUpdateInput): Prepared['deliverables'] {
  return input.scopeItems.flatMap(({ deliverables }, item) =>
    deliverables.map(({ id = null, name, acceptanceCriteria = null }, position) => ({
      given: {
        id,
        path: ['scopeItems', item, 'deliverables', position],
        values: { position, name, acceptanceCriteria },
        initial: { status: DeliverableStatus.PENDING },
      },
      item,
    })),
  );
}

function milestones(input: SowUpdateInput, deliverables: Prepared['deliverables']): Prepared['milestones'] {
  const byName = new Map(
    deliverables.map(({ given }, place) => [searchKey((given.values as { name: string }).name), place]),
  );
  const price = totalsOfContent(input).price;
  return input.milestones.map((milestone, position) => {
    const { id = null, name, dueOn, paymentShare = null, paymentAmount = null, deliverables: names } = milestone;
    const path: Path = ['milestones', position];
    if ((paymentShare === null) === (paymentAmount === null)) {
      refuse('Say what is paid on it: either a share of the price or an amount.', ...path, 'paymentShare');
    }
    const places = names.map(
      (each, index) =>
        byName.get(searchKey(each)) ?? refuse(`There is no deliverable ${each}.`, ...path, 'deliverables', index),
    );
    const values = {
      position,
      name,
      dueOn,
      paymentShare: paymentShare ?? shareOf(paymentAmount!, price),
      paymentAmountMinor: minorOf(paymentAmount, input.currencyCode, [...path, 'paymentAmount']),
    };
    return { given: { id, path, values }, deliverables: [...new Set(places)] };
  });
}

async function resourceLines(tx: Transaction, input: SowUpdateInput): Promise<Given<ResourceLine>[]> {
  const { currencyCode } = input;
  const seen = new Set<string>();
  const given: Given<ResourceLine>[] = [];
  for (const [position, line] of input.resourceLines.entries()) {
    const path: Path = ['resourceLines', position];
    const { role, party, hours } = line;
    const partnerId = line.partnerId ?? null;
    if ((party === ResourceParty.PARTNER) !== (partnerId !== null)) {
      refuse('A partner is named where the party is PARTNER, and only there.', ...path, 'partnerId');
    }
    if (partnerId !== null) await tx.require(Partner, partnerId, { field: at(...path, 'partnerId') });
    const key = JSON.stringify([role, partnerId]);
    if (seen.has(key)) refuse(`There are two lines of ${role} of the same party.`, ...path, 'role');
    seen.add(key);
    const values = {
      position,
      role,
      party,
      partnerId: partnerId as Id<'partner'> | null,
      hours: hours.map((each) => ({ phase: each.phase, hours: each.hours.toFixed() })),
      currencyCode,
      billRateMinor: minorOf(line.billRate, currencyCode, [...path, 'billRate']),
      costRateMinor: minorOf(line.costRate, currencyCode, [...path, 'costRate']),
    };
    given.push({ id: line.id ?? null, path, values });
  }
  return given;
}

function minorOf(amount: Decimal | null | undefined, currencyCode: string, path: Path): number | null {
  return amount ? moneyFromAmount(amount, currencyCode, at(...path)).minor : null;
}

/** A draft may hold dates in a wrong order, which the clarity check finds, but none that are worlds apart. */
function checkDates({ startsOn, endsOn, scopeItems: items, milestones: due }: SowUpdateInput): void {
  const check = (date: PlainDate, ...path: Path) => {
    if (Math.abs(daysBetween(startsOn, date)) > maxDays) {
      refuse('This is more than ten years from the first day of the statement of work.', ...path);
    }
  };
  check(endsOn, 'endsOn');
  items.forEach((item, index) => {
    check(item.startsOn, 'scopeItems', index, 'startsOn');
    check(item.endsOn, 'scopeItems', index, 'endsOn');
  });
  due.forEach(({ dueOn }, index) => check(dueOn, 'milestones', index, 'dueOn'));
}

function checkUnique(input: SowUpdateInput): void {
  const names = new Set<string>();
  input.scopeItems.forEach(({ deliverables }, index) =>
    deliverables.forEach(({ name }, position) => {
      if (names.has(searchKey(name))) {
        refuse(`There are two deliverables ${name}.`, 'scopeItems', index, 'deliverables', position, 'name');
      }
      names.add(searchKey(name));
    }),
  );
  input.resourceLines.forEach(({ hours }, index) =>
    hours.forEach(({ phase }, position) => {
      if (hours.findIndex((each) => each.phase === phase) < position) {
        refuse(`The phase ${phase} is there twice.`, 'resourceLines', index, 'hours', position, 'phase');
      }
    }),
  );
}
