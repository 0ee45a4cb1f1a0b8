import { Field, ID, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateColumn,
  DecimalColumn,
  EnumColumn,
  IdColumn,
  IntColumn,
  LongTextColumn,
  MoneyColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { RecordType, StoredRecord } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import type { Id } from '../../../shared/domain/ids';
import { CurrencyCode, DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { Partner } from '../../partners';
import { MarketingFundStatus } from './fund.lifecycle';

export enum MarketingFundKind {
  ACCRUAL = 'ACCRUAL',
  DISCRETIONARY = 'DISCRETIONARY',
}

registerEnumType(MarketingFundKind, {
  name: 'MarketingFundKind',
  description: 'Where the budget of a marketing fund comes from.',
  valuesConfig: {
    ACCRUAL: { description: 'From what the partner sold, at the rate of the fund.' },
    DISCRETIONARY: { description: 'From a decision of the vendor.' },
  },
});

registerEnumType(MarketingFundStatus, {
  name: 'MarketingFundStatus',
  description: 'Whether a marketing fund takes requests.',
  valuesConfig: {
    OPEN: { description: 'Takes requests.' },
    CLOSED: { description: 'Closed by the vendor. Its approved claims are still paid.' },
    EXPIRED: { description: 'Its last day has passed. Its claims are still decided on and paid.' },
  },
});

@RecordType({
  prefix: 'marketing_fund',
  description:
    "Money that the vendor gives one partner for marketing in a period. Staff see all funds, a PARTNER_ADMIN the firm's, a PARTNER_MEMBER none.",
})
@Index(['partnerId', 'expiresOn'])
@Index(['status', 'expiresOn'])
@Index(['kind', 'expiresOn'])
@Index(['currencyCode', 'expiresOn'])
@Index(['expiresOn'])
@Index(['periodFrom'])
@Index(['createdAt'])
export class MarketingFund extends StoredRecord {
  declare id: Id<'marketing_fund'>;

  @Field(() => ID, { description: 'The id of the partner that the money is for.' })
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @Field({ description: 'The name, for example `Co-op 2026, second half`.' })
  @TextColumn({ length: 200 })
  name!: string;

  @Field(() => MarketingFundKind, { description: 'Where its budget comes from.' })
  @EnumColumn()
  kind!: MarketingFundKind;

  @Field(() => PlainDateScalar, { description: 'The first day on which an activity may begin.' })
  @DateColumn()
  periodFrom!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day on which an activity may end.' })
  @DateColumn()
  periodUntil!: PlainDate;

  @Field(() => PlainDateScalar, {
    description: 'The last day for requests and claims; the free money lapses after it.',
  })
  @DateColumn()
  expiresOn!: PlainDate;

  @Field(() => CurrencyCode, { description: 'The currency of all its amounts.' })
  @TextColumn({ length: 3 })
  currencyCode!: string;

  /** The budget of a discretionary fund; null for the other kind, whose budget is the sum of its accruals. */
  @MoneyColumn({ nullable: true })
  budgetMinor!: number | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The share of what was sold that accrues: 0.03 is 3 %. Null for a discretionary fund.',
  })
  @DecimalColumn({ places: 6, nullable: true })
  accrualRate!: Decimal | null;

  @Field(() => MarketingFundStatus, {
    description: 'Whether it takes requests. `availableActions` lists the possible steps.',
  })
  @EnumColumn()
  status!: MarketingFundStatus;

  @Field(() => String, { nullable: true, description: 'Why it was closed; null otherwise.' })
  @LongTextColumn({ nullable: true })
  closeReason!: string | null;

  /** The expiry that the partner was warned of. */
  @DateColumn({ nullable: true })
  warnedOf!: PlainDate | null;

  /** Incremented by every step of its parts, so that a decision based on older sums fails and is taken again. */
  @IntColumn()
  partsRevision!: number;
}
