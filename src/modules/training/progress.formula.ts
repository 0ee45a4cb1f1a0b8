import { decimal, type Decimal, round } from '../../shared/domain/decimal';

/** How much of what is required is done: 100 · completed ÷ required, rounded half up to 2 decimals. */
export function progressPercent(completed: number, required: number): Decimal {
  return round(decimal(100).times(completed).div(required), 2);
}
