import type { ModulePart } from '../../../shared/module';
import { Assessment } from './assessment.entity';
import * as assessmentFacts from './assessment.facts';
import { policy } from './assessment.policy';
import { relations } from './assessment.relations';
import { AssessmentResolver } from './assessment.resolver';
import { QuestionResolver } from './question.resolver';

export const assessmentEditions: ModulePart = {
  entities: [Assessment],
  resolvers: [AssessmentResolver, QuestionResolver],
  policies: [policy],
  relations,
  facts: Object.values(assessmentFacts),
};
