import { ArrayMaxSize, ArrayMinSize, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { payloadOf } from '../../../shared/graphql/payload';
import { ChecklistItem, Programme, ProgrammeGates, ProgrammePoints, ProgrammeTier } from './programme.entity';
import { ReportedMetric } from './reported-metric';

@InputType({ description: 'The complete rules of a programme.' })
export class ProgrammeDraftInput {
  @Field({ description: 'The name, for people to read.' })
  @Length(1, 200)
  @Matches(/\S/, { message: 'must not be blank' })
  name!: string;

  @Field(() => [ChecklistItem], { description: 'The checklist of an onboarding, in order; at most 100 items.' })
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  checklist!: ChecklistItem[];

  @Field(() => [ReportedMetric], {
    defaultValue: [],
    description: 'Metrics of its own whose values people report, for use in its gates, tiers and points. At most 50.',
  })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  reportedMetrics!: ReportedMetric[];

  @Field(() => ProgrammeGates, { description: 'The criteria for each step forward of a qualification.' })
  @ValidateNested()
  gates!: ProgrammeGates;

  @Field(() => [ProgrammeTier], { description: 'From the lowest to the highest; at least one.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  tiers!: ProgrammeTier[];

  @Field(() => ProgrammePoints, {
    nullable: true,
    description: 'The points per metric for tiers by points; left out if tiers have thresholds.',
  })
  @ValidateNested()
  points?: ProgrammePoints | null;

  @Field(() => Int, {
    description: 'The days within which a lapsed qualification can return to its former stage, 0 to 3650.',
  })
  @Min(0)
  @Max(3650)
  graceDays!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      "The months after which a partner's tier is reviewed again, 1 to 60; left out if people open all reviews.",
  })
  @Min(1)
  @Max(60)
  reviewEveryMonths?: number | null;

  @Field({ defaultValue: '', description: 'Other terms, such as commissions, and the source of the rules.' })
  @Length(0, 5000)
  notes!: string;
}

export const ProgrammePayload = payloadOf('Programme', 'programme', () => Programme, 'the programme');
