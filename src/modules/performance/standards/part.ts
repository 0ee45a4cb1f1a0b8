import { providerOf } from '../../../shared/access/lookups';
import type { ModulePart } from '../../../shared/module';
import { PlaybookImprovement } from './playbook-improvement.entity';
import { PlaybookImprovementResolver } from './playbook-improvement.resolver';
import { StandardisationDecision } from './standardisation-decision.entity';
import * as standardsFacts from './standards.facts';
import { usualHours } from '../../sow';
import { usualHoursOf } from './baseline.reader';
import { policy } from './standards.policy';
import { relations } from './standards.relations';
import {
  BaselineCellResolver,
  BaselineResolver,
  StandardisationRateResolver,
  StandardsResolver,
} from './standards.resolver';

export const standards: ModulePart = {
  entities: [StandardisationDecision, PlaybookImprovement],
  resolvers: [
    StandardsResolver,
    BaselineResolver,
    BaselineCellResolver,
    StandardisationRateResolver,
    PlaybookImprovementResolver,
  ],
  policies: [policy],
  relations,
  providers: [providerOf(usualHours, usualHoursOf)],
  facts: Object.values(standardsFacts),
};
