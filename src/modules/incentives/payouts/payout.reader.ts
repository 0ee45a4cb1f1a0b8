import type { Reader } from '../../../shared/database/reader';
import type { PlainDate } from '../../../shared/domain/dates';
import { moneyFromAmount } from '../../../shared/domain/money';
import { schemeInForce } from '../schemes/scheme.reader';

/** The smallest payout in the currency by the scheme in force on the day, in minor units. */
export async function minimumOf(reader: Reader, currencyCode: string, on: PlainDate): Promise<number> {
  const scheme = await schemeInForce(reader, on);
  const minimum = scheme?.payoutMinimums.find((each) => each.currencyCode === currencyCode);
  return minimum ? moneyFromAmount(minimum.amount, currencyCode).minor : 0;
}
