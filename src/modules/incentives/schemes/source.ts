import type { Reader } from '../../../shared/database/reader';
import type { RuleShape } from '../../../shared/domain/rule';
import type { Fact, FactType } from '../../../shared/events/fact';
import type { Occurrence } from './reward.formula';

/** The facts of one type as events that a rule may reward or penalize. */
export interface IncentiveSource {
  /** In camelCase. Rules of published schemes refer to it, so it never changes. */
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly fact: FactType;
  /** The names that expressions of a rule may use. */
  readonly shape: RuleShape;
  /**
   * What happened, per fact and in the order of the facts: one occurrence per partner concerned, none if no partner is.
   * The number of statements does not depend on the number of facts. The reader sees every row.
   */
  occurrencesOf(reader: Reader, facts: readonly Fact[]): Promise<Occurrence[][]>;
}
