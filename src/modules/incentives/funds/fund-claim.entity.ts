import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateColumn,
  DateTimeColumn,
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
import type { Id } from '../../../shared/domain/ids';
import { DateTime, Money, PlainDateScalar, publishMoney } from '../../../shared/graphql/scalars';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { FundCostKind, FundProofKind } from './activity-kind.entity';
import { MarketingFund } from './fund.entity';
import { FundClaimStatus } from './fund-claim.lifecycle';
import { FundRequest } from './fund-request.entity';

registerEnumType(FundClaimStatus, {
  name: 'FundClaimStatus',
  description: 'Whether a claim is decided on and paid.',
  valuesConfig: {
    SUBMITTED: { description: 'Waits for a decision; the partner may correct it until then.' },
    APPROVED: { description: 'Approved as claimed, and to be paid.' },
    PARTLY_APPROVED: { description: 'Approved for less than was claimed, and to be paid.' },
    REJECTED: { description: 'Refused with a reason. Final.' },
    PAID: { description: 'Paid. Another claim reverses it if it was wrong.' },
    WITHDRAWN: { description: 'Withdrawn by the partner before the decision. Final.' },
  },
});

/** A line of cost as it is stored. */
export interface StoredFundCost {
  kind: FundCostKind;
  amountMinor: number;
  note: string;
  eligible: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'One cost of an activity in a claim.' })
export class FundCost {
  @Field(() => FundCostKind, { description: 'The kind of cost.' })
  kind!: FundCostKind;

  @Field(() => Money, { description: 'What the partner spent.' })
  amount!: Money;

  @Field({ description: 'The supplier or the number of the invoice; may be empty.' })
  note!: string;

  @Field({ description: 'Whether the activity kind reimburses this kind of cost.' })
  eligible!: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'A document that proves something about an activity.' })
export class FundProof {
  @Field(() => FundProofKind, { description: 'What the document proves.' })
  kind!: FundProofKind;

  @Field(() => ID, { description: 'The id of the uploaded document that proves it.' })
  documentId!: Id<'document'>;
}

@RecordType({
  prefix: 'fund_claim',
  description:
    "A partner's claim for the cost of an approved activity, with its proofs. Only staff and the firm's PARTNER_ADMIN see it.",
})
@Index(['fundId', 'status'])
@Index(['fundRequestId', 'status'])
@Index(['fundId', 'submittedAt'])
@Index(['fundRequestId', 'submittedAt'])
@Index(['partnerId', 'submittedAt'])
@Index(['status', 'submittedAt'])
@Index(['submittedAt'])
export class FundClaim extends StoredRecord {
  declare id: Id<'fund_claim'>;

  @Field(() => ID, { description: 'The id of the approved request.' })
  @IdColumn({ references: () => FundRequest })
  fundRequestId!: Id<'fund_request'>;

  @Field(() => ID, { description: 'The id of the fund that pays.' })
  @IdColumn({ references: () => MarketingFund })
  fundId!: Id<'marketing_fund'>;

  @Field(() => ID, { description: 'The id of the partner of the fund.' })
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @Field(() => FundClaimStatus, {
    description: 'The step that the claim has reached. `availableActions` lists the possible steps.',
  })
  @EnumColumn()
  status!: FundClaimStatus;

  @JsonColumn()
  costLines!: StoredFundCost[];

  @MoneyColumn()
  claimedMinor!: number;

  @TextColumn({ length: 3 })
  currencyCode!: string;

  @Field(() => [FundProof], { description: 'The documents that prove the activity and its cost, by kind of proof.' })
  @JsonColumn()
  proofs!: FundProof[];

  @Field(() => Int, {
    nullable: true,
    description:
      'The number of leads that the activity brought, as the partner reports it; null if not known. Below 0 in a reversal.',
  })
  @IntColumn({ nullable: true })
  leadsActual!: number | null;

  @Field({ description: 'What the activity achieved; why, for a reversal. May be empty.' })
  @LongTextColumn()
  note!: string;

  @IdColumn({ nullable: true, references: () => User })
  submittedById!: Id<'user'> | null;

  /** The user who last changed it, and does not decide on it either. */
  @IdColumn({ nullable: true })
  changedById!: Id<'user'> | null;

  @Field(() => DateTime, { description: 'When it was first submitted.' })
  @DateTimeColumn()
  submittedAt!: Date;

  @MoneyColumn({ nullable: true })
  eligibleMinor!: number | null;

  @MoneyColumn({ nullable: true })
  reimbursedMinor!: number | null;

  @IdColumn({ nullable: true })
  decidedById!: Id<'user'> | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was approved or rejected; null before that.' })
  @DateTimeColumn({ nullable: true })
  decidedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was rejected, or why less of its cost is eligible; null otherwise.',
  })
  @LongTextColumn({ nullable: true })
  decisionReason!: string | null;

  @IdColumn({ nullable: true })
  paidById!: Id<'user'> | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'The day of the payment; null before that.' })
  @DateColumn({ nullable: true })
  paidOn!: PlainDate | null;

  @Field(() => String, { nullable: true, description: 'The reference of the payment; null before that.' })
  @TextColumn({ length: 200, nullable: true })
  paymentReference!: string | null;

  @Index({ unique: true })
  @Field(() => ID, { nullable: true, description: 'The claim that this one reverses in full; null for other claims.' })
  @IdColumn({ nullable: true })
  reversesId!: Id<'fund_claim'> | null;

  @Field(() => Money, { description: 'The sum of its costs, eligible or not.' })
  get claimed(): Money {
    return publishMoney({ minor: this.claimedMinor, currencyCode: this.currencyCode });
  }

  @Field(() => Money, {
    nullable: true,
    description: 'The part of the cost that counts, by the kinds of cost and the decision; null before the decision.',
  })
  get eligible(): Money | null {
    return this.eligibleMinor === null
      ? null
      : publishMoney({ minor: this.eligibleMinor, currencyCode: this.currencyCode });
  }

  @Field(() => Money, {
    nullable: true,
    description:
      'The smallest of what is eligible × share, what is left of the approved amount, and what the fund can pay, rounded half up to the minor unit. Null before the approval; below 0 in a reversal.',
  })
  get reimbursed(): Money | null {
    return this.reimbursedMinor === null
      ? null
      : publishMoney({ minor: this.reimbursedMinor, currencyCode: this.currencyCode });
  }
}
