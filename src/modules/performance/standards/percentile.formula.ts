import { decimal, type Decimal } from '../../../shared/domain/decimal';

/**
 * The value below which the share `p` of all values lies, by linear interpolation between the two nearest: type 7 of
 * Hyndman and Fan, the method of PERCENTILE.INC in spreadsheets and numpy's default. Exact. Null without values.
 */
export function percentile(values: readonly Decimal[], p: Decimal | number | string): Decimal | null {
  const sorted = [...values].sort((left, right) => left.comparedTo(right));
  return sorted.length > 0 ? percentileAt(sorted.length, p, (position) => sorted[position]!) : null;
}

/** The same if the values are sorted elsewhere: asks for those at one or two positions, counted from 0. */
export function percentileAt(
  count: number,
  p: Decimal | number | string,
  valueAt: (position: number) => Decimal,
): Decimal {
  const share = decimal(p);
  if (share.lt(0) || share.gt(1)) throw new RangeError(`A share must be from 0 to 1, not ${share.toFixed()}.`);
  const position = share.times(count - 1);
  const below = position.floor();
  const lower = valueAt(below.toNumber());
  const upper = valueAt(Math.min(below.toNumber() + 1, count - 1));
  return lower.plus(upper.minus(lower).times(position.minus(below)));
}
