import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import { DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { BaselineSource, maxProjects } from './baseline.formula';
import { StandardisationAngle, StandardisationVerdict } from './standardisation-check.formula';
import { RateGap } from './standardisation-rate.formula';

registerEnumType(BaselineSource, {
  name: 'BaselineSource',
  description: 'The source of the hours of a baseline.',
  valuesConfig: {
    HISTORY: { description: 'The approved hours of closed projects, of which there are 5 or more.' },
    PLAYBOOK: {
      description: 'The planned hours of the playbook, as both P50 and P80, because fewer than 5 projects are closed.',
    },
  },
});

@ObjectType({ simpleResolvers: true, description: 'The hours of one role in one phase of an offering.' })
export class OfferingBaselineCell {
  @Field({ description: "One of the offering's phases, or a former one in which time was spent." })
  phase!: string;

  @Field({ description: "One of the offering's roles, or a former one that spent time." })
  role!: string;

  @Field(() => DecimalScalar, {
    description:
      'In hours, rounded half up to 2 decimals: half of the projects stayed at or below it. By linear interpolation, as in PERCENTILE.INC.',
  })
  p50!: Decimal;

  @Field(() => DecimalScalar, {
    description:
      'In hours, rounded half up to 2 decimals: four fifths of the projects stayed at or below it. By the same interpolation.',
  })
  p80!: Decimal;

  @Field(() => Int, {
    description:
      'The number of projects in the sample; those without time in this cell count 0. 0 for hours from a playbook.',
  })
  sampleSize!: number;

  offeringId!: string;
  source!: BaselineSource;
}

@ObjectType({
  simpleResolvers: true,
  description: `The hours of an offering by phase and role: from approved time of the ${maxProjects} newest closed projects, or as planned in its playbook while there are fewer than 5 of them.`,
})
export class OfferingBaseline {
  @Field(() => BaselineSource, {
    description: 'The source of the hours: closed projects, or the playbook while there are fewer than 5 of them.',
  })
  source!: BaselineSource;

  @Field(() => Int, {
    description: `The number of closed projects with approved time of the offering; at most ${maxProjects}, the newest.`,
  })
  sampleSize!: number;

  @Field(() => [OfferingBaselineCell], { description: "In the order of the offering's phases and roles." })
  cells!: OfferingBaselineCell[];

  offeringId!: string;
}

registerEnumType(StandardisationAngle, {
  name: 'StandardisationAngle',
  description: 'The angles of the standardisation check.',
  valuesConfig: {
    SCENARIOS: {
      description:
        'How often it was delivered: custom with 2 customers or fewer that have a project that was not cancelled, and under 3 published editions of its playbook. No vote without either.',
    },
    PRICING: {
      description:
        'How it is sold: custom if more than half of the items in scope of its agreed statements of work are one-off, that is, not standard. No vote if nothing was sold.',
    },
    CUSTOMERS: {
      description:
        'To whom it is sold: custom if more than half of the customers with a project that was not cancelled are large or government. No vote without a customer.',
    },
  },
});

registerEnumType(StandardisationVerdict, {
  name: 'StandardisationVerdict',
  description: 'The result of the standardisation check, or of one of its angles.',
  valuesConfig: {
    CUSTOM: { description: 'It is made to measure each time.' },
    STANDARD: { description: 'It is delivered as a standard.' },
    UNDECIDED: {
      description: 'For an angle: no vote, because there are no records. For the check: a tie, or no votes.',
    },
  },
});

@ObjectType({ simpleResolvers: true, description: 'The vote of one angle of the standardisation check.' })
export class StandardisationVote {
  @Field(() => StandardisationAngle, { description: 'The angle that votes.' })
  angle!: StandardisationAngle;

  @Field(() => StandardisationVerdict, { description: 'UNDECIDED if the angle abstains.' })
  verdict!: StandardisationVerdict;

  @Field({ description: 'The reason, for people to read.' })
  explanation!: string;

  @Field({ description: 'The count on which the vote is based, in words.' })
  observed!: string;

  @Field(() => [ID], {
    description: 'The records that were counted: customers and playbooks, statements of work, or customers.',
  })
  evidence!: string[];
}

@ObjectType({
  simpleResolvers: true,
  description:
    'Whether an offering is a standard. Three angles vote, and the majority of those that do not abstain decides.',
})
export class StandardisationCheck {
  @Field(() => StandardisationVerdict, {
    description: 'The majority of the three angles; UNDECIDED without one.',
  })
  verdict!: StandardisationVerdict;

  @Field({ description: 'How the angles voted, for people to read.' })
  explanation!: string;

  @Field(() => [StandardisationVote], { description: 'All three angles, in the order scenarios, pricing, customers.' })
  angles!: StandardisationVote[];
}

/** The breakdown of the standardisation rate into rows. */
export enum StandardisationRateBy {
  OFFERING = 'OFFERING',
  QUARTER = 'QUARTER',
  PARTY = 'PARTY',
}

registerEnumType(StandardisationRateBy, {
  name: 'StandardisationRateBy',
  description: 'The breakdown of the standardisation rate into rows.',
  valuesConfig: {
    OFFERING: { description: 'A row per offering with hours in the period or in the one before, by name.' },
    QUARTER: {
      description: 'A row per whole calendar quarter that overlaps the period, each compared with the quarter before.',
    },
    PARTY: { description: "Two rows: hours of the vendor's own people, and of partners' people." },
  },
});

export enum DeliveringParty {
  VENDOR = 'VENDOR',
  PARTNERS = 'PARTNERS',
}

registerEnumType(DeliveringParty, {
  name: 'DeliveringParty',
  description: 'The party whose people delivered.',
  valuesConfig: {
    VENDOR: { description: "The vendor's own people." },
    PARTNERS: { description: 'The people of any partner.' },
  },
});

registerEnumType(RateGap, {
  name: 'StandardisationRateGap',
  description: 'The reasons why a standardisation rate has no value.',
  valuesConfig: { NO_HOURS: { description: 'There are no approved hours in the period.' } },
});

@ObjectType({
  simpleResolvers: true,
  description:
    'The standardisation rate of one offering, quarter or party: approved hours on standard scope items ÷ all approved hours on scope items, by the day worked. Hours and percent have 2 decimals, rounded half up, and only at the end.',
})
export class StandardisationRate {
  @Field({ description: "The offering's name, the quarter such as `2026-Q1`, or the party; for people to read." })
  label!: string;

  @Field(() => ID, { nullable: true, description: 'Null unless the rows are by offering.' })
  offeringId!: string | null;

  @Field(() => DeliveringParty, { nullable: true, description: 'Null unless the rows are by party.' })
  party!: DeliveringParty | null;

  @Field(() => PlainDateScalar, { description: 'The first day of the period of this row.' })
  from!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day of the period of this row.' })
  to!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The first day of the comparison period.' })
  previousFrom!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day of the comparison period.' })
  previousTo!: PlainDate;

  @Field(() => DecimalScalar, { description: 'Approved hours on standard scope items.' })
  standardHours!: Decimal;

  @Field(() => DecimalScalar, { description: 'All approved hours.' })
  allHours!: Decimal;

  @Field(() => DecimalScalar, { nullable: true, description: 'In percent; null without hours.' })
  rate!: Decimal | null;

  @Field(() => RateGap, { nullable: true, description: 'Why the rate is null; null if it is not.' })
  gap!: RateGap | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The rate of the comparison period, in percent; null if that has no hours.',
  })
  previousRate!: Decimal | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The rate minus the previous rate, in percentage points; null if either is.',
  })
  change!: Decimal | null;

  @Field(() => Int, { description: 'The number of approved time entries in the hours, corrections included.' })
  sampleSize!: number;
}
