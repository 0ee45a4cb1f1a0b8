import { compileReward, type Reward } from './reward.formula';
import type { IncentiveScheme } from './scheme.entity';
import type { IncentiveRule } from './scheme.types';
import { incentiveSources } from './sources';

/** A rule of a scheme, ready for many occurrences. */
export interface CompiledRule {
  rule: IncentiveRule;
  reward: Reward;
}

/** The rules of a scheme for occurrences of a source, in order. */
export function rewardsOf({ rules }: Pick<IncentiveScheme, 'rules'>, source: string): CompiledRule[] {
  const shape = incentiveSources.find(({ name }) => name === source)!.shape;
  return rules.filter((rule) => rule.source === source).map((rule) => ({ rule, reward: compileReward(rule, shape) }));
}
