import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import { DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { BaselineSource } from './baseline.formula';
import { StandardisationAngle, StandardisationVerdict } from './standardisation-check.formula';
import { RateGap } from './standardisation-rate.formula';

registerEnumType(BaselineSource, {
  name: 'BaselineSource',
  description: 'Where the hours of a baseline come from.',
  valuesConfig: {
    HISTORY: { description: 'From what closed projects took: there are 5 or more.' },
    PLAYBOOK: {
      description: "The playbook's own planned hours, as both P50 and P80: fewer than 5 projects are closed.",
    },
  },
});

@ObjectType({ simpleResolvers: true, description: 'What a phase of an offering takes of a role.' })
export class OfferingBaselineCell {
  @Field({ description: "One of the offering's phases; also one that it no longer has, if time was spent in it." })
  phase!: string;

  @Field({ description: "One of the offering's roles; also one that it no longer has, if it spent time." })
  role!: string;

  @Field(() => DecimalScalar, {
    description:
      'In hours, to 2 places, half up: half of the projects stayed below it. By linear interpolation, as PERCENTILE.INC has it.',
  })
  p50!: Decimal;

  @Field(() => DecimalScalar, {
    description: 'In hours, to 2 places, half up: four fifths of the projects stayed below it. Interpolated alike.',
  })
  p80!: Decimal;

  @Field(() => Int, {
    description: 'How many projects it was taken from; those that spent nothing here count with 0. 0 from a playbook.',
  })
  sampleSize!: number;

  /** The projects of the sample that spent time here; `evidence` publishes them. */
  projectIds!: string[];
}

@ObjectType({
  simpleResolvers: true,
  description:
    'The hours that an offering takes per phase and role: from approved time of closed projects, or, while there are fewer than 5 of them, as its playbook plans them.',
})
export class OfferingBaseline {
  @Field(() => BaselineSource, {
    description: 'Where the hours come from: closed projects, or the playbook while there are fewer than 5.',
  })
  source!: BaselineSource;

  @Field(() => Int, { description: 'How many closed projects have approved time of the offering.' })
  sampleSize!: number;

  @Field(() => [OfferingBaselineCell], { description: "In the order of the offering's phases and roles." })
  cells!: OfferingBaselineCell[];

  /** The closed projects of the sample; `evidence` publishes them. */
  projectIds!: string[];
}

registerEnumType(StandardisationAngle, {
  name: 'StandardisationAngle',
  description: 'What the standardisation check looks at.',
  valuesConfig: {
    SCENARIOS: {
      description:
        'How often it was done: custom at 2 customers or fewer with a project that was not cancelled, and under 3 published versions of its playbook. Without either, no vote.',
    },
    PRICING: {
      description:
        'How it is sold: custom where more than half of the items in scope of its agreed statements of work are one-off, that is, not standard. Where nothing was sold, no vote.',
    },
    CUSTOMERS: {
      description:
        'To whom: custom where more than half of the customers with a project that was not cancelled are large or government. Without a customer, no vote.',
    },
  },
});

registerEnumType(StandardisationVerdict, {
  name: 'StandardisationVerdict',
  description: 'What the standardisation check, or one of its angles, says of an offering.',
  valuesConfig: {
    CUSTOM: { description: 'It is made anew each time.' },
    STANDARD: { description: 'It is delivered as a standard.' },
    UNDECIDED: {
      description: 'Of an angle: no vote, as there are no records. Of the check: a tie, or no vote at all.',
    },
  },
});

@ObjectType({ simpleResolvers: true, description: 'How one angle of the standardisation check votes.' })
export class StandardisationVote {
  @Field(() => StandardisationAngle, { description: 'The point of view that the vote is given from.' })
  angle!: StandardisationAngle;

  @Field(() => StandardisationVerdict, { description: 'UNDECIDED where it does not vote.' })
  verdict!: StandardisationVerdict;

  @Field({ description: 'Why, for a person to read.' })
  explanation!: string;

  @Field({ description: 'What was counted, in words.' })
  observed!: string;

  @Field(() => [ID], {
    description: 'The records that were counted: customers and playbooks, statements of work, or customers.',
  })
  evidence!: string[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'Is an offering a standard? Three angles vote, and the majority of those that do is explained.',
})
export class StandardisationCheck {
  @Field(() => StandardisationVerdict, {
    description: 'What the majority of the three angles says; undecided without a majority.',
  })
  verdict!: StandardisationVerdict;

  @Field({ description: 'How the angles voted, for a person to read.' })
  explanation!: string;

  @Field(() => [StandardisationVote], { description: 'All three, in the order scenarios, pricing, customers.' })
  angles!: StandardisationVote[];
}

/** By what the standardisation rate is broken down. */
export enum StandardisationRateBy {
  OFFERING = 'OFFERING',
  QUARTER = 'QUARTER',
  PARTY = 'PARTY',
}

registerEnumType(StandardisationRateBy, {
  name: 'StandardisationRateBy',
  description: 'By what the standardisation rate is broken down.',
  valuesConfig: {
    OFFERING: { description: 'A row per offering with hours in the period or in the one before, by name.' },
    QUARTER: {
      description: 'A row per calendar quarter that the period touches, the whole of it, each against the one before.',
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
  description: 'Whose people delivered.',
  valuesConfig: {
    VENDOR: { description: "The vendor's own." },
    PARTNERS: { description: 'Those of any partner.' },
  },
});

registerEnumType(RateGap, {
  name: 'StandardisationRateGap',
  description: 'Why a standardisation rate has no value.',
  valuesConfig: { NO_HOURS: { description: 'There are no approved hours in the period.' } },
});

@ObjectType({
  simpleResolvers: true,
  description:
    'The standardisation rate of one offering, quarter or party: approved hours on standard scope items ÷ all approved hours on scope items, by the day worked. Hours and percent have 2 places, half up; nothing is rounded before it is used again.',
})
export class StandardisationRate {
  @Field({ description: "The offering's name, the quarter such as `2026-Q1`, or the party; for a person to read." })
  label!: string;

  @Field(() => ID, { nullable: true, description: 'Null unless it is by offering.' })
  offeringId!: string | null;

  @Field(() => DeliveringParty, { nullable: true, description: 'Null unless it is by party.' })
  party!: DeliveringParty | null;

  @Field(() => PlainDateScalar, { description: 'The first day that counts.' })
  from!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day that counts.' })
  to!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The first day of the period that it is compared with.' })
  previousFrom!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day of the period that it is compared with.' })
  previousTo!: PlainDate;

  @Field(() => DecimalScalar, { description: 'Approved hours on standard scope items.' })
  standardHours!: Decimal;

  @Field(() => DecimalScalar, { description: 'All approved hours.' })
  allHours!: Decimal;

  @Field(() => DecimalScalar, { nullable: true, description: 'In percent; null without hours.' })
  rate!: Decimal | null;

  @Field(() => RateGap, { nullable: true, description: 'Why the rate is null; null where it is not.' })
  gap!: RateGap | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'That of the period before, in percent; null where that has no hours.',
  })
  previousRate!: Decimal | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The rate less that of the period before, in percentage points; null where one of them is.',
  })
  change!: Decimal | null;

  @Field(() => Int, { description: 'How many approved time entries the hours come from, corrections included.' })
  sampleSize!: number;
}
