import type { Reader } from '../../../shared/database/reader';
import { padded, sql } from '../../../shared/database/sql';
import type { PlainDate } from '../../../shared/domain/dates';
import { decimal, round, type Decimal } from '../../../shared/domain/decimal';
import { type Money, moneyFromMinor } from '../../../shared/domain/money';
import { agreed, DeliverableStatus } from '../../sow';
import { acceptedByCurrency, type AcceptedGroup } from './alliance-value.formula';

interface Row extends Record<string, unknown> {
  allianceId: string;
  currencyCode: string;
  deliverables: number | string;
  accepted: number | string;
  priceMinor: number | string;
}

/**
 * The value of the accepted scope of an alliance's projects by currency, at the end of a day. Batched: one statement for
 * all alliances. The database adds up items that have as many deliverables, accepted and in all, so that the shares stay
 * exact and the number of rows does not grow with the projects.
 */
export async function acceptedValueOf(reader: Reader, allianceId: string, on: PlainDate): Promise<Money[]> {
  const rows = await reader.rowsBy<Row>(
    `accepted value ${on}`,
    'allianceId',
    allianceId,
    (
      ids,
    ) => sql`SELECT counted.allianceId AS allianceId, counted.currencyCode AS currencyCode, counted.deliverables AS deliverables,
        counted.accepted AS accepted, SUM(counted.priceMinor) AS priceMinor
      FROM (SELECT solution.allianceId AS allianceId, item.currencyCode AS currencyCode, item.priceMinor AS priceMinor,
          COUNT(deliverable.id) AS deliverables,
          SUM(CASE WHEN deliverable.status = ${DeliverableStatus.ACCEPTED} AND (deliverable.decidedOn IS NULL OR deliverable.decidedOn <= ${on}) THEN 1 ELSE 0 END) AS accepted
        FROM joint_solution AS solution
        JOIN project AS joint ON joint.jointSolutionId = solution.id
        JOIN statement_of_work AS sow ON sow.currentOfProjectId = joint.id AND sow.status IN (${agreed})
        JOIN scope_item AS item ON item.sowId = sow.id AND item.inScope = 1 AND item.archivedAt IS NULL
        JOIN deliverable AS deliverable ON deliverable.scopeItemId = item.id AND deliverable.archivedAt IS NULL
        WHERE solution.allianceId IN (${padded(ids)})
        GROUP BY solution.allianceId, item.currencyCode, item.id, item.priceMinor) AS counted
      WHERE counted.accepted > 0
      GROUP BY counted.allianceId, counted.currencyCode, counted.deliverables, counted.accepted`,
  );
  const groups = rows.map(({ currencyCode, deliverables, accepted, priceMinor }): AcceptedGroup => ({
    currencyCode,
    deliverables: Number(deliverables),
    accepted: Number(accepted),
    priceMinor: decimal(priceMinor),
  }));
  return [...acceptedByCurrency(groups)].map(([currencyCode, value]) => moneyFromMinor(inMinor(value), currencyCode));
}

/** Money is published in whole minor units. */
const inMinor = (value: Decimal) => round(value, 0);
