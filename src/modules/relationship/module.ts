import type { Module } from '../../shared/module';
import { SurveyResponse } from './survey-response.entity';
import * as facts from './survey-response.facts';
import {
  assistedDeliverySatisfaction,
  customerSatisfaction,
  jointSatisfaction,
  netPromoterScore,
} from './survey-response.metrics';
import { policy } from './survey-response.policy';
import { relations } from './survey-response.relations';
import { SurveyResponseResolver, SurveyScoresResolver } from './survey-response.resolver';

export const relationship: Module = {
  name: 'relationship',
  entities: [SurveyResponse],
  resolvers: [SurveyResponseResolver, SurveyScoresResolver],
  policies: [policy],
  relations,
  metrics: [assistedDeliverySatisfaction, customerSatisfaction, netPromoterScore, jointSatisfaction],
  facts: Object.values(facts),
};
