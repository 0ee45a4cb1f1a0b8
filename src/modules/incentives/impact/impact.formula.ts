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
  private readonly quantities: SumsOfAccounts = new Map();
  private readonly values: SumsOfAccounts = new Map();

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

/** By month (`YYYY-MM`), so that a later version may count over another period. */
type SumsOfAccounts = Map<string, Map<string, Decimal>>;

const monthOf = (day: PlainDate) => day.slice(0, 7);

function add(sums: SumsOfAccounts, account: string, on: PlainDate, value: Decimal): void {
  const months = sums.get(account) ?? new Map<string, Decimal>();
  const month = monthOf(on);
  months.set(month, (months.get(month) ?? zero).plus(value));
  sums.set(account, months);
}

/** The sum from the first day of a period to the day; 0 without a period. */
function sumOf(sums: SumsOfAccounts, account: string, from: PlainDate | null, on: PlainDate): Decimal {
  if (from === null) return zero;
  const [first, last] = [monthOf(from), monthOf(on)];
  let total = zero;
  for (const [month, value] of sums.get(account) ?? []) {
    if (month >= first && month <= last) total = total.plus(value);
  }
  return total;
}
