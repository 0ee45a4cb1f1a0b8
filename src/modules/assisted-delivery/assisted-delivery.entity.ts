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
  description: 'How far an assisted delivery is.',
  valuesConfig: {
    PLANNED: { description: 'Mentor and milestones are named.' },
    RUNNING: { description: 'The mentor accompanies the partner.' },
    PASSED: { description: 'The mentor found that the partner can do it. Final.' },
    FAILED: { description: 'The mentor found that the partner cannot do it yet. Final.' },
    VOID: { description: 'The project was cancelled before there was an outcome. Final.' },
  },
});

registerEnumType(AssistanceMode, {
  name: 'AssistanceMode',
  description: 'Who does the work and who watches, in the order in which a partner grows.',
  valuesConfig: {
    SHADOW: { description: 'The partner watches.' },
    CO_DELIVERY: { description: 'Partner and mentor work side by side.' },
    REVERSE_SHADOW: { description: 'The mentor watches.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'How the mentor accompanies the partner to a milestone.' })
export class PlannedMilestone {
  @Field(() => ID, { description: 'The id of the milestone at which the mentor evaluates.' })
  milestoneId!: string;

  @Field(() => AssistanceMode, { description: 'Who leads until this milestone: the mentor, both, or the partner.' })
  mode!: AssistanceMode;
}

@RecordType({
  prefix: 'assisted_delivery',
  description:
    'A project on which a mentor accompanies a partner that is qualified as ASSISTED, and judges whether it can deliver alone. Partners see their own.',
})
@Index(['partnerId', 'offeringId', 'status'])
@Index(['createdAt'])
export class AssistedDelivery extends StoredRecord {
  declare id: Id<'assisted_delivery'>;

  @Index()
  @Field(() => ID, { description: 'The id of the qualification that a passed delivery counts for.' })
  @IdColumn({ references: () => Qualification })
  qualificationId!: Id<'qualification'>;

  @Index()
  @Field(() => ID, { description: 'The id of the project on which the partner is accompanied.' })
  @IdColumn({ references: () => Project })
  projectId!: Id<'project'>;

  @Index()
  @Field(() => ID, { description: "A member of the vendor's staff." })
  @IdColumn({ references: () => User })
  mentorId!: Id<'user'>;

  @Field(() => ID, { description: 'The id of the partner firm that is accompanied.' })
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @Index()
  @Field(() => ID, { description: 'The service offering of the qualification.' })
  @IdColumn({ references: () => ServiceOffering })
  offeringId!: Id<'offering'>;

  /** Qualification and project until there is an outcome, then null: one open assisted delivery of the two. */
  @Index({ unique: true })
  @TextColumn({ length: 130, nullable: true })
  openKey!: string | null;

  @Index()
  @Field(() => AssistedDeliveryStatus, {
    description: 'Where it stands in its life cycle. `availableActions` names the steps from here.',
  })
  @EnumColumn()
  status!: AssistedDeliveryStatus;

  @Field(() => [PlannedMilestone], { description: 'In the order in which the milestones are due.' })
  @JsonColumn()
  plan!: PlannedMilestone[];

  @Field(() => Int, { description: 'How many of the planned milestones the mentor has evaluated.' })
  @IntColumn()
  evaluatedMilestones!: number;

  @Field(() => PlainDateScalar, { nullable: true, description: 'The day on which it was started; null before.' })
  @DateColumn({ nullable: true })
  startedOn!: PlainDate | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The day on which it was passed, failed or void; null before.',
  })
  @DateColumn({ nullable: true })
  concludedOn!: PlainDate | null;

  @Field(() => String, {
    nullable: true,
    description: "The mentor's reason for the outcome; null before, and if void.",
  })
  @LongTextColumn({ nullable: true })
  conclusion!: string | null;
}
