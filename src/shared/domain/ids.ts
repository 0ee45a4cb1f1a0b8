import { TypeID, typeid } from 'typeid-js';
import { InvalidInputError } from './errors';

/** A typed id, for example `partner_01jd…`: the prefix names the kind of record, the rest sorts by creation time. */
export type Id<Prefix extends string = string> = `${Prefix}_${string}`;

/** How long what follows the prefix is, its underscore included. */
export const suffixLength = 27;

/** A new id; ids made later in time sort later. */
export function newId<Prefix extends string>(prefix: Prefix): Id<Prefix> {
  return typeid(prefix).toString() as Id<Prefix>;
}

/** The id that 16 bytes say, where they follow from what the record is about. */
export function idOfBytes<Prefix extends string>(prefix: Prefix, bytes: Uint8Array): Id<Prefix> {
  return TypeID.fromUUIDBytes(prefix, bytes).toString() as Id<Prefix>;
}

/** The prefix of an id, or null where the text is not an id at all. */
export function prefixOf(text: string): string | null {
  try {
    return TypeID.fromString(text).getType() || null;
  } catch {
    return null;
  }
}

/** The text as an id of the given kind; otherwise an input error that says which kind was expected. */
export function requireId<Prefix extends string>(prefix: Prefix, text: string, field: string[] = ['id']): Id<Prefix> {
  const found = prefixOf(text);
  if (found === prefix) return text as Id<Prefix>;
  const reason = found ? `is the id of a ${found}` : 'is not an id';
  throw new InvalidInputError(`Expected the id of a ${prefix} (${prefix}_…), but the value ${reason}.`, field);
}
