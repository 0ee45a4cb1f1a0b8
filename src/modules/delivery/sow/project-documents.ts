import type { Reader } from '../../../shared/database/reader';
import type { Transaction } from '../../../shared/database/transaction';
import { InvalidInputError } from '../../../shared/domain/errors';
import { Document, ScanStatus } from '../../documents';

/** The documents that a request names as evidence: about the project or about none, and nothing was found in them. */
export async function requireProjectDocuments(
  tx: Transaction,
  projectId: string,
  ids: readonly string[],
): Promise<Document['id'][]> {
  const found: Document['id'][] = [];
  for (const [index, id] of ids.entries()) {
    const field = ['input', 'documentIds', String(index)];
    const document = await tx.require(Document, id, { field });
    if (document.projectId !== null && document.projectId !== projectId) {
      throw new InvalidInputError(`${id} is about another project.`, field);
    }
    if (document.scanStatus === ScanStatus.INFECTED) throw new InvalidInputError(`${id} is infected.`, field);
    found.push(document.id);
  }
  return found;
}

/** Those of them that the reader's viewer may see. */
export async function visibleDocuments(reader: Reader, ids: readonly string[] | null): Promise<Document[]> {
  const found = await Promise.all((ids ?? []).map((id) => reader.byId(Document, id)));
  return found.filter((document) => document !== null);
}
