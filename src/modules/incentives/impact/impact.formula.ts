import type { PlainDate } from '../../../shared/domain/dates';
import { type Decimal, sum, zero } from '../../../shared/domain/decimal';
import { monthOf } from '../../../shared/domain/month-parts';
import { currencyOf, type Occurrence, periodOf, postingsOf, type Reward } from '../schemes/reward.formula';

export interface RunRule {
  code: string;
  label: string;
  reward: Reward;
}

/** The rules that are in force from a day on, by source. */
export interface RunVersion {
  effectiveOn: PlainDate;
  rules: ReadonlyMap<string, readonly RunRule[]>;
}

/** What a rule posts for an occurrence, over all beneficiaries: points, or minor units of the currency. */
export interface RunPosting {
  code: string;
  label: string;
  currencyCode: string | null;
  value: Decimal;
}

const rulesOf = (versions: readonly RunVersion[], source: string) =>
  versions.flatMap(({ rules }) => rules.get(source) ?? []);

/**
 * The first day whose facts of a source may change what is posted from a day on: the beginning of the longest period
 * over which one of its rules counts or is capped. Calendar periods are nested, so no count reaches further back.
 */
export function countedFrom(versions: readonly RunVersion[], source: string, from: PlainDate): PlainDate {
  const begins = rulesOf(versions, source).flatMap(({ reward: { rule } }) =>
    [rule.countedOver, rule.cap?.period].map((period) => (period && periodOf(period, from)?.from) ?? from),
  );
  return begins.reduce((earliest, day) => (day < earliest ? day : earliest), from);
}

/** Posts occurrences in memory, one after the other, by the versions in force: as the ledger does, without reversals. */
export class Run {
  private readonly quantities: SumsByMonth;
  private readonly values: SumsByMonth;

  constructor(
    /** From the earliest to the latest. */
    private readonly versions: readonly RunVersion[],
    /** What was counted before; it must post nothing more. */
    before: Run | null = null,
  ) {
    this.quantities = new SumsByMonth(before?.quantities ?? null);
    this.values = new SumsByMonth(before?.values ?? null);
  }

  /** Call it in the order of the facts. */
  post(source: string, occurrence: Occurrence, on: PlainDate): RunPosting[] {
    const version = this.versions.findLast(({ effectiveOn }) => effectiveOn <= on);
    return (version?.rules.get(source) ?? []).flatMap((rule) => this.postBy(rule, occurrence, on));
  }

  private postBy({ code, label, reward }: RunRule, occurrence: Occurrence, on: PlainDate): RunPosting[] {
    const { countedOver, cap } = reward.rule;
    const currencyCode = currencyOf(reward.rule, occurrence);
    const account = `${code} ${occurrence.partnerId} ${currencyCode ?? ''}`;
    const counted = {
      toDate: this.quantities.within(account, periodOf(countedOver, on)?.from ?? null, on),
      posted: this.values.within(account, cap ? periodOf(cap.period, on)!.from : null, on),
    };
    const postings = postingsOf(reward, occurrence, counted);
    if (postings.length === 0) return [];
    const value = sum(postings.map(({ points, amountMinor }) => points ?? amountMinor!));
    this.quantities.add(account, on, sum(postings.map(({ quantity }) => quantity ?? zero)));
    this.values.add(account, on, value);
    return [{ code, label, currencyCode, value }];
  }
}

/** Sums of accounts by month (`YYYY-MM`), so that a later version may count over another period. */
class SumsByMonth {
  private readonly sums = new Map<string, Decimal>();

  constructor(private readonly before: SumsByMonth | null) {}

  add(account: string, on: PlainDate, value: Decimal): void {
    if (value.isZero()) return;
    const key = `${account} ${monthOf(on)}`;
    this.sums.set(key, (this.sums.get(key) ?? zero).plus(value));
  }

  /** The sum from the first day of a period to the day; 0 without a period. */
  within(account: string, from: PlainDate | null, on: PlainDate): Decimal {
    if (from === null) return zero;
    let total = zero;
    for (let month = Number(from.slice(5, 7)); month <= Number(on.slice(5, 7)); month += 1) {
      const key = `${account} ${from.slice(0, 5)}${String(month).padStart(2, '0')}`;
      for (const sums of [this.before?.sums, this.sums]) {
        const value = sums?.get(key);
        if (value) total = total.plus(value);
      }
    }
    return total;
  }
}
