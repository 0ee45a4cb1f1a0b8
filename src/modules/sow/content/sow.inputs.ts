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

const keepsId = 'Of one that is there already, which is changed; a new one is made when left out.';

@InputType({ description: 'A deliverable of a scope item.' })
export class DeliverableInput {
  @Field(() => ID, { nullable: true, description: keepsId })
  id?: string | null;

  @Field({ description: 'Unique in the statement of work, without regard to case.' })
  @Length(1, 200)
  name!: string;

  @Field(() => String, { nullable: true, description: 'When it counts as good. Review asks for it.' })
  @Length(0, 5000)
  acceptanceCriteria?: string | null;
}

@InputType({ description: 'One thing that is, or is expressly not, to be done.' })
export class ScopeItemInput {
  @Field(() => ID, { nullable: true, description: keepsId })
  id?: string | null;

  @Field({ description: 'What is done or delivered, in a few words.' })
  @Length(1, 200)
  title!: string;

  @Field({ defaultValue: false, description: 'Is it delivered the standard way, or made for this customer?' })
  standard!: boolean;

  @Field({ defaultValue: true, description: 'What is out of scope is named, and has no deliverables.' })
  inScope!: boolean;

  @Field(() => DecimalScalar, { nullable: true, description: 'Above 0, up to 3 places. Review asks for it.' })
  @DecimalIn({ above: 0, max: 1_000_000_000, places: 3 })
  quantity?: Decimal | null;

  @Field({ defaultValue: '', description: 'What the quantity counts, for example `interface`.' })
  @Length(0, 100)
  unit!: string;

  @Field(() => PlainDateScalar, { description: 'The first day.' })
  startsOn!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day. Review asks that it is not before the first.' })
  endsOn!: PlainDate;

  @Field({ defaultValue: '', description: 'What it rests on.' })
  @Length(0, 5000)
  assumptions!: string;

  @Field(() => ID, { nullable: true, description: 'The service offering that it comes from.' })
  offeringId?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'What the customer pays for it; 0 when left out.' })
  @DecimalIn({ min: 0 })
  price?: Decimal | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'What it may cost the vendor; 0 when left out.' })
  @DecimalIn({ min: 0 })
  budgetCost?: Decimal | null;

  @Field(() => ResponsibleParty, {
    defaultValue: ResponsibleParty.VENDOR,
    description: 'Who delivers it: the vendor, a partner or the customer.',
  })
  responsibleParty!: ResponsibleParty;

  @Field(() => String, {
    nullable: true,
    description: "The phase that it is done in, for example one of the offering's.",
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

@InputType({ description: 'A day on which something is due, and what is paid on it.' })
export class MilestoneInput {
  @Field(() => ID, { nullable: true, description: keepsId })
  id?: string | null;

  @Field({ description: 'What is reached, in the words of the statement of work.' })
  @Length(1, 200)
  name!: string;

  @Field(() => PlainDateScalar, { description: 'Review asks that it is within the dates of the statement of work.' })
  dueOn!: PlainDate;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'What is paid on it in percent of the price, from 0 to 100, up to 2 places; either this or `paymentAmount`. Review asks that all payments come to the price.',
  })
  @DecimalIn({ min: 0, max: 100, places: 2 })
  paymentShare?: Decimal | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'What is paid on it in the main unit of the currency, at least 0; either this or `paymentShare`.',
  })
  @DecimalIn({ min: 0 })
  paymentAmount?: Decimal | null;

  @Field(() => [String], { defaultValue: [], description: 'The names of the deliverables that are due then.' })
  @ArrayMaxSize(200)
  @ArrayUnique()
  @Length(1, 200, { each: true })
  deliverables!: string[];
}

@InputType({ description: 'The hours that are planned of a resource in a phase.' })
export class PhaseHoursInput {
  @Field({ description: "For example one of the offering's phases; each once in a line." })
  @Length(1, 100)
  phase!: string;

  @Field(() => DecimalScalar, { description: 'From 0 to 100,000, up to 2 places.' })
  @DecimalIn({ min: 0, max: 100_000, places: 2 })
  hours!: Decimal;
}

@InputType({ description: 'The hours that are planned of a role of one party, and their rates.' })
export class ResourceLineInput {
  @Field(() => ID, { nullable: true, description: keepsId })
  id?: string | null;

  @Field({ description: 'Each role of a party once.' })
  @Length(1, 100)
  role!: string;

  @Field(() => ResourceParty, {
    defaultValue: ResourceParty.VENDOR,
    description: 'Who provides the people: the vendor or a partner.',
  })
  party!: ResourceParty;

  @Field(() => ID, { nullable: true, description: 'Which partner; only, and always, where the party is PARTNER.' })
  partnerId?: string | null;

  @Field(() => [PhaseHoursInput], { defaultValue: [], description: 'Each phase once.' })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  hours!: PhaseHoursInput[];

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'What the customer pays for an hour. Review asks for it.',
  })
  @DecimalIn({ min: 0 })
  billRate?: Decimal | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'What an hour costs the vendor. Review asks for it.' })
  @DecimalIn({ min: 0 })
  costRate?: Decimal | null;
}

@InputType({ description: 'The whole content of a statement of work.' })
export class SowUpdateInput {
  @Field(() => CurrencyCode, { description: 'Of every price, budget and rate in it.' })
  currencyCode!: string;

  @Field(() => PlainDateScalar, { description: 'The first day.' })
  startsOn!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day. Review asks that it is not before the first.' })
  endsOn!: PlainDate;

  @Field(() => ProgressMethod, {
    defaultValue: ProgressMethod.PROGRESS_UPDATES,
    description: 'How earned value measures what is done.',
  })
  progressMethod!: ProgressMethod;

  @Field(() => PlanningDays, {
    nullable: true,
    description:
      'Over which days planned value is spread. When left out, a new statement of work has WORKING_DAYS, and a draft keeps what it has.',
  })
  planningDays?: PlanningDays | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Days that the customer has to accept or reject a deliverable, from 1 to 365.',
  })
  @Min(1)
  @Max(365)
  acceptanceWindowDays?: number | null;

  @Field({ defaultValue: '', description: 'What is not part of it.' })
  @Length(0, 5000)
  exclusions!: string;

  @Field({ defaultValue: '', description: 'What it rests on.' })
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

@InputType({ description: 'A statement of work with its whole content.' })
export class SowDraftInput extends SowUpdateInput {
  @Field(() => ID, { description: 'A project that has none, and has not ended.' })
  projectId!: string;
}

@InputType({ description: "Both parties' signatures, as the vendor's staff record them." })
export class SowSignInput {
  @Field({ description: 'Who signed for the customer.' })
  @Length(1, 200)
  signatory!: string;

  @Field(() => String, { nullable: true, description: 'Who signed for the vendor; who approved it when left out.' })
  @Length(1, 200)
  vendorSignatory?: string | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Not after today; today when left out.' })
  signedOn?: PlainDate | null;

  @Field({ description: 'Where the signed document is kept, for example an address or a file number.' })
  @Length(1, 500)
  evidence!: string;
}

@InputType({ description: "The customer's acceptance, as the vendor's staff record it." })
export class DeliverableAcceptInput {
  @Field({ description: 'Who accepted for the customer.' })
  @Length(1, 200)
  contact!: string;

  @Field({ description: 'Where the acceptance is kept, for example an address or a file number.' })
  @Length(1, 500)
  evidence!: string;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'Not after today, nor before the signature or an earlier rejection; today when left out.',
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

@InputType({ description: 'What is handed over with a deliverable.' })
export class DeliverableSubmitInput {
  @Field({ defaultValue: '', description: 'For the customer to read, for example where it is found.' })
  @Length(0, 5000)
  note!: string;

  @Field(() => [ID], { defaultValue: [], description: 'Documents uploaded by `POST /documents`; at most 20.' })
  @ArrayMaxSize(20)
  @ArrayUnique()
  documentIds!: string[];
}

@InputType({ description: "The customer's rejection, as the vendor's staff record it." })
export class DeliverableRejectInput {
  @Field({ description: 'Who rejected for the customer.' })
  @Length(1, 200)
  contact!: string;

  @Reason('What is wrong with the deliverable, in the words of the customer.')
  reason!: string;
}

@InputType({ description: 'How far a scope item is.' })
export class ProgressRecordInput {
  @Field(() => ID, { description: 'An item in scope of a signed statement of work.' })
  scopeItemId!: string;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description:
      'The day at whose end it stood so: not after today, nor before the signature and the first planned day both; today when left out.',
  })
  asOf?: PlainDate | null;

  @Field(() => DecimalScalar, { description: 'From 0 to 100, up to 2 places. May be less than before.' })
  @DecimalIn({ min: 0, max: 100, places: 2 })
  percentComplete!: Decimal;

  @Field({ defaultValue: '', description: 'What stands behind the figure.' })
  @Length(0, 5000)
  note!: string;
}

@InputType({ description: 'Which statements of work to list.' })
export class SowFilter {
  @Field(() => [ID], { nullable: true, description: 'Only those of these projects; at most 100 ids.' })
  @ArrayMaxSize(100)
  projectId?: string[] | null;

  @Field(() => [SowStatus], { nullable: true, description: 'Only those in one of these states.' })
  status?: SowStatus[] | null;
}

export const SowPayload = payloadOf('Sow', 'sow', () => StatementOfWork, 'the statement of work');
