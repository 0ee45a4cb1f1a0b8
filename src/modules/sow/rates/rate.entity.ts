import { Field, ID } from 'type-graphql';
import { Index } from 'typeorm';
import { DateColumn, IdColumn, MoneyColumn, TextColumn } from '../../../shared/database/columns';
import { RecordType, StoredRecord, VendorOnly } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Id } from '../../../shared/domain/ids';
import { CurrencyCode, Money, PlainDateScalar, publishMoney } from '../../../shared/graphql/scalars';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { Project } from '../../projects';

@RecordType({
  prefix: 'rate',
  description:
    'The hourly cost and price of a role from a day on, in the general rate card or for one project. Partner users see the rates of their own firm, without what the customer pays.',
})
@Index(['projectId', 'role', 'effectiveOn'])
@Index(['partnerId', 'effectiveOn'])
@Index(['role', 'effectiveOn'])
@Index(['currencyCode', 'effectiveOn'])
@Index(['effectiveOn'])
export class Rate extends StoredRecord {
  declare id: Id<'rate'>;

  /** One rate for each combination of project, partner, currency, role and first day. */
  @Index({ unique: true })
  @TextColumn({ length: 250 })
  rateKey!: string;

  @Field({ description: 'The role, spelled as in offerings and resource lines.' })
  @TextColumn({ length: 100 })
  role!: string;

  @Field(() => ID, {
    nullable: true,
    description: "The partner whose people the rate is for; null for the vendor's own.",
  })
  @IdColumn({ nullable: true, references: () => Partner })
  partnerId!: Id<'partner'> | null;

  @Field(() => ID, { nullable: true, description: 'The project that the rate is for; null for the general rate card.' })
  @IdColumn({ nullable: true, references: () => Project })
  projectId!: Id<'project'> | null;

  @Field(() => CurrencyCode, { description: 'The rate applies to statements of work in this currency.' })
  @TextColumn({ length: 3 })
  currencyCode!: string;

  @VendorOnly()
  @MoneyColumn({ nullable: true })
  billRateMinor!: number | null;

  @MoneyColumn()
  costRateMinor!: number;

  @Field(() => PlainDateScalar, {
    description: 'The first day on which the rate applies; it ends when the next rate for the same key begins.',
  })
  @DateColumn()
  effectiveOn!: PlainDate;

  @Index()
  @IdColumn({ nullable: true, references: () => User })
  setById!: Id<'user'> | null;

  @Field(() => Money, {
    nullable: true,
    description: 'The price of an hour to the customer; null if not set, and for partner roles.',
  })
  get billRate(): Money | null {
    if (this.billRateMinor === null) return null;
    return publishMoney({ minor: this.billRateMinor, currencyCode: this.currencyCode });
  }

  @Field(() => Money, {
    description: 'The cost of an hour to the vendor; for a partner, the amount that the vendor pays it.',
  })
  get costRate(): Money {
    return publishMoney({ minor: this.costRateMinor, currencyCode: this.currencyCode });
  }
}
