import { ArrayMaxSize, ArrayMinSize, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Decimal } from '../../../shared/domain/decimal';
import { DecimalIn } from '../../../shared/graphql/decimal-rule';
import { CurrencyCode, DecimalScalar } from '../../../shared/graphql/scalars';
import { IncentiveHold } from '../incentive-hold';
import {
  Beneficiary,
  CapPeriod,
  CountedOver,
  RewardKind,
  type RewardRule,
  RewardUnit,
  RewardValue,
  TierMode,
} from './reward.formula';

/*
 * The content of a scheme, which is stored as JSON: a scheme is written as a whole, and the ledger, payouts, sanctions
 * and appeals read it as a whole.
 */

export enum SanctionSeverity {
  MINOR = 'MINOR',
  MAJOR = 'MAJOR',
  SEVERE = 'SEVERE',
}

registerEnumType(RewardKind, {
  name: 'IncentiveRuleKind',
  description: 'Whether a rule gives or takes.',
  valuesConfig: {
    EARNED: { description: 'A reward.' },
    PENALTY: { description: 'A penalty: it posts a negative value.' },
  },
});

registerEnumType(RewardUnit, {
  name: 'IncentiveUnit',
  description: 'What a rule posts.',
  valuesConfig: {
    POINTS: { description: 'Points, to two decimals.' },
    MONEY: { description: 'Money, to the minor unit of its currency.' },
  },
});

registerEnumType(RewardValue, {
  name: 'IncentiveValueKind',
  description: 'How a rule computes its value from the rate.',
  valuesConfig: {
    FIXED: { description: 'The rate itself.' },
    PER_UNIT: { description: 'The rate times the quantity.' },
    PERCENT: { description: 'The rate as a percentage of the quantity, which is an amount of money.' },
  },
});

registerEnumType(TierMode, {
  name: 'IncentiveTierMode',
  description: 'How the rate depends on the tier reached.',
  valuesConfig: {
    WHOLE: { description: 'The rate of the tier reached applies to everything counted.' },
    MARGINAL: { description: 'Each part of what is counted has the rate of its own tier.' },
  },
});

registerEnumType(CountedOver, {
  name: 'IncentiveCountedOver',
  description: 'The span over which what decides the tier is added up.',
  valuesConfig: {
    OCCURRENCE: { description: 'Each fact by itself.' },
    MONTH: { description: 'The calendar month to date.' },
    QUARTER: { description: 'The calendar quarter to date.' },
    YEAR: { description: 'The calendar year to date.' },
  },
});

registerEnumType(CapPeriod, {
  name: 'IncentiveCapPeriod',
  description: 'The calendar period within which a cap limits what a rule posts to a partner.',
  valuesConfig: {
    MONTH: { description: 'A calendar month.' },
    QUARTER: { description: 'A calendar quarter.' },
    YEAR: { description: 'A calendar year.' },
  },
});

registerEnumType(Beneficiary, {
  name: 'IncentiveBeneficiary',
  description: 'The account that a share of a reward is credited to.',
  valuesConfig: {
    PARTNER: { description: 'The partner firm.' },
    MEMBER: { description: 'The people whose work it was, in equal parts; the firm if no person is known.' },
  },
});

registerEnumType(SanctionSeverity, {
  name: 'SanctionSeverity',
  description: 'How serious a sanction is.',
  valuesConfig: {
    MINOR: { description: 'The first step.' },
    MAJOR: { description: 'The second step.' },
    SEVERE: { description: 'The last step.' },
  },
});

/** A decimal in a JSON column: as given, or as text once stored. */
export type StoredDecimal = Decimal | string;

const code = /^[a-z][A-Za-z0-9]*$/;
const codeMessage = 'must be camelCase: letters and digits, starting with a lowercase letter';

@ObjectType({ simpleResolvers: true, description: 'A tier: the rate from a value on, up to the next tier.' })
@InputType('IncentiveTierInput', { description: 'A tier: the rate from a value on, up to the next tier.' })
export class IncentiveTier {
  @Field(() => DecimalScalar, { description: 'The value from which the tier applies, itself included.' })
  @DecimalIn({ min: -1_000_000_000_000, max: 1_000_000_000_000 })
  from!: StoredDecimal;

  @Field(() => DecimalScalar, { description: 'The rate within the tier; 0 or more.' })
  @DecimalIn({ min: 0, max: 1_000_000_000 })
  rate!: StoredDecimal;
}

@ObjectType({ simpleResolvers: true, description: 'The most that a rule posts to a partner in a period.' })
@InputType('IncentiveCapInput', { description: 'The most that a rule posts to a partner in a period.' })
export class IncentiveCap {
  @Field(() => DecimalScalar, {
    description:
      'Above 0. Points, or an amount in each currency. The posting that crosses it is cut to it; a reversal gives room back.',
  })
  @DecimalIn({ above: 0, max: 1_000_000_000 })
  amount!: StoredDecimal;

  @Field(() => CapPeriod, { description: 'The calendar period.' })
  period!: CapPeriod;
}

@ObjectType({ simpleResolvers: true, description: 'A share of a reward and the account that it is credited to.' })
@InputType('IncentiveCreditInput', { description: 'A share of a reward and the account that it is credited to.' })
export class IncentiveCredit {
  @Field(() => Beneficiary, { description: 'The account.' })
  beneficiary!: Beneficiary;

  @Field(() => DecimalScalar, { description: 'Above 0; the shares of a rule sum to 100.' })
  @DecimalIn({ above: 0, max: 100 })
  percent!: StoredDecimal;
}

const expressions =
  'An expression in the Common Expression Language over the names of the source; `incentiveSources` lists them.';

@ObjectType({
  simpleResolvers: true,
  description: 'A rule of a scheme: on a fact, if a condition holds, post a value.',
})
@InputType('IncentiveRuleInput', { description: 'A rule of a scheme: on a fact, if a condition holds, post a value.' })
export class IncentiveRule implements RewardRule {
  @Field({
    description:
      'In camelCase; unique within the scheme. A rule with the same code in the next scheme continues its counts and its cap.',
  })
  @Length(1, 60)
  @Matches(code, { message: codeMessage })
  code!: string;

  @Field({ description: 'What it rewards or penalizes, for people to read.' })
  @Length(1, 200)
  @Matches(/\S/, { message: 'must not be blank' })
  label!: string;

  @Field({ description: 'The name of the kind of fact that it applies to; `incentiveSources` lists them.' })
  @Length(1, 60)
  source!: string;

  @Field(() => String, {
    nullable: true,
    description: `When the rule applies; null if always. ${expressions} It does not apply if it depends on an unknown value.`,
  })
  @Length(1, 2000)
  condition?: string | null;

  @Field(() => RewardKind, { description: 'Whether it gives or takes.' })
  kind!: RewardKind;

  @Field(() => RewardUnit, { description: 'Points or money.' })
  unit!: RewardUnit;

  @Field(() => CurrencyCode, {
    nullable: true,
    description:
      'The currency of a fixed value or a value per unit; null for points. For a percentage, the only currency in which it applies, or null for every currency.',
  })
  currencyCode?: string | null;

  @Field(() => RewardValue, { description: 'How the value is computed.' })
  value!: RewardValue;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Points, an amount in the main unit of the currency, or a percentage; above 0. Null if the rule has tiers.',
  })
  @DecimalIn({ above: 0, max: 1_000_000_000 })
  rate?: StoredDecimal | null;

  @Field(() => String, {
    nullable: true,
    description: `The formula that the rate is multiplied by: a number, or for a percentage an amount of money. ${expressions} Null for a fixed value. Nothing is posted if it has no data.`,
  })
  @Length(1, 2000)
  quantity?: string | null;

  @Field(() => [IncentiveTier], {
    defaultValue: [],
    description: 'From the lowest to the highest; empty if the rule has one rate. Below the first tier nothing is due.',
  })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  tiers!: IncentiveTier[];

  @Field(() => TierMode, { nullable: true, description: 'How the tiers apply; null without tiers.' })
  tierMode?: TierMode | null;

  @Field(() => String, {
    nullable: true,
    description: `The formula that decides the tier of a fact; null if the quantity does. ${expressions}`,
  })
  @Length(1, 2000)
  tierBasis?: string | null;

  @Field(() => CountedOver, {
    defaultValue: CountedOver.OCCURRENCE,
    description: 'The span over which what decides the tier is added up, per partner and currency.',
  })
  countedOver!: CountedOver;

  @Field(() => IncentiveCap, { nullable: true, description: 'The most that it posts; null if it has no limit.' })
  @ValidateNested()
  cap?: IncentiveCap | null;

  @Field(() => [IncentiveCredit], {
    description: 'How a posting is split. The parts are whole minor units, and sum exactly to the whole.',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(2)
  @ValidateNested({ each: true })
  credits!: IncentiveCredit[];

  @Field(() => IncentiveHold, {
    defaultValue: IncentiveHold.NONE,
    description: 'The event after which it can be paid out.',
  })
  hold!: IncentiveHold;
}

@ObjectType({ simpleResolvers: true, description: 'The smallest payout in a currency; less is carried over.' })
@InputType('PayoutMinimumInput', { description: 'The smallest payout in a currency; less is carried over.' })
export class PayoutMinimum {
  @Field(() => DecimalScalar, { description: 'The amount, 0 or more, with no more decimals than the currency has.' })
  @DecimalIn({ min: 0, max: 1_000_000_000 })
  amount!: StoredDecimal;

  @Field(() => CurrencyCode, { description: 'Each currency at most once. A currency without an entry has no minimum.' })
  currencyCode!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A step of the sanction ladder: what proposes a sanction. Give a number of points or of sanctions.',
})
@InputType('SanctionStepInput', {
  description: 'A step of the sanction ladder: what proposes a sanction. Give a number of points or of sanctions.',
})
export class SanctionStep {
  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Penalty points within the months, above 0; null if earlier sanctions decide.',
  })
  @DecimalIn({ above: 0, max: 1_000_000_000 })
  penaltyPoints?: StoredDecimal | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Sanctions of the severity just below that came into force within the months, from 1; null if points decide.',
  })
  @Min(1)
  @Max(100)
  sanctions?: number | null;

  @Field(() => Int, { description: 'The number of months that are looked back on, 1 to 60.' })
  @Min(1)
  @Max(60)
  months!: number;

  @Field(() => SanctionSeverity, { description: 'The severity that is proposed.' })
  severity!: SanctionSeverity;
}
