import type { Reader } from '../../../shared/database/reader';
import type { Transaction } from '../../../shared/database/transaction';
import { InvalidInputError } from '../../../shared/domain/errors';
import { Document, ScanStatus } from '../../documents';

/** The documents named, which the viewer must see, about the project or the firm or nobody else's, and not infected. */
export async function requireReceipts(
  tx: Transaction,
  about: { projectId: string; partnerId: string | null },
  ids: readonly string[],
): Promise<void> {
  const field = (index: number) => ['input', 'documentIds', String(index)];
  const twice = ids.findIndex((id, index) => ids.indexOf(id) < index);
  if (twice >= 0) throw new InvalidInputError('A document is named twice.', field(twice));
  for (const [index, id] of ids.entries()) {
    const document = await tx.require(Document, id, { field: field(index) });
    if (document.projectId !== null && document.projectId !== about.projectId) {
      throw new InvalidInputError(`${id} is about another project.`, field(index));
    }
    if (document.partnerId !== null && document.partnerId !== about.partnerId) {
      throw new InvalidInputError(`${id} is about another firm.`, field(index));
    }
    if (document.scanStatus === ScanStatus.INFECTED) throw new InvalidInputError(`${id} is infected.`, field(index));
  }
}

/** Those of them that the reader's viewer may see. */
export async function receiptsOf(reader: Reader, { documents }: { documents: string[] }): Promise<Document[]> {
  const found = await Promise.all(documents.map((id) => reader.byId(Document, id)));
  return found.filter((document) => document !== null);
}
