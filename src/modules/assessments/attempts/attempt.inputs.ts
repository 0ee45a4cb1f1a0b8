import { ArrayMaxSize, ArrayUnique } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { Decimal } from '../../../shared/domain/decimal';
import { payloadOf } from '../../../shared/graphql/payload';
import { DecimalScalar } from '../../../shared/graphql/scalars';
import { Attempt } from './attempt.entity';

@InputType({
  description: 'An answer to a question, in the place of an earlier one; with neither choices nor a number, none.',
})
export class AttemptAnswerInput {
  @Field(() => ID, { description: 'A question of the attempt.' })
  questionId!: string;

  @Field(() => [ID], {
    defaultValue: [],
    description: 'The chosen choices: exactly one, or any for MULTIPLE_CHOICE; none for NUMERIC.',
  })
  @ArrayMaxSize(20)
  @ArrayUnique()
  choiceIds!: string[];

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The number, for NUMERIC alone: at most 12 digits before and 8 after the point.',
  })
  number?: Decimal | null;
}

@InputType({ description: 'Which attempts to list.' })
export class AttemptFilter {
  @Field(() => [ID], { nullable: true, description: 'Only those of these people; at most 100 ids.' })
  userId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only those of these partners; at most 100 ids.' })
  partnerId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only those of these editions of assessments; at most 100 ids.' })
  assessmentId?: string[] | null;
}
export const AttemptPayload = payloadOf('Attempt', 'attempt', () => Attempt, 'the attempt');
