import type { Routes } from '../../../shared/http/routes';
import { TrialRunner } from './trial.runner';

/** No routes: a server works on trials while it runs. */
export const trialRoutes: Routes = (server, { config, database, log }) => {
  const runner = new TrialRunner(database, log);
  // Without scheduled jobs, a server works only on trials that were started on it.
  server.addHook('onReady', () => Promise.resolve(runner.start(config.jobsSchedule !== null)));
  server.addHook('onClose', () => runner.stop());
};
