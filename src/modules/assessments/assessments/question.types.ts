import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DecimalScalar } from '../../../shared/graphql/scalars';
import type { PoolRule } from '../attempts/drawing.formula';
import { type NumericKey, QuestionKind, type ScoredChoice } from '../attempts/scoring.formula';
import type { ScoredCriterion } from '../evaluations/rubric.formula';
import type { AuthoredQuestion } from './publishing.formula';

/* What an assessment consists of, as it is stored in it and published. */

registerEnumType(QuestionKind, {
  name: 'QuestionKind',
  description: 'How a question is answered.',
  valuesConfig: {
    SINGLE_CHOICE: { description: 'By one of its choices.' },
    MULTIPLE_CHOICE: { description: 'By any of its choices.' },
    TRUE_FALSE: { description: 'By one of its two choices.' },
    NUMERIC: { description: 'By a number; it is right within the tolerance.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'A choice of a question and the points that it gives.' })
export class QuestionChoice implements ScoredChoice {
  @Field(() => ID, { description: 'Names the choice within its question.' })
  id!: string;

  @Field({ description: 'What the choice says.' })
  text!: string;

  @Field(() => DecimalScalar, { description: 'What choosing it gives; below 0 where it costs.' })
  points!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The right answer of a numeric question and what it gives.' })
export class NumericAnswerKey implements NumericKey {
  @Field(() => DecimalScalar, { description: 'The right number.' })
  answer!: string;

  @Field(() => DecimalScalar, { description: 'How far an answer may be off, either way, and still be right.' })
  tolerance!: string;

  @Field(() => DecimalScalar, { description: 'What a right answer gives.' })
  points!: string;

  @Field(() => DecimalScalar, { description: 'What a wrong answer gives: 0 or less.' })
  wrongPoints!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A question as its authors see it, with the points of each answer.' })
export class Question implements AuthoredQuestion {
  @Field(() => ID, {
    description: 'Names the question within its assessment; stays the same when the question is edited.',
  })
  id!: string;

  @Field(() => QuestionKind, { description: 'What an answer consists of: one choice, several, or a number.' })
  kind!: QuestionKind;

  @Field({ description: 'What is asked.' })
  text!: string;

  @Field(() => [QuestionChoice], { description: 'In order; empty for a numeric question.' })
  choices!: QuestionChoice[];

  @Field(() => NumericAnswerKey, { nullable: true, description: 'Of a numeric question; null for the others.' })
  numeric!: NumericAnswerKey | null;

  @Field(() => String, {
    nullable: true,
    description: 'The pool that it is drawn from; null where every attempt has it.',
  })
  pool!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A choice as a candidate sees it.' })
export class AttemptChoice {
  @Field(() => ID, { description: 'Names the choice in an answer to this question.' })
  id!: string;

  @Field({ description: 'What the choice says.' })
  text!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A question as a candidate sees it: no points, no right answer.' })
export class AttemptQuestion {
  @Field(() => ID, { description: 'Names the question in an answer; the same in every attempt at this edition.' })
  id!: string;

  @Field(() => QuestionKind, { description: 'What an answer consists of: one choice, several, or a number.' })
  kind!: QuestionKind;

  @Field({ description: 'What is asked.' })
  text!: string;

  @Field(() => [AttemptChoice], {
    description: 'In the order of this attempt, which stays the same; empty for a numeric question.',
  })
  choices!: AttemptChoice[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'Questions of which each attempt has some, drawn by chance when it is started.',
})
export class QuestionPool implements PoolRule {
  @Field({ description: 'Unique in the assessment; questions name their pool by it.' })
  name!: string;

  @Field(() => Int, { description: 'How many of its questions an attempt has.' })
  draw!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Something that assessors look at in a practical or an interview, with levels from 0 to a maximum.',
})
export class RubricCriterion implements ScoredCriterion {
  @Field(() => ID, {
    description: 'Names the criterion where levels are given; stays the same when the rubric is edited.',
  })
  id!: string;

  @Field({ description: 'What it is called; unique in the rubric.' })
  name!: string;

  @Field({ description: 'What the levels mean; empty where the name says it.' })
  description!: string;

  @Field(() => DecimalScalar, {
    description: 'Its weight beside the others: its share of the score is weight ÷ sum of the weights.',
  })
  weight!: string;

  @Field(() => Int, { description: 'The best level.' })
  maximumLevel!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'The mean level below which the whole is failed, whatever the score; null for none.',
  })
  floor!: number | null;
}
