import { on, readFacts } from '../../../shared/events/handlers';
import { timeImportStarted } from './import.facts';
import { nudgeRunners } from './import.runner';

/** An import begins immediately on the node that hears of it first; all others find it when they look. */
export const beginImports = readFacts('delivery.timeImports', [
  // The work is far too long for this transaction, and stands in the database already.
  on(timeImportStarted, ({ clock }) => Promise.resolve(nudgeRunners(clock))),
]);
