import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  BooleanColumn,
  DateColumn,
  DateTimeColumn,
  DecimalColumn,
  EnumColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
  MoneyColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { RecordType, StoredRecord, VendorOnly } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import type { Id } from '../../../shared/domain/ids';
import { DateTime, DecimalScalar, Money, PlainDateScalar, publishMoney } from '../../../shared/graphql/scalars';
import { ServiceOffering } from '../../catalog';
import { Project } from '../../projects';
import { DeliverableStatus } from '../progress/deliverable.lifecycle';
import { StatementOfWork } from './sow.entity';

/*
 * What a statement of work is made of. The parts of a draft are replaced as a whole; one that is left out is archived,
 * so that its history stays.
 */

export enum ResponsibleParty {
  VENDOR = 'VENDOR',
  PARTNER = 'PARTNER',
  CUSTOMER = 'CUSTOMER',
}

export enum ResourceParty {
  VENDOR = 'VENDOR',
  PARTNER = 'PARTNER',
}

registerEnumType(ResponsibleParty, {
  name: 'ResponsibleParty',
  description: 'Who answers for a scope item.',
  valuesConfig: {
    VENDOR: { description: 'The vendor.' },
    PARTNER: { description: 'A partner that is staffed on the project.' },
    CUSTOMER: { description: 'The customer.' },
  },
});

registerEnumType(ResourceParty, {
  name: 'ResourceParty',
  description: 'Whose people work.',
  valuesConfig: {
    VENDOR: { description: "The vendor's." },
    PARTNER: { description: "A partner's." },
  },
});

export enum MilestonePayment {
  SHARE = 'SHARE',
  AMOUNT = 'AMOUNT',
}

registerEnumType(MilestonePayment, {
  name: 'MilestonePayment',
  description: 'How it is agreed what is paid on a milestone.',
  valuesConfig: {
    SHARE: { description: 'As a share of the price, which moves with the price.' },
    AMOUNT: { description: 'As an amount.' },
  },
});

registerEnumType(DeliverableStatus, {
  name: 'DeliverableStatus',
  description: 'What the customer said of a deliverable.',
  valuesConfig: {
    PENDING: { description: 'Nothing yet.' },
    SUBMITTED: { description: 'It was handed over; the customer examines it.' },
    ACCEPTED: { description: 'Accepted. Final.' },
    REJECTED: { description: 'Rejected; after rework it can be submitted again, or accepted.' },
  },
});

/** What every part has. */
@ObjectType({ simpleResolvers: true })
export abstract class SowPart extends StoredRecord {
  @Index()
  @Field(() => ID, { description: 'The id of the revision of the statement of work that it is part of.' })
  @IdColumn({ references: () => StatementOfWork })
  sowId!: Id<'sow'>;

  @Index()
  @Field(() => ID, { description: 'The id of the project that delivers it.' })
  @IdColumn({ references: () => Project })
  projectId!: Id<'project'>;

  @Index()
  @Field(() => ID, {
    nullable: true,
    description:
      'The part of an earlier revision that it continues, in the first one that had it; null where it is new here.',
  })
  @IdColumn({ nullable: true })
  originId!: string | null;

  @Field(() => Int, { description: 'Its place in the list, from 0.' })
  @IntColumn()
  position!: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was taken out of the draft; null for what is part of the statement of work.',
  })
  @DateTimeColumn({ nullable: true })
  archivedAt!: Date | null;
}

/** What stays the same of a part through all revisions that have it: what was done of it is counted under this. */
export function originOf({ id, originId }: Pick<SowPart, 'id' | 'originId'>): string {
  return originId ?? id;
}

@RecordType({ prefix: 'scope_item', description: 'One thing that is, or is expressly not, to be done.' })
export class ScopeItem extends SowPart {
  declare id: Id<'scope_item'>;

  @Field({ description: 'What is done or delivered, in a few words.' })
  @TextColumn({ length: 200 })
  title!: string;

  @Field({ description: 'Is it delivered the standard way, or made for this customer?' })
  @BooleanColumn()
  standard!: boolean;

  @Field({ description: 'Is it part of the work? What is out of scope is named so that nobody expects it.' })
  @BooleanColumn()
  inScope!: boolean;

  @Field(() => DecimalScalar, { nullable: true, description: 'How much of it, up to 3 places; null where unbounded.' })
  @DecimalColumn({ places: 3, nullable: true })
  quantity!: Decimal | null;

  @Field({ description: 'What the quantity counts, for example `interface`; may be empty.' })
  @TextColumn({ length: 100 })
  unit!: string;

  @Field(() => PlainDateScalar, { description: 'The first day.' })
  @DateColumn()
  startsOn!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day.' })
  @DateColumn()
  endsOn!: PlainDate;

  @Field({ description: 'What it rests on; empty where nothing is said.' })
  @LongTextColumn()
  assumptions!: string;

  @Index()
  @Field(() => ID, { nullable: true, description: 'The service offering that it comes from; null where from none.' })
  @IdColumn({ nullable: true, references: () => ServiceOffering })
  offeringId!: Id<'offering'> | null;

  @TextColumn({ length: 3 })
  currencyCode!: string;

  @MoneyColumn()
  priceMinor!: number;

  @VendorOnly()
  @MoneyColumn()
  budgetCostMinor!: number | null;

  @Field(() => ResponsibleParty, { description: 'Who delivers it: the vendor, a partner or the customer.' })
  @EnumColumn()
  responsibleParty!: ResponsibleParty;

  @Field(() => String, {
    nullable: true,
    description: 'The phase of the delivery that it is done in; null where that is open.',
  })
  @TextColumn({ length: 100, nullable: true })
  phase!: string | null;

  @Field(() => String, { nullable: true, description: 'The role that does it; null where that is open.' })
  @TextColumn({ length: 100, nullable: true })
  resourceRole!: string | null;

  @Field(() => Money, { description: 'What the customer pays for it.' })
  get price(): Money {
    return publishMoney({ minor: this.priceMinor, currencyCode: this.currencyCode });
  }

  @Field(() => Money, { nullable: true, description: 'What it may cost the vendor; null for partner roles.' })
  get budgetCost(): Money | null {
    if (this.budgetCostMinor === null) return null;
    return publishMoney({ minor: this.budgetCostMinor, currencyCode: this.currencyCode });
  }
}

@RecordType({ prefix: 'deliverable', description: 'Something that a scope item delivers and the customer accepts.' })
export class Deliverable extends SowPart {
  declare id: Id<'deliverable'>;

  @Index()
  @Field(() => ID, { description: 'The id of the scope item that it is part of.' })
  @IdColumn({ references: () => ScopeItem })
  scopeItemId!: Id<'scope_item'>;

  @Field({ description: 'Unique in its statement of work, without regard to case.' })
  @TextColumn({ length: 200 })
  name!: string;

  @Field(() => String, { nullable: true, description: 'When it counts as good; null where that is not said.' })
  @LongTextColumn({ nullable: true })
  acceptanceCriteria!: string | null;

  @Field(() => DeliverableStatus, { description: 'Whether the customer has accepted or rejected it yet.' })
  @EnumColumn()
  status!: DeliverableStatus;

  @Field(() => DateTime, { nullable: true, description: 'When it was last handed over; null where it never was.' })
  @DateTimeColumn({ nullable: true })
  submittedAt!: Date | null;

  @Index()
  @IdColumn({ nullable: true })
  submittedById!: Id<'user'> | null;

  @Field(() => String, {
    nullable: true,
    description: 'What was said when it was last handed over, for example where it is found; null where nothing was.',
  })
  @LongTextColumn({ nullable: true })
  submissionNote!: string | null;

  @JsonColumn({ nullable: true })
  submissionDocumentIds!: Id<'document'>[] | null;

  @JsonColumn({ nullable: true })
  evidenceDocumentIds!: Id<'document'>[] | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The day on which the customer accepted or rejected it; null before.',
  })
  @DateColumn({ nullable: true })
  decidedOn!: PlainDate | null;

  @Field(() => String, { nullable: true, description: 'Who decided for the customer; null before.' })
  @TextColumn({ length: 200, nullable: true })
  contact!: string | null;

  @Field(() => String, { nullable: true, description: 'Where the acceptance is kept; null before it.' })
  @TextColumn({ length: 500, nullable: true })
  evidence!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was last rejected; null where it never was.' })
  @LongTextColumn({ nullable: true })
  rejectionReason!: string | null;
}

@RecordType({ prefix: 'milestone', description: 'A day on which something is due, and what is paid on it.' })
export class Milestone extends SowPart {
  declare id: Id<'milestone'>;

  @Field({ description: 'What is reached, in the words of the statement of work.' })
  @TextColumn({ length: 200 })
  name!: string;

  @Field(() => PlainDateScalar, { description: 'The day on which it should be reached.' })
  @DateColumn()
  dueOn!: PlainDate;

  @Field(() => DecimalScalar, {
    description:
      'The share of the price that is paid on it, in percent, up to 2 places. Where an amount is agreed, the share that it comes to, rounded half up.',
  })
  @DecimalColumn({ places: 2 })
  paymentShare!: Decimal;

  /** What is paid on it where an amount is agreed; null where the share is. In the currency of the statement of work. */
  @MoneyColumn({ nullable: true })
  paymentAmountMinor!: number | null;

  @Field(() => MilestonePayment, { description: 'What is agreed: a share of the price, or an amount.' })
  get paymentBy(): MilestonePayment {
    return this.paymentAmountMinor === null ? MilestonePayment.SHARE : MilestonePayment.AMOUNT;
  }

  @JsonColumn()
  deliverableIds!: Id<'deliverable'>[];

  /**
   * How many of its deliverables are accepted; null before the first. Every acceptance writes it, so that of two at once
   * one is refused and none of them overlooks that it was the last.
   */
  @IntColumn({ nullable: true })
  acceptedDeliverables!: number | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The day on which the customer had accepted all its deliverables; null before, and where it has none.',
  })
  @DateColumn({ nullable: true })
  acceptedOn!: PlainDate | null;
}

@ObjectType({ simpleResolvers: true, description: 'The hours that are planned of a resource in a phase.' })
export class PhaseHours {
  @Field({ description: "For example one of the offering's phases." })
  phase!: string;

  @Field(() => DecimalScalar, { description: 'In hours, up to 2 places.' })
  hours!: string;
}

@RecordType({
  prefix: 'resource_line',
  description: 'The hours that are planned of a role of one party, and their rates. Partners see their own lines.',
})
export class ResourceLine extends SowPart {
  declare id: Id<'resource_line'>;

  @Field({ description: 'What the people do, in the words of the rates and of the plan.' })
  @TextColumn({ length: 100 })
  role!: string;

  @Field(() => ResourceParty, { description: 'Who provides the people: the vendor or a partner.' })
  @EnumColumn()
  party!: ResourceParty;

  @Index()
  @Field(() => ID, { nullable: true, description: "Whose people; null for the vendor's own." })
  @IdColumn({ nullable: true })
  partnerId!: Id<'partner'> | null;

  @Field(() => [PhaseHours], { description: 'Each phase once.' })
  @JsonColumn()
  hours!: PhaseHours[];

  @TextColumn({ length: 3 })
  currencyCode!: string;

  @VendorOnly()
  @MoneyColumn({ nullable: true })
  billRateMinor!: number | null;

  @MoneyColumn({ nullable: true })
  costRateMinor!: number | null;

  @Field(() => Money, {
    nullable: true,
    description: 'What the customer pays for an hour; null where it is not set, and for partner roles.',
  })
  get billRate(): Money | null {
    if (this.billRateMinor === null) return null;
    return publishMoney({ minor: this.billRateMinor, currencyCode: this.currencyCode });
  }

  @Field(() => Money, {
    nullable: true,
    description: 'What an hour costs the vendor, which is what a partner is paid for it; null where it is not set.',
  })
  get costRate(): Money | null {
    if (this.costRateMinor === null) return null;
    return publishMoney({ minor: this.costRateMinor, currencyCode: this.currencyCode });
  }
}
