import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DecimalScalar } from '../../../shared/graphql/scalars';
import type { PoolRule } from '../attempts/drawing.formula';
import { type NumericKey, QuestionKind, type ScoredChoice } from '../attempts/scoring.formula';
import type { ScoredCriterion } from '../evaluations/rubric.formula';
import type { AuthoredQuestion } from './publishing.formula';

/* The content of an assessment, as stored in it and published. */

registerEnumType(QuestionKind, {
  name: 'QuestionKind',
  description: "The form of a question's answer.",
  valuesConfig: {
    SINGLE_CHOICE: { description: 'Exactly one of its choices.' },
    MULTIPLE_CHOICE: { description: 'Any of its choices.' },
    TRUE_FALSE: { description: 'One of its two choices.' },
    NUMERIC: { description: 'A number, which is right within the tolerance.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'A choice of a question and its points.' })
export class QuestionChoice implements ScoredChoice {
  @Field(() => ID, { description: 'Identifies the choice within its question.' })
  id!: string;

  @Field({ description: 'The text of the choice.' })
  text!: string;

  @Field(() => DecimalScalar, { description: 'The points for choosing it; a negative value is a deduction.' })
  points!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The right answer of a numeric question and its points.' })
export class NumericAnswerKey implements NumericKey {
  @Field(() => DecimalScalar, { description: 'The right number.' })
  answer!: string;

  @Field(() => DecimalScalar, { description: 'The allowed difference in either direction.' })
  tolerance!: string;

  @Field(() => DecimalScalar, { description: 'The points for a right answer.' })
  points!: string;

  @Field(() => DecimalScalar, { description: 'The points for a wrong answer: 0 or less.' })
  wrongPoints!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A question as its authors see it, with the points of each answer.' })
export class Question implements AuthoredQuestion {
  @Field(() => ID, {
    description: 'Identifies the question within its assessment; stays the same when the question is edited.',
  })
  id!: string;

  @Field(() => QuestionKind, { description: 'The form of the answer: one choice, several, or a number.' })
  kind!: QuestionKind;

  @Field({ description: 'The text of the question.' })
  text!: string;

  @Field(() => [QuestionChoice], { description: 'In order; empty for a numeric question.' })
  choices!: QuestionChoice[];

  @Field(() => NumericAnswerKey, { nullable: true, description: 'The answer of a numeric question; null for others.' })
  numeric!: NumericAnswerKey | null;

  @Field(() => String, {
    nullable: true,
    description: 'The pool that it is drawn from; null if every attempt has it.',
  })
  pool!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A choice as a candidate sees it.' })
export class AttemptChoice {
  @Field(() => ID, { description: 'Identifies the choice in an answer to this question.' })
  id!: string;

  @Field({ description: 'The text of the choice.' })
  text!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A question as a candidate sees it, without points and right answers.',
})
export class AttemptQuestion {
  @Field(() => ID, { description: 'Identifies the question in an answer; the same in every attempt at this edition.' })
  id!: string;

  @Field(() => QuestionKind, { description: 'The form of the answer: one choice, several, or a number.' })
  kind!: QuestionKind;

  @Field({ description: 'The text of the question.' })
  text!: string;

  @Field(() => [AttemptChoice], {
    description: 'In the order of this attempt, which does not change; empty for a numeric question.',
  })
  choices!: AttemptChoice[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'A pool of questions, from which each attempt draws some at random when it is started.',
})
export class QuestionPool implements PoolRule {
  @Field({ description: 'Unique in the assessment; questions refer to it.' })
  name!: string;

  @Field(() => Int, { description: 'The number of questions that an attempt draws.' })
  draw!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A criterion that assessors judge in a practical or an interview, with levels from 0 to a maximum.',
})
export class RubricCriterion implements ScoredCriterion {
  @Field(() => ID, {
    description: 'Identifies the criterion when levels are given; stays the same when the rubric is edited.',
  })
  id!: string;

  @Field({ description: 'The name of the criterion.' })
  name!: string;

  @Field({ description: 'The meaning of the levels; may be empty.' })
  description!: string;

  @Field(() => DecimalScalar, {
    description: 'Its weight relative to the others: its share of the score is weight ÷ sum of the weights.',
  })
  weight!: string;

  @Field(() => Int, { description: 'The best level.' })
  maximumLevel!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'The mean level below which the whole evaluation fails, regardless of the score; null for none.',
  })
  floor!: number | null;
}
