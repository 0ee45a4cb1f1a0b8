import { ArrayMaxSize, ArrayMinSize, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { payloadOf } from '../../../shared/graphql/payload';
import { ChecklistItem, Programme, ProgrammeGates, ProgrammePoints, ProgrammeTier } from './programme.entity';
import { ReportedMetric } from './reported-metric';

@InputType({ description: 'A programme: the whole of it, as the next version of the rules.' })
export class ProgrammeDraftInput {
  @Field({ description: 'For a person to read.' })
  @Length(1, 200)
  @Matches(/\S/, { message: 'must not be blank' })
  name!: string;

  @Field(() => [ChecklistItem], { description: 'What an onboarding begins with, in order; at most 100.' })
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  checklist!: ChecklistItem[];

  @Field(() => [ReportedMetric], {
    defaultValue: [],
    description:
      'Metrics of its own whose values people report; its gates, tiers and points may name them. At most 50.',
  })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  reportedMetrics!: ReportedMetric[];

  @Field(() => ProgrammeGates, { description: 'What a qualification must show before each step forward.' })
  @ValidateNested()
  gates!: ProgrammeGates;

  @Field(() => [ProgrammeTier], { description: 'From the lowest to the highest; at least one.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  tiers!: ProgrammeTier[];

  @Field(() => ProgrammePoints, {
    nullable: true,
    description: 'Gives points per metric and tiers by points; left out where tiers have thresholds.',
  })
  @ValidateNested()
  points?: ProgrammePoints | null;

  @Field(() => Int, { description: 'Days within which a lapsed qualification returns to its former stage, 0 to 3650.' })
  @Min(0)
  @Max(3650)
  graceDays!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      "Months after which a partner's tier is reviewed again, 1 to 60; left out where reviews are opened by hand only.",
  })
  @Min(1)
  @Max(60)
  reviewEveryMonths?: number | null;

  @Field({ defaultValue: '', description: 'What else is agreed, such as commissions, and where the rules come from.' })
  @Length(0, 5000)
  notes!: string;
}

export const ProgrammePayload = payloadOf('Programme', 'programme', () => Programme, 'the programme');
