import { ArrayMaxSize, ArrayMinSize, ArrayUnique, Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { orderOf } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { DeliveryMode, Project } from './project.entity';
import { HealthStatus, ProjectStatus } from './project.lifecycle';
import { ProjectStaffing } from './staffing.entity';

@InputType({ description: 'A new project.' })
export class ProjectCreateInput {
  @Field({ description: 'The name on papers and in lists; 1 to 200 characters.' })
  @Length(1, 200)
  name!: string;

  @Field(() => ID, { description: 'The customer for whom it is delivered; it cannot be changed later.' })
  customerId!: string;

  @Field(() => ID, { nullable: true, description: 'The contact of the customer for whom its papers are printed.' })
  contactId?: string | null;

  @Field(() => [ID], { description: 'The service offerings that it delivers; at least one.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  offeringIds!: string[];

  @Field(() => String, {
    nullable: true,
    description: "The region in which it is delivered; the customer's if left out.",
  })
  @Length(1, 100)
  region?: string | null;

  @Field(() => String, { nullable: true, description: "The industry; the customer's if left out." })
  @Length(1, 100)
  industry?: string | null;

  @Field(() => DeliveryMode, {
    defaultValue: DeliveryMode.REMOTE,
    description: "Whether the people work remotely or on the customer's site.",
  })
  deliveryMode!: DeliveryMode;

  @Field(() => ID, { nullable: true, description: 'A user with the role PROJECT_MANAGER; you if left out.' })
  managerId?: string | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'The planned first day.' })
  startsOn?: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'The planned last day; not before the first.' })
  endsOn?: PlainDate | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The joint solution that it delivers, which must be OFFERED; none if left out.',
  })
  jointSolutionId?: string | null;
}

@InputType({ description: 'The complete data of a project, which replaces the current data.' })
export class ProjectUpdateInput {
  @Field({ description: 'The name on papers and in lists; signed papers keep the name under which they were signed.' })
  @Length(1, 200)
  name!: string;

  @Field({ description: 'The region in which it is delivered.' })
  @Length(1, 100)
  region!: string;

  @Field({ description: 'The industry as free text, by which partners are matched.' })
  @Length(1, 100)
  industry!: string;

  @Field(() => DeliveryMode, { description: "Whether the people work remotely or on the customer's site." })
  deliveryMode!: DeliveryMode;

  @Field(() => PlainDateScalar, { nullable: true, description: 'The planned first day; open if left out.' })
  startsOn?: PlainDate | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The planned last day, not before the first; open if left out.',
  })
  endsOn?: PlainDate | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The joint solution that it delivers; none if left out. A new one must be OFFERED; the present one may stay when it is withdrawn.',
  })
  jointSolutionId?: string | null;
}

@InputType({ description: "A partner for one of a project's offerings." })
export class ProjectStaffPartnerInput {
  @Field(() => ID, { description: 'The project; its manager puts partners on it.' })
  projectId!: string;

  @Field(() => ID, { description: 'An ACTIVE partner.' })
  partnerId!: string;

  @Field(() => ID, { description: "One of the project's offerings, for which the partner is qualified." })
  offeringId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'A user with the role MENTOR; required if the qualification is ASSISTED.',
  })
  mentorId?: string | null;
}

@InputType({ description: 'Which projects to list.' })
export class ProjectFilter {
  @Field(() => [ProjectStatus], { nullable: true, description: 'Only projects in one of these statuses.' })
  status?: ProjectStatus[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only projects of these customers; at most 100 ids.' })
  customerId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only projects with these managers; at most 100 ids.' })
  managerId?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True for projects whose manager is an active user with the role PROJECT_MANAGER, false for those that wait for another manager. Matches nothing for partner roles.',
  })
  managed?: boolean | null;

  @Field(() => [ID], { nullable: true, description: 'Only projects staffed with one of these partners.' })
  partnerId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only projects that deliver one of these offerings.' })
  offeringId?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Only projects in one of these regions, in their exact spelling.',
  })
  region?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Only projects in one of these industries, in their exact spelling.',
  })
  industry?: string[] | null;

  @Field(() => [DeliveryMode], { nullable: true, description: 'Only projects delivered in one of these modes.' })
  deliveryMode?: DeliveryMode[] | null;

  @Field(() => [HealthStatus], {
    nullable: true,
    description:
      'Only projects with this health at the last assessment, which runs daily and after events that affect it; projects never assessed are UNKNOWN. The field `health` is assessed on request and may differ. Matches nothing for partner roles.',
  })
  health?: HealthStatus[] | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Only projects planned to begin on this day or later.' })
  startsFrom?: PlainDate | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'Only projects planned to begin on this day or earlier.',
  })
  startsTo?: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Only projects planned to end on this day or later.' })
  endsFrom?: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Only projects planned to end on this day or earlier.' })
  endsTo?: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Only projects that started on this day or later.' })
  activatedFrom?: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Only projects that started on this day or earlier.' })
  activatedTo?: PlainDate | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'Only projects closed or cancelled on this day or later.',
  })
  endedFrom?: PlainDate | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'Only projects closed or cancelled on this day or earlier.',
  })
  endedTo?: PlainDate | null;

  @Field(() => String, {
    nullable: true,
    description: "A part of the name, or of the customer's name, ignoring case.",
  })
  @Length(1, 100)
  search?: string | null;
}

export const ProjectOrder = orderOf(
  'ProjectOrder',
  'projects',
  {
    NAME: { column: 'nameKey', description: 'By name, ignoring case.' },
    CREATED_AT: { column: 'createdAt', description: 'By creation time.' },
  },
  { field: 'NAME', direction: 'ASC' },
);

export const ProjectPayload = payloadOf('Project', 'project', () => Project, 'the project');
export const ProjectStaffingPayload = payloadOf(
  'ProjectStaffing',
  'staffing',
  () => ProjectStaffing,
  "the partner's staffing on the project",
);
