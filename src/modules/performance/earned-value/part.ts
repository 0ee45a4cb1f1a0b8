import { answerTo } from '../../../shared/access/questions';
import type { ModulePart } from '../../../shared/module';
import { earnedOnItems } from '../../sow';
import { earnedByOrigin } from './earned-value.reader';
import { EarnedValueResolver, ProjectEarnedValueResolver } from './earned-value.resolver';

export const earnedValue: ModulePart = {
  resolvers: [ProjectEarnedValueResolver, EarnedValueResolver],
  answers: [answerTo(earnedOnItems, earnedByOrigin)],
};
