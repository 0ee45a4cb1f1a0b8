import type { ModulePart } from '../../../shared/module';
import { AdmissionResolver } from './admission.resolver';
import { Attempt } from './attempt.entity';
import * as attemptFacts from './attempt.facts';
import { jobs } from './attempt.jobs';
import { policy } from './attempt.policy';
import { relations } from './attempt.relations';
import { AttemptResolver } from './attempt.resolver';
import { StatisticsResolver } from './statistics.resolver';

export const attempts: ModulePart = {
  entities: [Attempt],
  resolvers: [AttemptResolver, AdmissionResolver, StatisticsResolver],
  policies: [policy],
  relations,
  facts: Object.values(attemptFacts),
  jobs,
};
