import { ArrayMaxSize, ArrayMinSize, ArrayUnique, Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { orderOf } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { Allocation } from '../allocations/allocation.entity';
import { DeliveryMode, Project } from './project.entity';
import { HealthStatus, ProjectStatus } from './project.lifecycle';
import { ProjectStaffing } from './staffing.entity';

@InputType({ description: 'A new project.' })
export class ProjectCreateInput {
  @Field({ description: 'The name that papers and lists show; 1 to 200 characters.' })
  @Length(1, 200)
  name!: string;

  @Field(() => ID, { description: 'The customer for whom it is delivered; it cannot be changed later.' })
  customerId!: string;

  @Field(() => ID, { nullable: true, description: 'A contact of the customer, for whom its papers are.' })
  contactId?: string | null;

  @Field(() => [ID], { description: 'The service offerings that it delivers; at least one.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  offeringIds!: string[];

  @Field(() => String, { nullable: true, description: "Where it is delivered; the customer's region when left out." })
  @Length(1, 100)
  region?: string | null;

  @Field(() => String, { nullable: true, description: "The customer's industry when left out." })
  @Length(1, 100)
  industry?: string | null;

  @Field(() => DeliveryMode, {
    defaultValue: DeliveryMode.REMOTE,
    description: "Whether the people work remotely or on the customer's site.",
  })
  deliveryMode!: DeliveryMode;

  @Field(() => ID, { nullable: true, description: 'A user with the role PROJECT_MANAGER; you when left out.' })
  managerId?: string | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'When it is planned to begin.' })
  startsOn?: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'When it is planned to end; not before it begins.' })
  endsOn?: PlainDate | null;
}

@InputType({ description: 'All that people type about a project: it replaces what is there.' })
export class ProjectUpdateInput {
  @Field({ description: 'The name that papers and lists show; signed papers keep the one that they were signed with.' })
  @Length(1, 200)
  name!: string;

  @Field({ description: 'Where it is delivered.' })
  @Length(1, 100)
  region!: string;

  @Field({ description: 'The industry that the project is for, in free text; partners are matched by it.' })
  @Length(1, 100)
  industry!: string;

  @Field(() => DeliveryMode, { description: "Whether the people work remotely or on the customer's site." })
  deliveryMode!: DeliveryMode;

  @Field(() => PlainDateScalar, { nullable: true, description: 'When it is planned to begin; open when left out.' })
  startsOn?: PlainDate | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'When it is planned to end, not before it begins; open when left out.',
  })
  endsOn?: PlainDate | null;
}

@InputType({ description: "A partner for one of a project's offerings." })
export class ProjectStaffPartnerInput {
  @Field(() => ID, { description: 'The project; its manager puts partners on it.' })
  projectId!: string;

  @Field(() => ID, { description: 'An ACTIVE partner.' })
  partnerId!: string;

  @Field(() => ID, { description: "One of the project's offerings, which the partner is qualified for." })
  offeringId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'A user with the role MENTOR; needed where the qualification is ASSISTED.',
  })
  mentorId?: string | null;
}

@InputType({ description: "A person's share in a project." })
export class AllocationCreateInput {
  @Field(() => ID, { description: 'The project to work on; its manager allocates people.' })
  projectId!: string;

  @Field(() => ID, {
    description: "A CONSULTANT, MENTOR or PROJECT_MANAGER of the vendor, or a staffed partner's certified member.",
  })
  userId!: string;

  @Field(() => ID, { description: "One of the project's offerings." })
  offeringId!: string;

  @Field({ description: "One of the offering's roles." })
  @Length(1, 100)
  role!: string;

  @Field(() => PlainDateScalar, { description: 'The first day.' })
  startsOn!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day; not before the first.' })
  endsOn!: PlainDate;

  @Field(() => Int, { description: "How much of the person's working time, from 1 to 100." })
  @Min(1)
  @Max(100)
  percent!: number;
}

@InputType({ description: 'Which projects to list.' })
export class ProjectFilter {
  @Field(() => [ProjectStatus], { nullable: true, description: 'Only those in one of these states.' })
  status?: ProjectStatus[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only those of these customers; at most 100 ids.' })
  customerId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only those that these people answer for; at most 100 ids.' })
  managerId?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Is the manager an active user with the role PROJECT_MANAGER? `false` finds those that wait for another one. For partner roles it matches nothing.',
  })
  managed?: boolean | null;

  @Field(() => [ID], { nullable: true, description: 'Staffed with one of these partners.' })
  partnerId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Delivering one of these offerings.' })
  offeringId?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Only those in one of these regions, written as on the record.',
  })
  region?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Only those in one of these industries, written as on the record.',
  })
  industry?: string[] | null;

  @Field(() => [DeliveryMode], { nullable: true, description: 'Delivered from there.' })
  deliveryMode?: DeliveryMode[] | null;

  @Field(() => [HealthStatus], {
    nullable: true,
    description:
      'Found so by the last assessment of its health: daily, and whenever something happens that weighs; UNKNOWN also where there was none. The field `health` is assessed when it is asked for, and may differ. For partner roles it matches nothing.',
  })
  health?: HealthStatus[] | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Planned to begin on this day or later.' })
  startsFrom?: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Planned to begin on this day or earlier.' })
  startsTo?: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Planned to end on this day or later.' })
  endsFrom?: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Planned to end on this day or earlier.' })
  endsTo?: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Begun on this day or later.' })
  activatedFrom?: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Begun on this day or earlier.' })
  activatedTo?: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Closed or cancelled on this day or later.' })
  endedFrom?: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Closed or cancelled on this day or earlier.' })
  endedTo?: PlainDate | null;

  @Field(() => String, {
    nullable: true,
    description: 'Part of the name, or of the name of the customer, in any case.',
  })
  @Length(1, 100)
  search?: string | null;
}

@InputType({ description: 'Which allocations to list.' })
export class AllocationFilter {
  @Field(() => [ID], { nullable: true, description: 'Only those of these projects; at most 100 ids.' })
  projectId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only those of these people; at most 100 ids.' })
  userId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only those of these partners; at most 100 ids.' })
  partnerId?: string[] | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Those that have a day on or after this one.' })
  from?: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Those that have a day on or before this one.' })
  to?: PlainDate | null;
}

export const ProjectOrder = orderOf(
  'ProjectOrder',
  'projects',
  {
    NAME: { column: 'nameKey', description: 'Without regard to case.' },
    CREATED_AT: { column: 'createdAt', description: 'By age.' },
  },
  { field: 'NAME', direction: 'ASC' },
);

export const ProjectPayload = payloadOf('Project', 'project', () => Project, 'the project');
export const ProjectStaffingPayload = payloadOf(
  'ProjectStaffing',
  'staffing',
  () => ProjectStaffing,
  "the partner's place on the project",
);
export const AllocationPayload = payloadOf('Allocation', 'allocation', () => Allocation, 'the allocation');
