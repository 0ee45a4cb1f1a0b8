import { prefixOfClass, type NewRecord, type StoredClass } from '../../../shared/database/record';
import type { Transaction } from '../../../shared/database/transaction';
import { columnsOf } from '../../../shared/domain/content/field';
import { daysBetween, type PlainDate } from '../../../shared/domain/dates';
import { InvalidInputError, NotFoundError } from '../../../shared/domain/errors';
import { requireId } from '../../../shared/domain/ids';
import { searchKey } from '../../../shared/domain/text';
import { ServiceOffering } from '../../catalog';
import { Partner } from '../../partners';
import {
  deliverableFields,
  milestoneFields,
  resourceLineFields,
  scopeItemFields,
  termFields,
  type Terms,
  totalsOfContent,
} from './content.formula';
import { DeliverableStatus } from '../progress/deliverable.lifecycle';
import { shareOf } from './instalments.formula';
import type { SowParts } from './sow-content.reader';
import { Deliverable, Milestone, ResourceLine, ResourceParty, ScopeItem, type SowPart } from './sow-parts.entity';
import { PlanningDays, type StatementOfWork } from './sow.entity';
import type { SowUpdateInput } from './sow.inputs';

/*
 * A draft is written as a whole: parts missing from the input are removed, parts named by id are changed, and the rest
 * is new. Separate mutations would mean six per kind of part and a version for each, and checks across parts (unique
 * names, deliverables of a milestone, hours of a role) would see every intermediate state.
 */

type Path = (string | number)[];

const maxDays = 3660;

const at = (...path: Path) => ['input', ...path.map(String)];

function refuse(message: string, ...path: Path): never {
  throw new InvalidInputError(message, at(...path));
}

/** The columns of the record itself that the content fills. */
export function headerOf(terms: Terms) {
  const { currencyCode } = terms;
  const byWorkingDays = terms.planningDays !== PlanningDays.CALENDAR_DAYS;
  return { ...columnsOf(termFields, terms, { currencyCode, path: at() }), byWorkingDays };
}

/** Replaces the parts of a draft with those of the input. */
export async function writeParts(tx: Transaction, sow: StatementOfWork, input: SowUpdateInput): Promise<void> {
  const prepared = await prepare(tx, sow, input);
  const living = { sowId: sow.id, archivedAt: null };
  const there = {
    items: await tx.list(ScopeItem, living),
    deliverables: await tx.list(Deliverable, living),
    milestones: await tx.list(Milestone, living),
    resourceLines: await tx.list(ResourceLine, living),
  };
  await put(prepared, there, (recordClass, before, given) => replace(tx, recordClass, before, given));
}

/** A part of a content: checked, and not yet written. */
export interface Given<T extends SowPart> {
  id: string | null;
  path: Path;
  /** The columns that the content fills. */
  values: object;
  /** All columns of a new row. */
  row: NewRecord<T>;
}

/** A part that refers to other parts: by their positions, and by id once they are written. */
interface Referring<T extends SowPart, References> extends Pick<Given<T>, 'id' | 'path'> {
  places: number[];
  given: (references: References) => Given<T>;
}

/** The parts of a content in order. */
export interface Prepared {
  scopeItems: Given<ScopeItem>[];
  deliverables: Referring<Deliverable, ScopeItem['id']>[];
  milestones: Referring<Milestone, Deliverable['id'][]>[];
  resourceLines: Given<ResourceLine>[];
}

/** The maximum number of each kind of part; the validation of inputs checks it first. */
const most = { scopeItems: 200, milestones: 100, resourceLines: 100 } as const;

/** Checks a content for everything that does not depend on the stored parts of its statement of work. */
export async function prepare(tx: Transaction, sow: StatementOfWork, input: SowUpdateInput): Promise<Prepared> {
  for (const [name, count] of Object.entries(most)) {
    if (input[name as keyof typeof most].length > count) refuse(`There may be at most ${count} of these.`, name);
  }
  checkDates(input);
  checkUnique(input);
  const owner = { sowId: sow.id, projectId: sow.projectId };
  return {
    scopeItems: await scopeItems(tx, owner, input),
    resourceLines: await resourceLines(tx, owner, input),
    deliverables: deliverables(owner, input),
    milestones: milestones(owner, input),
  };
}

/** Writes parts kind by kind, each after the parts that it refers to; `write` returns them in the given order. */
export async function put(
  prepared: Prepared,
  there: SowParts,
  write: <T extends SowPart>(
    recordClass: StoredClass<T>,
    there: readonly T[],
    given: readonly Given<T>[],
  ) => Promise<T[]>,
): Promise<void> {
  const items = await write(ScopeItem, there.items, prepared.scopeItems);
  const written = await write(
    Deliverable,
    there.deliverables,
    prepared.deliverables.map(({ places: [item], given }) => given(items[item!]!.id)),
  );
  await write(
    Milestone,
    there.milestones,
    prepared.milestones.map(({ places, given }) => given(places.map((place) => written[place]!.id))),
  );
  await write(ResourceLine, there.resourceLines, prepared.resourceLines);
}

async function replace<T extends SowPart>(
  tx: Transaction,
  recordClass: StoredClass<T>,
  there: readonly T[],
  given: readonly Given<T>[],
): Promise<T[]> {
  const { claimed, left } = claim(recordClass, there, given);
  const parts = new Map<Given<T>, T>();
  for (const [each, part] of claimed) parts.set(each, await tx.save(Object.assign(part, each.values)));
  const fresh = given.filter(({ id }) => id === null);
  const inserted = await tx.insertAll(
    recordClass,
    fresh.map(({ row }) => row),
  );
  fresh.forEach((each, index) => parts.set(each, inserted[index]!));
  for (const part of left) await tx.save(Object.assign(part, { archivedAt: tx.clock.now() }));
  return given.map((each) => parts.get(each)!);
}

/**
 * Matches each given part to the existing part that it names by id, each once; and returns the existing parts that none
 * names.
 */
export function claim<T extends SowPart, G extends Pick<Given<T>, 'id' | 'path'>>(
  recordClass: StoredClass<T>,
  there: readonly T[],
  given: readonly G[],
): { claimed: Map<G, T>; left: T[] } {
  const left = new Map<string, T>(there.map((part) => [part.id, part]));
  const claimed = new Map<G, T>();
  for (const each of given) {
    if (each.id === null) continue;
    const field = at(...each.path, 'id');
    const part = left.get(requireId(prefixOfClass(recordClass), each.id, field));
    if (!part) throw new NotFoundError(each.id, field);
    left.delete(part.id);
    claimed.set(each, part);
  }
  return { claimed, left: [...left.values()] };
}

type Owner = Pick<SowPart, 'sowId' | 'projectId'>;

async function scopeItems(tx: Transaction, owner: Owner, input: SowUpdateInput): Promise<Given<ScopeItem>[]> {
  const { currencyCode } = input;
  const offerings = new Set<string>();
  const totals = { price: 0, budgetCost: 0 };
  const given: Given<ScopeItem>[] = [];
  for (const [position, item] of input.scopeItems.entries()) {
    const path: Path = ['scopeItems', position];
    if (!item.inScope && item.deliverables.length > 0)
      refuse('An item out of scope cannot have deliverables.', ...path, 'deliverables');
    if (item.offeringId && !offerings.has(item.offeringId)) {
      await tx.require(ServiceOffering, item.offeringId, { field: at(...path, 'offeringId') });
      offerings.add(item.offeringId);
    }
    const columns = columnsOf(scopeItemFields, item, { currencyCode, path: at(...path) });
    const add = (name: 'price' | 'budgetCost', minor: number) => {
      if (!Number.isSafeInteger((totals[name] += minor)))
        refuse('The sum of these amounts is out of range.', ...path, name);
    };
    add('price', columns.priceMinor);
    add('budgetCost', columns.budgetCostMinor);
    const values = { ...columns, position, currencyCode };
    given.push({ id: item.id ?? null, path, values, row: { ...owner, ...values } });
  }
  return given;
}

function deliverables(owner: Owner, { currencyCode, scopeItems: items }: SowUpdateInput): Prepared['deliverables'] {
  return items.flatMap((item, place) =>
    item.deliverables.map((deliverable, position) => {
      const id = deliverable.id ?? null;
      const path: Path = ['scopeItems', place, 'deliverables', position];
      const columns = columnsOf(deliverableFields, deliverable, { currencyCode, path: at(...path) });
      return {
        id,
        path,
        places: [place],
        given: (scopeItemId) => {
          const values = { ...columns, position, scopeItemId };
          return { id, path, values, row: { ...owner, ...values, status: DeliverableStatus.PENDING } };
        },
      };
    }),
  );
}

function milestones(owner: Owner, input: SowUpdateInput): Prepared['milestones'] {
  const names = input.scopeItems.flatMap((item) => item.deliverables.map(({ name }) => searchKey(name)));
  const byName = new Map(names.map((name, place) => [name, place]));
  const { price } = totalsOfContent(input);
  const { currencyCode } = input;
  return input.milestones.map((milestone, position) => {
    const id = milestone.id ?? null;
    const path: Path = ['milestones', position];
    const share = milestone.paymentShare ?? null;
    const amount = milestone.paymentAmount ?? null;
    if ((share === null) === (amount === null)) {
      refuse('Give either a share of the price or an amount.', ...path, 'paymentShare');
    }
    const places = milestone.deliverables.map(
      (each, index) =>
        byName.get(searchKey(each)) ?? refuse(`There is no deliverable ${each}.`, ...path, 'deliverables', index),
    );
    const columns = columnsOf(milestoneFields, milestone, { currencyCode, path: at(...path) });
    const paymentShare = share ?? shareOf(amount!, price);
    return {
      id,
      path,
      places: [...new Set(places)],
      given: (deliverableIds) => {
        const values = { ...columns, position, paymentShare, deliverableIds };
        return { id, path, values, row: { ...owner, ...values } };
      },
    };
  });
}

async function resourceLines(tx: Transaction, owner: Owner, input: SowUpdateInput): Promise<Given<ResourceLine>[]> {
  const { currencyCode } = input;
  const seen = new Set<string>();
  const given: Given<ResourceLine>[] = [];
  for (const [position, line] of input.resourceLines.entries()) {
    const path: Path = ['resourceLines', position];
    const { role, party } = line;
    const partnerId = line.partnerId ?? null;
    if ((party === ResourceParty.PARTNER) !== (partnerId !== null)) {
      refuse('Give a partner if the party is PARTNER, and only then.', ...path, 'partnerId');
    }
    if (partnerId !== null) await tx.require(Partner, partnerId, { field: at(...path, 'partnerId') });
    const key = JSON.stringify([role, partnerId]);
    if (seen.has(key)) refuse(`There are two lines for ${role} of the same party: merge them.`, ...path, 'role');
    seen.add(key);
    const columns = columnsOf(resourceLineFields, line, { currencyCode, path: at(...path) });
    const values = { ...columns, position, currencyCode };
    given.push({ id: line.id ?? null, path, values, row: { ...owner, ...values } });
  }
  return given;
}

/** A draft may have dates in the wrong order, which the clarity check reports, but not centuries apart. */
function checkDates({ startsOn, endsOn, scopeItems: items, milestones: due }: SowUpdateInput): void {
  const check = (date: PlainDate, ...path: Path) => {
    if (Math.abs(daysBetween(startsOn, date)) > maxDays) {
      refuse('This day is more than ten years from the first day of the statement of work.', ...path);
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
        refuse(
          `There are two deliverables called ${name}: rename one.`,
          'scopeItems',
          index,
          'deliverables',
          position,
          'name',
        );
      }
      names.add(searchKey(name));
    }),
  );
  input.resourceLines.forEach(({ hours }, index) =>
    hours.forEach(({ phase }, position) => {
      if (hours.findIndex((each) => each.phase === phase) < position) {
        refuse(`The phase ${phase} is given twice: merge the two.`, 'resourceLines', index, 'hours', position, 'phase');
      }
    }),
  );
}
