import type { Module } from '../../shared/module';
import { AssistedDelivery } from './assisted-delivery.entity';
import * as facts from './assisted-delivery.facts';
import { assistedDeliveriesPassed, meanMentorEvaluation } from './assisted-delivery.metrics';
import { policy } from './assisted-delivery.policy';
import { relations } from './assisted-delivery.relations';
import { AssistedDeliveryResolver, PlannedMilestoneResolver } from './assisted-delivery.resolver';
import { voidThoseOf } from './assisted-delivery.service';
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
  metrics: [assistedDeliveriesPassed, meanMentorEvaluation],
  facts: Object.values(facts),
  factReaders: [
    {
      name: 'assistedDelivery.voidWithProject',
      types: ['ProjectCancelled'],
      read: (tx, fact) => voidThoseOf(tx, { projectId: fact.subjectId }, 'The project was cancelled.'),
    },
    {
      name: 'assistedDelivery.voidWithStaffing',
      types: ['PartnerUnstaffed'],
      read: (tx, fact) => {
        const { projectId, partnerId, offeringId } = fact.data as Record<string, string>;
        return voidThoseOf(
          tx,
          { projectId: projectId!, partnerId: partnerId!, offeringId: offeringId! },
          'The partner was taken off the project.',
        );
      },
    },
  ],
};
