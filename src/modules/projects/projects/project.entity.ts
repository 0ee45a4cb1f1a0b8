import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
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
import { Node, RecordType, StoredRecord, VendorOnly } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Id } from '../../../shared/domain/ids';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { ServiceOffering } from '../../catalog';
import { Customer } from '../../customers';
import { User } from '../../identity';
import { HealthStatus, ProjectStatus } from './project.lifecycle';

export enum DeliveryMode {
  REMOTE = 'REMOTE',
  ON_SITE = 'ON_SITE',
}

registerEnumType(HealthStatus, {
  name: 'HealthStatus',
  description: 'The health of a project, by rules over its current data.',
  valuesConfig: {
    GREEN: { description: 'No rule gives a reason for concern.' },
    AMBER: { description: 'At least one reason for concern, none of them severe.' },
    RED: { description: 'At least one severe reason for concern.' },
    UNKNOWN: { description: 'Not assessed: the project is planned, closed or cancelled.' },
  },
});

registerEnumType(DeliveryMode, {
  name: 'DeliveryMode',
  description: 'Where a project is delivered from.',
  valuesConfig: {
    REMOTE: { description: 'The people work from elsewhere.' },
    ON_SITE: { description: "The people work at the customer's site." },
  },
});

registerEnumType(ProjectStatus, {
  name: 'ProjectStatus',
  description: 'How far along a project is.',
  valuesConfig: {
    PLANNED: { description: 'Its statement of work is not signed, or work has not started.' },
    ACTIVE: { description: 'Work is under way.' },
    ON_HOLD: { description: 'Work is interrupted.' },
    ACCEPTANCE: { description: 'The customer examines the deliverables.' },
    CLOSED: { description: 'Every deliverable in scope is accepted. Final.' },
    CANCELLED: { description: 'Ended without completion. Final.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'A period in which a project was on hold.' })
export class ProjectPause {
  @Field(() => PlainDateScalar, { description: 'The day on which it was put on hold.' })
  from!: PlainDate;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The day on which it was resumed; null while it is on hold.',
  })
  until!: PlainDate | null;
}

@RecordType({
  prefix: 'project',
  description:
    'Work for a customer under a statement of work. Partner users see the projects that they are staffed on.',
})
@Index(['createdAt'])
export class Project extends StoredRecord {
  declare id: Id<'project'>;

  @Field({ description: 'The name on papers and in lists; signed papers keep the name under which they were signed.' })
  @TextColumn({ length: 200 })
  name!: string;

  @Index()
  @TextColumn({ length: 200 })
  nameKey!: string;

  @Index()
  @Field(() => ID, { description: 'The id of the customer for whom it is delivered.' })
  @IdColumn({ references: () => Customer })
  customerId!: Id<'customer'>;

  /** The contact for whom its papers are printed, in their language. */
  @Index()
  @IdColumn({ nullable: true })
  contactId!: Id<'contact'> | null;

  /** The joint solution that it delivers, which the alliances module declares. */
  @Index()
  @IdColumn({ nullable: true })
  jointSolutionId!: Id<'joint_solution'> | null;

  @Index()
  @Field({ description: 'The region in which it is delivered, for example `EMEA` or `North China`.' })
  @TextColumn({ length: 100 })
  region!: string;

  @Index()
  @Field({ description: 'For example `Manufacturing`.' })
  @TextColumn({ length: 100 })
  industry!: string;

  @Index()
  @Field(() => DeliveryMode, { description: "Whether the people work remotely or on the customer's site." })
  @EnumColumn()
  deliveryMode!: DeliveryMode;

  @Index()
  @Field(() => ID, { description: "The id of the vendor's project manager who answers for it." })
  @IdColumn({ references: () => User })
  managerId!: Id<'user'>;

  @Index()
  @Field(() => ProjectStatus, { description: 'How far along the project is, from planning to closing.' })
  @EnumColumn()
  status!: ProjectStatus;

  @Index()
  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The planned first day; null if open.',
  })
  @DateColumn({ nullable: true })
  startsOn!: PlainDate | null;

  @Index()
  @Field(() => PlainDateScalar, { nullable: true, description: 'The planned last day; null if open.' })
  @DateColumn({ nullable: true })
  endsOn!: PlainDate | null;

  @Index()
  @Field(() => PlainDateScalar, { nullable: true, description: 'The day on which work started; null before that.' })
  @DateColumn({ nullable: true })
  activatedOn!: PlainDate | null;

  @Index()
  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The day on which it was closed or cancelled; null before that.',
  })
  @DateColumn({ nullable: true })
  endedOn!: PlainDate | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description:
      'The day from which it has its status, which is the day of its latest step; later steps cannot be dated before it. Null while it is planned.',
  })
  @DateColumn({ nullable: true })
  statusSince!: PlainDate | null;

  @Field(() => [ProjectPause], { description: 'The periods in which it was on hold, oldest first.' })
  @JsonColumn()
  pauses!: ProjectPause[];

  @Field(() => String, {
    nullable: true,
    description: 'Why it is on hold or cancelled, visible to everyone on the project; null in every other status.',
  })
  @LongTextColumn({ nullable: true })
  statusReason!: string | null;

  /** The rhythm of its status reports; both null without one. */
  @IntColumn({ nullable: true })
  reportEveryDays!: number | null;

  @DateColumn({ nullable: true })
  reportFirstDueOn!: PlainDate | null;

  /** The number of status reports missed under rhythms that were replaced. */
  @IntColumn({ nullable: true })
  reportsMissedBefore!: number | null;

  /** The latest due date for which an overdue status report was announced. */
  @DateColumn({ nullable: true })
  reportOverdueToldOn!: PlainDate | null;

  /** The last assessed health; null before the first assessment. Derived data, without a version or history. */
  @VendorOnly()
  @Index()
  @EnumColumn({ nullable: true })
  healthStatus!: HealthStatus | null;

  @VendorOnly()
  @DateTimeColumn({ nullable: true })
  healthAssessedAt!: Date | null;
}

@RecordType({ prefix: 'project_offering', description: 'One of the service offerings that a project delivers.' })
@Index(['projectId', 'offeringId'], { unique: true })
@Index(['offeringId', 'id'])
export class ProjectOffering extends Node {
  declare id: Id<'project_offering'>;

  @Field(() => ID, { description: 'The id of the project that delivers the offering.' })
  @IdColumn({ references: () => Project })
  projectId!: Id<'project'>;

  @Field(() => ID, { description: 'The id of the service offering that the project delivers.' })
  @IdColumn({ references: () => ServiceOffering })
  offeringId!: Id<'offering'>;
}
