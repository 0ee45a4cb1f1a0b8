import { ArrayMaxSize, Length, Max, Min, ValidateNested } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { type Decimal, zero } from '../../../shared/domain/decimal';
import { DecimalScalar } from '../../../shared/graphql/scalars';
import { QuestionKind } from '../attempts/scoring.formula';

@InputType({ description: 'A choice of a question and the points that it gives.' })
export class QuestionChoiceInput {
  @Field({ description: 'What the choice says.' })
  @Length(1, 500)
  text!: string;

  @Field(() => DecimalScalar, {
    description: 'What choosing it gives: from -1,000 to 1,000 with at most 2 decimals; below 0 where it costs.',
  })
  points!: Decimal;
}

@InputType({ description: 'The right answer of a numeric question and what it gives.' })
export class NumericAnswerKeyInput {
  @Field(() => DecimalScalar, { description: 'The right number: at most 12 digits before and 8 after the point.' })
  answer!: Decimal;

  @Field(() => DecimalScalar, {
    defaultValue: zero,
    description: 'How far an answer may be off, either way, and still be right: 0 or more.',
  })
  tolerance!: Decimal;

  @Field(() => DecimalScalar, {
    description: 'What a right answer gives: from 0 to 1,000 with at most 2 decimals.',
  })
  points!: Decimal;

  @Field(() => DecimalScalar, {
    defaultValue: zero,
    description: 'What a wrong answer gives: from -1,000 to 0 with at most 2 decimals.',
  })
  wrongPoints!: Decimal;
}

@InputType({ description: 'A question with the points of each answer.' })
export class QuestionInput {
  @Field(() => QuestionKind, { description: 'What an answer consists of: one choice, several, or a number.' })
  kind!: QuestionKind;

  @Field({ description: 'What is asked.' })
  @Length(1, 2000)
  text!: string;

  @Field(() => [QuestionChoiceInput], {
    defaultValue: [],
    description: 'In order: from 2 to 20, two for TRUE_FALSE, none for NUMERIC.',
  })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  choices!: QuestionChoiceInput[];

  @Field(() => NumericAnswerKeyInput, { nullable: true, description: 'For NUMERIC, and for it alone.' })
  @ValidateNested()
  numeric?: NumericAnswerKeyInput | null;

  @Field(() => String, {
    nullable: true,
    description: 'The pool of the assessment that it is drawn from; left out where every attempt has it.',
  })
  @Length(1, 60)
  pool?: string | null;
}

@InputType({ description: 'Questions of which each attempt has some, drawn by chance.' })
export class QuestionPoolInput {
  @Field({ description: 'Unique in the assessment; questions name their pool by it.' })
  @Length(1, 60)
  name!: string;

  @Field(() => Int, { description: 'How many of its questions an attempt has: from 1 to 100.' })
  @Min(1)
  @Max(100)
  draw!: number;
}

@InputType({ description: 'Something that assessors look at.' })
export class RubricCriterionInput {
  @Field({ description: 'What it is called; unique in the rubric.' })
  @Length(1, 200)
  name!: string;

  @Field({ defaultValue: '', description: 'What the levels mean.' })
  @Length(0, 2000)
  description!: string;

  @Field(() => DecimalScalar, {
    description:
      'Its weight beside the others: from 0 to 1,000 with at most 2 decimals. To publish, one must be above 0.',
  })
  weight!: Decimal;

  @Field(() => Int, { description: 'The best level: from 1 to 10.' })
  @Min(1)
  @Max(10)
  maximumLevel!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'The mean level below which the whole is failed: from 1 to the best level; left out for none.',
  })
  @Min(1)
  @Max(10)
  floor?: number | null;
}

@InputType({ description: 'The rubric of a practical or an interview.' })
export class RubricSetInput {
  @Field(() => [RubricCriterionInput], { description: 'All of its criteria, in order: at most 20.' })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  criteria!: RubricCriterionInput[];
}
