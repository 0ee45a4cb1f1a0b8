import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { Length, ValidateNested } from 'class-validator';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import type { Id } from '../../../shared/domain/ids';
import { PageArgs } from '../../../shared/graphql/connection';
import { DecimalIn } from '../../../shared/graphql/decimal-rule';
import { CurrencyCode, DateTime, DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { IncentiveCap, type StoredDecimal } from '../schemes/scheme.types';

/** The longest period of a comparison. */
export const maxMonths = 12;
/** Facts with those before the period that count towards its tiers and caps: for one answer, and for a trial. */
export const maxDirectFacts = 10_000;
export const maxTrialFacts = 500_000;

@ObjectType({ simpleResolvers: true, description: 'One parameter of a rule that a stress test changes.' })
@InputType('IncentiveStressInput', {
  description:
    'One parameter of a rule that the run changes: give exactly one of the rate, the percentage and the cap.',
})
export class IncentiveStress {
  @Field({ description: 'The code of a rule of the scheme.' })
  @Length(1, 60)
  ruleCode!: string;

  @Field(() => DecimalScalar, { nullable: true, description: 'Another rate, for a rule without tiers.' })
  @DecimalIn({ above: 0, max: 1_000_000_000 })
  rate?: StoredDecimal | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'All rates of the rule, in percent of what they are: 110 raises them by a tenth. Rounded to 4 decimals.',
  })
  @DecimalIn({ above: 0, max: 1000, places: 4 })
  ratePercent?: StoredDecimal | null;

  @Field(() => IncentiveCap, { nullable: true, description: 'Another cap.' })
  @ValidateNested()
  cap?: IncentiveCap | null;
}

@ArgsType()
export class SchemeImpactArgs extends PageArgs {
  @Field(() => ID, { description: 'The scheme to try, usually a draft. Not a discarded one.' })
  draftId!: string;

  @Field(() => PlainDateScalar, { description: 'The first day, from which the scheme is tried.' })
  from!: PlainDate;

  @Field(() => PlainDateScalar, { description: `The last day, at most ${maxMonths} months after the first.` })
  to!: PlainDate;

  @Field(() => IncentiveStress, { nullable: true, description: 'A parameter to change, for a stress test.' })
  @ValidateNested()
  stress?: IncentiveStress | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether only partners and rules are listed for which the two differ.',
  })
  onlyDifferent!: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'A fact for which the two schemes post different values.' })
export class SchemeImpactEvidence {
  @Field(() => ID, { description: 'The id of the fact behind a part of the difference.' })
  factId!: Id<'fact'>;

  @Field(() => ID, { description: 'The id of the record behind it.' })
  recordId!: string;

  @Field(() => DateTime, { description: 'When it happened.' })
  occurredAt!: Date;

  @Field(() => DecimalScalar, { description: 'The value that is posted by the schemes in force.' })
  inForce!: string;

  @Field(() => DecimalScalar, { description: 'The value that the tried scheme would post.' })
  tried!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What a rule posts to a partner, by the schemes in force and by the tried one.',
})
export class SchemeImpact {
  id!: string;
  partnerId!: Id<'partner'>;

  @Field({ description: 'The code of the rule that posts, in either scheme.' })
  ruleCode!: string;

  @Field({ description: 'The label of the rule, in the tried scheme if it has the rule.' })
  ruleLabel!: string;

  @Field(() => CurrencyCode, { nullable: true, description: 'The currency of the values; null if they are points.' })
  currencyCode!: string | null;

  @Field(() => DecimalScalar, {
    description:
      'Points or an amount in the main unit, posted by the schemes in force, over all beneficiaries. Computed from the facts, without reversals.',
  })
  inForce!: Decimal;

  @Field(() => DecimalScalar, { description: 'The same by the tried scheme.' })
  tried!: Decimal;

  @Field(() => DecimalScalar, { description: 'What the tried scheme posts more; below 0 if less.' })
  get difference(): Decimal {
    return this.tried.minus(this.inForce);
  }

  @Field(() => [SchemeImpactEvidence], {
    description: 'The facts behind the difference, in the order in which they happened; the first 20 of them.',
  })
  evidence!: SchemeImpactEvidence[];

  @Field({ description: 'Whether there are more facts behind the difference than are listed.' })
  moreEvidence!: boolean;
}
