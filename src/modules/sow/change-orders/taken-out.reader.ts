import { Lookup } from '../../../shared/access/lookups';
import type { Reader } from '../../../shared/database/reader';
import type { Clock } from '../../../shared/domain/clock';
import { keyOf } from '../../../shared/domain/content/parts';
import type { PlainDate } from '../../../shared/domain/dates';
import { decimal, type Decimal, round, sum, zero } from '../../../shared/domain/decimal';
import { amountOf, minorDigits, type Money, moneyFromAmount, moneyFromMinor } from '../../../shared/domain/money';
import { latestDay } from '../../../shared/domain/today';
import { type ClarityFinding, ClaritySeverity } from '../content/clarity.formula';
import type { Content } from '../content/content.formula';
import { type SowChange, SowChangeKind } from '../revisions/difference.types';
import type { ChangeOrder } from './change-order.entity';
import { ChangeOrderStatus } from './change-order.lifecycle';

/** The value that the scope items of a project have earned by the end of a day, by origin. */
export const earnedOnItems = new Lookup<{ projectId: string; on: PlainDate }, ReadonlyMap<string, Decimal>>(
  'what scope items have earned',
);

/** The minutes of work on the scope items of a project, neither rejected nor discarded, by origin. */
export const minutesOnItems = new Lookup<string, ReadonlyMap<string, number>>('the work on scope items');

/**
 * Work on an item that a change order removes from scope, or whose budget it cuts below the earned value; in words,
 * null for none.
 */
export interface TakenOut {
  title: string;
  path: string[];
  /** The earned value that the change cancels: all of it, or the part above the new budget. */
  earned: string | null;
  hours: string | null;
  /** Does the item stay in scope with a smaller budget? */
  cut: boolean;
}

/** The earned value and recorded time on items that the change removes or cuts, until it is decided on. Batched. */
export async function takenOut(
  reader: Reader,
  { projectId, status }: ChangeOrder,
  { before, after }: { before: Content; after: Content },
  clock: Clock,
): Promise<TakenOut[]> {
  if (status !== ChangeOrderStatus.DRAFT && status !== ChangeOrderStatus.SUBMITTED) return [];
  const { currencyCode } = before;
  const found = lessOf(before, after);
  if (found.length === 0) return [];
  const [earned, minutes] = await Promise.all([
    // Nothing can be recorded for a later day.
    reader.lookUp(earnedOnItems, { projectId, on: latestDay(clock) }),
    reader.lookUp(minutesOnItems, projectId),
  ]);
  return found.flatMap(({ key, title, path, budget }) => {
    const cut = budget !== null;
    const keeps = cut ? moneyFromAmount(budget, currencyCode).minor : 0;
    const lost = sum(earned.map((by) => by.get(key) ?? zero))
      .minus(keeps)
      .round();
    const hours = cut ? zero : sum(minutes.map((by) => decimal(by.get(key) ?? 0))).div(60);
    if (!lost.gt(0) && hours.isZero()) return [];
    return [
      {
        title,
        path,
        earned: lost.gt(0) ? inWords(moneyFromMinor(lost, currencyCode)) : null,
        hours: hours.isZero() ? null : `${round(hours, 2).toFixed()} h`,
        cut,
      },
    ];
  });
}

const inWords = (amount: Money) =>
  `${amountOf(amount).toFixed(minorDigits(amount.currencyCode))} ${amount.currencyCode}`;

/** The items that the change removes from scope, and those with a smaller budget. */
function lessOf(before: Content, after: Content) {
  const still = new Map(after.scopeItems.map((item, place) => [keyOf(item), { item, place }]));
  return before.scopeItems.flatMap((item, place) => {
    if (!item.inScope) return [];
    const next = still.get(keyOf(item));
    const budget = next?.item.inScope ? (next.item.budgetCost ?? zero) : null;
    if (budget?.gte(item.budgetCost ?? zero)) return [];
    return [{ key: keyOf(item)!, title: item.title, path: ['scopeItems', String(next?.place ?? place)], budget }];
  });
}

/** One warning per item, because the approver should know that work is lost. */
export function takesOutEarned(items: readonly TakenOut[]): ClarityFinding[] {
  return items.map(({ title, path, earned, hours, cut }) => {
    const done = [
      ...(earned ? [`${title} has earned ${earned}${cut ? ' more than its new budget' : ''}`] : []),
      ...(hours ? [earned ? `${hours} are recorded on it` : `${hours} are recorded on ${title}`] : []),
    ].join(' and ');
    const effect = cut ? 'The value above the budget is lost' : 'Once removed, it earns nothing, but its cost stays';
    const advice = `${done}. ${effect}: agree with the customer on what becomes of this work.`;
    return { severity: ClaritySeverity.WARNING, code: 'takes-out-earned', path, advice };
  });
}

/** The same as lines of the difference, for staff. */
export function takenOutInDifference(items: readonly TakenOut[]): SowChange[] {
  return items.flatMap(({ title, path, earned, hours, cut }) => {
    const line = (field: string, label: string, before: string | null): SowChange[] =>
      before === null
        ? []
        : [
            {
              kind: cut ? SowChangeKind.CHANGED : SowChangeKind.REMOVED,
              path: [...path, field],
              label: `${title}: ${label}`,
              before,
              after: null,
            },
          ];
    return [
      ...line('earnedValue', cut ? 'earned beyond the new budget' : 'earned', earned),
      ...line('recordedHours', 'recorded', hours),
    ];
  });
}
