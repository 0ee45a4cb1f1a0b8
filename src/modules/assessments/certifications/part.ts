import type { ModulePart } from '../../../shared/module';
import { Certification } from './certification.entity';
import * as certificationFacts from './certification.facts';
import { filters } from './certification.filter';
import { certificationsCorrectHolder, qualificationReassess } from './certification.handlers';
import { jobs } from './certification.jobs';
import { certifiedMembers } from './certification.metrics';
import { certificationsEarned } from './certification-period.metrics';
import { policy } from './certification.policy';
import { relations } from './certification.relations';
import { CertificationResolver } from './certification.resolver';

export const certifications: ModulePart = {
  entities: [Certification],
  resolvers: [CertificationResolver],
  policies: [policy],
  relations,
  filters,
  metrics: [certifiedMembers, certificationsEarned],
  facts: Object.values(certificationFacts),
  factReaders: [certificationsCorrectHolder, qualificationReassess],
  jobs,
};
