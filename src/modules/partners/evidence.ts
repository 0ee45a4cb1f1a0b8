import type { Reader } from '../../shared/database/reader';
import type { Transaction } from '../../shared/database/transaction';
import { addDays, type PlainDate } from '../../shared/domain/dates';
import { InvalidInputError } from '../../shared/domain/errors';
import { Document, ScanStatus } from '../documents';

/*
 * What is handed in: documents that were uploaded, and the dates of what was signed.
 */

/** The documents named, which must be about the partner, or the vendor's own, and not infected. */
export async function requireDocuments(tx: Transaction, partnerId: string, ids: readonly string[]): Promise<void> {
  if (new Set(ids).size !== ids.length) throw wrong('documentIds', 'A document is named twice.');
  for (const [index, id] of ids.entries()) {
    const field = ['input', 'documentIds', String(index)];
    const document = await tx.require(Document, id, { field });
    if (document.partnerId !== null && document.partnerId !== partnerId) {
      throw new InvalidInputError(`${id} is about another partner.`, field);
    }
    if (document.scanStatus === ScanStatus.INFECTED) throw new InvalidInputError(`${id} is infected.`, field);
  }
}

/** Those of them that the reader's viewer may see. */
export async function documentsOf(reader: Reader, { documents }: { documents: string[] }): Promise<Document[]> {
  const found = await Promise.all(documents.map((id) => reader.byId(Document, id)));
  return found.filter((document) => document !== null);
}

export function checkSignature(
  { signedOn, expiresOn }: { signedOn: PlainDate; expiresOn?: PlainDate | null },
  today: PlainDate,
): void {
  // Where the day begins earlier than in UTC, it is tomorrow already.
  if (signedOn > addDays(today, 1)) throw wrong('signedOn', 'This day is in the future.');
  if (expiresOn && expiresOn < signedOn) throw wrong('expiresOn', 'It cannot expire before it was signed.');
}

export function wrong(field: string, message: string): InvalidInputError {
  return new InvalidInputError(message, ['input', field]);
}
