import { ArrayMaxSize, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
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
import { DateTime, DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { ProgrammeStatus } from './programme.lifecycle';
import { ReportedMetric } from './reported-metric';

export enum OnboardingItemKind {
  FORM = 'FORM',
  DOCUMENT = 'DOCUMENT',
  AGREEMENT = 'AGREEMENT',
  TRAINING = 'TRAINING',
  REVIEW = 'REVIEW',
}

export enum ItemOwner {
  VENDOR = 'VENDOR',
  PARTNER = 'PARTNER',
}

registerEnumType(ProgrammeStatus, {
  name: 'ProgrammeStatus',
  description: 'Whether a programme can come into force.',
  valuesConfig: {
    DRAFT: { description: 'Written down, seen by staff only.' },
    PUBLISHED: { description: 'In force from its day until the next one is. Never changed again.' },
    DISCARDED: { description: 'A draft that was given up, seen by staff only. Final.' },
  },
});

registerEnumType(OnboardingItemKind, {
  name: 'OnboardingItemKind',
  description: 'What a checklist asks for.',
  valuesConfig: {
    FORM: { description: 'Answers to questions.' },
    DOCUMENT: { description: 'A document to hand in.' },
    AGREEMENT: { description: 'An agreement to sign; it may expire.' },
    TRAINING: { description: 'A training to attend.' },
    REVIEW: { description: 'A conversation or an inspection.' },
  },
});

registerEnumType(ItemOwner, {
  name: 'ItemOwner',
  description: 'Whose task an item of a checklist is.',
  valuesConfig: {
    VENDOR: { description: "Ours: the vendor's staff submit it." },
    PARTNER: { description: "The partner's: its administrator submits it." },
  },
});

/** A decimal in a structure: as it came in, or as text once it was stored. */
type StoredDecimal = Decimal | string;

const code = /^[a-z][A-Za-z0-9]*$/;
const codeMessage = 'must be camelCase: letters and digits, a small letter first';

@ObjectType({ simpleResolvers: true, description: 'An item that every onboarding under the programme begins with.' })
@InputType('ChecklistItemInput', { description: 'An item that every onboarding under the programme begins with.' })
export class ChecklistItem {
  @Field({ description: 'In camelCase; unique within the checklist.' })
  @Length(1, 60)
  @Matches(code, { message: codeMessage })
  code!: string;

  @Field({ description: 'What is to be done, for a person to read.' })
  @Length(1, 200)
  title!: string;

  @Field(() => OnboardingItemKind, { description: 'What is asked for.' })
  kind!: OnboardingItemKind;

  @Field({ description: 'Must it be accepted before the partner is admitted?' })
  required!: boolean;

  @Field(() => ItemOwner, { description: 'Whose task it is.' })
  ownedBy!: ItemOwner;

  @Field(() => Int, { description: "Days from the onboarding's start, 0 to 3650." })
  @Min(0)
  @Max(3650)
  dueDays!: number;
}

@ObjectType({ simpleResolvers: true, description: 'A threshold of a gate: at least a minimum, or at most a maximum.' })
@InputType('GateRuleInput', { description: 'A threshold of a gate: give a minimum or a maximum, not both.' })
export class GateRule {
  @Field({ description: 'In camelCase; unique within the gate. Waivers name it.' })
  @Length(1, 60)
  @Matches(code, { message: codeMessage })
  code!: string;

  @Field({ description: 'The name of a metric that can be measured on a qualification; `metrics` lists them.' })
  @Length(1, 100)
  metric!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The least value that meets; null where there is a maximum.',
  })
  minimum?: StoredDecimal | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'The most that meets; null where there is a minimum.' })
  maximum?: StoredDecimal | null;
}

@ObjectType({ simpleResolvers: true, description: 'What a qualification must show before each step forward.' })
@InputType('ProgrammeGatesInput', { description: 'What a qualification must show before each step forward.' })
export class ProgrammeGates {
  @Field(() => [GateRule], { description: 'From TRAINING to ASSESSMENT.' })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  toAssessment!: GateRule[];

  @Field(() => [GateRule], {
    description: 'From ASSESSMENT to ASSISTED; a qualification lapses when it is met no longer.',
  })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  toAssisted!: GateRule[];

  @Field(() => [GateRule], { description: 'From ASSISTED to INDEPENDENT.' })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  toIndependent!: GateRule[];
}

@ObjectType({ simpleResolvers: true, description: 'A threshold of a tier.' })
@InputType('TierRuleInput', { description: 'A threshold of a tier.' })
export class TierRule {
  @Field({ description: 'The name of a metric that can be measured on a partner; `metrics` lists them.' })
  @Length(1, 100)
  metric!: string;

  @Field(() => DecimalScalar, { description: 'The least value that meets.' })
  minimum!: StoredDecimal;
}

@ObjectType({ simpleResolvers: true, description: 'A tier and what it asks for.' })
@InputType('ProgrammeTierInput', { description: 'A tier and what it asks for.' })
export class ProgrammeTier {
  @Field({ description: 'Unique within the programme.' })
  @Length(1, 100)
  name!: string;

  @Field(() => [TierRule], {
    defaultValue: [],
    description: 'All must be met. Empty where the programme gives points.',
  })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  criteria!: TierRule[];

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The least points, where the programme gives points; else null.',
  })
  minimumPoints?: StoredDecimal | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What a metric earns: linear from 0, full at a value, no more beyond it.',
})
@InputType('MetricPointsInput', {
  description: 'What a metric earns: linear from 0, full at a value, no more beyond it.',
})
export class MetricPoints {
  @Field({ description: 'The name of a metric that can be measured on a partner; `metrics` lists them.' })
  @Length(1, 100)
  metric!: string;

  @Field(() => DecimalScalar, { description: 'The most points it can earn; above 0.' })
  maximumPoints!: StoredDecimal;

  @Field(() => DecimalScalar, { description: 'The value at which it earns them all; above 0.' })
  fullAt!: StoredDecimal;
}

@ObjectType({ simpleResolvers: true, description: 'Tiers by points.' })
@InputType('ProgrammePointsInput', { description: 'Tiers by points.' })
export class ProgrammePoints {
  @Field(() => [MetricPoints], { description: 'Each metric at most once.' })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  perMetric!: MetricPoints[];

  @Field({
    defaultValue: false,
    description: 'Does a tier that asks for points also ask that every metric earns some?',
  })
  everyMetricAboveZero!: boolean;
}

@RecordType({
  prefix: 'programme',
  description:
    'The rules by which partners are onboarded, qualified and ranked. In force is the latest published one whose day has come; a published one is never changed, only succeeded. Partners see the published ones.',
})
export class Programme extends StoredRecord {
  declare id: Id<'programme'>;

  @Field({ description: 'For a person to read.' })
  @TextColumn({ length: 200 })
  name!: string;

  @Index({ unique: true })
  @Field(() => Int, { nullable: true, description: 'Counts the published programmes from 1; null for a draft.' })
  @IntColumn({ nullable: true })
  number!: number | null;

  @Index()
  @Field(() => ProgrammeStatus, { description: 'Whether it is still a draft; a published programme is never edited.' })
  @EnumColumn()
  status!: ProgrammeStatus;

  @Field(() => PlainDateScalar, { nullable: true, description: 'In force from this day on; null for a draft.' })
  @DateColumn({ nullable: true })
  effectiveOn!: PlainDate | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was published; null for a draft.' })
  @DateTimeColumn({ nullable: true })
  publishedAt!: Date | null;

  @IdColumn({ nullable: true })
  publishedById!: Id<'user'> | null;

  @Field(() => [ChecklistItem], { description: 'What an onboarding begins with, in order.' })
  @JsonColumn()
  checklist!: ChecklistItem[];

  @Field(() => ProgrammeGates, { description: 'What a qualification must show before each step forward.' })
  @JsonColumn()
  gates!: ProgrammeGates;

  @Field(() => [ProgrammeTier], { description: 'From the lowest to the highest.' })
  @JsonColumn()
  tiers!: ProgrammeTier[];

  @Field(() => ProgrammePoints, {
    nullable: true,
    description: 'How points are earned; null where tiers have thresholds.',
  })
  @JsonColumn({ nullable: true })
  points!: ProgrammePoints | null;

  /** Null in programmes that were written before they could declare any. */
  @JsonColumn({ nullable: true })
  declaredMetrics!: ReportedMetric[] | null;

  @Field(() => [ReportedMetric], {
    description: 'The metrics of its own that it declares, in order: people report their values.',
  })
  get reportedMetrics(): ReportedMetric[] {
    return this.declaredMetrics ?? [];
  }

  @Field(() => Int, { description: 'Days within which a lapsed qualification returns to its former stage.' })
  @IntColumn()
  graceDays!: number;

  @Field(() => Int, {
    nullable: true,
    description: "Months after which a partner's tier is reviewed again; null where reviews are opened by hand only.",
  })
  @IntColumn({ nullable: true })
  reviewEveryMonths!: number | null;

  @Field({ description: 'What else is agreed, such as commissions, and where the rules were taken from.' })
  @LongTextColumn()
  notes!: string;
}
