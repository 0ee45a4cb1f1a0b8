import type { Viewer } from '../../../shared/access/viewer';
import type { Reader } from '../../../shared/database/reader';
import type { Transaction } from '../../../shared/database/transaction';
import type { Action } from '../../../shared/domain/action';
import { RuleViolationError } from '../../../shared/domain/errors';
import { Partner } from '../../partners';
import { assertOpen, isAllocated, Project, ProjectStaffing } from '../../projects';
import type { RegisterEntry } from './register.entity';
import type { InRegister } from './registers.actions';
import type { RegisterEntryInput } from './registers.inputs';

/** The subject of an entry's policy checks. A partner user who sees the project is on it. Batched. */
export async function inRegister<T extends RegisterEntry | null>(
  reader: Reader,
  viewer: Viewer,
  record: T,
  project: Project,
): Promise<InRegister<T>> {
  return { record, project, onProject: await isOnProject(reader, viewer, project) };
}

async function isOnProject(reader: Reader, viewer: Viewer, project: Project): Promise<boolean> {
  if (viewer.kind === 'PARTNER' || viewer.userId === project.managerId) return true;
  return isAllocated(reader, project.id, viewer);
}

/** The common fields of a new entry; its author must be on the project, which must not have ended. */
export async function newEntry(tx: Transaction, action: Action<string, InRegister<null>>, input: RegisterEntryInput) {
  const project = await tx.require(Project, input.projectId, { field: ['input', 'projectId'] });
  tx.assert(action, await inRegister(tx.reader, tx.viewer, null, project));
  assertOpen(project);
  const { title, description } = input;
  return {
    project,
    common: { projectId: project.id, partnerId: await partnerOf(tx, project, input), title, description },
  };
}

/** Partner users write for their own firm; staff may name a partner that is on the project. */
export async function partnerOf(
  tx: Transaction,
  project: Project,
  { partnerId }: { partnerId?: string | null },
): Promise<RegisterEntry['partnerId']> {
  const named = partnerId ?? tx.viewer.partnerId;
  if (named === null) return null;
  const field = ['input', 'partnerId'];
  const partner = await tx.require(Partner, named, { field });
  if (await tx.first(ProjectStaffing, { projectId: project.id, partnerId: partner.id })) return partner.id;
  throw new RuleViolationError('not-on-the-project', `${partner.name} is not staffed on the project.`, [], field);
}
