import type { ModulePart } from '../../../shared/module';
import { jointHoursApproved, jointProjectsDelivered } from './alliance-value.metrics';
import { AllianceValueResolver } from './alliance-value.resolver';
import { checks } from './joint-solution.checks';
import { JointSolution, JointSolutionPart } from './joint-solution.entity';
import * as facts from './joint-solution.facts';
import { filters } from './joint-solution.filter';
import { policy } from './joint-solution.policy';
import { relations } from './joint-solution.relations';
import { JointSolutionResolver } from './joint-solution.resolver';

export const jointSolutions: ModulePart = {
  entities: [JointSolution, JointSolutionPart],
  resolvers: [JointSolutionResolver, AllianceValueResolver],
  policies: [policy],
  relations,
  filters,
  checks,
  metrics: [jointProjectsDelivered, jointHoursApproved],
  facts: Object.values(facts),
};
