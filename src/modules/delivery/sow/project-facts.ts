import type { Reader } from '../../../shared/database/reader';
import { column, sql } from '../../../shared/database/sql';
import type { Transaction } from '../../../shared/database/transaction';
import { ConflictError } from '../../../shared/domain/errors';
import type { ProjectFacts } from '../projects/project.lifecycle';
import { DeliverableStatus } from './deliverable.lifecycle';
import { Deliverable, ResourceLine } from './sow-parts.entity';
import { StatementOfWork } from './sow.entity';
import { SowStatus } from './sow.lifecycle';

const agreed = [SowStatus.SIGNED, SowStatus.CLOSED];
const everAgreed = [...agreed, SowStatus.SUPERSEDED];

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
 * What an hour of a role costs by the signed statement of work; `partnerId` is null for the vendor's own people. Where a
 * change order took the role out, time that was worked before still has the rate of the last revision that had it.
 */
export async function costRateFor(
  reader: Reader,
  projectId: string,
  role: string,
  partnerId: string | null,
): Promise<{ costRateMinor: number; currencyCode: string } | null> {
  const ofSow = sql`${column('sowId')} IN (SELECT id FROM statement_of_work WHERE projectId = ${projectId} AND status IN (${everAgreed}))`;
  const where = { role, partnerId: partnerId as never, archivedAt: null, and: [ofSow] };
  // Parts of a later revision have later ids.
  const line = await reader.first(ResourceLine, where, [{ column: 'id', direction: 'DESC' }]);
  if (!line || line.costRateMinor === null) return null;
  return { costRateMinor: line.costRateMinor, currencyCode: line.currencyCode };
}

/** Goes on only if no change order puts another revision in its place meanwhile, which would not know of what was decided. */
export async function holdInForce(tx: Transaction, { id, version }: StatementOfWork): Promise<void> {
  const held = await tx.execute(
    sql`UPDATE statement_of_work SET version = version WHERE id = ${id} AND version = ${version}`,
  );
  if (held !== 1) throw new ConflictError(id, version);
}
