import { providerOf } from '../../../shared/access/lookups';
import type { ModulePart } from '../../../shared/module';
import { earnedOnItems } from '../../sow';
import { earnedByOrigin } from './earned-value.reader';
import { EarnedValueResolver, ProjectEarnedValueResolver } from './earned-value.resolver';

export const earnedValue: ModulePart = {
  resolvers: [ProjectEarnedValueResolver, EarnedValueResolver],
  providers: [providerOf(earnedOnItems, earnedByOrigin)],
};
