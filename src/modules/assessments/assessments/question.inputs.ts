import { ArrayMaxSize, Length, Max, Min, ValidateNested } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { type Decimal, zero } from '../../../shared/domain/decimal';
import { DecimalScalar } from '../../../shared/graphql/scalars';
import { QuestionKind } from '../attempts/scoring.formula';

@InputType({ description: 'A choice of a question and its points.' })
export class QuestionChoiceInput {
  @Field({ description: 'The text of the choice.' })
  @Length(1, 500)
  text!: string;

  @Field(() => DecimalScalar, {
    description:
      'The points for choosing it, from -1,000 to 1,000 with at most 2 decimals; a negative value is a deduction.',
  })
  points!: Decimal;
}

@InputType({ description: 'The right answer of a numeric question and its points.' })
export class NumericAnswerKeyInput {
  @Field(() => DecimalScalar, {
    description: 'The right number, with at most 12 digits before and 8 after the decimal point.',
  })
  answer!: Decimal;

  @Field(() => DecimalScalar, {
    defaultValue: zero,
    description: 'The allowed difference in either direction; 0 or more.',
  })
  tolerance!: Decimal;

  @Field(() => DecimalScalar, {
    description: 'The points for a right answer, from 0 to 1,000 with at most 2 decimals.',
  })
  points!: Decimal;

  @Field(() => DecimalScalar, {
    defaultValue: zero,
    description: 'The points for a wrong answer, from -1,000 to 0 with at most 2 decimals.',
  })
  wrongPoints!: Decimal;
}

@InputType({ description: 'A question with the points of each answer.' })
export class QuestionInput {
  @Field(() => QuestionKind, { description: 'The form of the answer: one choice, several, or a number.' })
  kind!: QuestionKind;

  @Field({ description: 'The text of the question.' })
  @Length(1, 2000)
  text!: string;

  @Field(() => [QuestionChoiceInput], {
    defaultValue: [],
    description: 'In order: from 2 to 20, two for TRUE_FALSE, none for NUMERIC.',
  })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  choices!: QuestionChoiceInput[];

  @Field(() => NumericAnswerKeyInput, { nullable: true, description: 'Only for NUMERIC.' })
  @ValidateNested()
  numeric?: NumericAnswerKeyInput | null;

  @Field(() => String, {
    nullable: true,
    description: 'The pool of the assessment that it is drawn from; left out if every attempt has it.',
  })
  @Length(1, 60)
  pool?: string | null;
}

@InputType({ description: 'A pool of questions, from which each attempt draws some at random.' })
export class QuestionPoolInput {
  @Field({ description: 'Unique in the assessment; questions refer to it.' })
  @Length(1, 60)
  name!: string;

  @Field(() => Int, { description: 'The number of questions that an attempt draws, from 1 to 100.' })
  @Min(1)
  @Max(100)
  draw!: number;
}

@InputType({ description: 'A criterion that assessors judge.' })
export class RubricCriterionInput {
  @Field({ description: 'Unique in the rubric.' })
  @Length(1, 200)
  name!: string;

  @Field({ defaultValue: '', description: 'The meaning of the levels.' })
  @Length(0, 2000)
  description!: string;

  @Field(() => DecimalScalar, {
    description:
      'Its weight relative to the others, from 0 to 1,000 with at most 2 decimals. Publishing requires a weight above 0.',
  })
  weight!: Decimal;

  @Field(() => Int, { description: 'The best level, from 1 to 10.' })
  @Min(1)
  @Max(10)
  maximumLevel!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'The mean level below which the whole evaluation fails, from 1 to the best level; left out for none.',
  })
  @Min(1)
  @Max(10)
  floor?: number | null;
}

@InputType({ description: 'The rubric of a practical or an interview.' })
export class RubricSetInput {
  @Field(() => [RubricCriterionInput], { description: 'All criteria, in order, at most 20.' })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  criteria!: RubricCriterionInput[];
}
