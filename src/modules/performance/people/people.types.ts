import { ArrayMaxSize } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { ServiceOffering } from '../../catalog';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { Allocation } from '../../projects';
import { ResourceParty } from '../../sow';

/** What a row of the figures of people is about. */
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
    'What a row is about. The figures of a row are all of its people’s, on whichever projects and in whichever role.',
  valuesConfig: {
    PERSON: { description: 'One person; by name.' },
    PARTNER: { description: "The people of one firm; the vendor's own first, then by name." },
    ROLE: {
      description:
        'The people who are allocated in a role on one of the days, and last those who are in none. Who has two roles is in both.',
    },
    OFFERING: {
      description:
        'The people who are certified for an offering, on the days on which the certification holds. Who is certified for two is in both.',
    },
    MONTH: { description: 'A calendar month, or those of its days that are asked for.' },
  },
});

/** Why a percentage has no value. */
export enum ResourceFigureGap {
  NO_WORKING_TIME = 'NO_WORKING_TIME',
}

registerEnumType(ResourceFigureGap, {
  name: 'ResourceFigureGap',
  description: 'Why a percentage has no value.',
  valuesConfig: {
    NO_WORKING_TIME: { description: 'On these days there are no available hours: by the calendar nobody works.' },
  },
});

@InputType({ description: 'Whose figures. Every condition that is given must hold.' })
export class ResourceFilter {
  @Field(() => [ID], { nullable: true, description: 'Of these people; at most 100.' })
  @ArrayMaxSize(100)
  userId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Of the people of these partners; at most 100.' })
  @ArrayMaxSize(100)
  partnerId?: string[] | null;

  @Field(() => ResourceParty, { nullable: true, description: "Of the vendor's people, or of partners'." })
  party?: ResourceParty | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Of people who are certified for one of these offerings on one of the days; at most 100.',
  })
  @ArrayMaxSize(100)
  offeringId?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Of people who are allocated in one of these roles on one of the days; at most 100.',
  })
  @ArrayMaxSize(100)
  role?: string[] | null;
}

@ArgsType()
export class ResourceArgs {
  @Field(() => ResourceGrouping, { description: 'What a row is about.' })
  by!: ResourceGrouping;

  @Field(() => PlainDateScalar, { description: 'The first day.' })
  from!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day; at most 24 months after the first.' })
  to!: PlainDate;

  @Field(() => ResourceFilter, { nullable: true, description: 'Whose figures; those of everybody when left out.' })
  filter?: ResourceFilter | null;
}

/** Whom or what a row is about, and what it rests on. */
@ObjectType({ simpleResolvers: true })
export abstract class ResourceRow {
  @Field({
    description:
      'Names the row among the others: the id of the person, the partner or the offering, the role, or the month. `VENDOR` for the vendor’s own people, `NONE` for those in no role.',
  })
  key!: string;

  @Field(() => User, { nullable: true, description: 'The person; null where rows are about something else.' })
  user!: User | null;

  @Field(() => Partner, {
    nullable: true,
    description: "The firm; null for the vendor's own people, and where rows are about something else.",
  })
  partner!: Partner | null;

  @Field(() => String, {
    nullable: true,
    description: 'The role; null for people in none, and where rows are about something else.',
  })
  role!: string | null;

  @Field(() => ServiceOffering, {
    nullable: true,
    description: 'The offering; null where you may not see it, and where rows are about something else.',
  })
  offering!: ServiceOffering | null;

  @Field(() => String, {
    nullable: true,
    description: 'The calendar month, as `YYYY-MM`; null where rows are about something else.',
  })
  month!: string | null;

  @Field(() => Int, { description: 'How many people the figures are of.' })
  people!: number;

  @Field(() => Int, { description: 'How many approved time entries they rest on.' })
  timeEntries!: number;

  @Field(() => DecimalScalar, {
    description: 'The hours of working time by the calendar of each person, rounded half up to 2 places.',
  })
  availableHours!: string;

  @Field(() => DecimalScalar, { description: 'The hours of approved time, rounded half up to 2 places.' })
  approvedHours!: string;
}

const percent = (description: string) =>
  Field(() => DecimalScalar, {
    nullable: true,
    description: `${description} In percent, rounded half up to 2 places; null where no hours are available, and \`unavailable\` says so.`,
  });

@ObjectType({ simpleResolvers: true, description: 'How much of the available time is worked for customers.' })
export class UtilisationRow extends ResourceRow {
  @Field(() => DecimalScalar, {
    description:
      'The percentage of each allocation, up to the end of its project, of the hours of a full-time day, as in `overAllocations`; rounded half up to 2 places.',
  })
  plannedHours!: string;

  @Field(() => DecimalScalar, {
    description: 'The approved hours that customers pay for, rounded half up to 2 places.',
  })
  billableHours!: string;

  @percent('Planned hours ÷ available hours.')
  plannedPercent!: string | null;

  @percent('Billable approved hours ÷ available hours.')
  utilisationPercent!: string | null;

  @Field(() => ResourceFigureGap, { nullable: true, description: 'Why the percentages are null; null where not.' })
  unavailable!: ResourceFigureGap | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'How much of the available time is given away, and how much is left.',
})
export class CapacityRow extends ResourceRow {
  @Field(() => DecimalScalar, {
    description:
      'The percentage of each allocation, up to the end of its project, of the hours of a full-time day, as in `overAllocations`; rounded half up to 2 places.',
  })
  allocatedHours!: string;

  @Field(() => DecimalScalar, {
    description:
      'What is left, never below 0, counted by person and day: too much on one day takes nothing from another. Available + overbooked = allocated + free. Rounded half up to 2 places.',
  })
  freeHours!: string;

  @Field(() => DecimalScalar, {
    description:
      'What is allocated on a day beyond what the person works, by their calendar and leave; rounded half up to 2 places.',
  })
  overbookedHours!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Days in a row on which somebody is allocated for too much.' })
export class OverAllocationDays {
  @Field(() => PlainDateScalar, { description: 'The first day.' })
  from!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day.' })
  until!: PlainDate;

  @Field(() => Int, { description: 'For how much of a full-time day they are allocated on each of the days.' })
  percent!: number;

  @Field(() => Int, {
    description:
      'How much of a full-time day they work on each of the days, in percent, rounded down: the hours of their working calendar against those of the default, less leave; against their own where they work as long a week on other days. Below `percent`.',
  })
  available!: number;

  @Field(() => [Allocation], {
    description: 'The evidence: the allocations that have one of these days, by their first day.',
  })
  allocations!: Allocation[];
}

@ObjectType({ simpleResolvers: true, description: 'Somebody who is allocated for more than their time.' })
export class OverAllocation {
  @Field(() => User, { description: 'Who.' })
  user!: User;

  @Field(() => [OverAllocationDays], { description: 'When, in order.' })
  days!: OverAllocationDays[];
}

@ArgsType()
export class OverAllocationArgs {
  @Field(() => PlainDateScalar, { description: 'The first day.' })
  from!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day; at most 24 months after the first.' })
  to!: PlainDate;

  @Field(() => [ID], { nullable: true, description: 'Of these people; at most 100.' })
  @ArrayMaxSize(100)
  userId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Of the people of these partners; at most 100.' })
  @ArrayMaxSize(100)
  partnerId?: string[] | null;
}
