import { ArrayMaxSize } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { PageArgs, PageInfo } from '../../../shared/graphql/connection';
import { DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { ServiceOffering } from '../../catalog';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { Allocation } from '../../projects';
import { ResourceParty } from '../../sow';

/** The grouping of figures about people into rows. */
export enum ResourceGrouping {
  PERSON = 'PERSON',
  PARTNER = 'PARTNER',
  ROLE = 'ROLE',
  OFFERING = 'OFFERING',
  MONTH = 'MONTH',
}

registerEnumType(ResourceGrouping, {
  name: 'ResourceGrouping',
  description:
    'The grouping into rows. The figures of a row cover all of its people’s work, on any project and in any role.',
  valuesConfig: {
    PERSON: { description: 'One person; by name.' },
    PARTNER: { description: "The people of one firm; the vendor's own first, then by name." },
    ROLE: {
      description:
        'The people allocated in a role on one of the days, and last those without a role. A person with two roles is in both rows.',
    },
    OFFERING: {
      description:
        'The people certified for an offering, on the days on which the certification is valid. A person certified for two offerings is in both rows.',
    },
    MONTH: { description: 'A calendar month, or the part of it that is requested.' },
  },
});

/** The reasons why a percentage has no value. */
export enum ResourceFigureGap {
  NO_WORKING_TIME = 'NO_WORKING_TIME',
}

registerEnumType(ResourceFigureGap, {
  name: 'ResourceFigureGap',
  description: 'The reasons why a percentage has no value.',
  valuesConfig: {
    NO_WORKING_TIME: { description: 'There are no available hours on these days: by the calendar, nobody works.' },
  },
});

@InputType({ description: 'Which people count; a person must meet every condition given.' })
export class ResourceFilter {
  @Field(() => [ID], { nullable: true, description: 'Only these people; at most 100.' })
  @ArrayMaxSize(100)
  userId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only people of these partners; at most 100.' })
  @ArrayMaxSize(100)
  partnerId?: string[] | null;

  @Field(() => ResourceParty, { nullable: true, description: "Only the vendor's people, or only partners'." })
  party?: ResourceParty | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Only people certified for one of these offerings on one of the days; at most 100.',
  })
  @ArrayMaxSize(100)
  offeringId?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Only people allocated in one of these roles on one of the days; at most 100.',
  })
  @ArrayMaxSize(100)
  role?: string[] | null;
}

@ArgsType()
export class ResourceArgs extends PageArgs {
  @Field(() => ResourceGrouping, { description: 'The grouping into rows.' })
  by!: ResourceGrouping;

  @Field(() => PlainDateScalar, { description: 'The first day of the range.' })
  from!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day of the range; at most 24 months after the first.' })
  to!: PlainDate;

  @Field(() => ResourceFilter, { nullable: true, description: 'The people who count; everyone if left out.' })
  filter?: ResourceFilter | null;
}

/** The subject of a row, and the records behind it. */
@ObjectType({ simpleResolvers: true })
export abstract class ResourceRow {
  @Field({
    description:
      'Identifies the row: the id of the person, the partner or the offering, the role, or the month. `VENDOR` for the vendor’s own people, `NONE` for those without a role.',
  })
  key!: string;

  @Field(() => User, { nullable: true, description: 'The person; null under any other grouping.' })
  user!: User | null;

  @Field(() => Partner, {
    nullable: true,
    description: "The firm; null for the vendor's own people, and under any other grouping.",
  })
  partner!: Partner | null;

  @Field(() => String, {
    nullable: true,
    description: 'The role; null for people without one, and under any other grouping.',
  })
  role!: string | null;

  @Field(() => ServiceOffering, {
    nullable: true,
    description: 'The offering; null if you may not see it, and under any other grouping.',
  })
  offering!: ServiceOffering | null;

  @Field(() => String, {
    nullable: true,
    description: 'The calendar month, as `YYYY-MM`; null under any other grouping.',
  })
  month!: string | null;

  @Field(() => Int, { description: 'The number of people in the row.' })
  people!: number;

  @Field(() => Int, { description: 'The number of approved time entries in the row.' })
  timeEntries!: number;

  @Field(() => DecimalScalar, {
    description: 'The working time by the calendar of each person, in hours, rounded half up to 2 decimals.',
  })
  availableHours!: string;

  @Field(() => DecimalScalar, { description: 'Approved time, in hours, rounded half up to 2 decimals.' })
  approvedHours!: string;
}

const percent = (description: string) =>
  Field(() => DecimalScalar, {
    nullable: true,
    description: `${description} In percent, rounded half up to 2 decimals; null if no hours are available, in which case \`unavailable\` says so.`,
  });

@ObjectType({ simpleResolvers: true, description: 'The share of available time that people work for customers.' })
export class UtilisationRow extends ResourceRow {
  @Field(() => DecimalScalar, {
    description:
      'The sum of the allocations, each a percentage of a full-time day up to the end of its project, as in `overAllocations`; in hours, rounded half up to 2 decimals.',
  })
  plannedHours!: string;

  @Field(() => DecimalScalar, {
    description: 'The approved time that customers are charged for, in hours, rounded half up to 2 decimals.',
  })
  billableHours!: string;

  @percent('Planned hours ÷ available hours.')
  plannedPercent!: string | null;

  @percent('Billable approved hours ÷ available hours.')
  utilisationPercent!: string | null;

  @Field(() => ResourceFigureGap, {
    nullable: true,
    description: 'Why the percentages are null; null if they are not.',
  })
  unavailable!: ResourceFigureGap | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'The allocated and the free part of the available time.',
})
export class CapacityRow extends ResourceRow {
  @Field(() => DecimalScalar, {
    description:
      'The sum of the allocations, each a percentage of a full-time day up to the end of its project, as in `overAllocations`; in hours, rounded half up to 2 decimals.',
  })
  allocatedHours!: string;

  @Field(() => DecimalScalar, {
    description:
      'The time that is left, by person and day, never below 0: overbooking on one day does not reduce another. Available + overbooked = allocated + free. In hours, rounded half up to 2 decimals.',
  })
  freeHours!: string;

  @Field(() => DecimalScalar, {
    description:
      "Allocation on a day beyond the person's working time, by their calendar and leave; in hours, rounded half up to 2 decimals.",
  })
  overbookedHours!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Consecutive days on which a person is allocated for more than they work.',
})
export class OverAllocationDays {
  @Field(() => PlainDateScalar, { description: 'The first day of the run.' })
  from!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day of the run.' })
  until!: PlainDate;

  @Field(() => Int, {
    description: 'The percentage of a full-time day for which they are allocated on each of the days.',
  })
  percent!: number;

  @Field(() => Int, {
    description:
      'The percentage of a full-time day that they work on each of the days, rounded down: the hours of their working calendar, less leave, relative to those of the default calendar, or relative to their own if they work an equally long week on other days. Below `percent`.',
  })
  available!: number;

  @Field(() => [Allocation], {
    description: 'The allocations that include one of these days, by their first day.',
  })
  allocations!: Allocation[];
}

@ObjectType({ simpleResolvers: true, description: 'A person who is allocated for more than they work.' })
export class OverAllocation {
  @Field(() => User, { description: 'The person.' })
  user!: User;

  @Field(() => [OverAllocationDays], { description: 'The days concerned, in order.' })
  days!: OverAllocationDays[];
}

@ObjectType({ simpleResolvers: true, description: 'An item with its cursor.' })
export class OverAllocationEdge {
  @Field({ description: 'The position of the item in the list.' })
  cursor!: string;

  @Field(() => OverAllocation, { description: 'The item.' })
  node!: OverAllocation;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'A page of people who are allocated for more than they work. It examines at most 100 people who might be, so it may have fewer items than requested even if the list continues.',
})
export class OverAllocationConnection {
  @Field(() => [OverAllocationEdge], { description: 'The items with their cursors.' })
  edges!: readonly OverAllocationEdge[];

  @Field(() => [OverAllocation], { description: 'The items without their cursors.' })
  nodes!: readonly OverAllocation[];

  @Field(() => PageInfo, { description: 'The position of this page in the list, with the cursors to continue from.' })
  pageInfo!: PageInfo;
}

@ArgsType()
export class OverAllocationArgs extends PageArgs {
  @Field(() => PlainDateScalar, { description: 'The first day of the range.' })
  from!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day of the range; at most 24 months after the first.' })
  to!: PlainDate;

  @Field(() => [ID], { nullable: true, description: 'Only these people; at most 100.' })
  @ArrayMaxSize(100)
  userId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only people of these partners; at most 100.' })
  @ArrayMaxSize(100)
  partnerId?: string[] | null;
}
