import { decimal } from '../../../shared/domain/decimal';
import { type Money, moneyFromMinor } from '../../../shared/domain/money';

/** The cost of some minutes at an hourly rate, rounded half up to the currency's minor unit. */
export function costOf(minutes: number, hourlyRate: Money): Money {
  return moneyFromMinor(decimal(hourlyRate.minor).times(minutes).div(60), hourlyRate.currencyCode);
}
