import type { ModulePart } from '../../../shared/module';
import { AllianceSuggestionResolver, SolutionMapResolver } from './solution-map.resolver';

export const solutionMap: ModulePart = { resolvers: [SolutionMapResolver, AllianceSuggestionResolver] };
