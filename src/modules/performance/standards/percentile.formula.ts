import { decimal, type Decimal } from '../../../shared/domain/decimal';

/**
 * The value below which the share `p` of all values lies, by linear interpolation between the two nearest: type 7 of
 * Hyndman and Fan, the method of PERCENTILE.INC in spreadsheets and numpy's default. Exact. Null without values.
 */
export function percentile(values: readonly Decimal[], p: Decimal | number | string): Decimal | null {
  const share = decimal(p);
  if (share.lt(0) || share.gt(1)) throw new RangeError(`A share must be from 0 to 1, not ${share.toFixed()}.`);
  if (values.length === 0) return null;
  const sorted = [...values].sort((left, right) => left.comparedTo(right));
  const position = share.times(sorted.length - 1);
  const below = position.floor();
  const lower = sorted[below.toNumber()]!;
  const upper = sorted[Math.min(below.toNumber() + 1, sorted.length - 1)]!;
  return lower.plus(upper.minus(lower).times(position.minus(below)));
}
