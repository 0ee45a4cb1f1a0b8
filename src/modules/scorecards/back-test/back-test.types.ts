import { ArgsType, Extensions, Field, ID, ObjectType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import { PageArgs, PageInfo } from '../../../shared/graphql/connection';
import { DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { Partner } from '../../partners';
import { Scorecard } from '../cards/scorecard.entity';
import { maxBackTestPeriods } from './back-test.formula';

@ArgsType()
export class BackTestArgs extends PageArgs {
  @Field(() => ID, { description: 'The definition to test, usually a draft.' })
  definitionId!: string;

  @Field(() => PlainDateScalar, { description: 'Only periods that begin on this day or later.' })
  from!: PlainDate;

  @Field(() => PlainDateScalar, {
    description: `Only periods that begin on this day or earlier and are over; at most ${maxBackTestPeriods} periods.`,
  })
  to!: PlainDate;
}

@ObjectType({ simpleResolvers: true, description: 'What a definition would have scored for a partner in a period.' })
export class ScorecardBackTestPeriod {
  @Field(() => PlainDateScalar, { description: 'The first day of the period.' })
  startsOn!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day of the period.' })
  endsOn!: PlainDate;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The total of the period, rounded half up to 2 decimals; null if it would not be scored.',
  })
  total!: Decimal | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The overall score over the tested periods up to this one; null without a score.',
  })
  overall!: Decimal | null;

  @Field(() => String, { nullable: true, description: 'The standing of that score; null without a score.' })
  standing!: string | null;

  @Field(() => Scorecard, {
    nullable: true,
    description: 'The published scorecard of the partner for the same days; null without one.',
  })
  published!: Scorecard | null;
}

@ObjectType({ simpleResolvers: true, description: 'The tested periods of one firm.' })
export class ScorecardBackTestPartner {
  @Field(() => Partner, { description: 'The partner that is scored.' })
  partner!: Partner;

  @Field(() => [ScorecardBackTestPeriod], { description: 'The tested periods, oldest first.' })
  @Extensions({ items: maxBackTestPeriods })
  periods!: ScorecardBackTestPeriod[];
}

@ObjectType({ simpleResolvers: true, description: 'A page of partners with what a definition would have scored.' })
export class ScorecardBackTest {
  @Field(() => [ScorecardBackTestPartner], { description: 'The partners of the page.' })
  partners!: ScorecardBackTestPartner[];

  @Field(() => PageInfo, { description: 'The position of the page in the list of partners.' })
  pageInfo!: PageInfo;
}
