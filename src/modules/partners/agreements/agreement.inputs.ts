import { ArrayMaxSize, Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { orderOf } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { Agreement } from './agreement.entity';
import { AgreementStatus } from './agreement.lifecycle';

@InputType({ description: 'A renewal of an agreement.' })
export class AgreementRenewInput {
  @Field(() => PlainDateScalar, { description: 'The day on which it was signed; not in the future.' })
  signedOn!: PlainDate;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Its last day; left out if it has no end.' })
  expiresOn?: PlainDate | null;

  @Field(() => [ID], { defaultValue: [], description: 'The documents, uploaded by `POST /documents`; at most 20.' })
  @ArrayMaxSize(20)
  documentIds!: string[];

  @Field(() => String, { nullable: true, description: 'A note about it.' })
  @Length(1, 5000)
  note?: string | null;
}

@InputType({ description: 'Which agreements to list.' })
export class AgreementFilter {
  @Field(() => [ID], { nullable: true, description: 'Only agreements of these partners.' })
  @ArrayMaxSize(100)
  partnerId?: string[] | null;

  @Field(() => [AgreementStatus], { nullable: true, description: 'Only agreements in one of these statuses.' })
  status?: AgreementStatus[] | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'Only agreements whose last day is this one or earlier.',
  })
  expiresUntil?: PlainDate | null;
}

export const AgreementOrder = orderOf(
  'AgreementOrder',
  'agreements',
  {
    EXPIRES_ON: { column: 'lastDay', description: 'By their last day; agreements without an end come last.' },
    CREATED_AT: {
      column: 'createdAt',
      description: 'By the time at which they were submitted, or their partner was admitted.',
    },
  },
  { field: 'EXPIRES_ON', direction: 'ASC' },
);

export const AgreementPayload = payloadOf('Agreement', 'agreement', () => Agreement, 'the agreement');
