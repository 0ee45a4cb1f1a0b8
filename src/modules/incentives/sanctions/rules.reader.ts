import type { Reader } from '../../../shared/database/reader';
import type { PlainDate } from '../../../shared/domain/dates';

/** How long a partner can answer and appeal. */
export interface SanctionRules {
  /** From the day after the proposal. */
  responseDays: number;
  /** From the day after the sanction came into force, or the entry was posted. */
  appealDays: number;
}

/** Without a scheme in force. */
const usualRules: SanctionRules = { responseDays: 14, appealDays: 30 };

export async function rulesOn(_reader: Reader, _day: PlainDate): Promise<SanctionRules> {
  return Promise.resolve(usualRules);
}
