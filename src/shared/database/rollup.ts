import type { Database } from './database';

/**
 * Sums that a module keeps in the transactions that change its records. `npm run rollups` compares each roll-up with the
 * records, and corrects it on request.
 */
export interface Rollup {
  /** Names it on the command line: its table. */
  name: string;
  /** What it adds up, in one sentence. */
  description: string;
  /**
   * Compares it with the records, slice by slice, and yields a line about each row that differs; with `repair`, after
   * the row was corrected. It runs while the servers write: one transaction reads one slice or corrects one row.
   */
  check(database: Database, options: { repair: boolean }): AsyncIterable<string>;
}
