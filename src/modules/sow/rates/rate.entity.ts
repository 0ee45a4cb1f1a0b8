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
    "What an hour of a role costs and is charged at from a day on, of the general rate card or of one project. Partners see their own firm's, without what the customer pays.",
})
@Index(['projectId', 'role', 'effectiveOn'])
@Index(['partnerId', 'effectiveOn'])
@Index(['role', 'effectiveOn'])
@Index(['currencyCode', 'effectiveOn'])
@Index(['effectiveOn'])
export class Rate extends StoredRecord {
  declare id: Id<'rate'>;

  /** Whose, of what, in which currency, from when: once each. */
  @Index({ unique: true })
  @TextColumn({ length: 250 })
  rateKey!: string;

  @Field({ description: 'As offerings and resource lines name it.' })
  @TextColumn({ length: 100 })
  role!: string;

  @Field(() => ID, { nullable: true, description: "Whose people; null for the vendor's own." })
  @IdColumn({ nullable: true, references: () => Partner })
  partnerId!: Id<'partner'> | null;

  @Field(() => ID, { nullable: true, description: 'For which project; null for the general rate card.' })
  @IdColumn({ nullable: true, references: () => Project })
  projectId!: Id<'project'> | null;

  @Field(() => CurrencyCode, { description: 'It counts for statements of work in this currency.' })
  @TextColumn({ length: 3 })
  currencyCode!: string;

  @VendorOnly()
  @MoneyColumn({ nullable: true })
  billRateMinor!: number | null;

  @MoneyColumn()
  costRateMinor!: number;

  @Field(() => PlainDateScalar, {
    description: 'The first day that it holds for; it ends where the next one of its kind begins.',
  })
  @DateColumn()
  effectiveOn!: PlainDate;

  @Index()
  @IdColumn({ nullable: true, references: () => User })
  setById!: Id<'user'> | null;

  @Field(() => Money, {
    nullable: true,
    description: 'What the customer pays for an hour; null where it is not set, and for partner roles.',
  })
  get billRate(): Money | null {
    if (this.billRateMinor === null) return null;
    return publishMoney({ minor: this.billRateMinor, currencyCode: this.currencyCode });
  }

  @Field(() => Money, {
    description: 'What an hour costs the vendor, which is what a partner is paid for it.',
  })
  get costRate(): Money {
    return publishMoney({ minor: this.costRateMinor, currencyCode: this.currencyCode });
  }
}
