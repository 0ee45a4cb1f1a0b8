import type { Readable } from 'node:stream';

/** Stores the content of documents under keys that are ids, so that no name chosen by a user becomes a path. */
export interface Storage {
  /** Stores all of it durably, or fails. */
  put(key: string, content: Readable): Promise<void>;
  /** Null if the key does not exist. */
  get(key: string): Promise<Readable | null>;
  /** Provides the content as a local file until `work` ends. */
  lend<T>(key: string, work: (path: string) => Promise<T>): Promise<T>;
  /** Does nothing if the key does not exist. */
  delete(key: string): Promise<void>;
}
