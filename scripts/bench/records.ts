import { createHash } from 'node:crypto';
import { TypeID } from 'typeid-js';
import { dayIn, utc } from '../../src/shared/domain/dates';

export type Cell = string | number | null;
export type Row = Record<string, Cell>;
export type RowOf = [table: string, row: Row];

export const day = 86_400_000;
export const firstDay = Date.UTC(2024, 0, 1);
const adjectives = ['Bright', 'Northern', 'Quiet', 'Open', 'Swift', 'Clear', 'Upper', 'Green', 'Silver', 'Plain'];
const nouns = ['Bridge', 'Harbour', 'Meadow', 'Forge', 'Lantern', 'Orchard', 'Compass', 'Quarry', 'Beacon', 'Mill'];

/** Creates records with the standard columns, the same ones for the same seed. */
export abstract class Records {
  protected readonly random: () => number;
  private ids = 0;

  constructor(seed: number) {
    this.random = randomNumbers(seed);
  }

  protected record(prefix: string, values: Row): Row {
    const id = this.id(prefix);
    const at = moment(firstDay + this.ids * 10);
    // A stand-in for the end of a history chain, because no entries are created.
    const historyHash = createHash('sha256').update(id).digest('hex');
    return { id, version: 1, createdAt: at, updatedAt: at, historyHash, ...values };
  }

  /** An id like the product's, sorted by time (UUID version 7), but the same in every run. */
  protected id(prefix: string): string {
    const bytes = Buffer.alloc(16);
    bytes.writeUIntBE(firstDay + this.ids, 0, 6);
    bytes.writeUInt32BE(this.random() * 2 ** 32, 6);
    bytes.writeUInt32BE(this.random() * 2 ** 32, 10);
    bytes[6] = 0x70 | (bytes[6]! & 0x0f);
    bytes[8] = 0x80 | (bytes[8]! & 0x3f);
    this.ids += 1;
    return TypeID.fromUUIDBytes(prefix, bytes).toString();
  }

  protected someName(): string {
    return `${this.one(adjectives)} ${this.one(nouns)}`;
  }

  protected one<T>(of: readonly T[]): T {
    return of[Math.floor(this.random() * of.length)]!;
  }
}

export function dateOf(at: number): string {
  return dayIn(utc, new Date(at));
}

/** A moment in the stored form of both engines. */
export function moment(at: number): string {
  return new Date(at).toISOString().replace('T', ' ').replace('Z', '');
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
