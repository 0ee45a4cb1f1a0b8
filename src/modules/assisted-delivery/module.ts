import type { Module } from '../../shared/module';
import { AssistedDelivery } from './assisted-delivery.entity';
import * as facts from './assisted-delivery.facts';
import { voidWithProject, voidWithStaffing } from './assisted-delivery.handlers';
import { assistedDeliveriesPassed, meanMentorEvaluation } from './assisted-delivery.metrics';
import { mentorMarkInPeriod } from './evaluation.metrics';
import { policy } from './assisted-delivery.policy';
import { relations } from './assisted-delivery.relations';
import { AssistedDeliveryResolver, PlannedMilestoneResolver } from './assisted-delivery.resolver';
import { EvaluationComment } from './evaluation-comment.entity';
import { Evaluation } from './evaluation.entity';
import { MatchingResolver } from './matching/matching.resolver';
import { MentorAssignment } from './mentor-assignment.entity';
import { MentorLoadResolver } from './mentor-load.resolver';

export const assistedDelivery: Module = {
  name: 'assisted-delivery',
  entities: [AssistedDelivery, MentorAssignment, Evaluation, EvaluationComment],
  resolvers: [AssistedDeliveryResolver, PlannedMilestoneResolver, MentorLoadResolver, MatchingResolver],
  policies: [policy],
  relations,
  metrics: [assistedDeliveriesPassed, meanMentorEvaluation, mentorMarkInPeriod],
  facts: Object.values(facts),
  factReaders: [voidWithProject, voidWithStaffing],
};
