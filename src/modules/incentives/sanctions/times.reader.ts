import type { Reader } from '../../../shared/database/reader';
import type { PlainDate } from '../../../shared/domain/dates';
import type { IncentiveScheme } from '../schemes/scheme.entity';
import { schemeInForce } from '../schemes/scheme.reader';

/** How long a partner can answer a proposed sanction, and appeal against an entry or a sanction. */
export type TimesToAnswer = Pick<IncentiveScheme, 'responseDays' | 'appealDays'>;

/** Without a scheme in force. */
const usualTimes: TimesToAnswer = { responseDays: 14, appealDays: 30 };

/** The times of the scheme in force on a day. */
export async function timesToAnswer(reader: Reader, day: PlainDate): Promise<TimesToAnswer> {
  return (await schemeInForce(reader, day)) ?? usualTimes;
}
