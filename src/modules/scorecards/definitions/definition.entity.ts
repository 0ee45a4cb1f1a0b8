import { Length, Matches } from 'class-validator';
import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateColumn,
  DateTimeColumn,
  EnumColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { RecordType, StoredRecord } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import type { Id } from '../../../shared/domain/ids';
import { DecimalIn } from '../../../shared/graphql/decimal-rule';
import { DateTime, DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { ScorecardDefinitionStatus } from './definition.lifecycle';
import { ScorecardPeriod } from './period.formula';

/** What a standing does to a new step of the partner. */
export enum StandingEffect {
  NONE = 'NONE',
  WARN = 'WARN',
  PREVENT = 'PREVENT',
}

registerEnumType(ScorecardDefinitionStatus, {
  name: 'ScorecardDefinitionStatus',
  description: 'Whether a scorecard definition is a draft, published, or discarded.',
  valuesConfig: {
    DRAFT: { description: 'Being written; only staff see it.' },
    PUBLISHED: { description: 'In force from its day until the next one comes into force. Never changed.' },
    DISCARDED: { description: 'A discarded draft; only staff see it. Final.' },
  },
});

registerEnumType(ScorecardPeriod, {
  name: 'ScorecardPeriod',
  description: "The kinds of calendar periods, in the installation's time zone.",
  valuesConfig: {
    WEEK: { description: 'An ISO week: seven days, from Monday to Sunday.' },
    MONTH: { description: 'A calendar month.' },
    QUARTER: { description: 'A quarter of the calendar year.' },
    YEAR: { description: 'A calendar year.' },
  },
});

registerEnumType(StandingEffect, {
  name: 'StandingEffect',
  description: 'The effect of a standing on a new staffing or deal registration of the partner.',
  valuesConfig: {
    NONE: { description: 'No effect.' },
    WARN: { description: 'A warning is shown; the step is allowed.' },
    PREVENT: { description: 'The step is refused.' },
  },
});

/** A decimal in a JSON column: as given, or as text once stored. */
type StoredDecimal = Decimal | string;

@ObjectType({
  simpleResolvers: true,
  description: 'A criterion of a scorecard: a formula with a maximum and a weight.',
})
@InputType('ScorecardCriterionInput', {
  description: 'A criterion of a scorecard: a formula with a maximum and a weight.',
})
export class ScorecardCriterion {
  @Field({ description: 'In camelCase; unique within the definition.' })
  @Length(1, 60)
  @Matches(/^[a-z][A-Za-z0-9]*$/, {
    message: 'must be camelCase: letters and digits, starting with a lowercase letter',
  })
  code!: string;

  @Field({ description: 'The name, for people to read; 1 to 200 characters.' })
  @Length(1, 200)
  @Matches(/\S/, { message: 'must not be blank' })
  label!: string;

  @Field({
    description:
      'A CEL expression over the metrics of a period of a partner, which `metrics` lists, for example `100 - 20 * severeIncidents`. Its result is limited to 0 and the maximum. Without data if a metric that it needs is not known, or a divisor is zero.',
  })
  @Length(1, 2000)
  formula!: string;

  @Field(() => DecimalScalar, { description: 'The score that is worth the whole weight; above 0.' })
  @DecimalIn({ above: 0, max: 1_000_000, places: 6 })
  maximum!: StoredDecimal;

  @Field(() => DecimalScalar, { description: 'The weight in percent, above 0; all weights add up to 100.' })
  @DecimalIn({ above: 0, max: 100, places: 6 })
  weight!: StoredDecimal;
}

@ObjectType({ simpleResolvers: true, description: 'A band of overall scores, with its effects.' })
@InputType('ScorecardStandingInput', { description: 'A band of overall scores, with its effects.' })
export class ScorecardStanding {
  @Field({ description: 'Unique within the definition, ignoring case; 1 to 100 characters.' })
  @Length(1, 100)
  @Matches(/\S/, { message: 'must not be blank' })
  name!: string;

  @Field(() => DecimalScalar, {
    description:
      'The smallest overall score of the band, to 1 decimal. The band ends before the next one begins; the last one includes 100.',
  })
  @DecimalIn({ min: 0, max: 100, places: 1 })
  from!: StoredDecimal;

  @Field(() => StandingEffect, {
    defaultValue: StandingEffect.NONE,
    description: 'The effect on staffing the partner, and on allocating its people or extending their allocations.',
  })
  staffing!: StandingEffect;

  @Field(() => StandingEffect, {
    defaultValue: StandingEffect.NONE,
    description: 'The effect on deal registrations of the partner.',
  })
  dealRegistration!: StandingEffect;
}

@RecordType({
  prefix: 'scorecard_definition',
  description:
    'The rules by which partners are scored in each calendar period. The latest published definition whose day has come is in force for the periods that begin from then on; a published one is never changed, only succeeded. Partner users see published ones.',
})
export class ScorecardDefinition extends StoredRecord {
  declare id: Id<'scorecard_definition'>;

  @Field({ description: 'The name, for people to read.' })
  @TextColumn({ length: 200 })
  name!: string;

  @Index({ unique: true })
  @Field(() => Int, { nullable: true, description: 'Numbers the published definitions from 1; null for a draft.' })
  @IntColumn({ nullable: true })
  number!: number | null;

  @Index()
  @Field(() => ScorecardDefinitionStatus, {
    description: 'Whether it is still a draft; a published definition is never changed.',
  })
  @EnumColumn()
  status!: ScorecardDefinitionStatus;

  @Field(() => ScorecardPeriod, { description: 'The calendar periods in which partners are scored.' })
  @EnumColumn()
  period!: ScorecardPeriod;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The first day of the first period that it rules; null for a draft.',
  })
  @DateColumn({ nullable: true })
  effectiveOn!: PlainDate | null;

  @Field(() => DateTime, { nullable: true, description: 'The time of publication; null for a draft.' })
  @DateTimeColumn({ nullable: true })
  publishedAt!: Date | null;

  @IdColumn({ nullable: true })
  publishedById!: Id<'user'> | null;

  @Field(() => [ScorecardCriterion], { description: 'The criteria, in order; their weights add up to 100.' })
  @JsonColumn()
  criteria!: ScorecardCriterion[];

  @Field(() => [ScorecardStanding], { description: 'The bands over 0 to 100, from the lowest to the highest.' })
  @JsonColumn()
  standings!: ScorecardStanding[];

  @Field({ description: 'Further explanations; may be empty.' })
  @LongTextColumn()
  notes!: string;
}
