import { decimal, type Decimal, round } from '../../shared/domain/decimal';

/** Completed ÷ required · 100, rounded half up to 2 decimal places. */
export function progressPercent(completed: number, required: number): Decimal {
  return round(decimal(100).times(completed).div(required), 2);
}
