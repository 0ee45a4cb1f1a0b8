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
  description: 'The criteria by which partners are ranked for a project.',
  valuesConfig: {
    QUALIFICATION: {
      description: `Weight ${weights.QUALIFICATION}. 100 for INDEPENDENT, 50 for ASSISTED, which needs a mentor.`,
    },
    CAPACITY: {
      description: `Weight ${weights.CAPACITY}. The free time of certified members on the days; 100 for two or more full-time people.`,
    },
    REGION: {
      description: `Weight ${weights.REGION}. Closed projects in the region: 100 for three or more, pro rata for fewer, and at least 50 if the firm itself works there.`,
    },
    INDUSTRY: {
      description: `Weight ${weights.INDUSTRY}. Closed projects in the industry: 100 for three or more, pro rata for fewer, and at least 50 if the firm states that it knows it.`,
    },
    SCORECARD: {
      description: `Weight ${weights.SCORECARD}. The overall score of its scorecards, 0 to 100; left out of the mean if unknown.`,
    },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: 'One part of a score: a value, its weight, and the records behind it.',
})
export class PartnerMatchPart {
  @Field(() => MatchPartCode, { description: 'The criterion of this part.' })
  code!: MatchPartCode;

  @Field(() => Int, { description: 'The weight of the part; all weights add up to 100.' })
  weight!: number;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'From 0 to 100, rounded half up to 1 decimal; null if unknown, in which case it is left out of the mean.',
  })
  value!: Decimal | null;

  @Field({ description: 'The reason, for people to read.' })
  explanation!: string;

  @Field(() => [ID], { description: 'The ids of the records that were counted, for `nodes`.' })
  evidence!: string[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'A partner that can be put on the project now, with its rank and the reasons.',
})
export class PartnerMatch {
  @Field(() => Int, { description: 'The rank, from 1; equal scores share a rank.' })
  rank!: number;

  @Field(() => Partner, { description: 'The partner firm that is ranked.' })
  partner!: Partner;

  @Field(() => Qualification, { description: 'The qualification under which it may deliver the offering.' })
  qualification!: Qualification;

  @Field({ description: 'Whether a mentor must be named for it.' })
  needsMentor!: boolean;

  @Field({ description: 'Whether it already delivers the offering on the project.' })
  alreadyStaffed!: boolean;

  @Field(() => DecimalScalar, {
    description: 'The weighted mean of the parts, from 0 to 100, rounded half up to 1 decimal after the ranking.',
  })
  score!: Decimal;

  @Field(() => [String], {
    description: 'Why staffing it is not advised, for example by its standing. Empty if nothing speaks against it.',
  })
  warnings!: string[];

  @Field(() => [PartnerMatchPart], { description: 'The parts of the score.' })
  parts!: PartnerMatchPart[];
}

@ObjectType({ simpleResolvers: true, description: 'A partner that cannot be put on the project, with the reasons.' })
export class RefusedPartner {
  @Field(() => Partner, { description: 'The partner firm that cannot be put on the project.' })
  partner!: Partner;

  @Field(() => Qualification, { nullable: true, description: 'Its qualification for the offering; null without one.' })
  qualification!: Qualification | null;

  @Field(() => [String], { description: 'The reasons why the staffing rule refuses it.' })
  gaps!: string[];
}

@ObjectType({ simpleResolvers: true, description: 'The partners for one of the offerings of a project.' })
export class OfferingMatches {
  @Field(() => ServiceOffering, {
    description: 'The service offering of the project that the partners are ranked for.',
  })
  offering!: ServiceOffering;

  @Field(() => PlainDateScalar, { description: 'The first day on which people are needed: not before today.' })
  startsOn!: PlainDate;

  @Field(() => PlainDateScalar, {
    description: 'The last day on which people are needed; 90 days are considered if the project has no end date.',
  })
  endsOn!: PlainDate;

  @Field(() => [PartnerMatch], { description: 'The partners that meet the staffing rule, best first.' })
  matches!: PartnerMatch[];

  @Field(() => [RefusedPartner], {
    description:
      'The partners that do not meet the staffing rule, with the fewest gaps first, then by name; ended partnerships are left out. Empty unless requested.',
  })
  refused!: RefusedPartner[];
}

@ArgsType()
export class PartnerMatchesArgs {
  @Field(() => ID, { description: 'The project to find partners for.' })
  projectId!: string;

  @Field(() => ID, { nullable: true, description: 'One of its offerings; all of them if left out.' })
  offeringId?: string | null;

  @Field(() => PlainDateScalar, { nullable: true, description: "Replaces the project's first day." })
  startsOn?: PlainDate | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: "Replaces the project's last day; at most 120 months after the first.",
  })
  endsOn?: PlainDate | null;

  @Field({
    defaultValue: false,
    description: 'Also return the partners that cannot be put on the project, with the reasons.',
  })
  includeRefused!: boolean;

  @Field(() => Int, { defaultValue: 20, description: 'The maximum length of each list, from 1 to 100.' })
  @Min(1)
  @Max(100)
  first!: number;
}
