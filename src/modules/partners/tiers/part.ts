import type { ModulePart } from '../../../shared/module';
import { TierReview } from './tier-review.entity';
import * as tierReviewFacts from './tier-review.facts';
import { jobs } from './tier-review.jobs';
import { policy } from './tier-review.policy';
import { relations } from './tier-review.relations';
import { TierReviewResolver } from './tier-review.resolver';

export const tiers: ModulePart = {
  entities: [TierReview],
  resolvers: [TierReviewResolver],
  policies: [policy],
  relations,
  facts: Object.values(tierReviewFacts),
  jobs,
};
