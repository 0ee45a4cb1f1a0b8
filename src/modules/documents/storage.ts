import type { Readable } from 'node:stream';

/** Where the content of documents is kept, by keys that are ids: no name of a user's choice becomes a path. */
export interface Storage {
  /** Stores all of it, so that it survives a power cut, or fails. */
  put(key: string, content: Readable): Promise<void>;
  /** Null where there is nothing under the key. */
  get(key: string): Promise<Readable | null>;
  /** Lends what is stored as a file on this machine, to be read until `work` has ended. */
  lend<T>(key: string, work: (path: string) => Promise<T>): Promise<T>;
  /** Does nothing where there is nothing. */
  delete(key: string): Promise<void>;
}
