import type { ModulePart } from '../../../shared/module';
import { Agreement } from './agreement.entity';
import * as agreementFacts from './agreement.facts';
import { jobs } from './agreement.jobs';
import { policy } from './agreement.policy';
import { relations } from './agreement.relations';
import { AgreementResolver } from './agreement.resolver';

export const agreements: ModulePart = {
  entities: [Agreement],
  resolvers: [AgreementResolver],
  policies: [policy],
  relations,
  facts: Object.values(agreementFacts),
  jobs,
};
