import { expect, it } from '@jest/globals';
import type { Reader } from '../database/reader';
import { Answers, answerTo, Question } from './questions';

const reader = null as unknown as Reader;
const heightOf = new Question<{ id: string }, number>('height');

it('asks each module that has an answer, in their order', async () => {
  const answers = new Answers([
    answerTo(heightOf, async (_, { id }) => id.length),
    answerTo(new Question<{ id: string }, number>('height'), async () => 100),
    answerTo(heightOf, async () => 7),
  ]);
  expect(await answers.to(heightOf, reader, { id: 'oak' })).toEqual([3, 7]);
});

it('has no answer where no module gives one', async () => {
  expect(await new Answers().to(heightOf, reader, { id: 'oak' })).toEqual([]);
});

it('takes no answer of another type, and no other subject', () => {
  // @ts-expect-error -- the answer is a number
  answerTo(heightOf, async () => 'tall');
  // @ts-expect-error -- the subject has an id
  void new Answers().to(heightOf, reader, { name: 'oak' });
});
