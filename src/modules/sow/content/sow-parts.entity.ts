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
 * The parts of a statement of work. Those of a draft are replaced as a whole; one that is left out is archived, so that
 * its history stays.
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
  description: 'The party that is responsible for a scope item.',
  valuesConfig: {
    VENDOR: { description: 'The vendor.' },
    PARTNER: { description: 'A partner that is staffed on the project.' },
    CUSTOMER: { description: 'The customer.' },
  },
});

registerEnumType(ResourceParty, {
  name: 'ResourceParty',
  description: 'The party whose people work.',
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
  description: 'Whether a payment on a milestone is a share or an amount.',
  valuesConfig: {
    SHARE: { description: 'A share of the price, which changes with the price.' },
    AMOUNT: { description: 'A fixed amount.' },
  },
});

registerEnumType(DeliverableStatus, {
  name: 'DeliverableStatus',
  description: "The customer's decision on a deliverable.",
  valuesConfig: {
    PENDING: { description: 'Not decided yet.' },
    SUBMITTED: { description: 'Submitted; the customer examines it.' },
    ACCEPTED: { description: 'Accepted. Final.' },
    REJECTED: { description: 'Rejected; after rework it can be submitted again, or accepted.' },
  },
});

/** The common fields of all parts. */
@ObjectType({ simpleResolvers: true })
export abstract class SowPart extends StoredRecord {
  @Index()
  @Field(() => ID, { description: 'The id of the revision of the statement of work that it belongs to.' })
  @IdColumn({ references: () => StatementOfWork })
  sowId!: Id<'sow'>;

  @Index()
  @Field(() => ID, { description: 'The id of the project that delivers it.' })
  @IdColumn({ references: () => Project })
  projectId!: Id<'project'>;

  @Index()
  @Field(() => ID, {
    nullable: true,
    description: 'The origin: the first part, in an earlier revision, that this one continues; null for a new part.',
  })
  @IdColumn({ nullable: true })
  originId!: string | null;

  @Field(() => Int, { description: 'Its position in the list, from 0.' })
  @IntColumn()
  position!: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The time at which it was removed from the draft; null for a current part.',
  })
  @DateTimeColumn({ nullable: true })
  archivedAt!: Date | null;
}

/** The id that a part keeps through all revisions, under which its progress is counted. */
export function originOf({ id, originId }: Pick<SowPart, 'id' | 'originId'>): string {
  return originId ?? id;
}

@RecordType({ prefix: 'scope_item', description: 'A unit of agreed work, in scope or expressly out of scope.' })
export class ScopeItem extends SowPart {
  declare id: Id<'scope_item'>;

  @Field({ description: 'A short description of the work.' })
  @TextColumn({ length: 200 })
  title!: string;

  @Field({ description: 'Whether it is delivered in the standard way, or made for this customer.' })
  @BooleanColumn()
  standard!: boolean;

  @Field({ description: 'Whether it is part of the work. Items out of scope are listed so that nobody expects them.' })
  @BooleanColumn()
  inScope!: boolean;

  @Field(() => DecimalScalar, { nullable: true, description: 'The quantity, to 3 decimals; null if unlimited.' })
  @DecimalColumn({ places: 3, nullable: true })
  quantity!: Decimal | null;

  @Field({ description: 'The unit of the quantity, for example `interface`; may be empty.' })
  @TextColumn({ length: 100 })
  unit!: string;

  @Field(() => PlainDateScalar, { description: 'The first day.' })
  @DateColumn()
  startsOn!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day.' })
  @DateColumn()
  endsOn!: PlainDate;

  @Field({ description: 'The assumptions about it; may be empty.' })
  @LongTextColumn()
  assumptions!: string;

  @Index()
  @Field(() => ID, {
    nullable: true,
    description: 'The service offering that it comes from; null if it comes from none.',
  })
  @IdColumn({ nullable: true, references: () => ServiceOffering })
  offeringId!: Id<'offering'> | null;

  @TextColumn({ length: 3 })
  currencyCode!: string;

  @MoneyColumn()
  priceMinor!: number;

  @VendorOnly()
  @MoneyColumn()
  budgetCostMinor!: number | null;

  @Field(() => ResponsibleParty, { description: 'The responsible party: the vendor, a partner or the customer.' })
  @EnumColumn()
  responsibleParty!: ResponsibleParty;

  @Field(() => String, {
    nullable: true,
    description: 'The phase of the delivery; null if not given.',
  })
  @TextColumn({ length: 100, nullable: true })
  phase!: string | null;

  @Field(() => String, { nullable: true, description: 'The role that does it; null if not given.' })
  @TextColumn({ length: 100, nullable: true })
  resourceRole!: string | null;

  @Field(() => Money, { description: 'The price to the customer.' })
  get price(): Money {
    return publishMoney({ minor: this.priceMinor, currencyCode: this.currencyCode });
  }

  @Field(() => Money, { nullable: true, description: 'The maximum cost to the vendor; null for partner roles.' })
  get budgetCost(): Money | null {
    if (this.budgetCostMinor === null) return null;
    return publishMoney({ minor: this.budgetCostMinor, currencyCode: this.currencyCode });
  }
}

@RecordType({ prefix: 'deliverable', description: 'Something that a scope item delivers and the customer accepts.' })
export class Deliverable extends SowPart {
  declare id: Id<'deliverable'>;

  @Index()
  @Field(() => ID, { description: 'The id of the scope item that delivers it.' })
  @IdColumn({ references: () => ScopeItem })
  scopeItemId!: Id<'scope_item'>;

  @Field({ description: 'Unique in its statement of work, ignoring case.' })
  @TextColumn({ length: 200 })
  name!: string;

  @Field(() => String, { nullable: true, description: 'The acceptance criteria; null if not given.' })
  @LongTextColumn({ nullable: true })
  acceptanceCriteria!: string | null;

  @Field(() => DeliverableStatus, { description: 'Whether the customer has accepted or rejected it.' })
  @EnumColumn()
  status!: DeliverableStatus;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The time at which it was last submitted; null if it never was.',
  })
  @DateTimeColumn({ nullable: true })
  submittedAt!: Date | null;

  @Index()
  @IdColumn({ nullable: true })
  submittedById!: Id<'user'> | null;

  @Field(() => String, {
    nullable: true,
    description: 'The note from the last submission, for example where to find it; null without one.',
  })
  @LongTextColumn({ nullable: true })
  submissionNote!: string | null;

  @JsonColumn({ nullable: true })
  submissionDocumentIds!: Id<'document'>[] | null;

  @JsonColumn({ nullable: true })
  evidenceDocumentIds!: Id<'document'>[] | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The day on which the customer accepted or rejected it; null before that.',
  })
  @DateColumn({ nullable: true })
  decidedOn!: PlainDate | null;

  @Field(() => String, { nullable: true, description: 'The contact who decided for the customer; null before that.' })
  @TextColumn({ length: 200, nullable: true })
  contact!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where the evidence of the acceptance is kept; null before that.',
  })
  @TextColumn({ length: 500, nullable: true })
  evidence!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was last rejected; null if it never was.' })
  @LongTextColumn({ nullable: true })
  rejectionReason!: string | null;
}

@RecordType({ prefix: 'milestone', description: 'A due date with deliverables and a payment.' })
export class Milestone extends SowPart {
  declare id: Id<'milestone'>;

  @Field({ description: 'The name of the milestone.' })
  @TextColumn({ length: 200 })
  name!: string;

  @Field(() => PlainDateScalar, { description: 'The due date.' })
  @DateColumn()
  dueOn!: PlainDate;

  @Field(() => DecimalScalar, {
    description:
      'The share of the price that is paid on it, in percent, to 2 decimals. If an amount is agreed, the equivalent share, rounded half up.',
  })
  @DecimalColumn({ places: 2 })
  paymentShare!: Decimal;

  /** The agreed amount; null if a share is agreed. In the currency of the statement of work. */
  @MoneyColumn({ nullable: true })
  paymentAmountMinor!: number | null;

  @Field(() => MilestonePayment, { description: 'Whether a share of the price or an amount is agreed.' })
  get paymentBy(): MilestonePayment {
    return this.paymentAmountMinor === null ? MilestonePayment.SHARE : MilestonePayment.AMOUNT;
  }

  @JsonColumn()
  deliverableIds!: Id<'deliverable'>[];

  /**
   * The number of its accepted deliverables; null before the first. Every acceptance writes it, so that the second of
   * two concurrent ones is retried and sees that it is the last.
   */
  @IntColumn({ nullable: true })
  acceptedDeliverables!: number | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description:
      'The day on which the customer had accepted all its deliverables; null before that, and without deliverables.',
  })
  @DateColumn({ nullable: true })
  acceptedOn!: PlainDate | null;
}

@ObjectType({ simpleResolvers: true, description: 'The planned hours of a resource in a phase.' })
export class PhaseHours {
  @Field({ description: "For example one of the offering's phases." })
  phase!: string;

  @Field(() => DecimalScalar, { description: 'In hours, to 2 decimals.' })
  hours!: string;
}

@RecordType({
  prefix: 'resource_line',
  description: 'The planned hours of a role of one party, and its rates. Partner users see their own lines.',
})
export class ResourceLine extends SowPart {
  declare id: Id<'resource_line'>;

  @Field({ description: 'The role, spelled as in the rates and the plan.' })
  @TextColumn({ length: 100 })
  role!: string;

  @Field(() => ResourceParty, { description: 'The party that provides the people: the vendor or a partner.' })
  @EnumColumn()
  party!: ResourceParty;

  @Index()
  @Field(() => ID, {
    nullable: true,
    description: 'The id of the partner that provides the people; null for the vendor.',
  })
  @IdColumn({ nullable: true })
  partnerId!: Id<'partner'> | null;

  @Field(() => [PhaseHours], { description: 'The hours by phase; each phase once.' })
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
    description: 'The price of an hour to the customer; null if not set, and for partner roles.',
  })
  get billRate(): Money | null {
    if (this.billRateMinor === null) return null;
    return publishMoney({ minor: this.billRateMinor, currencyCode: this.currencyCode });
  }

  @Field(() => Money, {
    nullable: true,
    description:
      'The cost of an hour to the vendor; for a partner, the amount that the vendor pays it. Null if not set.',
  })
  get costRate(): Money | null {
    if (this.costRateMinor === null) return null;
    return publishMoney({ minor: this.costRateMinor, currencyCode: this.currencyCode });
  }
}

/** The parts of a statement of work that were not removed, in order. */
export const livingParts = { where: { archivedAt: null }, orderBy: [{ column: 'position' }, { column: 'id' }] };
