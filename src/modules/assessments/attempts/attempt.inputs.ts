import { ArrayMaxSize, ArrayUnique } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { Decimal } from '../../../shared/domain/decimal';
import { payloadOf } from '../../../shared/graphql/payload';
import { DecimalScalar } from '../../../shared/graphql/scalars';
import { Attempt } from './attempt.entity';

@InputType({
  description:
    'An answer to a question, which replaces an earlier one; without choices and a number, it clears the answer.',
})
export class AttemptAnswerInput {
  @Field(() => ID, { description: 'A question of the attempt.' })
  questionId!: string;

  @Field(() => [ID], {
    defaultValue: [],
    description: 'The chosen choices: exactly one, or any number for MULTIPLE_CHOICE; none for NUMERIC.',
  })
  @ArrayMaxSize(20)
  @ArrayUnique()
  choiceIds!: string[];

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The number, only for NUMERIC: at most 12 digits before and 8 after the decimal point.',
  })
  number?: Decimal | null;
}

@InputType({ description: 'Which attempts to list.' })
export class AttemptFilter {
  @Field(() => [ID], { nullable: true, description: 'Only attempts of these people; at most 100 ids.' })
  userId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Only attempts of these partners' people; at most 100 ids." })
  partnerId?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Only attempts at these editions of assessments; at most 100 ids.',
  })
  assessmentId?: string[] | null;
}
export const AttemptPayload = payloadOf('Attempt', 'attempt', () => Attempt, 'the attempt');
