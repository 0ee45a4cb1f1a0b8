import { ArrayMaxSize, ArrayUnique, Length, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { Reason } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { MilestoneInput, ResourceLineInput, ScopeItemInput, TermsChangeInput } from '../content/sow.inputs';
import { ChangeOrder, ChangeOrderCause } from './change-order.entity';
import { ChangeOrderStatus } from './change-order.lifecycle';
import type { Delta } from './delta.formula';

const replaces = 'An entry with the id of a part of that revision replaces the whole part; one without an id is added.';

@InputType({
  description:
    'A change of one signed revision of a statement of work: parts that it does not name stay as they are. The currency is that of the statement of work.',
})
export class ChangeOrderInput extends TermsChangeInput implements Delta {
  @Field(() => ID, {
    description:
      'The signed revision in force, whose parts are named by their ids; it must belong to the same project.',
  })
  baseSowId!: string;

  @Field({ description: 'A short title.' })
  @Length(1, 200)
  title!: string;

  @Reason('Only staff can read it.')
  reason!: string;

  @Field(() => ChangeOrderCause, { description: 'The party that made it necessary. Vendor-internal.' })
  cause!: ChangeOrderCause;

  @Field(() => ID, {
    nullable: true,
    description: 'The partner on the project that made it necessary; only if the cause is PARTNER.',
  })
  causePartnerId?: string | null;

  @Field(() => [ScopeItemInput], {
    defaultValue: [],
    description: `Changed and added scope items; at most 200. ${replaces}`,
  })
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  scopeItems!: ScopeItemInput[];

  @Field(() => [ID], {
    defaultValue: [],
    description: 'The ids of scope items to remove; none may have a deliverable that the customer has accepted.',
  })
  @ArrayMaxSize(200)
  @ArrayUnique()
  scopeItemsRemoved!: string[];

  @Field(() => [MilestoneInput], {
    defaultValue: [],
    description: `Changed and added milestones; at most 100. ${replaces} For the review, the payments on all milestones must add up to the price.`,
  })
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  milestones!: MilestoneInput[];

  @Field(() => [ID], { defaultValue: [], description: 'The ids of milestones to remove.' })
  @ArrayMaxSize(100)
  @ArrayUnique()
  milestonesRemoved!: string[];

  @Field(() => [ResourceLineInput], {
    defaultValue: [],
    description: `Changed and added resource lines; at most 100. ${replaces}`,
  })
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  resourceLines!: ResourceLineInput[];

  @Field(() => [ID], { defaultValue: [], description: 'The ids of resource lines to remove.' })
  @ArrayMaxSize(100)
  @ArrayUnique()
  resourceLinesRemoved!: string[];
}

@InputType({ description: "The signatures of both parties on a change order, as recorded by the vendor's staff." })
export class ChangeOrderApproveInput {
  @Field({ description: "The customer's signatory." })
  @Length(1, 200)
  signatory!: string;

  @Field(() => String, { nullable: true, description: "The vendor's signatory; you if left out." })
  @Length(1, 200)
  vendorSignatory?: string | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'Not after today, and not before the signature of the revision that it changes; today if left out.',
  })
  signedOn?: PlainDate | null;

  @Field({ description: 'Where the signed document is kept, for example an address or a file number.' })
  @Length(1, 500)
  evidence!: string;
}

@InputType({ description: 'Which change orders to list.' })
export class ChangeOrderFilter {
  @Field(() => [ID], { nullable: true, description: 'Only change orders of these projects.' })
  @ArrayMaxSize(100)
  projectId?: string[] | null;

  @Field(() => [ChangeOrderStatus], { nullable: true, description: 'Only change orders in one of these statuses.' })
  status?: ChangeOrderStatus[] | null;

  @Field(() => [ChangeOrderCause], {
    nullable: true,
    description: 'Only change orders with one of these causes. Matches nothing for partner roles.',
  })
  cause?: ChangeOrderCause[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Only change orders that one of these partners made necessary. Matches nothing for partner roles.',
  })
  @ArrayMaxSize(100)
  causePartnerId?: string[] | null;
}

export const ChangeOrderPayload = payloadOf('ChangeOrder', 'changeOrder', () => ChangeOrder, 'the change order');
