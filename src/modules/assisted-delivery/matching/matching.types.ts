import { Max, Min } from 'class-validator';
import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import { DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { ServiceOffering } from '../../catalog';
import { Partner, Qualification } from '../../partners';
import { MatchPartCode, weights } from './matching.formula';

registerEnumType(MatchPartCode, {
  name: 'MatchPartCode',
  description: 'What a partner is ranked by for a project.',
  valuesConfig: {
    QUALIFICATION: {
      description: `Weight ${weights.QUALIFICATION}. INDEPENDENT is worth 100, ASSISTED, with a mentor, 50.`,
    },
    CAPACITY: {
      description: `Weight ${weights.CAPACITY}. Certified members and how much of their time is free in the days; 100 from two full-time people on.`,
    },
    REGION: {
      description: `Weight ${weights.REGION}. Closed projects in the region: 100 from three on, and at least 50 where the firm itself works there.`,
    },
    INDUSTRY: {
      description: `Weight ${weights.INDUSTRY}. Closed projects in the industry: 100 from three on, and at least 50 where the firm says that it knows it.`,
    },
    SCORECARD: {
      description: `Weight ${weights.SCORECARD}. The overall score of its scorecards, 0 to 100; it leaves the weights where there is none.`,
    },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: 'One reason of a rank: a value, its weight, and the records behind it.',
})
export class PartnerMatchPart {
  @Field(() => MatchPartCode, { description: 'Which part of the score it is.' })
  code!: MatchPartCode;

  @Field(() => Int, { description: 'How much it counts; all weights together are 100.' })
  weight!: number;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'From 0 to 100, rounded half up to 1 place; null is not known, and leaves the weights.',
  })
  value!: Decimal | null;

  @Field({ description: 'Why, for a person to read.' })
  explanation!: string;

  @Field(() => [ID], { description: 'The records that were counted; `nodes` finds them.' })
  evidence!: string[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'A partner that can be put on the project now, with its rank and why.',
})
export class PartnerMatch {
  @Field(() => Int, { description: 'From 1 on; partners with the same score share one.' })
  rank!: number;

  @Field(() => Partner, { description: 'The partner firm that is ranked.' })
  partner!: Partner;

  @Field(() => Qualification, { description: 'By what it may deliver the offering.' })
  qualification!: Qualification;

  @Field({ description: 'Must a mentor be named for it?' })
  needsMentor!: boolean;

  @Field({ description: 'Does it deliver the offering on the project already?' })
  alreadyStaffed!: boolean;

  @Field(() => DecimalScalar, {
    description: 'The mean of the parts by their weights, from 0 to 100, rounded half up to 1 place after the ranking.',
  })
  score!: Decimal;

  @Field(() => [PartnerMatchPart], { description: 'What the score is made of.' })
  parts!: PartnerMatchPart[];
}

@ObjectType({ simpleResolvers: true, description: 'A partner that cannot be put on the project, and what it lacks.' })
export class RefusedPartner {
  @Field(() => Partner, { description: 'The partner firm that cannot be put on the project.' })
  partner!: Partner;

  @Field(() => Qualification, { nullable: true, description: 'Its qualification for the offering; null without one.' })
  qualification!: Qualification | null;

  @Field(() => [String], { description: 'What the staffing rule finds missing, in the words of its refusals.' })
  gaps!: string[];
}

@ObjectType({ simpleResolvers: true, description: 'The partners for one of the offerings of a project.' })
export class OfferingMatches {
  @Field(() => ServiceOffering, {
    description: 'The service offering of the project that the partners are ranked for.',
  })
  offering!: ServiceOffering;

  @Field(() => PlainDateScalar, { description: 'From which day on people are needed: not before today.' })
  startsOn!: PlainDate;

  @Field(() => PlainDateScalar, {
    description: 'Until when; without an end, 90 days are looked at.',
  })
  endsOn!: PlainDate;

  @Field(() => [PartnerMatch], { description: 'Those that the staffing rule lets on the project, best first.' })
  matches!: PartnerMatch[];

  @Field(() => [RefusedPartner], {
    description:
      'Those that it does not, with the fewest gaps first, then by name; those that ended are left out. Empty unless asked for.',
  })
  refused!: RefusedPartner[];
}

@ArgsType()
export class PartnerMatchesArgs {
  @Field(() => ID, { description: 'The project to find partners for.' })
  projectId!: string;

  @Field(() => ID, { nullable: true, description: 'One of its offerings; left out, each of them.' })
  offeringId?: string | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Instead of the day on which the project begins.' })
  startsOn?: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Instead of the day on which the project ends.' })
  endsOn?: PlainDate | null;

  @Field({ defaultValue: false, description: 'Also those that cannot be put on the project, with what they lack?' })
  includeRefused!: boolean;

  @Field(() => Int, { defaultValue: 20, description: 'How many of each list at most, from 1 to 100.' })
  @Min(1)
  @Max(100)
  first!: number;
}
