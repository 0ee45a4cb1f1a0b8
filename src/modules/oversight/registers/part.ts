import type { ModulePart } from '../../../shared/module';
import { Incident } from './incident.entity';
import { IncidentResolver, IncidentTargetRatesResolver } from './incident.resolver';
import * as registerFacts from './registers.facts';
import { responseTargetPercent, severeIncidents } from './registers.metrics';
import { policy } from './registers.policy';
import { relations } from './registers.relations';
import { Requirement } from './requirement.entity';
import { RequirementResolver } from './requirement.resolver';
import { Risk } from './risk.entity';
import { RiskHeatMapResolver, RiskResolver } from './risk.resolver';

export const registers: ModulePart = {
  entities: [Risk, Requirement, Incident],
  resolvers: [RiskResolver, RiskHeatMapResolver, RequirementResolver, IncidentResolver, IncidentTargetRatesResolver],
  policies: [policy],
  relations,
  metrics: [severeIncidents, responseTargetPercent],
  facts: Object.values(registerFacts),
};
