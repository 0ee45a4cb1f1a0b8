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
    REMOTE: { description: 'From elsewhere.' },
    ON_SITE: { description: "At the customer's." },
  },
});

registerEnumType(ProjectStatus, {
  name: 'ProjectStatus',
  description: 'How far a project is.',
  valuesConfig: {
    PLANNED: { description: 'Its statement of work is not signed, or work has not begun.' },
    ACTIVE: { description: 'In work.' },
    ON_HOLD: { description: 'Work rests.' },
    ACCEPTANCE: { description: 'The customer examines what was delivered.' },
    CLOSED: { description: 'Everything in scope is accepted. Final.' },
    CANCELLED: { description: 'Given up. Final.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'A time in which a project was on hold.' })
export class ProjectPause {
  @Field(() => PlainDateScalar, { description: 'The day on which it was put on hold.' })
  from!: PlainDate;

  @Field(() => PlainDateScalar, { nullable: true, description: 'The day on which it went on; null while it rests.' })
  until!: PlainDate | null;
}

@RecordType({
  prefix: 'project',
  description: 'Work for a customer, bound by a statement of work. Partners see those that they are staffed on.',
})
@Index(['createdAt'])
export class Project extends StoredRecord {
  declare id: Id<'project'>;

  @Field({ description: 'The name that papers and lists show; signed papers keep the one that they were signed with.' })
  @TextColumn({ length: 200 })
  name!: string;

  @Index()
  @TextColumn({ length: 200 })
  nameKey!: string;

  @Index()
  @Field(() => ID, { description: 'The id of the customer for whom it is delivered.' })
  @IdColumn({ references: () => Customer })
  customerId!: Id<'customer'>;

  /** For whom its papers are, and in whose language. */
  @Index()
  @IdColumn({ nullable: true })
  contactId!: Id<'contact'> | null;

  @Index()
  @Field({ description: 'Where it is delivered, for example `EMEA` or `North China`.' })
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
  @Field(() => ID, { description: 'Who answers for it: a project manager of the vendor.' })
  @IdColumn({ references: () => User })
  managerId!: Id<'user'>;

  @Index()
  @Field(() => ProjectStatus, { description: 'Where the project stands between planning and closing.' })
  @EnumColumn()
  status!: ProjectStatus;

  @Index()
  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'When it is planned to begin; null where that is open.',
  })
  @DateColumn({ nullable: true })
  startsOn!: PlainDate | null;

  @Index()
  @Field(() => PlainDateScalar, { nullable: true, description: 'When it is planned to end; null where that is open.' })
  @DateColumn({ nullable: true })
  endsOn!: PlainDate | null;

  @Index()
  @Field(() => PlainDateScalar, { nullable: true, description: 'The day on which work began; null before.' })
  @DateColumn({ nullable: true })
  activatedOn!: PlainDate | null;

  @Index()
  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The day on which it was closed or cancelled; null before.',
  })
  @DateColumn({ nullable: true })
  endedOn!: PlainDate | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description:
      'The day from which it has its status: the day of its newest step. No later step is of a day before. Null while it is planned.',
  })
  @DateColumn({ nullable: true })
  statusSince!: PlainDate | null;

  @Field(() => [ProjectPause], { description: 'When it was on hold, oldest first.' })
  @JsonColumn()
  pauses!: ProjectPause[];

  @Field(() => String, {
    nullable: true,
    description: 'Why it is on hold or cancelled, for everybody on the project; null in every other state.',
  })
  @LongTextColumn({ nullable: true })
  statusReason!: string | null;

  /** The rhythm of its status reports; both null where it has none. */
  @IntColumn({ nullable: true })
  reportEveryDays!: number | null;

  @DateColumn({ nullable: true })
  reportFirstDueOn!: PlainDate | null;

  /** The status reports that were missed by rhythms that another one replaced. */
  @IntColumn({ nullable: true })
  reportsMissedBefore!: number | null;

  /** The newest due date of which it was told that its status report is overdue. */
  @DateColumn({ nullable: true })
  reportOverdueToldOn!: PlainDate | null;

  /** The health that was found last; null before the first assessment. Derived: it has no version and no history. */
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
export class ProjectOffering extends Node {
  declare id: Id<'project_offering'>;

  @Field(() => ID, { description: 'The id of the project that delivers the offering.' })
  @IdColumn({ references: () => Project })
  projectId!: Id<'project'>;

  @Index()
  @Field(() => ID, { description: 'The id of the service offering that the project delivers.' })
  @IdColumn({ references: () => ServiceOffering })
  offeringId!: Id<'offering'>;
}
