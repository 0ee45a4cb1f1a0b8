import { Field, ID } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateColumn,
  DecimalColumn,
  IdColumn,
  JsonColumn,
  LongTextColumn,
  MoneyColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { RecordType, StoredRecord } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import type { Id } from '../../../shared/domain/ids';
import { DecimalScalar, Money, PlainDateScalar, publishMoney } from '../../../shared/graphql/scalars';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { MarketingFund } from './fund.entity';

@RecordType({
  prefix: 'fund_allocation',
  description: "A share of a fund's budget that is set aside for a named purpose.",
})
@Index(['fundId', 'purposeKey'], { unique: true })
export class FundAllocation extends StoredRecord {
  declare id: Id<'fund_allocation'>;

  @Field(() => ID, { description: 'The id of the fund that sets the money aside.' })
  @IdColumn({ references: () => MarketingFund })
  fundId!: Id<'marketing_fund'>;

  @Index()
  @Field(() => ID, { description: 'The id of the partner of the fund.' })
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @Field({ description: 'What the money is for; unique in the fund, ignoring case.' })
  @TextColumn({ length: 100 })
  purpose!: string;

  @TextColumn({ length: 200 })
  purposeKey!: string;

  @MoneyColumn()
  amountMinor!: number;

  @TextColumn({ length: 3 })
  currencyCode!: string;

  @Field(() => Money, { description: 'What is set aside; 0 if nothing is any more.' })
  get amount(): Money {
    return publishMoney({ minor: this.amountMinor, currencyCode: this.currencyCode });
  }
}

@RecordType({
  prefix: 'fund_accrual',
  description:
    "What a fund gained from the partner's sales, or lost by a credit note. Never changed: a wrong one is reversed by another.",
})
@Index(['fundId', 'soldOn'])
export class FundAccrual extends StoredRecord {
  declare id: Id<'fund_accrual'>;

  @Field(() => ID, { description: 'The id of the fund that gained.' })
  @IdColumn({ references: () => MarketingFund })
  fundId!: Id<'marketing_fund'>;

  @Index()
  @Field(() => ID, { description: 'The id of the partner of the fund.' })
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @Field(() => PlainDateScalar, { description: 'The day of the sale or credit note.' })
  @DateColumn()
  soldOn!: PlainDate;

  @MoneyColumn()
  soldMinor!: number;

  @Field(() => DecimalScalar, { description: "The fund's rate when this was recorded: 0.03 is 3 %." })
  @DecimalColumn({ places: 6 })
  rate!: Decimal;

  @MoneyColumn()
  amountMinor!: number;

  @TextColumn({ length: 3 })
  currencyCode!: string;

  @Field({ description: 'The evidence in words, for example the number of the order; why, for a reversal.' })
  @LongTextColumn()
  evidence!: string;

  /** Ids of the documents that prove it. */
  @JsonColumn()
  documents!: string[];

  @Index({ unique: true })
  @Field(() => ID, { nullable: true, description: 'The accrual that this one reverses; null for other accruals.' })
  @IdColumn({ nullable: true })
  reversesId!: Id<'fund_accrual'> | null;

  @IdColumn({ nullable: true, references: () => User })
  recordedById!: Id<'user'> | null;

  @Field(() => Money, { description: 'What was sold; below 0 for a credit note.' })
  get sold(): Money {
    return publishMoney({ minor: this.soldMinor, currencyCode: this.currencyCode });
  }

  @Field(() => Money, { description: 'What the budget gained: sold × rate, rounded half up to the minor unit.' })
  get amount(): Money {
    return publishMoney({ minor: this.amountMinor, currencyCode: this.currencyCode });
  }
}
