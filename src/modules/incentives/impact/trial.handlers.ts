import { on, readFacts } from '../../../shared/events/handlers';
import { incentiveTrialStarted } from './trial.facts';
import { TrialRunner } from './trial.runner';

/** A trial begins immediately on the node that handles the fact; other nodes find it when they poll. */
export const beginTrials = readFacts('incentives.trials', [
  // The work is far too long for this transaction, and the trial is in the database already.
  on(incentiveTrialStarted, ({ clock }) => Promise.resolve(TrialRunner.nudge(clock))),
]);
