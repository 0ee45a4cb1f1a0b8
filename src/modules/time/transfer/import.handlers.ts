import { on, readFacts } from '../../../shared/events/handlers';
import { timeImportStarted } from './import.facts';
import { ImportRunner } from './import.runner';

/** An import begins immediately on the node that handles the fact; other nodes find it when they poll. */
export const beginImports = readFacts('delivery.timeImports', [
  // The work is far too long for this transaction, and the import is in the database already.
  on(timeImportStarted, ({ clock }) => Promise.resolve(ImportRunner.nudge(clock))),
]);
