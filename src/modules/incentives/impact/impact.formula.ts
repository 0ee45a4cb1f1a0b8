import type { PlainDate } from '../../../shared/domain/dates';
import { type Decimal, sum, zero } from '../../../shared/domain/decimal';
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

/** Posts occurrences in memory, one after the other, by the versions in force: as the ledger does, without reversals. */
export class Run {
  // By month, so that a later version may count over another period.
  private readonly quantities = new Map<string, Decimal>();
  private readonly values = new Map<string, Decimal>();

  constructor(
    /** From the earliest to the latest. */
    private readonly versions: readonly RunVersion[],
  ) {}

  /** Call it in the order of the facts. */
  post(source: string, occurrence: Occurrence, on: PlainDate): RunPosting[] {
    const version = this.versions.filter(({ effectiveOn }) => effectiveOn <= on).at(-1);
    return (version?.rules.get(source) ?? []).flatMap((rule) => this.postBy(rule, occurrence, on));
  }

  private postBy({ code, label, reward }: RunRule, occurrence: Occurrence, on: PlainDate): RunPosting[] {
    const { countedOver, cap } = reward.rule;
    const currencyCode = currencyOf(reward.rule, occurrence);
    const account = `${code} ${occurrence.partnerId} ${currencyCode ?? ''}`;
    const counted = {
      toDate: sumOf(this.quantities, account, periodOf(countedOver, on)?.from ?? null, on),
      posted: sumOf(this.values, account, cap ? periodOf(cap.period, on)!.from : null, on),
    };
    const postings = postingsOf(reward, occurrence, counted);
    if (postings.length === 0) return [];
    const value = sum(postings.map(({ points, amountMinor }) => points ?? amountMinor!));
    add(this.quantities, account, on, sum(postings.map(({ quantity }) => quantity ?? zero)));
    add(this.values, account, on, value);
    return [{ code, label, currencyCode, value }];
  }
}

const keyOf = (account: string, month: string) => `${account} ${month}`;

function add(sums: Map<string, Decimal>, account: string, on: PlainDate, value: Decimal): void {
  const key = keyOf(account, on.slice(0, 7));
  sums.set(key, (sums.get(key) ?? zero).plus(value));
}

/** The sum from the first day of a period to the day; 0 without a period. */
function sumOf(sums: ReadonlyMap<string, Decimal>, account: string, from: PlainDate | null, on: PlainDate): Decimal {
  if (from === null) return zero;
  return sum(monthsOf(from, on).map((month) => sums.get(keyOf(account, month)) ?? zero));
}

/** The months from the first day of a period to the day, as `YYYY-MM`. */
function monthsOf(from: PlainDate, on: PlainDate): string[] {
  const year = from.slice(0, 4);
  const [first, last] = [from, on].map((day) => Number(day.slice(5, 7)));
  return Array.from({ length: last! - first! + 1 }, (_, index) => `${year}-${String(first! + index).padStart(2, '0')}`);
}
