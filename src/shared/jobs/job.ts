import type { Logger } from 'pino';
import type { Config } from '../../config';
import type { Database } from '../database/database';

/** What a job has at hand beside the database. */
export interface JobSurroundings {
  readonly config: Config;
  readonly log: Logger;
}

/**
 * Daily work of a module: what follows from the calendar alone. It changes record by record, each in a transaction of
 * its own, so that one that fails hinders no other and a run that was killed goes on where it stopped; and a second run
 * on the same day finds nothing to do. It catches up by itself: it asks what is due, not what became due today.
 */
export interface Job {
  name: string;
  description: string;
  /** Does what is due on the day of the database's clock; answers how many records it changed. */
  run(database: Database, surroundings: JobSurroundings): Promise<number>;
}
