import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateColumn,
  EnumColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
  TextColumn,
} from '../../shared/database/columns';
import { RecordType, StoredRecord } from '../../shared/database/record';
import type { PlainDate } from '../../shared/domain/dates';
import type { Id } from '../../shared/domain/ids';
import { PlainDateScalar } from '../../shared/graphql/scalars';
import { ServiceOffering } from '../catalog';
import { Project } from '../projects';
import { User } from '../identity';
import { Partner, Qualification } from '../partners';
import { AssistedDeliveryStatus } from './assisted-delivery.lifecycle';
import { AssistanceMode } from './evaluation.formula';

registerEnumType(AssistedDeliveryStatus, {
  name: 'AssistedDeliveryStatus',
  description: 'How far along an assisted delivery is.',
  valuesConfig: {
    PLANNED: { description: 'Planned: the mentor and the milestones are named.' },
    RUNNING: { description: 'The mentor accompanies the partner.' },
    PASSED: { description: 'The mentor found that the partner can deliver alone. Final.' },
    FAILED: { description: 'The mentor found that the partner cannot deliver alone yet. Final.' },
    VOID: { description: 'The project was cancelled, or the partner left it, before there was an outcome. Final.' },
  },
});

registerEnumType(AssistanceMode, {
  name: 'AssistanceMode',
  description: 'Who does the work and who watches, in the order of increasing independence.',
  valuesConfig: {
    SHADOW: { description: 'The partner watches.' },
    CO_DELIVERY: { description: 'Partner and mentor work side by side.' },
    REVERSE_SHADOW: { description: 'The mentor watches.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'A milestone of an assisted delivery, with its mode.' })
export class PlannedMilestone {
  @Field(() => ID, { description: 'The id of the milestone at which the mentor evaluates.' })
  milestoneId!: string;

  @Field(() => AssistanceMode, { description: 'Who leads until this milestone: the mentor, both, or the partner.' })
  mode!: AssistanceMode;
}

@RecordType({
  prefix: 'assisted_delivery',
  description:
    "A project on which a mentor accompanies a partner with an ASSISTED qualification, and decides whether it can deliver alone. Partner users see their own firm's.",
})
@Index(['partnerId', 'offeringId', 'status'])
@Index(['createdAt'])
export class AssistedDelivery extends StoredRecord {
  declare id: Id<'assisted_delivery'>;

  @Index()
  @Field(() => ID, { description: 'The id of the qualification for which a passed delivery counts.' })
  @IdColumn({ references: () => Qualification })
  qualificationId!: Id<'qualification'>;

  @Index()
  @Field(() => ID, { description: 'The id of the project on which the partner is accompanied.' })
  @IdColumn({ references: () => Project })
  projectId!: Id<'project'>;

  @Index()
  @Field(() => ID, { description: "The id of the mentor, a member of the vendor's staff." })
  @IdColumn({ references: () => User })
  mentorId!: Id<'user'>;

  @Field(() => ID, { description: 'The id of the partner firm that is accompanied.' })
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @Index()
  @Field(() => ID, { description: "The id of the qualification's service offering." })
  @IdColumn({ references: () => ServiceOffering })
  offeringId!: Id<'offering'>;

  /**
   * Qualification and project until there is an outcome, then null: only one assisted delivery of the pair can be open.
   */
  @Index({ unique: true })
  @TextColumn({ length: 130, nullable: true })
  openKey!: string | null;

  @Index()
  @Field(() => AssistedDeliveryStatus, {
    description: 'How far along the delivery is. `availableActions` has the next steps.',
  })
  @EnumColumn()
  status!: AssistedDeliveryStatus;

  @Field(() => [PlannedMilestone], { description: 'The planned milestones, in the order of their due dates.' })
  @JsonColumn()
  plan!: PlannedMilestone[];

  @Field(() => Int, { description: 'The number of planned milestones that the mentor has evaluated.' })
  @IntColumn()
  evaluatedMilestones!: number;

  @Field(() => PlainDateScalar, { nullable: true, description: 'The day on which it was started; null before that.' })
  @DateColumn({ nullable: true })
  startedOn!: PlainDate | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The day on which it was passed, failed or voided; null before that.',
  })
  @DateColumn({ nullable: true })
  concludedOn!: PlainDate | null;

  @Field(() => String, {
    nullable: true,
    description: "The mentor's reason for the outcome; null before that, and if voided.",
  })
  @LongTextColumn({ nullable: true })
  conclusion!: string | null;
}
