import type { ModulePart } from '../../../shared/module';
import { AssessmentEvaluation, EvaluationAssessor } from './evaluation.entity';
import * as evaluationFacts from './evaluation.facts';
import { jobs } from './evaluation.jobs';
import { policy } from './evaluation.policy';
import { relations } from './evaluation.relations';
import { EvaluationAssessorResolver, EvaluationResolver } from './evaluation.resolver';

export const evaluations: ModulePart = {
  entities: [AssessmentEvaluation, EvaluationAssessor],
  resolvers: [EvaluationResolver, EvaluationAssessorResolver],
  policies: [policy],
  relations,
  facts: Object.values(evaluationFacts),
  jobs,
};
