import type { Reader } from '../../../shared/database/reader';
import type { Transaction } from '../../../shared/database/transaction';
import type { Blocker } from '../../../shared/domain/lifecycle';
import type { Project } from '../projects/project.entity';
import type { OnStaffing } from '../projects/projects.actions';
import { gatherProjectConditions } from './project-facts';
import { ResourceLine } from './sow-parts.entity';
import { StatementOfWork } from './sow.entity';

const notSigned: Blocker = { code: 'sow-not-signed', message: 'The project has no signed statement of work.' };

/** A project begins with a signature. Batched. */
export async function unsigned(reader: Reader, { id }: Project): Promise<Blocker[]> {
  const { signed } = await gatherProjectConditions(reader.unnarrowed, id);
  return signed ? [] : [notSigned];
}

/** A project is closed when all that was agreed is accepted. Batched. */
export async function unaccepted(reader: Reader, { id }: Project): Promise<Blocker[]> {
  const { signed, deliverablesOpen } = await gatherProjectConditions(reader.unnarrowed, id);
  if (!signed) return [notSigned];
  return deliverablesOpen.map((name) => ({
    code: 'deliverable-open',
    message: `The deliverable ${name} is not accepted.`,
  }));
}

/** A partner whose hours are planned stays on the project. Batched. */
export async function plannedHours(reader: Reader, { project, staffing }: OnStaffing): Promise<Blocker[]> {
  const [sow] = await reader.unnarrowed.listBy(StatementOfWork, 'currentOfProjectId', project.id);
  if (!sow) return [];
  const lines = await reader.unnarrowed.listBy(ResourceLine, 'sowId', sow.id, {
    where: { partnerId: staffing.partnerId, archivedAt: null },
  });
  return lines.slice(0, 1).map(({ role }) => ({
    code: 'partner-at-work',
    message: `The statement of work plans hours of the partner as ${role}.`,
  }));
}

/** What was accepted is that of the revision in force, until the project is closed. */
export async function holdAccepted(tx: Transaction, { id }: Project): Promise<void> {
  const sow = await tx.first(StatementOfWork, { currentOfProjectId: id });
  // A change order that is approved concurrently would put another revision in its place.
  if (sow) await tx.hold(sow);
}
