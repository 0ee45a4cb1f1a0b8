import type { Reader } from '../../../shared/database/reader';
import { raw, type Sql, sql } from '../../../shared/database/sql';
import type { PlainDate } from '../../../shared/domain/dates';
import type { ProjectFacts } from '../projects/project.lifecycle';
import { DeliverableStatus } from './deliverable.lifecycle';
import { Deliverable } from './sow-parts.entity';
import { StatementOfWork } from './sow.entity';
import { SowStatus } from './sow.lifecycle';

const agreed = [SowStatus.SIGNED, SowStatus.CLOSED];

/** What the project's lifecycle asks of its statement of work. Batched: one statement each for all that ask at once. */
export async function gatherProjectFacts(reader: Reader, projectId: string): Promise<ProjectFacts> {
  const [sow] = await reader.listBy(StatementOfWork, 'currentOfProjectId', projectId);
  if (!sow || !agreed.includes(sow.status)) return { signed: false, deliverablesOpen: [] };
  const deliverables = await reader.listBy(Deliverable, 'sowId', sow.id, {
    where: { archivedAt: null },
    orderBy: [{ column: 'position' }, { column: 'id' }],
  });
  const open = deliverables.filter(({ status }) => status !== DeliverableStatus.ACCEPTED);
  return { signed: true, deliverablesOpen: open.map(({ name }) => name) };
}

/**
 * What an hour of a role costs that was worked on a day: by the project's own rate in force then, else by the signed
 * statement of work, else by the general rate card in its currency; `partnerId` is null for the vendor's own people. One
 * statement, as every approval asks.
 */
export async function costRateFor(
  reader: Reader,
  projectId: string,
  role: string,
  partnerId: string | null,
  workedOn: PlainDate,
): Promise<{ costRateMinor: number; currencyCode: string } | null> {
  const sow = sql`JOIN statement_of_work AS sow ON sow.currentOfProjectId = ${projectId} AND sow.status IN (${agreed})`;
  const rate = (precedence: number, ofCard: Sql) => sql`
    SELECT ${raw(String(precedence))} AS precedence, t.costRateMinor, t.currencyCode, t.effectiveOn AS effectiveOn, t.id AS source
    FROM rate AS t ${sow} AND t.currencyCode = sow.currencyCode
    WHERE ${ofCard} AND t.role = ${role} AND ${ofParty(partnerId)} AND t.effectiveOn <= ${workedOn}`;
  const [found] = await reader.rows<{ costRateMinor: number | string; currencyCode: string }>(sql`
    ${rate(1, sql`t.projectId = ${projectId}`)}
    UNION ALL
    SELECT 2, t.costRateMinor, t.currencyCode, NULL, t.id
    FROM resource_line AS t ${sow} AND t.sowId = sow.id
    WHERE t.role = ${role} AND ${ofParty(partnerId)} AND t.archivedAt IS NULL AND t.costRateMinor IS NOT NULL
    UNION ALL
    ${rate(3, sql`t.projectId IS NULL`)}
    ORDER BY precedence, effectiveOn DESC, source LIMIT 1`);
  return found ? { costRateMinor: Number(found.costRateMinor), currencyCode: found.currencyCode } : null;
}

function ofParty(partnerId: string | null): Sql {
  return partnerId === null ? sql`t.partnerId IS NULL` : sql`t.partnerId = ${partnerId}`;
}
