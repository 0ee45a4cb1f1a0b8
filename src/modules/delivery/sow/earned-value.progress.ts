import type { PlainDate } from '../../../shared/domain/dates';
import { decimal } from '../../../shared/domain/decimal';
import { DeliverableStatus } from './deliverable.lifecycle';
import { type Step, zeroFiftyHundred } from './earned-value.formula';
import type { ProgressUpdate } from './progress.entity';
import { type Deliverable, originOf, type ScopeItem } from './sow-parts.entity';
import { ProgressMethod } from './sow.entity';

/**
 * What was done on projects, whichever revision of the statement of work it was recorded on: found by the origin of the
 * part, which all its copies share.
 */
export class ProgressRecord {
  private readonly origins: ReadonlyMap<string, string>;
  private readonly updates = new Map<string, ProgressUpdate[]>();
  private readonly deliverables = new Map<string, Deliverable[]>();
  private readonly acceptedOn = new Map<string, PlainDate>();

  /** The scope items and deliverables of all revisions; the updates oldest first. */
  constructor(items: readonly ScopeItem[], deliverables: readonly Deliverable[], updates: readonly ProgressUpdate[]) {
    this.origins = new Map(items.map((item) => [item.id, originOf(item)]));
    for (const update of updates) add(this.updates, this.originOf(update.scopeItemId), update);
    for (const deliverable of deliverables) {
      add(this.deliverables, deliverable.scopeItemId, deliverable);
      const { status, decidedOn } = deliverable;
      if (status !== DeliverableStatus.ACCEPTED || decidedOn === null) continue;
      // Copies of what was accepted say the same day; one that was accepted later is of no matter.
      const origin = originOf(deliverable);
      const known = this.acceptedOn.get(origin);
      if (known === undefined || decidedOn < known) this.acceptedOn.set(origin, decidedOn);
    }
  }

  originOf(scopeItemId: string): string {
    return this.origins.get(scopeItemId) ?? scopeItemId;
  }

  /** What was done of an item by the end of the day, oldest first, by the method of its own revision. */
  stepsOf(item: ScopeItem, method: ProgressMethod, on: PlainDate): Step[] {
    const deliverables = this.deliverables.get(item.id);
    if (method === ProgressMethod.ACCEPTED_DELIVERABLES && deliverables) return this.accepted(deliverables, on);
    const halves = method === ProgressMethod.ZERO_FIFTY_HUNDRED;
    return (this.updates.get(originOf(item)) ?? []).map(({ asOf, percentComplete }) => ({
      on: asOf,
      part: halves ? zeroFiftyHundred(percentComplete) : percentComplete,
      whole: decimal(100),
    }));
  }

  private accepted(deliverables: readonly Deliverable[], on: PlainDate): Step[] {
    return deliverables
      .map((each) => this.acceptedOn.get(originOf(each)))
      .filter((day): day is PlainDate => day !== undefined && day <= on)
      .sort()
      .map((day, index) => ({ on: day, part: decimal(index + 1), whole: decimal(deliverables.length) }));
  }
}

function add<T>(groups: Map<string, T[]>, key: string, value: T): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}
