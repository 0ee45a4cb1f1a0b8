import { ArrayMaxSize, ArrayUnique, Length, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { Reason } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { MilestoneInput, ResourceLineInput, ScopeItemInput } from '../content/sow.inputs';
import { PlanningDays } from '../content/sow.entity';
import { ChangeOrder, ChangeOrderCause } from './change-order.entity';
import { ChangeOrderStatus } from './change-order.lifecycle';
import type { Delta } from './delta.formula';

const replaces =
  'One with the id of a part of that revision takes the whole place of the part; one without an id is added.';
const unchanged = 'Unchanged when left out.';

@InputType({
  description:
    'A change of one signed revision of a statement of work: what it does not name stays as it is. The currency is that of the statement of work.',
})
export class ChangeOrderInput implements Delta {
  @Field(() => ID, {
    description: 'The signed revision in force, whose parts are named by their ids; always of the same project.',
  })
  baseSowId!: string;

  @Field({ description: 'What it is about, in a few words.' })
  @Length(1, 200)
  title!: string;

  @Reason('Seen by staff alone.')
  reason!: string;

  @Field(() => ChangeOrderCause, { description: "Who made it necessary. For the vendor's people." })
  cause!: ChangeOrderCause;

  @Field(() => ID, {
    nullable: true,
    description: 'Which partner on the project made it necessary; only where the cause is PARTNER.',
  })
  causePartnerId?: string | null;

  @Field(() => PlainDateScalar, { nullable: true, description: `The first day. ${unchanged}` })
  startsOn?: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: `The last day. ${unchanged}` })
  endsOn?: PlainDate | null;

  @Field(() => String, { nullable: true, description: `What is not part of it. ${unchanged}` })
  @Length(0, 5000)
  exclusions?: string | null;

  @Field(() => String, { nullable: true, description: `What it rests on. ${unchanged}` })
  @Length(0, 5000)
  assumptions?: string | null;

  @Field(() => PlanningDays, {
    nullable: true,
    description: `Over which days planned value is spread. ${unchanged}`,
  })
  planningDays?: PlanningDays | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Days that the customer has to accept or reject a deliverable, from 1 to 365; null where there are to be none any more. Unchanged when left out.',
  })
  @Min(1)
  @Max(365)
  acceptanceWindowDays?: number | null;

  @Field(() => [ScopeItemInput], { defaultValue: [], description: `Scope that changes; at most 200. ${replaces}` })
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  scopeItems!: ScopeItemInput[];

  @Field(() => [ID], {
    defaultValue: [],
    description: 'Scope items that are taken out; not one with a deliverable that the customer has accepted.',
  })
  @ArrayMaxSize(200)
  @ArrayUnique()
  scopeItemsRemoved!: string[];

  @Field(() => [MilestoneInput], {
    defaultValue: [],
    description: `Milestones that change; at most 100. ${replaces} Review asks that the payments of all come to the price.`,
  })
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  milestones!: MilestoneInput[];

  @Field(() => [ID], { defaultValue: [], description: 'Milestones that are taken out.' })
  @ArrayMaxSize(100)
  @ArrayUnique()
  milestonesRemoved!: string[];

  @Field(() => [ResourceLineInput], {
    defaultValue: [],
    description: `Resource lines that change; at most 100. ${replaces}`,
  })
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  resourceLines!: ResourceLineInput[];

  @Field(() => [ID], { defaultValue: [], description: 'Resource lines that are taken out.' })
  @ArrayMaxSize(100)
  @ArrayUnique()
  resourceLinesRemoved!: string[];
}

@InputType({ description: "Both parties' signatures on a change order, as the vendor's staff record them." })
export class ChangeOrderApproveInput {
  @Field({ description: 'Who signed for the customer.' })
  @Length(1, 200)
  signatory!: string;

  @Field(() => String, { nullable: true, description: 'Who signed for the vendor; you when left out.' })
  @Length(1, 200)
  vendorSignatory?: string | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'Not after today, nor before the signature of the revision that it changes; today when left out.',
  })
  signedOn?: PlainDate | null;

  @Field({ description: 'Where the signed document is kept, for example an address or a file number.' })
  @Length(1, 500)
  evidence!: string;
}

@InputType({ description: 'Which change orders to list.' })
export class ChangeOrderFilter {
  @Field(() => [ID], { nullable: true, description: 'Of one of these projects.' })
  @ArrayMaxSize(100)
  projectId?: string[] | null;

  @Field(() => [ChangeOrderStatus], { nullable: true, description: 'Only those in one of these states.' })
  status?: ChangeOrderStatus[] | null;

  @Field(() => [ChangeOrderCause], { nullable: true, description: 'Finds nothing for partner roles.' })
  cause?: ChangeOrderCause[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Made necessary by one of these partners. Finds nothing for partner roles.',
  })
  @ArrayMaxSize(100)
  causePartnerId?: string[] | null;
}

export const ChangeOrderPayload = payloadOf('ChangeOrder', 'changeOrder', () => ChangeOrder, 'the change order');
