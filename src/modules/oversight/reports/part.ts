import type { ModulePart } from '../../../shared/module';
import * as reportFacts from './reports.facts';
import { statusReportsRemind } from './reports.jobs';
import { reportsOnTimePercent } from './reports.metrics';
import { policy } from './reports.policy';
import { relations } from './reports.relations';
import { ReportsResolver } from './reports.resolver';
import { StatusReport } from './status-report.entity';

export const reports: ModulePart = {
  entities: [StatusReport],
  resolvers: [ReportsResolver],
  policies: [policy],
  relations,
  metrics: [reportsOnTimePercent],
  facts: Object.values(reportFacts),
  jobs: [statusReportsRemind],
};
