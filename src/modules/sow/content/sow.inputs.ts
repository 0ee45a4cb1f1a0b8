import { ArrayMaxSize, ArrayUnique, Length, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import { Reason } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { CurrencyCode, DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { DecimalIn } from '../../../shared/graphql/decimal-rule';
import { ResourceParty, ResponsibleParty } from './sow-parts.entity';
import { PlanningDays, ProgressMethod, StatementOfWork } from './sow.entity';
import { SowStatus } from './sow.lifecycle';

const keepsId = 'The id of an existing part, which is changed; left out for a new one.';

@InputType({ description: 'A deliverable of a scope item.' })
export class DeliverableInput {
  @Field(() => ID, { nullable: true, description: keepsId })
  id?: string | null;

  @Field({ description: 'Unique in the statement of work, ignoring case.' })
  @Length(1, 200)
  name!: string;

  @Field(() => String, { nullable: true, description: 'The acceptance criteria. Required for the review.' })
  @Length(0, 5000)
  acceptanceCriteria?: string | null;
}

@InputType({ description: 'A unit of agreed work, in scope or expressly out of scope.' })
export class ScopeItemInput {
  @Field(() => ID, { nullable: true, description: keepsId })
  id?: string | null;

  @Field({ description: 'A short description of the work.' })
  @Length(1, 200)
  title!: string;

  @Field({
    defaultValue: false,
    description: 'Whether it is delivered in the standard way, or made for this customer.',
  })
  standard!: boolean;

  @Field({
    defaultValue: true,
    description: 'Whether it is part of the work. An item out of scope is only listed, and has no deliverables.',
  })
  inScope!: boolean;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Above 0, with up to 3 decimals. Required for the review.',
  })
  @DecimalIn({ above: 0, max: 1_000_000_000, places: 3 })
  quantity?: Decimal | null;

  @Field({ defaultValue: '', description: 'The unit of the quantity, for example `interface`.' })
  @Length(0, 100)
  unit!: string;

  @Field(() => PlainDateScalar, { description: 'The first day.' })
  startsOn!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day; for the review, not before the first.' })
  endsOn!: PlainDate;

  @Field({ defaultValue: '', description: 'The assumptions about it.' })
  @Length(0, 5000)
  assumptions!: string;

  @Field(() => ID, { nullable: true, description: 'The service offering that it comes from.' })
  offeringId?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'The price to the customer; 0 if left out.' })
  @DecimalIn({ min: 0 })
  price?: Decimal | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'The maximum cost to the vendor; 0 if left out.' })
  @DecimalIn({ min: 0 })
  budgetCost?: Decimal | null;

  @Field(() => ResponsibleParty, {
    defaultValue: ResponsibleParty.VENDOR,
    description: 'The responsible party: the vendor, a partner or the customer.',
  })
  responsibleParty!: ResponsibleParty;

  @Field(() => String, {
    nullable: true,
    description: "The phase of the delivery, for example one of the offering's.",
  })
  @Length(1, 100)
  phase?: string | null;

  @Field(() => String, { nullable: true, description: 'The role that does it.' })
  @Length(1, 100)
  resourceRole?: string | null;

  @Field(() => [DeliverableInput], { defaultValue: [], description: 'In order; at most 50.' })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  deliverables!: DeliverableInput[];
}

@InputType({ description: 'A due date with deliverables and a payment.' })
export class MilestoneInput {
  @Field(() => ID, { nullable: true, description: keepsId })
  id?: string | null;

  @Field({ description: 'The name of the milestone.' })
  @Length(1, 200)
  name!: string;

  @Field(() => PlainDateScalar, {
    description: 'The due date; for the review, within the dates of the statement of work.',
  })
  dueOn!: PlainDate;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'The payment in percent of the price, from 0 to 100, with up to 2 decimals; either this or `paymentAmount`. For the review, all payments must add up to the price.',
  })
  @DecimalIn({ min: 0, max: 100, places: 2 })
  paymentShare?: Decimal | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The payment in the main unit of the currency, at least 0; either this or `paymentShare`.',
  })
  @DecimalIn({ min: 0 })
  paymentAmount?: Decimal | null;

  @Field(() => [String], { defaultValue: [], description: 'The names of the deliverables that are due on it.' })
  @ArrayMaxSize(200)
  @ArrayUnique()
  @Length(1, 200, { each: true })
  deliverables!: string[];
}

@InputType({ description: 'The planned hours of a resource in a phase.' })
export class PhaseHoursInput {
  @Field({ description: "For example one of the offering's phases; each once in a line." })
  @Length(1, 100)
  phase!: string;

  @Field(() => DecimalScalar, { description: 'From 0 to 100,000, with up to 2 decimals.' })
  @DecimalIn({ min: 0, max: 100_000, places: 2 })
  hours!: Decimal;
}

@InputType({ description: 'The planned hours of a role of one party, and its rates.' })
export class ResourceLineInput {
  @Field(() => ID, { nullable: true, description: keepsId })
  id?: string | null;

  @Field({ description: 'The role; a party may have each role once.' })
  @Length(1, 100)
  role!: string;

  @Field(() => ResourceParty, {
    defaultValue: ResourceParty.VENDOR,
    description: 'The party that provides the people: the vendor or a partner.',
  })
  party!: ResourceParty;

  @Field(() => ID, {
    nullable: true,
    description: 'The partner; required if the party is PARTNER, and not allowed otherwise.',
  })
  partnerId?: string | null;

  @Field(() => [PhaseHoursInput], { defaultValue: [], description: 'The hours by phase; each phase once.' })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  hours!: PhaseHoursInput[];

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The price of an hour to the customer. Required for the review.',
  })
  @DecimalIn({ min: 0 })
  billRate?: Decimal | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The cost of an hour to the vendor. Required for the review.',
  })
  @DecimalIn({ min: 0 })
  costRate?: Decimal | null;
}

@InputType({ description: 'The complete content of a statement of work.' })
export class SowUpdateInput {
  @Field(() => CurrencyCode, { description: 'The currency of every price, budget and rate in it.' })
  currencyCode!: string;

  @Field(() => PlainDateScalar, { description: 'The first day.' })
  startsOn!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day; for the review, not before the first.' })
  endsOn!: PlainDate;

  @Field(() => ProgressMethod, {
    defaultValue: ProgressMethod.PROGRESS_UPDATES,
    description: 'The method by which earned value measures progress.',
  })
  progressMethod!: ProgressMethod;

  @Field(() => PlanningDays, {
    nullable: true,
    description:
      'The days over which planned value is spread. If left out, WORKING_DAYS for a new statement of work, and unchanged for a draft.',
  })
  planningDays?: PlanningDays | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The number of days that the customer has to accept or reject a deliverable, from 1 to 365.',
  })
  @Min(1)
  @Max(365)
  acceptanceWindowDays?: number | null;

  @Field({ defaultValue: '', description: 'Work that is not part of the agreement; empty if none is named.' })
  @Length(0, 5000)
  exclusions!: string;

  @Field({ defaultValue: '', description: 'The assumptions that the agreement rests on; may be empty.' })
  @Length(0, 5000)
  assumptions!: string;

  @Field(() => [ScopeItemInput], { description: 'In order; at most 200.' })
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  scopeItems!: ScopeItemInput[];

  @Field(() => [MilestoneInput], { description: 'In order; at most 100.' })
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  milestones!: MilestoneInput[];

  @Field(() => [ResourceLineInput], { description: 'In order; at most 100.' })
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  resourceLines!: ResourceLineInput[];
}

const unchanged = 'Unchanged if left out.';

@InputType({ description: 'The terms of a statement of work, as a change of it names them.' })
export abstract class TermsChangeInput {
  @Field(() => PlainDateScalar, { nullable: true, description: `The first day. ${unchanged}` })
  startsOn?: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: `The last day. ${unchanged}` })
  endsOn?: PlainDate | null;

  @Field(() => String, { nullable: true, description: `The exclusions. ${unchanged}` })
  @Length(0, 5000)
  exclusions?: string | null;

  @Field(() => String, { nullable: true, description: `The assumptions. ${unchanged}` })
  @Length(0, 5000)
  assumptions?: string | null;

  @Field(() => PlanningDays, {
    nullable: true,
    description: `The days over which planned value is spread. ${unchanged}`,
  })
  planningDays?: PlanningDays | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The number of days that the customer has to accept or reject a deliverable, from 1 to 365; null removes the limit. Unchanged if left out.',
  })
  @Min(1)
  @Max(365)
  acceptanceWindowDays?: number | null;
}

@InputType({ description: 'A statement of work with its complete content.' })
export class SowDraftInput extends SowUpdateInput {
  @Field(() => ID, { description: 'A project that has no statement of work, and has not ended.' })
  projectId!: string;
}

@InputType({ description: "The signatures of both parties, as recorded by the vendor's staff." })
export class SowSignInput {
  @Field({ description: "The customer's signatory." })
  @Length(1, 200)
  signatory!: string;

  @Field(() => String, { nullable: true, description: "The vendor's signatory; the user who approved it if left out." })
  @Length(1, 200)
  vendorSignatory?: string | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Not after today; today if left out.' })
  signedOn?: PlainDate | null;

  @Field({ description: 'Where the signed document is kept, for example an address or a file number.' })
  @Length(1, 500)
  evidence!: string;
}

@InputType({ description: "The customer's acceptance, as recorded by the vendor's staff." })
export class DeliverableAcceptInput {
  @Field({ description: 'The contact who accepted for the customer.' })
  @Length(1, 200)
  contact!: string;

  @Field({ description: 'Where the acceptance is kept, for example an address or a file number.' })
  @Length(1, 500)
  evidence!: string;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'Not after today, and not before the signature or an earlier rejection; today if left out.',
  })
  acceptedOn?: PlainDate | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Further evidence: documents uploaded by `POST /documents`; at most 20.',
  })
  @ArrayMaxSize(20)
  @ArrayUnique()
  documentIds?: string[] | null;
}

@InputType({ description: 'The submission of a deliverable.' })
export class DeliverableSubmitInput {
  @Field({ defaultValue: '', description: 'A note for the customer, for example where to find the deliverable.' })
  @Length(0, 5000)
  note!: string;

  @Field(() => [ID], { defaultValue: [], description: 'Documents uploaded by `POST /documents`; at most 20.' })
  @ArrayMaxSize(20)
  @ArrayUnique()
  documentIds!: string[];
}

@InputType({ description: "The customer's rejection, as recorded by the vendor's staff." })
export class DeliverableRejectInput {
  @Field({ description: 'The contact who rejected for the customer.' })
  @Length(1, 200)
  contact!: string;

  @Reason('What is wrong with the deliverable, in the words of the customer.')
  reason!: string;
}

@InputType({ description: 'Progress on a scope item.' })
export class ProgressRecordInput {
  @Field(() => ID, { description: 'An item in scope of a signed statement of work.' })
  scopeItemId!: string;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description:
      'The day whose end it describes: not after today, and not before both the signature and the first planned day; today if left out.',
  })
  asOf?: PlainDate | null;

  @Field(() => DecimalScalar, { description: 'From 0 to 100, with up to 2 decimals. May be lower than before.' })
  @DecimalIn({ min: 0, max: 100, places: 2 })
  percentComplete!: Decimal;

  @Field({ defaultValue: '', description: 'The reason for the percentage.' })
  @Length(0, 5000)
  note!: string;
}

@InputType({ description: 'Which statements of work to list.' })
export class SowFilter {
  @Field(() => [ID], { nullable: true, description: 'Only statements of work of these projects; at most 100 ids.' })
  @ArrayMaxSize(100)
  projectId?: string[] | null;

  @Field(() => [SowStatus], { nullable: true, description: 'Only those in one of these statuses.' })
  status?: SowStatus[] | null;
}

export const SowPayload = payloadOf('Sow', 'sow', () => StatementOfWork, 'the statement of work');
