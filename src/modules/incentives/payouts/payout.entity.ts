import { Field, ID, Int, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateColumn,
  DateTimeColumn,
  EnumColumn,
  IdColumn,
  IntColumn,
  LongTextColumn,
  MoneyColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { Node, RecordType, StoredRecord, VendorOnly } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Id } from '../../../shared/domain/ids';
import { CurrencyCode, DateTime, Money, PlainDateScalar, publishMoney } from '../../../shared/graphql/scalars';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { IncentiveEntry } from '../ledger/incentive-entry.entity';
import { PayoutStatus } from './payout.lifecycle';

registerEnumType(PayoutStatus, {
  name: 'PayoutStatus',
  description: 'How far a payout has come.',
  valuesConfig: {
    PREPARED: { description: 'Its list is frozen; another person approves it.' },
    APPROVED: { description: 'To be paid.' },
    PAID: { description: 'Paid, and posted to the ledgers. Final.' },
    DISCARDED: { description: 'Not paid: its entries are payable with another payout. Final.' },
  },
});

@RecordType({
  prefix: 'payout',
  description:
    "A payment of what is payable to partners, in one currency. Its list of entries is frozen when it is prepared. ECOSYSTEM_MANAGER, OPERATIONS and ANALYST see all payouts; a PARTNER_ADMIN sees approved and paid ones in which the firm has a line, without the others' amounts.",
})
@Index(['currencyCode', 'createdAt'])
@Index(['status', 'createdAt'])
@Index(['createdAt'])
export class Payout extends StoredRecord {
  declare id: Id<'payout'>;

  @Field(() => CurrencyCode, { description: 'The currency in which it is paid.' })
  @TextColumn({ length: 3 })
  currencyCode!: string;

  @Field(() => PlainDateScalar, { description: 'It has what was payable on this day and not paid before.' })
  @DateColumn()
  cutOff!: PlainDate;

  @Field(() => PayoutStatus, { description: 'How far it has come.' })
  @EnumColumn()
  status!: PayoutStatus;

  /** The currency while it is prepared, then null: a currency has at most one payout in preparation. */
  @Index({ unique: true })
  @TextColumn({ length: 3, nullable: true })
  openKey!: string | null;

  @MoneyColumn()
  minimumMinor!: number;

  @VendorOnly()
  @MoneyColumn()
  totalMinor!: number | null;

  @VendorOnly()
  @Field(() => Int, { nullable: true, description: 'How many partners have a line. Null for partner roles.' })
  @IntColumn()
  partnerCount!: number | null;

  @VendorOnly()
  @Field(() => Int, { nullable: true, description: 'How many entries it pays. Null for partner roles.' })
  @IntColumn()
  entryCount!: number | null;

  @Index()
  @IdColumn({ references: () => User })
  preparedById!: Id<'user'>;

  @Index()
  @IdColumn({ nullable: true, references: () => User })
  approvedById!: Id<'user'> | null;

  @Field(() => DateTime, { nullable: true, description: 'The time of the approval; null before that.' })
  @DateTimeColumn({ nullable: true })
  approvedAt!: Date | null;

  @Index()
  @IdColumn({ nullable: true, references: () => User })
  markedPaidById!: Id<'user'> | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'The day of the payment; null before that.' })
  @DateColumn({ nullable: true })
  paidOn!: PlainDate | null;

  @Field(() => String, { nullable: true, description: 'The reference of the payment; null before that.' })
  @TextColumn({ length: 200, nullable: true })
  reference!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was discarded; null otherwise.' })
  @LongTextColumn({ nullable: true })
  discardReason!: string | null;

  @Field(() => Money, { description: 'A partner to whom less is payable gets it with a later payout.' })
  get minimum(): Money {
    return publishMoney({ minor: this.minimumMinor, currencyCode: this.currencyCode });
  }

  @Field(() => Money, { nullable: true, description: 'The sum of its lines. Null for partner roles.' })
  get total(): Money | null {
    return publishMoney(this.totalMinor === null ? null : { minor: this.totalMinor, currencyCode: this.currencyCode });
  }
}

@RecordType({
  prefix: 'payout_line',
  description:
    "What a payout pays to one partner. ECOSYSTEM_MANAGER, OPERATIONS and ANALYST see all lines, a PARTNER_ADMIN the firm's once the payout is approved.",
})
@Index(['payoutId', 'createdAt'])
@Index(['partnerId', 'createdAt'])
export class PayoutLine extends StoredRecord {
  declare id: Id<'payout_line'>;

  @Field(() => ID, { description: 'The id of the payout that it is part of.' })
  @IdColumn({ references: () => Payout })
  payoutId!: Id<'payout'>;

  @Field(() => ID, { description: 'The id of the partner who is paid.' })
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @MoneyColumn()
  amountMinor!: number;

  @TextColumn({ length: 3 })
  currencyCode!: string;

  @Field(() => Int, { description: 'How many entries it pays; `incentiveEntries` lists them by `payoutId`.' })
  @IntColumn()
  entryCount!: number;

  @Field(() => Money, { description: 'The sum of its entries.' })
  get amount(): Money {
    return publishMoney({ minor: this.amountMinor, currencyCode: this.currencyCode });
  }
}

/** An entry on the frozen list of a payout, with a copy of what the payout depends on. */
@RecordType({ prefix: 'payout_item', description: 'An entry that a payout pays.' })
@Index(['payoutId', 'partnerId'])
export class PayoutItem extends Node {
  declare id: Id<'payout_item'>;

  @IdColumn({ references: () => Payout })
  payoutId!: Id<'payout'>;

  @Index()
  @IdColumn({ references: () => IncentiveEntry })
  entryId!: Id<'incentive_entry'>;

  /** The entry until its payout is discarded, then null: an entry is paid once. */
  @Index({ unique: true })
  @IdColumn({ nullable: true })
  takenEntryId!: Id<'incentive_entry'> | null;

  @IdColumn()
  partnerId!: Id<'partner'>;

  @IdColumn({ nullable: true })
  memberId!: Id<'user'> | null;

  @MoneyColumn()
  amountMinor!: number;
}
