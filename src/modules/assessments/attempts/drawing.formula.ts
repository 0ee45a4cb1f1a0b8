import { createHash } from 'node:crypto';

/** Each attempt draws this number of the questions in the pool. */
export interface PoolRule {
  name: string;
  draw: number;
}

export interface DrawnQuestion {
  id: string;
  /** The pool that it is drawn from; null if every attempt has it. */
  pool: string | null;
  choices: readonly { id: string }[];
}

export interface DrawingRules {
  pools: readonly PoolRule[];
  shuffleQuestions: boolean;
  shuffleChoices: boolean;
}

/**
 * The questions of one attempt with their choices, in the order in which they are asked: pseudorandom and determined by
 * the seed. Anything not shuffled keeps the authors' order.
 */
export function drawPaper<Q extends DrawnQuestion>(questions: readonly Q[], rules: DrawingRules, seed: string): Q[] {
  const drawn = new Set(
    rules.pools.flatMap(({ name, draw }) =>
      shuffled(
        questions.filter(({ pool }) => pool === name),
        `${seed} draw`,
      ).slice(0, draw),
    ),
  );
  const asked = questions.filter((question) => question.pool === null || drawn.has(question));
  const ordered = rules.shuffleQuestions ? shuffled(asked, `${seed} questions`) : asked;
  if (!rules.shuffleChoices) return ordered;
  return ordered.map((question) => ({ ...question, choices: shuffled(question.choices, `${seed} ${question.id}`) }));
}

/** Orders items by a hash that nobody can influence, so that every order is equally likely. */
export function shuffled<T extends { id: string }>(items: readonly T[], seed: string): T[] {
  const key = ({ id }: T) => createHash('sha256').update(`${seed} ${id}`).digest('hex');
  return items
    .map((item) => ({ item, key: key(item) }))
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ item }) => item);
}
