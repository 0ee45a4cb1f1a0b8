import type { ModulePart } from '../../../shared/module';
import { ProjectForecastResolver } from './forecast.resolver';

export const forecast: ModulePart = {
  resolvers: [ProjectForecastResolver],
};
