import type { ModulePart } from '../../../shared/module';
import { policy } from './impact.policy';
import { SchemeImpactResolver } from './impact.resolver';
import { IncentiveTrial, IncentiveTrialRow } from './trial.entity';
import * as facts from './trial.facts';
import { beginTrials } from './trial.handlers';
import { policy as trialPolicy } from './trial.policy';
import { relations } from './trial.relations';
import { TrialResolver } from './trial.resolver';
import { trialRoutes } from './trial.routes';

export const impact: ModulePart = {
  entities: [IncentiveTrial, IncentiveTrialRow],
  resolvers: [SchemeImpactResolver, TrialResolver],
  policies: [policy, trialPolicy],
  relations,
  facts: Object.values(facts),
  factReaders: [beginTrials],
  routes: trialRoutes,
};
