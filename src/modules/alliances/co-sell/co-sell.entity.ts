import { Field, ID, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateColumn,
  DateTimeColumn,
  EnumColumn,
  IdColumn,
  JsonColumn,
  LongTextColumn,
  MoneyColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { RecordType, StoredRecord } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Id } from '../../../shared/domain/ids';
import { DateTime, Money, PlainDateScalar, publishMoney } from '../../../shared/graphql/scalars';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { JointSolution } from '../joint-solutions/joint-solution.entity';
import { Organization } from '../products/organization.entity';
import { CoSellStatus } from './co-sell.lifecycle';

export enum CoSellInvolvement {
  FOR_VISIBILITY = 'FOR_VISIBILITY',
  CO_SELL = 'CO_SELL',
}

export enum CoSellHelp {
  INTRODUCTION = 'INTRODUCTION',
  TECHNICAL_CONSULTATION = 'TECHNICAL_CONSULTATION',
  DEMONSTRATION = 'DEMONSTRATION',
  PRICING = 'PRICING',
  TENDER = 'TENDER',
  EXECUTIVE_SPONSOR = 'EXECUTIVE_SPONSOR',
  OTHER = 'OTHER',
}

registerEnumType(CoSellInvolvement, {
  name: 'CoSellInvolvement',
  description: "The part that the vendor's sales have in a partner's opportunity.",
  valuesConfig: {
    FOR_VISIBILITY: { description: 'The vendor knows of it and does nothing.' },
    CO_SELL: { description: 'The vendor helps to sell.' },
  },
});

registerEnumType(CoSellHelp, {
  name: 'CoSellHelp',
  description: 'The help that a partner needs to sell.',
  valuesConfig: {
    INTRODUCTION: { description: 'An introduction to a person at the customer.' },
    TECHNICAL_CONSULTATION: { description: 'Technical advice.' },
    DEMONSTRATION: { description: 'A demonstration of the product.' },
    PRICING: { description: 'A special price or its approval.' },
    TENDER: { description: 'Answers for a tender.' },
    EXECUTIVE_SPONSOR: { description: 'A sponsor among the executives.' },
    OTHER: { description: 'Anything else; the business problem explains.' },
  },
});

registerEnumType(CoSellStatus, {
  name: 'CoSellStatus',
  description: 'How far the review of a co-sell has come. It says which fields may be changed.',
  valuesConfig: {
    DRAFT: { description: 'Being written: every field is open.' },
    SUBMITTED: { description: 'Waits for the review; locked, and may be withdrawn.' },
    IN_REVIEW: { description: 'Being reviewed; locked.' },
    ACTION_REQUIRED: { description: 'Something is to be changed: only the fields for it are open.' },
    APPROVED: { description: 'Accepted by sales: every field is open, to follow the opportunity.' },
    REJECTED: { description: 'Refused with a reason. Final.' },
    DISCARDED: { description: 'A discarded draft. Final.' },
  },
});

@RecordType({
  prefix: 'co_sell',
  description:
    "An opportunity that a partner or an ally shares with the vendor's sales. Staff see all, a PARTNER_ADMIN the firm's, a PARTNER_MEMBER none.",
})
@Index(['partnerId', 'createdAt'])
@Index(['organizationId', 'createdAt'])
@Index(['status', 'createdAt'])
@Index(['involvement', 'createdAt'])
@Index(['createdAt'])
export class CoSell extends StoredRecord {
  declare id: Id<'co_sell'>;

  @Field(() => ID, { nullable: true, description: 'The id of the partner that sells; null if the ally is no partner.' })
  @IdColumn({ nullable: true, references: () => Partner })
  partnerId!: Id<'partner'> | null;

  @Field(() => ID, { nullable: true, description: 'The id of the ally that sells; null for a partner without one.' })
  @IdColumn({ nullable: true, references: () => Organization })
  organizationId!: Id<'organization'> | null;

  @Index()
  @Field(() => ID, { nullable: true, description: 'The joint solution that is sold; null without one.' })
  @IdColumn({ nullable: true, references: () => JointSolution })
  jointSolutionId!: Id<'joint_solution'> | null;

  @Field({ description: 'The opportunity in a few words.' })
  @TextColumn({ length: 200 })
  title!: string;

  @Field(() => CoSellInvolvement, { description: "The part that the vendor's sales have in it." })
  @EnumColumn()
  involvement!: CoSellInvolvement;

  @Field(() => [CoSellHelp], { description: 'The help that is needed; empty if it is shared for visibility.' })
  @JsonColumn()
  help!: CoSellHelp[];

  @Field(() => String, { nullable: true, description: "The customer's name; null if not given yet." })
  @TextColumn({ length: 200, nullable: true })
  customerName!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The customer's country, as ISO 3166-1 alpha-2; null if not given yet.",
  })
  @TextColumn({ length: 2, nullable: true })
  customerCountry!: string | null;

  @Field(() => String, { nullable: true, description: "The customer's address; null if not given." })
  @TextColumn({ length: 500, nullable: true })
  customerAddress!: string | null;

  @Field(() => String, { nullable: true, description: "The customer's website; null if not given." })
  @TextColumn({ length: 500, nullable: true })
  customerWebsite!: string | null;

  @Field(() => String, { nullable: true, description: 'What the customer wants to solve; null if not given yet.' })
  @LongTextColumn({ nullable: true })
  businessProblem!: string | null;

  @MoneyColumn({ nullable: true })
  expectedValueMinor!: number | null;

  @TextColumn({ length: 3, nullable: true })
  currencyCode!: string | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'When the customer is expected to decide; null if not given yet.',
  })
  @DateColumn({ nullable: true })
  expectedCloseOn!: PlainDate | null;

  @Field(() => String, { nullable: true, description: "The partner's own reference; null if not given." })
  @TextColumn({ length: 200, nullable: true })
  partnerReference!: string | null;

  @Field(() => CoSellStatus, {
    description: 'How far the review has come. `availableActions` lists the possible steps.',
  })
  @EnumColumn()
  status!: CoSellStatus;

  @Index()
  @IdColumn({ nullable: true, references: () => User })
  draftedById!: Id<'user'> | null;

  @IdColumn({ nullable: true })
  submittedById!: Id<'user'> | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was last submitted; null while it is a draft.' })
  @DateTimeColumn({ nullable: true })
  submittedAt!: Date | null;

  @IdColumn({ nullable: true })
  reviewedById!: Id<'user'> | null;

  @Field(() => String, {
    nullable: true,
    description: 'What is to be changed, or why it was rejected; null otherwise.',
  })
  @LongTextColumn({ nullable: true })
  reviewNote!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was approved or rejected; null before that.' })
  @DateTimeColumn({ nullable: true })
  decidedAt!: Date | null;

  @Field(() => Money, { nullable: true, description: 'The expected value of the opportunity; null if not given yet.' })
  get expectedValue(): Money | null {
    return this.expectedValueMinor === null || this.currencyCode === null
      ? null
      : publishMoney({ minor: this.expectedValueMinor, currencyCode: this.currencyCode });
  }
}
