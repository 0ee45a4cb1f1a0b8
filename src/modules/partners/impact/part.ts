import type { ModulePart } from '../../../shared/module';
import {
  PartnerImpactResolver,
  ProgrammeImpactResolver,
  QualificationImpactResolver,
} from './programme-impact.resolver';

/** The effects of a draft programme on partners. */
export const impact: ModulePart = {
  resolvers: [ProgrammeImpactResolver, PartnerImpactResolver, QualificationImpactResolver],
};
