import type { PlainDate } from '../../../shared/domain/dates';
import { decimal, type Decimal, zero } from '../../../shared/domain/decimal';
import {
  type Deliverable,
  DeliverableStatus,
  originOf,
  ProgressMethod,
  type ProgressUpdate,
  type ScopeItem,
  type StatementOfWork,
} from '../../sow';
import { type Step, zeroFiftyHundred } from './earned-value.formula';

interface Acceptance {
  on: PlainDate;
  /** The first revision with this state. */
  revision: number;
}

/** An item in scope of a signed revision. */
interface Agreed {
  revision: number;
  signedOn: PlainDate;
  budget: Decimal;
  method: ProgressMethod;
  deliverables: readonly Deliverable[] | undefined;
  /** Was it in force at the end of a day, and not replaced on the day of its signature? */
  heldADay: boolean;
}

/** Progress as a fraction of the item as agreed at that time. */
interface Recorded extends Step {
  of: Agreed;
}

export function budgetOf({ budgetCostMinor }: ScopeItem): Decimal {
  return decimal(budgetCostMinor ?? 0);
}

/**
 * The progress of projects on any revision of the statement of work, found by the origin that all copies of a part
 * share. A percentage refers to the item as agreed at that time: through a change order an item keeps its earned value,
 * not its percentage.
 */
export class ProgressRecord {
  private readonly sows: ReadonlyMap<string, StatementOfWork>;
  private readonly nextSignedOn = new Map<string, PlainDate>();
  private readonly items: ReadonlyMap<string, ScopeItem>;
  private readonly copies = new Map<string, ScopeItem[]>();
  private readonly updates = new Map<string, ProgressUpdate[]>();
  private readonly deliverables = new Map<string, Deliverable[]>();
  private readonly acceptances = new Map<string, Acceptance>();

  /** The signed revisions in order; the scope items and deliverables of all revisions; the updates oldest first. */
  constructor(
    sows: readonly StatementOfWork[],
    items: readonly ScopeItem[],
    deliverables: readonly Deliverable[],
    updates: readonly ProgressUpdate[],
  ) {
    this.sows = new Map(sows.map((sow) => [sow.id, sow]));
    sows.forEach((sow, index) => {
      const before = sows.slice(0, index).findLast(({ projectId }) => projectId === sow.projectId);
      if (before) this.nextSignedOn.set(before.id, sow.signedOn!);
    });
    this.items = new Map(items.map((item) => [item.id, item]));
    for (const item of items) if (item.inScope && this.sows.has(item.sowId)) add(this.copies, originOf(item), item);
    for (const update of updates) add(this.updates, this.originOf(update.scopeItemId), update);
    for (const deliverable of deliverables) {
      add(this.deliverables, deliverable.scopeItemId, deliverable);
      const { status, decidedOn, sowId } = deliverable;
      if (status !== DeliverableStatus.ACCEPTED || decidedOn === null) continue;
      // Copies of an accepted deliverable have the same day, so only the earliest matters.
      const origin = originOf(deliverable);
      const known = this.acceptances.get(origin);
      const on = known && known.on < decidedOn ? known.on : decidedOn;
      const revision = Math.min(known?.revision ?? Infinity, this.revisionOf(sowId));
      this.acceptances.set(origin, { on, revision });
    }
  }

  originOf(scopeItemId: string): string {
    const item = this.items.get(scopeItemId);
    return item ? originOf(item) : scopeItemId;
  }

  /**
   * The progress of an item of a signed revision by the end of the day, oldest first, as a fraction of its own budget.
   */
  stepsOf(item: ScopeItem, on: PlainDate): Step[] {
    const agreements = (this.copies.get(originOf(item)) ?? [])
      .map((copy) => this.agreed(copy))
      .sort((one, other) => one.revision - other.revision);
    const own = agreements.find(({ revision }) => revision === this.revisionOf(item.sowId));
    if (!own) return [];
    const recorded = [...this.updated(originOf(item), agreements), ...accepted(this.acceptances, agreements)];
    // Sorting is stable: of two updates for one day, the one recorded later counts.
    return recorded
      .filter((step) => step.on <= on)
      .sort(byDay)
      .map((step) => kept(step, own, agreements));
  }

  /** A revision that is not signed yet ranks after all signed ones. */
  private revisionOf(sowId: string): number {
    return this.sows.get(sowId)?.revision ?? Infinity;
  }

  private agreed(copy: ScopeItem): Agreed {
    const { id, revision, signedOn, progressMethod } = this.sows.get(copy.sowId)!;
    const next = this.nextSignedOn.get(id);
    return {
      revision,
      signedOn: signedOn!,
      budget: budgetOf(copy),
      method: progressMethod,
      deliverables: this.deliverables.get(copy.id),
      heldADay: next === undefined || next > signedOn!,
    };
  }

  private updated(origin: string, agreements: readonly Agreed[]): Recorded[] {
    return (this.updates.get(origin) ?? []).flatMap(({ scopeItemId, asOf, percentComplete }) => {
      const recordedOn = this.items.get(scopeItemId)?.sowId;
      const of = agreedWhen(agreements, asOf, recordedOn ? this.revisionOf(recordedOn) : Infinity);
      if (countsDeliverables(of)) return [];
      const halves = of.method === ProgressMethod.ZERO_FIFTY_HUNDRED;
      const part = halves ? zeroFiftyHundred(percentComplete) : percentComplete;
      return [{ on: asOf, part, whole: decimal(100), of }];
    });
  }
}

function countsDeliverables({ method, deliverables }: Agreed): boolean {
  return method === ProgressMethod.ACCEPTED_DELIVERABLES && deliverables !== undefined;
}

function accepted(acceptances: ReadonlyMap<string, Acceptance>, agreements: readonly Agreed[]): Recorded[] {
  return agreements.filter(countsDeliverables).flatMap((of) => {
    const { deliverables = [] } = of;
    return deliverables
      .flatMap((each) => acceptances.get(originOf(each)) ?? [])
      .sort(byDay)
      .map(({ on, revision }, index) => ({ on, revision, part: decimal(index + 1) }))
      .filter(({ on, revision }) => agreedWhen(agreements, on, revision) === of)
      .map(({ on, part }) => ({ on, part, whole: decimal(deliverables.length), of }));
  });
}

/** The item as agreed at the end of the day, or still at the time of the record, if that was on an earlier revision. */
function agreedWhen(agreements: readonly Agreed[], on: PlainDate, recordedOn: number): Agreed {
  const inForce = agreements.findLast(({ signedOn, revision }) => signedOn <= on && revision <= recordedOn);
  return inForce ?? agreements[0]!;
}

/**
 * Converts value earned on another budget to the fraction of this one with the same value, at most all of it; a smaller
 * budget in between limits the value.
 */
function kept({ of, ...step }: Recorded, own: Agreed, agreements: readonly Agreed[]): Step {
  if (of === own) return step;
  if (own.budget.isZero()) return { on: step.on, part: zero, whole: decimal(1) };
  const [first, last] = [of.revision, own.revision].sort((one, other) => one - other);
  const passed = agreements.filter(
    ({ revision, heldADay }) => revision >= first! && revision <= last! && (heldADay || revision === own.revision),
  );
  const earned = of.budget.times(step.part).div(step.whole);
  const worth = passed.reduce((least, { budget }) => (budget.lt(least) ? budget : least), earned);
  const asRecorded = worth.eq(earned) && of.budget.eq(own.budget);
  return asRecorded ? step : { on: step.on, part: worth, whole: own.budget };
}

function byDay(one: { on: PlainDate }, other: { on: PlainDate }): number {
  return one.on < other.on ? -1 : one.on > other.on ? 1 : 0;
}

function add<T>(groups: Map<string, T[]>, key: string, value: T): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}
