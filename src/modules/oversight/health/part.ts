import type { ModulePart } from '../../../shared/module';
import { projectHealthAssess } from './health.jobs';
import { healthAssess } from './health.handlers';
import { HealthResolver } from './health.resolver';

export const health: ModulePart = {
  resolvers: [HealthResolver],
  factReaders: [healthAssess],
  jobs: [projectHealthAssess],
};
