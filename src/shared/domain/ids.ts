import { randomFillSync } from 'node:crypto';
import { TypeID } from 'typeid-js';
import { InvalidInputError } from './errors';

/** A typed id, for example `partner_01jd…`: the prefix names the kind of record, the rest sorts by creation time. */
export type Id<Prefix extends string = string> = `${Prefix}_${string}`;

/** The length of what follows the prefix, including the underscore. */
export const suffixLength = 27;

/** How far the clock may be set back before ids follow it, at the price of their order. */
const toleratedMilliseconds = 10_000;

const restBits = 74n;
/** The longest step within a millisecond: about 100,000 steps fit. */
const stepBits = 61n;

const pool = Buffer.alloc(4_096);
let used = pool.length;

/** 64 random bits, drawn from a pool that one call of the generator fills for 512 ids. */
function random(): bigint {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += 8;
  return pool.readBigUInt64BE(used - 8);
}

/**
 * The time and the rest of the newest id. UUID v7 libraries put a counter into the rest, which tells everybody who
 * holds two ids how many records were made in between. Here, the rest is random: each millisecond starts at a random
 * place, and the steps within it vary in length by powers of two, so that ids keep their order and reveal no count.
 */
let millisecond = 0;
let rest = 0n;

function advance(): void {
  const now = Date.now();
  const later = now > millisecond || now < millisecond - toleratedMilliseconds;
  if (!later) rest += 1n + ((random() & ((1n << stepBits) - 1n)) >> (random() % stepBits));
  if (later || rest >> restBits !== 0n) {
    millisecond = later ? now : millisecond + 1;
    // Starts in the lower half, so that there is room for steps.
    rest = (random() << 9n) | (random() & 0x1ffn);
  }
}

/** A new id; ids that a process creates later sort later. */
export function newId<Prefix extends string>(prefix: Prefix): Id<Prefix> {
  advance();
  return idOf(prefix, millisecond, rest);
}

/** The smallest id of a moment: every id made before it sorts before it. */
export function idAt<Prefix extends string>(prefix: Prefix, milliseconds: number): Id<Prefix> {
  return idOf(prefix, milliseconds, 0n);
}

function idOf<Prefix extends string>(prefix: Prefix, milliseconds: number, random: bigint): Id<Prefix> {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(milliseconds, 0, 6);
  bytes.writeUInt16BE(0x7000 | Number(random >> 62n), 6);
  bytes.writeBigUInt64BE((1n << 63n) | (random & ((1n << 62n) - 1n)), 8);
  return idOfBytes(prefix, bytes);
}

/** The id that 16 bytes encode, for ids derived from what the record is about. */
export function idOfBytes<Prefix extends string>(prefix: Prefix, bytes: Uint8Array): Id<Prefix> {
  return TypeID.fromUUIDBytes(prefix, bytes).toString() as Id<Prefix>;
}

/** A prefix, and 128 bits in the alphabet of the TypeID specification. */
const pattern = /^([a-z](?:[a-z_]{0,61}[a-z])?)_[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** The prefix of an id; null if the text is not an id. */
export function prefixOf(text: string): string | null {
  return pattern.exec(text)?.[1] ?? null;
}

/** The text as an id of the given kind. Otherwise throws an input error that names the expected kind. */
export function requireId<Prefix extends string>(prefix: Prefix, text: string, field: string[] = ['id']): Id<Prefix> {
  const found = prefixOf(text);
  if (found === prefix) return text as Id<Prefix>;
  const reason = found ? `is the id of a ${found}` : 'is not an id';
  throw new InvalidInputError(`Expected the id of a ${prefix} (${prefix}_…), but the value ${reason}.`, field);
}
