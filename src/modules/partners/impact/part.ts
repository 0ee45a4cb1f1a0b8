import type { ModulePart } from '../../../shared/module';
import {
  PartnerImpactResolver,
  ProgrammeImpactResolver,
  QualificationImpactResolver,
} from './programme-impact.resolver';

/** What a draft of a programme would change for whom. */
export const impact: ModulePart = {
  resolvers: [ProgrammeImpactResolver, PartnerImpactResolver, QualificationImpactResolver],
};
