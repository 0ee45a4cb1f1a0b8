import { decimal, round } from '../../../shared/domain/decimal';
import { InvalidInputError } from '../../../shared/domain/errors';
import type { IncentiveRule } from '../schemes/scheme.types';
import type { IncentiveStress } from './impact.types';

/** The rules with the changed parameter. */
export function stressed(
  rules: readonly IncentiveRule[],
  { ruleCode, rate, ratePercent, cap }: IncentiveStress,
): IncentiveRule[] {
  const field = (name: string) => ['stress', name];
  if ([rate, ratePercent, cap].filter((given) => given != null).length !== 1) {
    throw new InvalidInputError('Give exactly one of rate, ratePercent and cap.', field('rate'));
  }
  const found = rules.find(({ code }) => code === ruleCode);
  if (!found) throw new InvalidInputError(`The scheme has no rule ${ruleCode}.`, field('ruleCode'));
  if (rate != null && found.tiers.length > 0) {
    throw new InvalidInputError('The rule has tiers. Change their rates with ratePercent.', field('rate'));
  }
  const scaled = (value: IncentiveRule['tiers'][number]['rate']) =>
    round(decimal(value).times(ratePercent!).div(100), 4);
  const changes: Partial<IncentiveRule> =
    cap != null
      ? { cap }
      : rate != null
        ? { rate: decimal(rate) }
        : {
            rate: found.rate == null ? null : scaled(found.rate),
            tiers: found.tiers.map((tier) => ({ from: tier.from, rate: scaled(tier.rate) })),
          };
  return rules.map((rule) => (rule === found ? { ...rule, ...changes } : rule));
}
