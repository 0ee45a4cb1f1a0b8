import { addDays, type PlainDate } from '../../../shared/domain/dates';
import { decimal, type Decimal, sum, zero } from '../../../shared/domain/decimal';
import { amountOf } from '../../../shared/domain/money';
import type { Playbook } from '../../catalog';

/** The part of a playbook that is used here. */
export type Template = Pick<
  Playbook,
  | 'offeringId'
  | 'phases'
  | 'activities'
  | 'scopeItems'
  | 'milestones'
  | 'exclusions'
  | 'assumptions'
  | 'acceptanceWindowDays'
>;

/** The rates of a role in minor units; null if unknown. */
export interface RoleRate {
  billMinor: number | null;
  costMinor: number | null;
}

export type Rates = ReadonlyMap<string, RoleRate>;

/** The value of the planned hours in minor units, unrounded; an hour without a rate counts 0. */
export interface Worth {
  hours: Decimal;
  cost: Decimal;
  bill: Decimal;
}

const nothing: Worth = { hours: zero, cost: zero, bill: zero };
const plus = (left: Worth, right: Worth): Worth => ({
  hours: left.hours.plus(right.hours),
  cost: left.cost.plus(right.cost),
  bill: left.bill.plus(right.bill),
});

/**
 * The work of each scope item. An activity belongs to the items of its phase and role; if none exist, to those of
 * its phase, else to those of its role, else to all. Among several items it is divided by their days.
 */
export function worthOfItems({ scopeItems, activities }: Pick<Template, 'scopeItems' | 'activities'>, rates: Rates) {
  const worth = scopeItems.map(() => nothing);
  for (const { phase, role, hours: planned } of activities) {
    const rate = rates.get(role);
    const indices = [...scopeItems.keys()];
    const inPhase = indices.filter((index) => scopeItems[index]!.phase === phase);
    const byRole = indices.filter((index) => scopeItems[index]!.role === role);
    const both = inPhase.filter((index) => byRole.includes(index));
    const owners = [both, inPhase, byRole, indices].find((each) => each.length > 0) ?? [];
    const days = sum(owners.map((index) => scopeItems[index]!.durationDays));
    for (const index of owners) {
      // Multiplied first, so that an item without others gets an exact value.
      const hours = decimal(planned).times(scopeItems[index]!.durationDays).div(days);
      const { billMinor, costMinor } = rate ?? { billMinor: null, costMinor: null };
      const share = { hours, cost: hours.times(costMinor ?? 0), bill: hours.times(billMinor ?? 0) };
      worth[index] = plus(worth[index]!, share);
    }
  }
  return worth;
}

/** The total value: exact, regardless of the division. */
export function worthOf(activities: Template['activities'], rates: Rates): Worth {
  return activities.reduce((total, { role, hours: planned }) => {
    const { billMinor = null, costMinor = null } = rates.get(role) ?? {};
    const hours = decimal(planned);
    return plus(total, { hours, cost: hours.times(costMinor ?? 0), bill: hours.times(billMinor ?? 0) });
  }, nothing);
}

/**
 * Divides an integer by weights into integers that add up to it (largest remainder): each is rounded down, and the rest
 * goes one by one to those that lost most, the earlier first. Evenly if all weights are 0.
 */
export function shareOut(total: number, weights: readonly Decimal[]): number[] {
  const given = sum(weights);
  const exact = weights.map((weight) =>
    given.isZero() ? decimal(total).div(weights.length) : decimal(total).times(weight).div(given),
  );
  const shares = exact.map((each) => each.floor().toNumber());
  const left = decimal(total).minus(sum(shares)).toNumber();
  const lost = exact
    .map((each, index) => ({ index, by: each.minus(shares[index]!) }))
    .sort((one, other) => other.by.comparedTo(one.by) || one.index - other.index);
  for (const { index } of lost.slice(0, left)) shares[index]! += 1;
  return shares;
}

/** The terms for this project, in addition to the playbook. */
export interface Terms {
  startsOn: PlainDate;
  durationDays: number;
  currencyCode: string;
  rates: Rates;
  priceMinor: number;
  budgetCostMinor: number;
  /** The offering's phases, which determine the order. */
  phases: readonly string[];
  roles: readonly string[];
}

/** The scope, time and resources of a delivery by the playbook, in the form of the input. */
export function contentFrom(playbook: Template, terms: Terms) {
  const { startsOn, currencyCode, rates } = terms;
  const day = (after: number) => addDays(startsOn, after);
  const amount = (minor: number) => amountOf({ minor, currencyCode });
  const worth = worthOfItems(playbook, rates);
  const weights = (of: 'bill' | 'cost') => {
    const values = worth.map((each) => each[of]);
    return sum(values).isZero() ? worth.map(({ hours }) => hours) : values;
  };
  const prices = shareOut(terms.priceMinor, weights('bill'));
  const costs = shareOut(terms.budgetCostMinor, weights('cost'));
  const hoursOf = (role: string) =>
    terms.phases
      .map((phase) => {
        const planned = playbook.activities.filter((each) => each.role === role && each.phase === phase);
        return { phase, hours: sum(planned.map(({ hours }) => hours)) };
      })
      .filter(({ hours }) => hours.gt(0));
  return {
    currencyCode,
    startsOn,
    endsOn: day(terms.durationDays - 1),
    acceptanceWindowDays: playbook.acceptanceWindowDays,
    exclusions: playbook.exclusions,
    assumptions: playbook.assumptions,
    scopeItems: playbook.scopeItems.map((item, index) => ({
      title: item.title,
      standard: item.standard,
      inScope: true,
      quantity: item.quantity == null ? null : decimal(item.quantity),
      unit: item.unit,
      startsOn: day(item.startsAfterDays),
      endsOn: day(item.startsAfterDays + item.durationDays - 1),
      assumptions: item.assumptions,
      offeringId: playbook.offeringId,
      price: amount(prices[index]!),
      budgetCost: amount(costs[index]!),
      phase: item.phase,
      resourceRole: item.role,
      deliverables: item.deliverables.map(({ name, acceptanceCriteria }) => ({ name, acceptanceCriteria })),
    })),
    milestones: playbook.milestones.map(({ name, dueAfterDays, paymentShare, deliverables }) => ({
      name,
      dueOn: day(dueAfterDays),
      paymentShare: decimal(paymentShare),
      deliverables: [...deliverables],
    })),
    resourceLines: terms.roles
      .map((role) => {
        const { billMinor = null, costMinor = null } = rates.get(role) ?? {};
        const rate = (minor: number | null) => (minor === null ? null : amount(minor));
        return { role, hours: hoursOf(role), billRate: rate(billMinor), costRate: rate(costMinor) };
      })
      .filter(({ hours }) => hours.length > 0),
  };
}
