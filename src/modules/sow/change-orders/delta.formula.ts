import { applyDelta as applyTo, namesInDelta, thawed as thawedBy } from '../../../shared/domain/content/delta';
import { daysBetween } from '../../../shared/domain/dates';
import { type Decimal, round, zero } from '../../../shared/domain/decimal';
import {
  type Content,
  type SowLists,
  sowShape,
  type termFields,
  type Terms,
  totalsOfContent,
} from '../content/content.formula';
import type { SowUpdateInput } from '../content/sow.inputs';

type Changeable = {
  [Name in keyof Terms]-?: (typeof termFields)[Name] extends { fixed: true } ? never : Name;
}[keyof Terms];

/** The changes of a change order: parts that it does not name stay as they are. Null clears an optional field. */
export type Delta = { [Name in Changeable]?: Terms[Name] | null } & Pick<SowUpdateInput, SowLists> & {
    [List in `${SowLists}Removed`]: string[];
  };

/** The names of fields and lists that a change order may change. */
export const deltaNames = namesInDelta(sowShape) as (keyof Delta)[];

export function applyDelta(content: Content, delta: Delta): Content {
  return applyTo(sowShape, content, delta);
}

/** Restores a delta from its stored form. */
export function thawed(kept: object): Delta {
  return thawedBy(sowShape, kept);
}

/** The effect of a change. Amounts are in the main unit of the currency, and may be below 0. */
export interface Effect {
  price: Decimal;
  budgetCost: Decimal;
  /** The number of days by which the end moves; below 0 if it moves earlier. */
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

/** Σ |value of each change| ÷ original value, in percent, rounded half up; null if the original value is 0. */
export function scopeCreep(originalMinor: number, changesMinor: readonly number[]): Decimal | null {
  if (originalMinor === 0) return null;
  const moved = changesMinor.reduce((total, change) => total.plus(Math.abs(change)), zero);
  return round(moved.times(100).div(originalMinor), places);
}
