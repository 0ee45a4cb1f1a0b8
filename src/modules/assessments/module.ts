import type { Module } from '../../shared/module';
import { Assessment } from './assessment.entity';
import { AssessmentResolver } from './assessment.resolver';
import * as facts from './assessments.facts';
import { certificationsCorrectHolder, qualificationReassess } from './assessments.handlers';
import { jobs } from './assessments.jobs';
import { policy } from './assessments.policy';
import { relations } from './assessments.relations';
import { Attempt } from './attempt.entity';
import { AttemptResolver } from './attempt.resolver';
import { BadgeResolver } from './badge.resolver';
import { badgeRoutes } from './badge.routes';
import { Certification } from './certification.entity';
import { filters } from './certification.filter';
import { certifiedMembers } from './certification.metrics';
import { CertificationResolver } from './certification.resolver';
import { AssessmentEvaluation, EvaluationAssessor } from './evaluation.entity';
import { EvaluationAssessorResolver, EvaluationResolver } from './evaluation.resolver';
import { QuestionResolver } from './question.resolver';

export const assessments: Module = {
  name: 'assessments',
  entities: [Assessment, Attempt, AssessmentEvaluation, EvaluationAssessor, Certification],
  resolvers: [
    AssessmentResolver,
    QuestionResolver,
    AttemptResolver,
    EvaluationResolver,
    EvaluationAssessorResolver,
    CertificationResolver,
    BadgeResolver,
  ],
  policies: [policy],
  relations,
  filters,
  metrics: [certifiedMembers],
  facts: Object.values(facts),
  factReaders: [certificationsCorrectHolder, qualificationReassess],
  jobs,
  routes: badgeRoutes,
};
