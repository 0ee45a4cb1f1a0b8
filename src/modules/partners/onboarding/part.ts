import type { ModulePart } from '../../../shared/module';
import { OnboardingItem } from './onboarding.entity';
import * as onboardingFacts from './onboarding.facts';
import { inbox } from './onboarding.inbox';
import { jobs } from './onboarding.jobs';
import { policy } from './onboarding.policy';
import { relations } from './onboarding.relations';
import { OnboardingResolver } from './onboarding.resolver';

export const onboarding: ModulePart = {
  entities: [OnboardingItem],
  resolvers: [OnboardingResolver],
  policies: [policy],
  relations,
  inbox,
  facts: Object.values(onboardingFacts),
  jobs,
};
