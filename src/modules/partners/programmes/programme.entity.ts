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
  description: 'Whether a programme is a draft, published, or discarded.',
  valuesConfig: {
    DRAFT: { description: 'Being written; only staff see it.' },
    PUBLISHED: { description: 'In force from its day until the next one comes into force. Never changed.' },
    DISCARDED: { description: 'A discarded draft; only staff see it. Final.' },
  },
});

registerEnumType(OnboardingItemKind, {
  name: 'OnboardingItemKind',
  description: 'The kinds of checklist items.',
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
  description: 'The party that owns a checklist item.',
  valuesConfig: {
    VENDOR: { description: 'The vendor: its staff submit the item.' },
    PARTNER: { description: 'The partner: its administrator submits the item.' },
  },
});

/** A decimal in a JSON column: as given, or as text once stored. */
type StoredDecimal = Decimal | string;

const code = /^[a-z][A-Za-z0-9]*$/;
const codeMessage = 'must be camelCase: letters and digits, starting with a lowercase letter';

@ObjectType({
  simpleResolvers: true,
  description: 'A checklist item, with which every onboarding under the programme begins.',
})
@InputType('ChecklistItemInput', {
  description: 'A checklist item, with which every onboarding under the programme begins.',
})
export class ChecklistItem {
  @Field({ description: 'In camelCase; unique within the checklist.' })
  @Length(1, 60)
  @Matches(code, { message: codeMessage })
  code!: string;

  @Field({ description: 'The task, for people to read.' })
  @Length(1, 200)
  title!: string;

  @Field(() => OnboardingItemKind, { description: 'The kind of submission or task.' })
  kind!: OnboardingItemKind;

  @Field({ description: 'Whether it must be accepted before the partner is admitted.' })
  required!: boolean;

  @Field(() => ItemOwner, { description: 'The party that has to act.' })
  ownedBy!: ItemOwner;

  @Field(() => Int, { description: "Days from the onboarding's start, 0 to 3650." })
  @Min(0)
  @Max(3650)
  dueDays!: number;
}

@ObjectType({ simpleResolvers: true, description: 'A threshold of a gate: at least a minimum, or at most a maximum.' })
@InputType('GateRuleInput', { description: 'A threshold of a gate: give a minimum or a maximum, not both.' })
export class GateRule {
  @Field({ description: 'In camelCase; unique within the gate. Waivers refer to it.' })
  @Length(1, 60)
  @Matches(code, { message: codeMessage })
  code!: string;

  @Field({ description: 'The name of a metric that can be measured on a qualification; `metrics` lists them.' })
  @Length(1, 100)
  metric!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The smallest value that meets the criterion; null if there is a maximum.',
  })
  minimum?: StoredDecimal | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The largest value that meets the criterion; null if there is a minimum.',
  })
  maximum?: StoredDecimal | null;
}

@ObjectType({ simpleResolvers: true, description: 'The criteria for each step forward of a qualification.' })
@InputType('ProgrammeGatesInput', { description: 'The criteria for each step forward of a qualification.' })
export class ProgrammeGates {
  @Field(() => [GateRule], { description: 'From TRAINING to ASSESSMENT.' })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  toAssessment!: GateRule[];

  @Field(() => [GateRule], {
    description: 'From ASSESSMENT to ASSISTED; a qualification lapses when it no longer meets this gate.',
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

  @Field(() => DecimalScalar, { description: 'The smallest value that meets the criterion.' })
  minimum!: StoredDecimal;
}

@ObjectType({ simpleResolvers: true, description: 'A tier and its criteria.' })
@InputType('ProgrammeTierInput', { description: 'A tier and its criteria.' })
export class ProgrammeTier {
  @Field({ description: 'Unique within the programme.' })
  @Length(1, 100)
  name!: string;

  @Field(() => [TierRule], {
    defaultValue: [],
    description: 'All must be met. Empty if the programme uses points.',
  })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  criteria!: TierRule[];

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The minimum of points if the programme uses points; otherwise null.',
  })
  minimumPoints?: StoredDecimal | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'The points that a metric earns: linear from 0, reaching the maximum at a given value and staying there.',
})
@InputType('MetricPointsInput', {
  description:
    'The points that a metric earns: linear from 0, reaching the maximum at a given value and staying there.',
})
export class MetricPoints {
  @Field({ description: 'The name of a metric that can be measured on a partner; `metrics` lists them.' })
  @Length(1, 100)
  metric!: string;

  @Field(() => DecimalScalar, { description: 'The maximum of points; above 0.' })
  maximumPoints!: StoredDecimal;

  @Field(() => DecimalScalar, { description: 'The value that earns the maximum; above 0.' })
  fullAt!: StoredDecimal;
}

@ObjectType({ simpleResolvers: true, description: 'The rules for tiers by points.' })
@InputType('ProgrammePointsInput', { description: 'The rules for tiers by points.' })
export class ProgrammePoints {
  @Field(() => [MetricPoints], { description: 'Each metric at most once.' })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  perMetric!: MetricPoints[];

  @Field({
    defaultValue: false,
    description: 'Whether a tier with a minimum of points also requires every metric to earn some.',
  })
  everyMetricAboveZero!: boolean;
}

@RecordType({
  prefix: 'programme',
  description:
    'The rules by which partners are onboarded, qualified and ranked. The latest published programme whose day has come is in force; a published one is never changed, only succeeded. Partner users see published ones.',
})
export class Programme extends StoredRecord {
  declare id: Id<'programme'>;

  @Field({ description: 'The name, for people to read.' })
  @TextColumn({ length: 200 })
  name!: string;

  @Index({ unique: true })
  @Field(() => Int, { nullable: true, description: 'Numbers the published programmes from 1; null for a draft.' })
  @IntColumn({ nullable: true })
  number!: number | null;

  @Index()
  @Field(() => ProgrammeStatus, { description: 'Whether it is still a draft; a published programme is never changed.' })
  @EnumColumn()
  status!: ProgrammeStatus;

  @Field(() => PlainDateScalar, { nullable: true, description: 'The day from which it is in force; null for a draft.' })
  @DateColumn({ nullable: true })
  effectiveOn!: PlainDate | null;

  @Field(() => DateTime, { nullable: true, description: 'The time of publication; null for a draft.' })
  @DateTimeColumn({ nullable: true })
  publishedAt!: Date | null;

  @IdColumn({ nullable: true })
  publishedById!: Id<'user'> | null;

  @Field(() => [ChecklistItem], { description: 'The checklist of an onboarding, in order.' })
  @JsonColumn()
  checklist!: ChecklistItem[];

  @Field(() => ProgrammeGates, { description: 'The criteria for each step forward of a qualification.' })
  @JsonColumn()
  gates!: ProgrammeGates;

  @Field(() => [ProgrammeTier], { description: 'From the lowest to the highest.' })
  @JsonColumn()
  tiers!: ProgrammeTier[];

  @Field(() => ProgrammePoints, {
    nullable: true,
    description: 'How points are earned; null if tiers have thresholds instead.',
  })
  @JsonColumn({ nullable: true })
  points!: ProgrammePoints | null;

  /** Null in programmes from before they could declare metrics. */
  @JsonColumn({ nullable: true })
  declaredMetrics!: ReportedMetric[] | null;

  @Field(() => [ReportedMetric], {
    description: 'The metrics that it declares, in order; people report their values.',
  })
  get reportedMetrics(): ReportedMetric[] {
    return this.declaredMetrics ?? [];
  }

  @Field(() => Int, { description: 'The days within which a lapsed qualification can return to its former stage.' })
  @IntColumn()
  graceDays!: number;

  @Field(() => Int, {
    nullable: true,
    description: "The months after which a partner's tier is reviewed again; null if people open all reviews.",
  })
  @IntColumn({ nullable: true })
  reviewEveryMonths!: number | null;

  @Field({ description: 'Other terms, such as commissions, and the source of the rules.' })
  @LongTextColumn()
  notes!: string;
}
