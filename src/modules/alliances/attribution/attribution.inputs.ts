import { Length } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { orderOf, Reason } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { Attribution, AttributionKind } from './attribution.entity';
import { windowDays } from './attribution.formula';
import { AttributionStatus } from './attribution.lifecycle';

const forSourced = 'Required for SOURCED, and left out for the other kinds.';

@InputType({ description: 'The evidence of an attribution; replaces the present one.' })
export class AttributionUpdateInput {
  @Field({ description: 'What the party did, in words.' })
  @Length(1, 5000)
  contribution!: string;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: `The day of the party's first contact with the customer, not in the future. ${forSourced}`,
  })
  theirContactOn?: PlainDate | null;

  @Field(() => String, { nullable: true, description: `The evidence of that contact. ${forSourced}` })
  @Length(1, 2000)
  contactEvidence?: string | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: `The day on which the opportunity was opened: at most ${windowDays} days after the contact. ${forSourced}`,
  })
  openedOn?: PlainDate | null;
}

@InputType({ description: 'Credit of a partner or an ally for a project or a deal.' })
export class AttributionProposeInput extends AttributionUpdateInput {
  @Field(() => AttributionKind, { description: 'What the party did.' })
  kind!: AttributionKind;

  @Field(() => ID, { nullable: true, description: 'The project. Name a project or a deal; DELIVERED needs a project.' })
  projectId?: string | null;

  @Field(() => String, { nullable: true, description: 'The reference of a deal, compared ignoring case.' })
  @Length(1, 200)
  dealReference?: string | null;

  @Field(() => ID, { nullable: true, description: 'The partner, for staff; your own firm if you are a partner user.' })
  partnerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The ally, for staff, instead of the partner.' })
  organizationId?: string | null;
}

@InputType({ description: 'The acceptance of an attribution by sales.' })
export class AttributionConfirmInput {
  @Reason('Everyone who sees the attribution can read it.')
  reason!: string;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description:
      "The day of the vendor's own first contact with the customer, for SOURCED; left out without one. Hidden from partner roles.",
  })
  ourContactOn?: PlainDate | null;
}

@InputType({ description: 'Which attributions to list.' })
export class AttributionFilter {
  @Field(() => [ID], { nullable: true, description: 'Only those of these partners.' })
  partnerId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only those of these allies.' })
  organizationId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only those for these projects.' })
  projectId?: string[] | null;

  @Field(() => [AttributionKind], { nullable: true, description: 'Only those of one of these kinds.' })
  kind?: AttributionKind[] | null;

  @Field(() => [AttributionStatus], { nullable: true, description: 'Only those in one of these statuses.' })
  status?: AttributionStatus[] | null;
}

export const AttributionOrder = orderOf(
  'AttributionOrder',
  'attributions',
  { CREATED_AT: { column: 'createdAt', description: 'By the time of the proposal.' } },
  { field: 'CREATED_AT', direction: 'DESC' },
);

@ObjectType({ simpleResolvers: true, description: 'One of the four tests of a sourced opportunity.' })
export class AttributionTest {
  @Field({
    description: 'The stable code: `first-contact`, `before-ours`, `within-window` or `accepted-by-sales`.',
  })
  code!: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is met; null while sales has not decided.' })
  passed!: boolean | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What proves that a partner delivered: computed, and frozen when it is confirmed.',
})
export class DeliveryProof {
  @Field(() => Int, { description: "The approved minutes of the partner's people on the project." })
  approvedMinutes!: number;

  @Field(() => Int, { description: 'The accepted deliverables of the project.' })
  acceptedDeliverables!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Confirmed attributions by kind. They are never added to each other.',
})
export class AttributionCounts {
  @Field(() => Int, { description: 'The number that it sourced.' })
  sourced!: number;

  @Field(() => Int, { description: 'The number that it influenced.' })
  influenced!: number;

  @Field(() => Int, { description: 'The number that it delivered.' })
  delivered!: number;
}

export const AttributionPayload = payloadOf('Attribution', 'attribution', () => Attribution, 'the attribution');
