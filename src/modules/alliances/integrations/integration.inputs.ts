import { ArrayMaxSize, Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { orderOf } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { Integration, IntegrationKind, IntegrationSupport } from './integration.entity';
import { IntegrationTest, IntegrationTestResult } from './integration-test.entity';
import { IntegrationStatus } from './integration.lifecycle';

@InputType({ description: 'The whole description of an integration; replaces the present one.' })
export class IntegrationUpdateInput {
  @Field({ description: 'What it does, and for what; at most 5000 characters.' })
  @Length(0, 5000)
  description!: string;

  @Field(() => IntegrationSupport, { description: 'Who supports it.' })
  support!: IntegrationSupport;

  @Field(() => ID, {
    nullable: true,
    description: 'The partner that supports it: required if `support` is PARTNER, and left out otherwise.',
  })
  supportPartnerId?: string | null;
}

@InputType({ description: 'A planned integration of two products.' })
export class IntegrationPlanInput extends IntegrationUpdateInput {
  @Field(() => ID, { description: 'The first product.' })
  productId!: string;

  @Field(() => ID, { description: 'The second product: another than the first.' })
  otherProductId!: string;

  @Field(() => IntegrationKind, {
    description: 'How the two work together. Two products have one integration of a kind that is not retired.',
  })
  kind!: IntegrationKind;
}

@InputType({ description: 'A test of an integration with one version of each product.' })
export class IntegrationTestInput {
  @Field({ description: 'The version of the first product; 1 to 60 characters.' })
  @Length(1, 60)
  productVersion!: string;

  @Field({ description: 'The version of the second product; 1 to 60 characters.' })
  @Length(1, 60)
  otherProductVersion!: string;

  @Field(() => PlainDateScalar, { description: 'The day of the test, not in the future.' })
  testedOn!: PlainDate;

  @Field(() => IntegrationTestResult, { description: 'Whether it works with these versions.' })
  result!: IntegrationTestResult;

  @Field({ defaultValue: '', description: 'What was found; required unless it passed.' })
  @Length(0, 5000)
  note!: string;

  @Field(() => [ID], { description: 'The documents that prove it, uploaded by `POST /documents`; 1 to 20.' })
  @ArrayMaxSize(20)
  documentIds!: string[];
}

@InputType({ description: 'Which integrations to list.' })
export class IntegrationFilter {
  @Field(() => [ID], {
    nullable: true,
    description: 'Only integrations of one of these products, as the first or the second; at most 100 ids.',
  })
  productId?: string[] | null;

  @Field(() => [IntegrationKind], { nullable: true, description: 'Only integrations of one of these kinds.' })
  kind?: IntegrationKind[] | null;

  @Field(() => [IntegrationStatus], { nullable: true, description: 'Only integrations in one of these statuses.' })
  status?: IntegrationStatus[] | null;
}

export const IntegrationOrder = orderOf(
  'IntegrationOrder',
  'integrations',
  { CREATED_AT: { column: 'createdAt', description: 'By the time of creation.' } },
  { field: 'CREATED_AT', direction: 'ASC' },
);

export const IntegrationPayload = payloadOf('Integration', 'integration', () => Integration, 'the integration');
export const IntegrationTestPayload = payloadOf(
  'IntegrationTest',
  'integrationTest',
  () => IntegrationTest,
  'the test of the integration',
);
