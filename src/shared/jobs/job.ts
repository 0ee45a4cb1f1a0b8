import type { Logger } from 'pino';
import type { Config } from '../../config';
import type { Database } from '../database/database';

/** What a job can use in addition to the database. */
export interface JobSurroundings {
  readonly config: Config;
  readonly log: Logger;
}

/**
 * A module's daily work: what follows from the calendar alone. It changes record by record, each in its own
 * transaction, so that one failure does not stop the others, and a run that was killed continues where it stopped. A
 * second run on the same day finds nothing to do. It catches up by itself, because it asks what is due, not what became
 * due today.
 */
export interface Job {
  name: string;
  description: string;
  /** Does what is due by the database's clock; returns how many records it changed. */
  run(database: Database, surroundings: JobSurroundings): Promise<number>;
}
