import { Field, ID, registerEnumType } from 'type-graphql';
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
import { Node, RecordType } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import type { Id } from '../../../shared/domain/ids';
import {
  CurrencyCode,
  DateTime,
  DecimalScalar,
  Money,
  PlainDateScalar,
  publishMoney,
} from '../../../shared/graphql/scalars';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { Project } from '../../projects';
import { IncentiveHold } from '../incentive-hold';
import { pointPlaces, quantityPlaces } from '../schemes/reward.formula';
import { IncentiveScheme } from '../schemes/scheme.entity';

export enum IncentiveKind {
  EARNED = 'EARNED',
  PENALTY = 'PENALTY',
  REVERSAL = 'REVERSAL',
  ADJUSTMENT = 'ADJUSTMENT',
  PAYOUT = 'PAYOUT',
}

registerEnumType(IncentiveKind, {
  name: 'IncentiveKind',
  description: 'Why an entry was posted.',
  valuesConfig: {
    EARNED: { description: 'A reward.' },
    PENALTY: { description: 'A penalty: its points and money are below 0.' },
    REVERSAL: { description: 'Takes back exactly what another entry posted.' },
    ADJUSTMENT: { description: 'A correction by hand that belongs to no other entry.' },
    PAYOUT: { description: 'A payment to the partner: its money is below 0.' },
  },
});

@RecordType({
  prefix: 'incentive_entry',
  description:
    "A line of a partner's incentive ledger. Never changed: a mistake is reversed by another entry. Staff who deal with incentives see all, a PARTNER_ADMIN the firm's, a PARTNER_MEMBER their own.",
})
// Sums of a partner's entries read this index alone, and pages of them follow it.
@Index(['partnerId', 'postedAt', 'id', 'currencyCode', 'kind', 'amountMinor', 'points', 'payableFrom', 'memberId'])
@Index(['memberId', 'postedAt'])
@Index(['kind', 'postedAt'])
@Index(['ruleCode', 'postedAt'])
@Index(['schemeId', 'postedAt'])
@Index(['recordId', 'postedAt'])
@Index(['postedAt'])
@Index(['occurredAt'])
@Index(['payableFrom'])
@Index(['partnerId', 'ruleCode', 'occurredAt'])
export class IncentiveEntry extends Node {
  declare id: Id<'incentive_entry'>;

  @Field(() => ID, { description: 'The id of the partner whose ledger it is in.' })
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @Field(() => ID, {
    nullable: true,
    description: "The id of the partner's member who is rewarded; null if the firm is.",
  })
  @IdColumn({ nullable: true, references: () => User })
  memberId!: Id<'user'> | null;

  @Field(() => IncentiveKind, { description: 'Why it was posted.' })
  @EnumColumn()
  kind!: IncentiveKind;

  @Field(() => DecimalScalar, { description: 'Points, with at most two decimals; below 0 they are taken.' })
  @DecimalColumn({ places: pointPlaces })
  points!: Decimal;

  @MoneyColumn({ nullable: true })
  amountMinor!: number | null;

  @Field(() => CurrencyCode, { nullable: true, description: 'The currency of its money; null if it has none.' })
  @TextColumn({ length: 3, nullable: true })
  currencyCode!: string | null;

  /**
   * What it adds to the quantity to date of its rule; null if the rule does not count, and for all but the first entry of
   * an occurrence.
   */
  @DecimalColumn({ places: quantityPlaces, nullable: true })
  quantity!: Decimal | null;

  @Index()
  @Field(() => ID, { nullable: true, description: 'The id of the project that it belongs to; null without one.' })
  @IdColumn({ nullable: true, references: () => Project })
  projectId!: Id<'project'> | null;

  @Field(() => String, { nullable: true, description: 'The code of the rule that posted it; null if posted by hand.' })
  @TextColumn({ length: 60, nullable: true })
  ruleCode!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the scheme version whose rule posted it; null if posted by hand.',
  })
  @IdColumn({ nullable: true, references: () => IncentiveScheme })
  schemeId!: Id<'incentive_scheme'> | null;

  @Index()
  @Field(() => ID, { nullable: true, description: 'The id of the fact that it rewards; null if posted by hand.' })
  @IdColumn({ nullable: true })
  factId!: Id<'fact'> | null;

  @Field(() => ID, { nullable: true, description: 'The id of the record that is its evidence; null without one.' })
  @IdColumn({ nullable: true })
  recordId!: string | null;

  /** The documents that are its evidence. */
  @JsonColumn()
  documentIds!: Id<'document'>[];

  @Field(() => String, { nullable: true, description: 'The reason; null if a rule posted it.' })
  @LongTextColumn({ nullable: true })
  reason!: string | null;

  @Index({ unique: true })
  @Field(() => ID, {
    nullable: true,
    description: 'The id of the entry that it takes back; null if it is not a reversal.',
  })
  @IdColumn({ nullable: true })
  reversesId!: Id<'incentive_entry'> | null;

  @Field(() => DateTime, {
    description: 'When the reason for it happened. A reversal has the time of the entry that it takes back.',
  })
  @DateTimeColumn()
  occurredAt!: Date;

  @Field(() => DateTime, { description: 'When it was posted. Balances and statements count it from then on.' })
  @DateTimeColumn()
  postedAt!: Date;

  @IdColumn({ nullable: true, references: () => User })
  @Index()
  postedById!: Id<'user'> | null;

  @Field(() => IncentiveHold, { description: 'What it waits for before it becomes payable.' })
  @EnumColumn()
  hold!: IncentiveHold;

  /** Filled in by the release of a held entry; nothing else of an entry changes. */
  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The first day on which its points and money are payable; null while it is held.',
  })
  @DateColumn({ nullable: true })
  payableFrom!: PlainDate | null;

  /** The fact, the rule and the beneficiary: the rule posts once for each. Null if posted by hand. */
  @Index({ unique: true })
  @TextColumn({ length: 200, nullable: true })
  postingKey!: string | null;

  @Field(() => Money, { nullable: true, description: 'Money; below 0 it is taken or paid out. Null without money.' })
  get amount(): Money | null {
    return publishMoney(
      this.amountMinor === null ? null : { minor: this.amountMinor, currencyCode: this.currencyCode! },
    );
  }
}

@RecordType({
  prefix: 'incentive_release',
  description: 'The end of the hold of an incentive entry, which makes it payable. Never changed.',
})
export class IncentiveRelease extends Node {
  declare id: Id<'incentive_release'>;

  @Index({ unique: true })
  @Field(() => ID, { description: 'The id of the entry whose hold it ends.' })
  @IdColumn({ references: () => IncentiveEntry })
  entryId!: Id<'incentive_entry'>;

  @Field(() => PlainDateScalar, { description: 'The first day on which the entry is payable.' })
  @DateColumn()
  payableFrom!: PlainDate;

  @Field(() => ID, { nullable: true, description: 'The id of the fact that released it; null if released by hand.' })
  @IdColumn({ nullable: true })
  factId!: Id<'fact'> | null;

  @Field(() => ID, { nullable: true, description: 'The id of the record that is the evidence; null without one.' })
  @IdColumn({ nullable: true })
  recordId!: string | null;

  /** The documents that are the evidence. */
  @JsonColumn()
  documentIds!: Id<'document'>[];

  @Field(() => String, { nullable: true, description: 'The reason; null if a fact released it.' })
  @LongTextColumn({ nullable: true })
  reason!: string | null;

  @Field(() => DateTime, { description: 'When it was released.' })
  @DateTimeColumn()
  at!: Date;

  @Index()
  @IdColumn({ nullable: true, references: () => User })
  releasedById!: Id<'user'> | null;
}

/** A fact that the rules in force have been applied to: its key lets them be applied once. Never changed. */
@RecordType({ prefix: 'incentive_reading', description: 'A fact that the incentive rules have been applied to.' })
export class IncentiveReading extends Node {
  declare id: Id<'incentive_reading'>;

  @Index({ unique: true })
  @IdColumn()
  factId!: Id<'fact'>;

  @DateTimeColumn()
  at!: Date;
}

/**
 * The head of a partner's ledger. It holds no balance: every entry increments its revision, so that of two transactions
 * that depend on the entries so far, such as those under a cap, only one commits.
 */
@RecordType({ prefix: 'incentive_account', description: "The head of a partner's incentive ledger." })
export class IncentiveAccount extends Node {
  declare id: Id<'incentive_account'>;

  @Index({ unique: true })
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @IntColumn()
  revision!: number;
}
