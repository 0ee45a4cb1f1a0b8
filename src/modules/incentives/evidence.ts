import type { Transaction } from '../../shared/database/transaction';
import type { Reader } from '../../shared/database/reader';
import { type Node, recordClassOf } from '../../shared/database/record';
import { InvalidInputError } from '../../shared/domain/errors';
import { prefixOf } from '../../shared/domain/ids';

/** The records of any kind that the input `evidenceIds` names. The viewer must see them; none may be about another partner. */
export async function requireRecords(tx: Transaction, partnerId: string, ids: readonly string[]): Promise<string[]> {
  for (const [index, id] of ids.entries()) {
    const field = ['input', 'evidenceIds', String(index)];
    const record = (await tx.requireAny(id, field)) as Node & { partnerId?: string | null };
    if ((record.partnerId ?? partnerId) !== partnerId)
      throw new InvalidInputError(`${id} is about another partner.`, field);
  }
  return [...ids];
}

/** The records that the reader's viewer sees. Batched. */
export async function visibleRecords(reader: Reader, ids: readonly string[]): Promise<Node[]> {
  const found = await Promise.all(ids.map((id) => reader.byId(recordClassOf(prefixOf(id)!)!, id)));
  return found.filter((record) => record !== null);
}
