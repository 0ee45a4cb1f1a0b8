import type { Reader } from '../../../shared/database/reader';
import { raw, type Sql, sql } from '../../../shared/database/sql';
import type { PlainDate } from '../../../shared/domain/dates';
import { DeliverableStatus } from './deliverable.lifecycle';
import { Deliverable } from './sow-parts.entity';
import { StatementOfWork } from './sow.entity';
import { SowStatus } from './sow.lifecycle';

/** A statement of work in these states is what its project is, or was, delivered by. */
export const agreed = [SowStatus.SIGNED, SowStatus.CLOSED];
const everAgreed = [...agreed, SowStatus.SUPERSEDED];

export interface ProjectConditions {
  /** Is there a signed statement of work? */
  signed: boolean;
  /** The names of the deliverables in scope that are not accepted. */
  deliverablesOpen: readonly string[];
}

/** How far the project's statement of work is. Batched: one statement each for all that ask at once. */
export async function gatherProjectConditions(reader: Reader, projectId: string): Promise<ProjectConditions> {
  const [sow] = await reader.listBy(StatementOfWork, 'currentOfProjectId', projectId);
  if (!sow || !agreed.includes(sow.status)) return { signed: false, deliverablesOpen: [] };
  const deliverables = await reader.listBy(Deliverable, 'sowId', sow.id, {
    where: { archivedAt: null },
    orderBy: [{ column: 'position' }, { column: 'id' }],
  });
  const open = deliverables.filter(({ status }) => status !== DeliverableStatus.ACCEPTED);
  return { signed: true, deliverablesOpen: open.map(({ name }) => name) };
}

/** The day of the first signature on a statement of work of the project; null where none is signed. */
export async function firstSignature(reader: Reader, projectId: string): Promise<PlainDate | null> {
  const [first] = await reader.rows<{ day: PlainDate | null }>(
    sql`SELECT MIN(t.signedOn) AS day FROM statement_of_work AS t WHERE t.projectId = ${projectId}`,
  );
  return first?.day ?? null;
}

/** The newest day on which the customer accepted or rejected a deliverable of the project; null without one. */
export async function lastDecision(reader: Reader, projectId: string): Promise<PlainDate | null> {
  const [last] = await reader.rows<{ day: PlainDate | null }>(
    sql`SELECT MAX(t.decidedOn) AS day FROM deliverable AS t WHERE t.projectId = ${projectId}`,
  );
  return last?.day ?? null;
}

/**
 * What an hour of a role costs that was worked on a day: by the project's own rate in force then, else by the statement of
 * work that was, else by the general rate card in its currency; `partnerId` is null for the vendor's own people. Where a
 * change order took the role out, or brought it, the nearest revision that has it counts. One statement, as every approval
 * asks.
 */
export async function costRateFor(
  reader: Reader,
  projectId: string,
  role: string | Sql,
  partnerId: string | null,
  workedOn: PlainDate,
): Promise<{ costRateMinor: number; currencyCode: string } | null> {
  const current = sql`JOIN statement_of_work AS sow ON sow.currentOfProjectId = ${projectId} AND sow.status IN (${agreed})`;
  const rate = (precedence: number, ofCard: Sql) => sql`
    SELECT ${raw(String(precedence))} AS precedence, t.costRateMinor, t.currencyCode, t.effectiveOn AS effectiveOn, t.id AS source
    FROM rate AS t ${current} AND t.currencyCode = sow.currencyCode
    WHERE ${ofCard} AND t.role = ${role} AND ${ofParty(partnerId)} AND t.effectiveOn <= ${workedOn}`;
  // Parts of a later revision have later ids.
  const [found] = await reader.rows<{ costRateMinor: number | string; currencyCode: string }>(sql`
    ${rate(1, sql`t.projectId = ${projectId}`)}
    UNION ALL
    SELECT 2, t.costRateMinor, t.currencyCode, CASE WHEN sow.signedOn <= ${workedOn} THEN sow.signedOn END, t.id
    FROM resource_line AS t
    JOIN statement_of_work AS sow ON t.sowId = sow.id AND sow.projectId = ${projectId} AND sow.status IN (${everAgreed})
    WHERE t.role = ${role} AND ${ofParty(partnerId)} AND t.archivedAt IS NULL AND t.costRateMinor IS NOT NULL
    UNION ALL
    ${rate(3, sql`t.projectId IS NULL`)}
    ORDER BY precedence, effectiveOn DESC, source DESC LIMIT 1`);
  return found ? { costRateMinor: Number(found.costRateMinor), currencyCode: found.currencyCode } : null;
}

function ofParty(partnerId: string | null): Sql {
  return partnerId === null ? sql`t.partnerId IS NULL` : sql`t.partnerId = ${partnerId}`;
}
