import { ArrayMaxSize, ArrayUnique, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateTimeColumn,
  EnumColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
  TextColumn,
} from '../../shared/database/columns';
import { RecordType, StoredRecord } from '../../shared/database/record';
import type { Decimal } from '../../shared/domain/decimal';
import type { Id } from '../../shared/domain/ids';
import { DecimalIn } from '../../shared/graphql/decimal-rule';
import { DateTime, DecimalScalar } from '../../shared/graphql/scalars';
import { User } from '../identity';
import { ServiceOffering } from './offering.entity';
import { PlaybookStatus } from './playbook.lifecycle';

export enum ActivityKind {
  MANUAL = 'MANUAL',
  AUTOMATED = 'AUTOMATED',
  TOOLED = 'TOOLED',
}

registerEnumType(PlaybookStatus, {
  name: 'PlaybookStatus',
  description: 'Whether one delivers from a playbook.',
  valuesConfig: {
    DRAFT: { description: 'Being written, seen by staff only.' },
    PUBLISHED: { description: 'What the offering is delivered from now. Never changed again.' },
    RETIRED: { description: 'A later edition was published, or it was given up. Final.' },
  },
});

registerEnumType(ActivityKind, {
  name: 'ActivityKind',
  description: 'How an activity of a playbook is done.',
  valuesConfig: {
    MANUAL: { description: 'By people, step by step.' },
    AUTOMATED: { description: 'Runs by itself; people start and check it.' },
    TOOLED: { description: 'By people with a tool that does the most of it.' },
  },
});

/** A decimal in a structure: as it came in, or as text once it was stored. */
type StoredDecimal = Decimal | string;

const notBlank = { message: '$property must not be blank' };
/** Ten years: a delivery that is longer is planned in several. */
const maxDays = 3_650;

@ObjectType({ simpleResolvers: true, description: 'A phase of a delivery, and how long it takes.' })
@InputType('PlaybookPhaseInput', { description: 'A phase of a delivery, and how long it takes.' })
export class PlaybookPhase {
  @Field({ description: "One of the offering's phases." })
  @Length(1, 100)
  phase!: string;

  @Field(() => Int, { description: 'Its planned length in calendar days, from 1 to 3,650.' })
  @Min(1)
  @Max(maxDays)
  plannedDays!: number;
}

@ObjectType({ simpleResolvers: true, description: 'Something that people or machines do in a delivery.' })
@InputType('PlaybookActivityInput', { description: 'Something that people or machines do in a delivery.' })
export class PlaybookActivity {
  @Field({ description: 'What is done, for example `Run the migration rehearsal`.' })
  @Length(1, 200)
  @Matches(/\S/, notBlank)
  title!: string;

  @Field({ description: "One of the offering's phases." })
  @Length(1, 100)
  phase!: string;

  @Field({ description: "One of the offering's roles, whose people do it." })
  @Length(1, 100)
  role!: string;

  @Field(() => DecimalScalar, {
    description: "The role's planned hours for it, above 0 and up to 100,000, up to 2 places.",
  })
  @DecimalIn({ above: 0, max: 100_000, places: 2 })
  hours!: StoredDecimal;

  @Field(() => ActivityKind, { defaultValue: ActivityKind.MANUAL, description: 'How it is done.' })
  kind!: ActivityKind;

  @Field({ defaultValue: '', description: 'How exactly; empty where the title says it.' })
  @Length(0, 5000)
  description!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What a scope item of a playbook delivers.' })
@InputType('PlaybookDeliverableInput', { description: 'What a scope item of a playbook delivers.' })
export class PlaybookDeliverable {
  @Field({ description: 'Unique in the playbook, without regard to case.' })
  @Length(1, 200)
  @Matches(/\S/, notBlank)
  name!: string;

  @Field({ defaultValue: '', description: 'When it counts as good. Publishing asks for it.' })
  @Length(0, 5000)
  acceptanceCriteria!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Something that is to be done in every delivery; a statement of work gets a scope item of it.',
})
@InputType('PlaybookScopeItemInput', {
  description: 'Something that is to be done in every delivery; a statement of work gets a scope item of it.',
})
export class PlaybookScopeItem {
  @Field({ description: 'What is to be done.' })
  @Length(1, 200)
  @Matches(/\S/, notBlank)
  title!: string;

  @Field({ description: "One of the offering's phases, in which it is done." })
  @Length(1, 100)
  phase!: string;

  @Field({ description: "One of the offering's roles, which does it." })
  @Length(1, 100)
  role!: string;

  @Field({ defaultValue: true, description: 'Is it delivered the standard way, or made for each customer?' })
  standard!: boolean;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'How much of it, above 0, up to 3 places; null where that is open. Publishing asks for it.',
  })
  @DecimalIn({ above: 0, max: 1_000_000_000, places: 3 })
  quantity?: StoredDecimal | null;

  @Field({ defaultValue: '', description: 'What the quantity counts, for example `interface`; may be empty.' })
  @Length(0, 100)
  unit!: string;

  @Field({ defaultValue: '', description: 'What it rests on; empty where nothing is said.' })
  @Length(0, 5000)
  assumptions!: string;

  @Field(() => Int, {
    description: 'Calendar days after the first day of the delivery on which it begins: 0 for the first day itself.',
  })
  @Min(0)
  @Max(maxDays)
  startsAfterDays!: number;

  @Field(() => Int, { description: 'How long it takes, in calendar days, first and last included; at least 1.' })
  @Min(1)
  @Max(maxDays)
  durationDays!: number;

  @Field(() => [PlaybookDeliverable], { defaultValue: [], description: 'In order; at most 50.' })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  deliverables!: PlaybookDeliverable[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'A day of the delivery on which something is due, and what is paid.',
})
@InputType('PlaybookMilestoneInput', {
  description: 'A day of the delivery on which something is due, and what is paid.',
})
export class PlaybookMilestone {
  @Field({ description: 'What has been reached then.' })
  @Length(1, 200)
  @Matches(/\S/, notBlank)
  name!: string;

  @Field(() => Int, { description: 'Calendar days after the first day of the delivery on which it is due.' })
  @Min(0)
  @Max(maxDays)
  dueAfterDays!: number;

  @Field(() => DecimalScalar, {
    description:
      'The share of the price that is paid on it, in percent, from 0 to 100, up to 2 places. Publishing asks that all come to 100.',
  })
  @DecimalIn({ min: 0, max: 100, places: 2 })
  paymentShare!: StoredDecimal;

  @Field(() => [String], { defaultValue: [], description: 'The names of the deliverables that are due then.' })
  @ArrayMaxSize(200)
  @ArrayUnique()
  @Length(1, 200, { each: true })
  deliverables!: string[];
}

@RecordType({
  prefix: 'playbook',
  description:
    'How an offering is delivered: the template that a statement of work and a plan are made from in one call. What is published is never changed: the next edition takes its place. Partners see those that were published.',
})
@Index(['offeringId', 'edition'], { unique: true })
@Index(['createdAt'])
export class Playbook extends StoredRecord {
  declare id: Id<'playbook'>;

  @Field(() => ID, { description: 'What is delivered from it.' })
  @IdColumn({ references: () => ServiceOffering })
  offeringId!: Id<'offering'>;

  /** The offering, while this is its published playbook: by this key an offering has one at a time. */
  @Index({ unique: true })
  @IdColumn({ nullable: true })
  publishedOfOfferingId!: Id<'offering'> | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Counts the published playbooks of the offering, from 1; null where it never was published.',
  })
  @IntColumn({ nullable: true })
  edition!: number | null;

  @Index()
  @Field(() => ID, { nullable: true, description: 'The playbook that it was copied from; null where from none.' })
  @IdColumn({ nullable: true })
  copiedFromId!: Id<'playbook'> | null;

  @Field({ description: 'For a person to read.' })
  @TextColumn({ length: 200 })
  name!: string;

  @Field({ description: 'What is different from the edition before; may be empty.' })
  @LongTextColumn()
  changes!: string;

  @Index()
  @Field(() => PlaybookStatus, {
    description: 'Whether it is still being written, is the template in use, or is retired.',
  })
  @EnumColumn()
  status!: PlaybookStatus;

  @Field(() => [PlaybookPhase], { description: 'In order, each once.' })
  @JsonColumn()
  phases!: PlaybookPhase[];

  @Field(() => [PlaybookActivity], { description: 'What is done by whom, in order. The planned hours are theirs.' })
  @JsonColumn()
  activities!: PlaybookActivity[];

  @Field(() => [PlaybookScopeItem], { description: 'What is in scope of every delivery, in order.' })
  @JsonColumn()
  scopeItems!: PlaybookScopeItem[];

  @Field(() => [PlaybookMilestone], { description: 'What is due when, in order.' })
  @JsonColumn()
  milestones!: PlaybookMilestone[];

  @Field({ description: 'What is not part of a delivery; empty where nothing is said.' })
  @LongTextColumn()
  exclusions!: string;

  @Field({ description: 'What a delivery rests on; empty where nothing is said.' })
  @LongTextColumn()
  assumptions!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Days that the customer has to accept or reject a deliverable; null where that is open.',
  })
  @IntColumn({ nullable: true })
  acceptanceWindowDays!: number | null;

  @Index()
  @IdColumn({ nullable: true, references: () => User })
  authorId!: Id<'user'> | null;

  @Index()
  @IdColumn({ nullable: true, references: () => User })
  publishedById!: Id<'user'> | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was published; null where it never was.' })
  @DateTimeColumn({ nullable: true })
  publishedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was retired; null before.' })
  @DateTimeColumn({ nullable: true })
  retiredAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was retired; null before, and where the next edition took its place.',
  })
  @LongTextColumn({ nullable: true })
  retirementReason!: string | null;
}
