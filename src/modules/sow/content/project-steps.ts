import type { Reader } from '../../../shared/database/reader';
import { sql } from '../../../shared/database/sql';
import type { Transaction } from '../../../shared/database/transaction';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Blocker } from '../../../shared/domain/lifecycle';
import { type FirstDay, type OnStaffing, type Project, type ProjectAction, projectActions } from '../../projects';
import { agreementOn } from './agreement.reader';
import { ResourceLine } from './sow-parts.entity';
import { StatementOfWork } from './sow.entity';

const notSigned: Blocker = { code: 'sow-not-signed', message: 'The project has no signed statement of work.' };

/** A project cannot start without a signed statement of work. Batched. */
export async function unsigned(reader: Reader, { id }: Project): Promise<Blocker[]> {
  const { signed } = await agreementOn(reader.unnarrowed, id);
  return signed ? [] : [notSigned];
}

/** A project cannot be closed before every agreed deliverable is accepted. Batched. */
export async function unaccepted(reader: Reader, { id }: Project): Promise<Blocker[]> {
  const { signed, deliverablesOpen } = await agreementOn(reader.unnarrowed, id);
  if (!signed) return [notSigned];
  return deliverablesOpen.map((name) => ({
    code: 'deliverable-open',
    message: `The deliverable ${name} is not accepted.`,
  }));
}

/** A partner with planned hours cannot be removed from the project. Batched. */
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

/** Acceptance refers to the revision in force, which must not change until the project is closed. */
export async function holdAccepted(tx: Transaction, { id }: Project): Promise<void> {
  const sow = await tx.first(StatementOfWork, { currentOfProjectId: id });
  // A concurrent approval of a change order would replace the revision, so it must conflict with this.
  if (sow) await tx.hold(sow);
}

/** Work can start on the day of the first signature, and end on the day of the last decision on a deliverable. */
export async function firstDay(
  reader: Reader,
  { project, action }: { project: Project; action: ProjectAction },
): Promise<FirstDay | null> {
  if (action === projectActions.activate) {
    const day = await firstSignature(reader, project.id);
    const message = `The statement of work was signed on ${day}: pick that day or a later one.`;
    return day === null ? null : { day, rule: 'before-signature', message };
  }
  if (action !== projectActions.close) return null;
  const day = await lastDecision(reader, project.id);
  const message = `The customer accepted a deliverable on ${day}: pick that day or a later one.`;
  return day === null ? null : { day, rule: 'before-acceptance', message };
}

/** The day of the first signature on a statement of work of the project; null if none is signed. */
async function firstSignature(reader: Reader, projectId: string): Promise<PlainDate | null> {
  const [first] = await reader.rows<{ day: PlainDate | null }>(
    sql`SELECT MIN(t.signedOn) AS day FROM statement_of_work AS t WHERE t.projectId = ${projectId}`,
  );
  return first?.day ?? null;
}

/** The latest day on which the customer accepted or rejected a deliverable of the project; null without one. */
async function lastDecision(reader: Reader, projectId: string): Promise<PlainDate | null> {
  const [last] = await reader.rows<{ day: PlainDate | null }>(
    sql`SELECT MAX(t.decidedOn) AS day FROM deliverable AS t WHERE t.projectId = ${projectId}`,
  );
  return last?.day ?? null;
}
