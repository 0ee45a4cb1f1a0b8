import { Field, ID, Int, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
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
import { RecordType, StoredRecord } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import type { Id } from '../../../shared/domain/ids';
import { DateTime, DecimalScalar, Money, PlainDateScalar, publishMoney } from '../../../shared/graphql/scalars';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { FundActivityKind, FundCostKind, FundProofKind } from './activity-kind.entity';
import { MarketingFund } from './fund.entity';
import { FundAllocation } from './fund-parts.entity';
import { FundRequestStatus } from './fund-request.lifecycle';

registerEnumType(FundRequestStatus, {
  name: 'FundRequestStatus',
  description: 'Whether a request for marketing money is drafted, submitted, decided on or over.',
  valuesConfig: {
    DRAFT: { description: 'The partner writes it.' },
    SUBMITTED: { description: 'Waits for a decision; may be withdrawn until then.' },
    APPROVED: { description: 'Its money is reserved, and its cost can be claimed until the deadline.' },
    REJECTED: { description: 'Refused with a reason. Final.' },
    EXPIRED: {
      description: 'Its claim deadline has passed, or it was given back. What no claim used is free again. Final.',
    },
    DISCARDED: { description: 'A discarded draft. Final.' },
  },
});

const fromSubmission = 'as the activity kind had it at the submission; null while it is a draft.';

@RecordType({
  prefix: 'fund_request',
  description:
    "A partner's request for money for a marketing activity, before the activity begins. Only staff and the firm's PARTNER_ADMIN see it.",
})
@Index(['fundId', 'status'])
@Index(['fundAllocationId', 'status'])
@Index(['partnerId', 'activityFrom'])
@Index(['status', 'activityFrom'])
@Index(['activityKindId', 'activityFrom'])
@Index(['fundId', 'activityFrom'])
@Index(['status', 'claimBy'])
@Index(['activityFrom'])
@Index(['createdAt'])
export class FundRequest extends StoredRecord {
  declare id: Id<'fund_request'>;

  @Field(() => ID, { description: 'The id of the fund that is asked for money.' })
  @IdColumn({ references: () => MarketingFund })
  fundId!: Id<'marketing_fund'>;

  @Field(() => ID, { description: 'The id of the partner of the fund.' })
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @Field(() => ID, {
    nullable: true,
    description: 'The allocation that it takes its money from; null if it takes what is not set aside.',
  })
  @IdColumn({ nullable: true, references: () => FundAllocation })
  fundAllocationId!: Id<'fund_allocation'> | null;

  @Field(() => ID, { description: 'The id of the kind of activity that is planned.' })
  @IdColumn({ references: () => FundActivityKind })
  activityKindId!: Id<'fund_activity_kind'>;

  @Field({ description: 'The activity in a few words.' })
  @TextColumn({ length: 200 })
  title!: string;

  @Field({ description: 'The audience, the message and the plan; may be empty.' })
  @LongTextColumn()
  description!: string;

  @Field(() => PlainDateScalar, { description: 'The first day of the activity.' })
  @DateColumn()
  activityFrom!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day of the activity.' })
  @DateColumn()
  activityUntil!: PlainDate;

  @MoneyColumn()
  costMinor!: number;

  @TextColumn({ length: 3 })
  currencyCode!: string;

  @Field(() => Int, { description: 'The number of leads that the partner expects.' })
  @IntColumn()
  expectedLeads!: number;

  @Field(() => FundRequestStatus, {
    description: 'The step that the request has reached. `availableActions` lists the possible steps.',
  })
  @EnumColumn()
  status!: FundRequestStatus;

  @Field(() => [FundProofKind], { nullable: true, description: `The proofs that a claim needs, ${fromSubmission}` })
  @JsonColumn({ nullable: true })
  requiredProofs!: FundProofKind[] | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: `The share of the eligible cost that is reimbursed, ${fromSubmission}`,
  })
  @DecimalColumn({ places: 4, nullable: true })
  reimbursementShare!: Decimal | null;

  @Field(() => [FundCostKind], { nullable: true, description: `The eligible kinds of cost, ${fromSubmission}` })
  @JsonColumn({ nullable: true })
  eligibleCostKinds!: FundCostKind[] | null;

  @Field(() => Int, { nullable: true, description: `The days after the activity for claims, ${fromSubmission}` })
  @IntColumn({ nullable: true })
  claimDeadlineDays!: number | null;

  @MoneyColumn({ nullable: true })
  askedMinor!: number | null;

  @MoneyColumn({ nullable: true })
  approvedMinor!: number | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description:
      'The last day for claims: the days of the kind after the activity, at most the last day of the fund. Null before the approval.',
  })
  @DateColumn({ nullable: true })
  claimBy!: PlainDate | null;

  @Index()
  @IdColumn({ nullable: true, references: () => User })
  draftedById!: Id<'user'> | null;

  @IdColumn({ nullable: true })
  submittedById!: Id<'user'> | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was submitted; null while it is a draft.' })
  @DateTimeColumn({ nullable: true })
  submittedAt!: Date | null;

  @IdColumn({ nullable: true })
  decidedById!: Id<'user'> | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was approved or rejected; null before that.' })
  @DateTimeColumn({ nullable: true })
  decidedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was rejected, or approved for less than asked; null otherwise.',
  })
  @LongTextColumn({ nullable: true })
  decisionReason!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why its money was given back before the deadline; null otherwise.',
  })
  @LongTextColumn({ nullable: true })
  releaseReason!: string | null;

  /** The claim deadline that the partner was warned of. */
  @DateColumn({ nullable: true })
  warnedOf!: PlainDate | null;

  @Field(() => Money, { description: 'The expected cost of the whole activity.' })
  get cost(): Money {
    return publishMoney({ minor: this.costMinor, currencyCode: this.currencyCode });
  }

  @Field(() => Money, {
    nullable: true,
    description: 'What it asks for: cost × share, rounded half up to the minor unit; null while it is a draft.',
  })
  get asked(): Money | null {
    return this.askedMinor === null ? null : publishMoney({ minor: this.askedMinor, currencyCode: this.currencyCode });
  }

  @Field(() => Money, { nullable: true, description: 'The most that its claims can bring; null before the approval.' })
  get approved(): Money | null {
    return this.approvedMinor === null
      ? null
      : publishMoney({ minor: this.approvedMinor, currencyCode: this.currencyCode });
  }
}
