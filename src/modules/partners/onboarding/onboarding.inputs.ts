import { ArrayMaxSize, Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { payloadOf } from '../../../shared/graphql/payload';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { OnboardingItem } from './onboarding.entity';

@InputType({ description: 'The submission for a checklist item.' })
export class OnboardingItemSubmitInput {
  @Field(() => String, { nullable: true, description: 'A note about it. Required for a FORM.' })
  @Length(1, 5000)
  note?: string | null;

  @Field(() => [ID], {
    defaultValue: [],
    description:
      "The documents, uploaded by `POST /documents`, about the partner or the vendor's own; at most 20. Required for a DOCUMENT.",
  })
  @ArrayMaxSize(20)
  documentIds!: string[];

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The day on which an agreement was signed; required for an agreement, refused for other kinds.',
  })
  signedOn?: PlainDate | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The last day of an agreement; left out if it has no end. Refused for other kinds.',
  })
  expiresOn?: PlainDate | null;
}

export const OnboardingItemPayload = payloadOf('OnboardingItem', 'item', () => OnboardingItem, 'the item');
