import type { Module } from '../../shared/module';
import { AssistedDelivery } from './assisted-delivery.entity';
import * as facts from './assisted-delivery.facts';
import { assistedDeliveriesPassed, meanMentorEvaluation } from './assisted-delivery.metrics';
import { policy } from './assisted-delivery.policy';
import './assisted-delivery.relations';
import { AssistedDeliveryResolver, PlannedMilestoneResolver } from './assisted-delivery.resolver';
import { voidThoseOf } from './assisted-delivery.service';
import { Evaluation } from './evaluation.entity';

export const assistedDelivery: Module = {
  name: 'assisted-delivery',
  entities: [AssistedDelivery, Evaluation],
  resolvers: [AssistedDeliveryResolver, PlannedMilestoneResolver],
  policy,
  metrics: [assistedDeliveriesPassed, meanMentorEvaluation],
  facts: Object.values(facts),
  factReaders: [
    {
      name: 'assistedDelivery.voidWithProject',
      types: ['ProjectCancelled'],
      read: (tx, fact) => voidThoseOf(tx, fact.subjectId),
    },
  ],
};
