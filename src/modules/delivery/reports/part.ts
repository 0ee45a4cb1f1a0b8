import type { ModulePart } from '../../../shared/module';
import * as reportFacts from './reports.facts';
import { statusReportsRemind } from './reports.jobs';
import './reports.policy';
import './reports.relations';
import { ReportsResolver } from './reports.resolver';
import { StatusReport } from './status-report.entity';

export const reports: ModulePart = {
  entities: [StatusReport],
  resolvers: [ReportsResolver],
  facts: Object.values(reportFacts),
  jobs: [statusReportsRemind],
};
