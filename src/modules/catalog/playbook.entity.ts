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
  description: 'Whether a playbook is a draft, in use, or retired.',
  valuesConfig: {
    DRAFT: { description: 'A draft, visible only to staff.' },
    PUBLISHED: { description: 'The offering is delivered by it. It can no longer be edited.' },
    RETIRED: { description: 'A later edition was published, or the playbook was discarded. Final.' },
  },
});

registerEnumType(ActivityKind, {
  name: 'ActivityKind',
  description: 'How an activity of a playbook is done.',
  valuesConfig: {
    MANUAL: { description: 'By people, step by step.' },
    AUTOMATED: { description: 'Automatically; people start and check it.' },
    TOOLED: { description: 'By people with a tool that does most of it.' },
  },
});

/** A decimal in a JSON structure: as it came in, or as a string once it was stored. */
type StoredDecimal = Decimal | string;

const notBlank = { message: '$property must not be blank' };
/** Ten years: a longer delivery has to be planned in several. */
const maxDays = 3_650;

@ObjectType({ simpleResolvers: true, description: 'A phase of a delivery, and its length.' })
@InputType('PlaybookPhaseInput', { description: 'A phase of a delivery, and its length.' })
export class PlaybookPhase {
  @Field({ description: "One of the offering's phases." })
  @Length(1, 100)
  phase!: string;

  @Field(() => Int, { description: 'Its planned length in calendar days, from 1 to 3,650.' })
  @Min(1)
  @Max(maxDays)
  plannedDays!: number;
}

@ObjectType({ simpleResolvers: true, description: 'Work that people or machines do in a delivery.' })
@InputType('PlaybookActivityInput', { description: 'Work that people or machines do in a delivery.' })
export class PlaybookActivity {
  @Field({ description: 'What is done, for example `Run the migration rehearsal`.' })
  @Length(1, 200)
  @Matches(/\S/, notBlank)
  title!: string;

  @Field({ description: "One of the offering's phases." })
  @Length(1, 100)
  phase!: string;

  @Field({ description: "One of the offering's roles, which does the work." })
  @Length(1, 100)
  role!: string;

  @Field(() => DecimalScalar, {
    description: "The role's planned hours, above 0 and up to 100,000, with up to 2 decimal places.",
  })
  @DecimalIn({ above: 0, max: 100_000, places: 2 })
  hours!: StoredDecimal;

  @Field(() => ActivityKind, {
    defaultValue: ActivityKind.MANUAL,
    description: 'Whether it is done manually, automatically or with a tool.',
  })
  kind!: ActivityKind;

  @Field({ defaultValue: '', description: 'Details; empty if the title says it all.' })
  @Length(0, 5000)
  description!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What the work of a scope item hands over to the customer.' })
@InputType('PlaybookDeliverableInput', { description: 'What the work of a scope item hands over to the customer.' })
export class PlaybookDeliverable {
  @Field({ description: 'The name of the deliverable; unique in the playbook, ignoring case.' })
  @Length(1, 200)
  @Matches(/\S/, notBlank)
  name!: string;

  @Field({ defaultValue: '', description: 'The criteria for accepting it. Required for publication.' })
  @Length(0, 5000)
  acceptanceCriteria!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Work that is part of every delivery; a statement of work gets a scope item from it.',
})
@InputType('PlaybookScopeItemInput', {
  description: 'Work that is part of every delivery; a statement of work gets a scope item from it.',
})
export class PlaybookScopeItem {
  @Field({ description: 'The title of the scope item.' })
  @Length(1, 200)
  @Matches(/\S/, notBlank)
  title!: string;

  @Field({ description: "The one of the offering's phases in which the work is done." })
  @Length(1, 100)
  phase!: string;

  @Field({ description: "The one of the offering's roles that does the work." })
  @Length(1, 100)
  role!: string;

  @Field({ defaultValue: true, description: 'Whether the work is standard or made for each customer.' })
  standard!: boolean;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The quantity, above 0, with up to 3 decimal places; null if it is open. Required for publication.',
  })
  @DecimalIn({ above: 0, max: 1_000_000_000, places: 3 })
  quantity?: StoredDecimal | null;

  @Field({ defaultValue: '', description: 'The unit of the quantity, for example `interface`; may be empty.' })
  @Length(0, 100)
  unit!: string;

  @Field({ defaultValue: '', description: 'Assumptions; may be empty.' })
  @Length(0, 5000)
  assumptions!: string;

  @Field(() => Int, {
    description: 'How many calendar days after the first day of the delivery it begins; 0 for the first day itself.',
  })
  @Min(0)
  @Max(maxDays)
  startsAfterDays!: number;

  @Field(() => Int, { description: 'Its length in calendar days, first and last included; at least 1.' })
  @Min(1)
  @Max(maxDays)
  durationDays!: number;

  @Field(() => [PlaybookDeliverable], {
    defaultValue: [],
    description: 'The deliverables of the scope item, in order; at most 50.',
  })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  deliverables!: PlaybookDeliverable[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'A due date relative to the first day of the delivery, with a payment.',
})
@InputType('PlaybookMilestoneInput', {
  description: 'A due date relative to the first day of the delivery, with a payment.',
})
export class PlaybookMilestone {
  @Field({ description: 'What has been reached by then.' })
  @Length(1, 200)
  @Matches(/\S/, notBlank)
  name!: string;

  @Field(() => Int, { description: 'How many calendar days after the first day of the delivery it is due.' })
  @Min(0)
  @Max(maxDays)
  dueAfterDays!: number;

  @Field(() => DecimalScalar, {
    description:
      'The share of the price that is paid at this milestone, in percent, from 0 to 100, with up to 2 decimal places. Publication requires that all shares add up to 100.',
  })
  @DecimalIn({ min: 0, max: 100, places: 2 })
  paymentShare!: StoredDecimal;

  @Field(() => [String], { defaultValue: [], description: 'The names of the deliverables that are due.' })
  @ArrayMaxSize(200)
  @ArrayUnique()
  @Length(1, 200, { each: true })
  deliverables!: string[];
}

@RecordType({
  prefix: 'playbook',
  description:
    'How an offering is delivered: the template from which a statement of work and a plan are made in one call. A published playbook cannot be edited; the next edition replaces it. Partners see those that were published.',
})
@Index(['offeringId', 'edition'], { unique: true })
@Index(['createdAt'])
export class Playbook extends StoredRecord {
  declare id: Id<'playbook'>;

  @Field(() => ID, { description: 'The id of the offering that the playbook describes.' })
  @IdColumn({ references: () => ServiceOffering })
  offeringId!: Id<'offering'>;

  /** The offering, while this is its published playbook: the unique key allows one at a time. */
  @Index({ unique: true })
  @IdColumn({ nullable: true })
  publishedOfOfferingId!: Id<'offering'> | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The number of the edition among the published playbooks of the offering, from 1; null if it was never published.',
  })
  @IntColumn({ nullable: true })
  edition!: number | null;

  @Index()
  @Field(() => ID, {
    nullable: true,
    description: 'The id of the playbook that this one was copied from; null if it is not a copy.',
  })
  @IdColumn({ nullable: true })
  copiedFromId!: Id<'playbook'> | null;

  @Field({ description: 'The name of the playbook.' })
  @TextColumn({ length: 200 })
  name!: string;

  @Field({ description: 'What differs from the previous edition; may be empty.' })
  @LongTextColumn()
  changes!: string;

  @Index()
  @Field(() => PlaybookStatus, {
    description: 'Whether the playbook is a draft, the template in use, or retired.',
  })
  @EnumColumn()
  status!: PlaybookStatus;

  @Field(() => [PlaybookPhase], { description: 'The phases, in order, each once.' })
  @JsonColumn()
  phases!: PlaybookPhase[];

  @Field(() => [PlaybookActivity], {
    description: 'The work and who does it, in order. The planned hours come from these activities.',
  })
  @JsonColumn()
  activities!: PlaybookActivity[];

  @Field(() => [PlaybookScopeItem], { description: 'The scope of every delivery, in order.' })
  @JsonColumn()
  scopeItems!: PlaybookScopeItem[];

  @Field(() => [PlaybookMilestone], { description: 'The milestones, in order.' })
  @JsonColumn()
  milestones!: PlaybookMilestone[];

  @Field({ description: 'What is not part of a delivery; may be empty.' })
  @LongTextColumn()
  exclusions!: string;

  @Field({ description: 'The assumptions of a delivery; may be empty.' })
  @LongTextColumn()
  assumptions!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'How many days the customer has to accept or reject a deliverable; null if that is open.',
  })
  @IntColumn({ nullable: true })
  acceptanceWindowDays!: number | null;

  @Index()
  @IdColumn({ nullable: true, references: () => User })
  authorId!: Id<'user'> | null;

  @Index()
  @IdColumn({ nullable: true, references: () => User })
  publishedById!: Id<'user'> | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the playbook was published, in UTC; null if it never was.',
  })
  @DateTimeColumn({ nullable: true })
  publishedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When the playbook was retired, in UTC; null if it was not.' })
  @DateTimeColumn({ nullable: true })
  retiredAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why the playbook was retired; null if it was not, or if the next edition replaced it.',
  })
  @LongTextColumn({ nullable: true })
  retirementReason!: string | null;
}
