import type { Reader } from '../../../../shared/database/reader';
import type { RuleShape } from '../../../../shared/domain/rule';
import type { Fact, FactType } from '../../../../shared/events/fact';
import type { Occurrence } from '../reward.formula';
import type { IncentiveSource } from '../source';

/** A fact with its data as its type declares them. */
export interface Told<Data> {
  fact: Fact;
  data: Data;
}

interface Definition<Data> {
  name: string;
  label: string;
  description: string;
  shape: RuleShape;
  occurrencesOf(reader: Reader, facts: readonly Told<Data>[]): Promise<Occurrence[][]>;
}

export function sourceOf<Data extends object>(fact: FactType<Data>, definition: Definition<Data>): IncentiveSource {
  return {
    ...definition,
    fact: fact,
    occurrencesOf: (reader, facts) =>
      definition.occurrencesOf(
        reader,
        facts.map((each) => ({ fact: each, data: each.data as Data })),
      ),
  };
}

/** A source whose facts hold everything: nothing is read. */
export function plainSourceOf<Data extends object>(
  fact: FactType<Data>,
  definition: Omit<Definition<Data>, 'occurrencesOf'> & { occurrencesIn(told: Told<Data>): Occurrence[] },
): IncentiveSource {
  return sourceOf(fact, {
    ...definition,
    occurrencesOf: (_, facts) => Promise.resolve(facts.map((told) => definition.occurrencesIn(told))),
  });
}
