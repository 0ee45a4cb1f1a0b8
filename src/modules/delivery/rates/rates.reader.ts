import type { Reader } from '../../../shared/database/reader';
import { column, or, sql } from '../../../shared/database/sql';
import type { PlainDate } from '../../../shared/domain/dates';
import { Rate } from './rate.entity';

/** The key for which a rate is sought. */
export interface RateQuestion {
  role: string;
  /** Null for the vendor's own people. */
  partnerId: string | null;
  /** Null asks only the general rate card. */
  projectId: string | null;
  currencyCode: string;
  on: PlainDate;
}

/**
 * The rate in force on a day: the project's own if it has one, or else that of the general rate card; null if neither
 * has one. A rate in the statement of work takes precedence over the rate card: `costRateFor` considers it too.
 */
export async function rateOn(reader: Reader, question: RateQuestion): Promise<Rate | null> {
  const { role, partnerId, projectId, currencyCode, on } = question;
  const general = sql`${column('projectId')} IS NULL`;
  const cards = projectId === null ? general : or([sql`${column('projectId')} = ${projectId}`, general]);
  const found = await reader.list(
    Rate,
    {
      role,
      currencyCode,
      partnerId: partnerId as Rate['partnerId'],
      and: [cards, sql`${column('effectiveOn')} <= ${on}`],
    },
    [{ column: 'effectiveOn', direction: 'DESC' }],
  );
  return found.find((rate) => rate.projectId !== null) ?? found[0] ?? null;
}
