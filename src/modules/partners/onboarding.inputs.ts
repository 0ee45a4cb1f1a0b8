import { ArrayMaxSize, Length } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import type { PlainDate } from '../../shared/domain/dates';
import { payloadOf } from '../../shared/graphql/payload';
import { PlainDateScalar } from '../../shared/graphql/scalars';
import { OnboardingItem } from './onboarding.entity';

@InputType({ description: 'What is handed in for an item of a checklist.' })
export class OnboardingItemSubmitInput {
  @Field(() => String, { nullable: true, description: 'What there is to say about it.' })
  @Length(1, 5000)
  note?: string | null;

  @Field(() => [String], { defaultValue: [], description: 'Where the documents are found; at most 20.' })
  @ArrayMaxSize(20)
  @Length(1, 500, { each: true })
  documents!: string[];

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'When an agreement was signed; required for an agreement, refused for other kinds.',
  })
  signedOn?: PlainDate | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The last day on which an agreement holds; left out where it has no end. Refused for other kinds.',
  })
  expiresOn?: PlainDate | null;
}

export const OnboardingItemPayload = payloadOf('OnboardingItem', 'item', () => OnboardingItem, 'the item');
