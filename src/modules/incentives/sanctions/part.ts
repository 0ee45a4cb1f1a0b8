import { providerOf } from '../../../shared/access/lookups';
import { blockersOf } from '../../../shared/access/steps';
import type { ModulePart } from '../../../shared/module';
import { partnerActions, qualificationActions } from '../../partners';
import { staffingConcerns } from '../../projects';
import { surveyResponseActions } from '../../relationship';
import { againstCorrecting } from '../survey-evidence.reader';
import { CorrectiveAction } from './corrective-action.entity';
import { CorrectiveActionResolver } from './corrective-action.resolver';
import { Sanction } from './sanction.entity';
import * as sanctionFacts from './sanction.facts';
import { inbox } from './sanction.inbox';
import { jobs } from './sanction.jobs';
import { openSevereSanctions } from './sanction.metrics';
import { policy } from './sanction.policy';
import { againstAdvancing, againstReinstating, againstStaffing } from './sanction.reader';
import { relations } from './sanction.relations';
import { SanctionResolver } from './sanction.resolver';

export const sanctions: ModulePart = {
  entities: [Sanction, CorrectiveAction],
  resolvers: [SanctionResolver, CorrectiveActionResolver],
  policies: [policy],
  relations,
  inbox,
  blockers: [
    blockersOf(qualificationActions.advance, againstAdvancing),
    blockersOf(partnerActions.reinstate, againstReinstating),
    blockersOf(surveyResponseActions.update, againstCorrecting),
  ],
  providers: [providerOf(staffingConcerns, againstStaffing)],
  metrics: [openSevereSanctions],
  facts: Object.values(sanctionFacts),
  jobs,
};
