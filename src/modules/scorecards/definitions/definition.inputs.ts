import { ArrayMaxSize, ArrayMinSize, Length, Matches, ValidateNested } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { payloadOf } from '../../../shared/graphql/payload';
import { ScorecardCriterion, ScorecardDefinition, ScorecardStanding } from './definition.entity';
import { ScorecardPeriod } from './period.formula';

@InputType({ description: 'The complete rules of a scorecard.' })
export class ScorecardDefinitionDraftInput {
  @Field({ description: 'The name, for people to read; 1 to 200 characters.' })
  @Length(1, 200)
  @Matches(/\S/, { message: 'must not be blank' })
  name!: string;

  @Field(() => ScorecardPeriod, { description: 'The calendar periods in which partners are scored.' })
  period!: ScorecardPeriod;

  @Field(() => [ScorecardCriterion], {
    description: 'The criteria, in order; 1 to 50. Their weights add up to exactly 100.',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  criteria!: ScorecardCriterion[];

  @Field(() => [ScorecardStanding], {
    description: 'The bands over 0 to 100, from the lowest, which begins at 0, to the highest; 1 to 20.',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  standings!: ScorecardStanding[];

  @Field({ defaultValue: '', description: 'Further explanations; at most 5000 characters.' })
  @Length(0, 5000)
  notes!: string;
}

export const ScorecardDefinitionPayload = payloadOf(
  'ScorecardDefinition',
  'scorecardDefinition',
  () => ScorecardDefinition,
  'the scorecard definition',
);
