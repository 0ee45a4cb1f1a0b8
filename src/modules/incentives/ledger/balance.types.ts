import { Field, ObjectType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import { CurrencyCode, DecimalScalar, Money, PlainDateScalar } from '../../../shared/graphql/scalars';

@ObjectType({ simpleResolvers: true, description: 'The points in a ledger at the end of a day.' })
export class IncentivePointsBalance {
  @Field(() => DecimalScalar, { description: 'All points: `coming` + `standing`.' })
  earned!: Decimal;

  @Field(() => DecimalScalar, { description: 'Points that are held, or count only from a later day on.' })
  coming!: Decimal;

  @Field(() => DecimalScalar, { description: 'Points that count.' })
  standing!: Decimal;
}

@ObjectType({ simpleResolvers: true, description: 'The money of one currency in a ledger at the end of a day.' })
export class IncentiveMoneyBalance {
  @Field(() => CurrencyCode, { description: 'The currency of the amounts.' })
  currencyCode!: string;

  @Field(() => Money, { description: 'Rewards less penalties, with reversals and adjustments.' })
  earned!: Money;

  @Field(() => Money, { description: 'The part that is held, or payable only from a later day on.' })
  coming!: Money;

  @Field(() => Money, { description: 'What is payable and not paid yet; below 0, a debt on the next payout.' })
  payable!: Money;

  @Field(() => Money, { description: 'What has been paid out: `earned` = `coming` + `payable` + `paid`.' })
  paid!: Money;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What a partner has earned by the end of a day, and how much of it is payable.',
})
export class IncentiveBalance {
  @Field(() => PlainDateScalar, { description: "The day, in the installation's time zone." })
  on!: PlainDate;

  @Field(() => IncentivePointsBalance, { description: 'What was earned in points, and how much of it counts.' })
  points!: IncentivePointsBalance;

  @Field(() => [IncentiveMoneyBalance], { description: 'The money of each currency, by its code.' })
  money!: IncentiveMoneyBalance[];
}
