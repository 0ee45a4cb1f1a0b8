import type { ModulePart } from '../../../shared/module';
import { Qualification, QualificationTransition } from './qualification.entity';
import * as qualificationFacts from './qualification.facts';
import { qualificationReassessOfMember } from './qualification.handlers';
import { jobs } from './qualification.jobs';
import { independentOfferings } from './qualification.metrics';
import { policy } from './qualification.policy';
import { relations } from './qualification.relations';
import { QualificationResolver } from './qualification.resolver';

export const qualifications: ModulePart = {
  entities: [Qualification, QualificationTransition],
  resolvers: [QualificationResolver],
  policies: [policy],
  relations,
  metrics: [independentOfferings],
  facts: Object.values(qualificationFacts),
  factReaders: [qualificationReassessOfMember],
  jobs,
};
