import type { Reader } from '../../shared/database/reader';
import type { Transaction } from '../../shared/database/transaction';
import { InvalidInputError } from '../../shared/domain/errors';
import { Document, ScanStatus } from './document.entity';

/**
 * The documents that an input names as evidence, each once; `fieldOf` is the path of each, by default in `documentIds`. The viewer must see them, the scan must have
 * found nothing, and a partner or project that they are about must match the subject.
 */
export async function requireEvidence(
  tx: Transaction,
  about: { partnerId?: string | null; projectId?: string },
  ids: readonly string[],
  fieldOf = (index: number) => ['input', 'documentIds', String(index)],
): Promise<Document['id'][]> {
  const found: Document['id'][] = [];
  if (new Set(ids).size !== ids.length)
    throw new InvalidInputError('A document is named twice.', fieldOf(0).slice(0, 2));
  for (const [index, id] of ids.entries()) {
    const field = fieldOf(index);
    const refuse = (why: string) => new InvalidInputError(`${id} is ${why}.`, field);
    const document = await tx.require(Document, id, { field });
    const { partnerId, projectId, scanStatus, withdrawnAt } = document;
    if (about.partnerId !== undefined && partnerId !== null && partnerId !== about.partnerId) {
      throw refuse('about another partner');
    }
    if (about.projectId !== undefined && projectId !== null && projectId !== about.projectId) {
      throw refuse('about another project');
    }
    if (scanStatus === ScanStatus.INFECTED) throw refuse('infected');
    if (withdrawnAt !== null) throw refuse('withdrawn');
    found.push(document.id);
  }
  return found;
}

/** The documents that the reader's viewer may see. Batched. */
export async function visibleDocuments(reader: Reader, ids: readonly string[] | null): Promise<Document[]> {
  const found = await Promise.all((ids ?? []).map((id) => reader.byId(Document, id)));
  return found.filter((document) => document !== null);
}
