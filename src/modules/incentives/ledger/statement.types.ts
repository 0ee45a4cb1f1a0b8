import { Field, ObjectType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import { CurrencyCode, DecimalScalar, Money, PlainDateScalar } from '../../../shared/graphql/scalars';

@ObjectType({ simpleResolvers: true, description: 'The points of a statement: `opening` + `change` = `closing`.' })
export class StatementPoints {
  @Field(() => DecimalScalar, { description: 'The points before the period.' })
  opening!: Decimal;

  @Field(() => DecimalScalar, { description: 'The sum of the entries of the period.' })
  change!: Decimal;

  @Field(() => DecimalScalar, { description: 'The points at the end of the period.' })
  closing!: Decimal;
}

@ObjectType({
  simpleResolvers: true,
  description: 'The money of one currency in a statement: `opening` + `change` = `closing`.',
})
export class StatementMoney {
  @Field(() => CurrencyCode, { description: 'The currency of the amounts.' })
  currencyCode!: string;

  @Field(() => Money, { description: 'The balance before the period.' })
  opening!: Money;

  @Field(() => Money, { description: 'The sum of the entries of the period; payouts reduce it.' })
  change!: Money;

  @Field(() => Money, { description: 'The balance at the end of the period: earned and not paid out.' })
  closing!: Money;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'A statement of a ledger: opening balance + entries = closing balance. Entries count from the time at which they were posted, so a statement of past days never changes. A PARTNER_MEMBER gets the part that is theirs.',
})
export class IncentiveStatement {
  /** The partner; its field is a relation of the resolver. */
  partnerId!: string;

  @Field(() => PlainDateScalar, { description: "The first day, in the installation's time zone." })
  from!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day.' })
  to!: PlainDate;

  @Field(() => StatementPoints, { description: 'The sums in points; money is apart.' })
  points!: StatementPoints;

  @Field(() => [StatementMoney], { description: 'The money of each currency with entries so far, by its code.' })
  money!: StatementMoney[];
}

/** Which entries a statement has: those of a partner that were posted on these days. */
export interface StatementPeriod {
  partnerId: string;
  from: PlainDate;
  to: PlainDate;
}
