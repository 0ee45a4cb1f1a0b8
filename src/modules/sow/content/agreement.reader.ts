import type { Reader } from '../../../shared/database/reader';
import { DeliverableStatus } from '../progress/deliverable.lifecycle';
import { Deliverable } from './sow-parts.entity';
import { StatementOfWork } from './sow.entity';
import { SowStatus } from './sow.lifecycle';

/** The statuses of a statement of work by which its project is, or was, delivered. */
export const agreed = [SowStatus.SIGNED, SowStatus.CLOSED];

export interface Agreement {
  /** Is there a signed statement of work? */
  signed: boolean;
  /** The names of the deliverables in scope that are not accepted. */
  deliverablesOpen: readonly string[];
}

/** The agreement on a project. Batched: one statement per table for all that ask in the same tick. */
export async function agreementOn(reader: Reader, projectId: string): Promise<Agreement> {
  const [sow] = await reader.listBy(StatementOfWork, 'currentOfProjectId', projectId);
  if (!sow || !agreed.includes(sow.status)) return { signed: false, deliverablesOpen: [] };
  const deliverables = await reader.listBy(Deliverable, 'sowId', sow.id, {
    where: { archivedAt: null },
    orderBy: [{ column: 'position' }, { column: 'id' }],
  });
  const open = deliverables.filter(({ status }) => status !== DeliverableStatus.ACCEPTED);
  return { signed: true, deliverablesOpen: open.map(({ name }) => name) };
}
