import type { Reader } from '../../../shared/database/reader';
import { column, or, raw, type Sql, sql } from '../../../shared/database/sql';
import type { PlainDate } from '../../../shared/domain/dates';
import { agreed } from '../content/agreement.reader';
import { SowStatus } from '../content/sow.lifecycle';
import { Rate } from './rate.entity';

const everAgreed = [...agreed, SowStatus.SUPERSEDED];

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
  const general = sql`${column<Rate>('projectId')} IS NULL`;
  const cards = projectId === null ? general : or([sql`${column<Rate>('projectId')} = ${projectId}`, general]);
  const found = await reader.list(
    Rate,
    {
      role,
      currencyCode,
      partnerId: partnerId as Rate['partnerId'],
      and: [cards, sql`${column<Rate>('effectiveOn')} <= ${on}`],
    },
    [{ column: 'effectiveOn', direction: 'DESC' }],
  );
  return found.find((rate) => rate.projectId !== null) ?? found[0] ?? null;
}

/**
 * The hourly cost of a role on the day worked: by the project's own rate in force then, else by the statement of work in
 * force then, else by the general rate card in its currency; `partnerId` is null for the vendor's own people. If a change
 * order removed or added the role, the nearest revision that has it counts. One statement, because every approval needs
 * it.
 */
export async function costRateFor(
  reader: Reader,
  projectId: string,
  role: string,
  partnerId: string | null,
  workedOn: PlainDate,
): Promise<{ costRateMinor: number; currencyCode: string } | null> {
  const current = sql`JOIN statement_of_work AS sow ON sow.currentOfProjectId = ${projectId} AND sow.status IN (${agreed})`;
  const rate = (precedence: number, ofCard: Sql) => sql`
    SELECT ${raw(String(precedence))} AS precedence, t.costRateMinor, t.currencyCode, t.effectiveOn AS effectiveOn, t.id AS source
    FROM rate AS t ${current} AND t.currencyCode = sow.currencyCode
    WHERE ${ofCard} AND t.role = ${role} AND ${ofParty(partnerId)} AND t.effectiveOn <= ${workedOn}`;
  // Parts of a later revision have later ids.
  const [found] = await reader.cells<[number, number | string, string]>(sql`
    ${rate(1, sql`t.projectId = ${projectId}`)}
    UNION ALL
    SELECT 2, t.costRateMinor, t.currencyCode, CASE WHEN sow.signedOn <= ${workedOn} THEN sow.signedOn END, t.id
    FROM resource_line AS t
    JOIN statement_of_work AS sow ON t.sowId = sow.id AND sow.projectId = ${projectId} AND sow.status IN (${everAgreed})
    WHERE t.role = ${role} AND ${ofParty(partnerId)} AND t.archivedAt IS NULL AND t.costRateMinor IS NOT NULL
    UNION ALL
    ${rate(3, sql`t.projectId IS NULL`)}
    ORDER BY precedence, effectiveOn DESC, source DESC LIMIT 1`);
  if (!found) return null;
  const [, costRateMinor, currencyCode] = found;
  return { costRateMinor: Number(costRateMinor), currencyCode };
}

function ofParty(partnerId: string | null): Sql {
  return partnerId === null ? sql`t.partnerId IS NULL` : sql`t.partnerId = ${partnerId}`;
}
