import { ArrayMaxSize, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { payloadOf } from '../../../shared/graphql/payload';
import { IncentiveScheme } from './scheme.entity';
import { IncentiveRule, PayoutMinimum, SanctionStep } from './scheme.types';

@InputType({ description: 'The complete content of an incentive scheme.' })
export class IncentiveSchemeDraftInput {
  @Field({ description: 'The name, for people to read.' })
  @Length(1, 200)
  @Matches(/\S/, { message: 'must not be blank' })
  name!: string;

  @Field(() => [IncentiveRule], { description: 'What is rewarded and penalized, in order; at most 100 rules.' })
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  rules!: IncentiveRule[];

  @Field(() => Int, {
    description: 'The days after an entry or a sanction within which the partner can appeal against it, 1 to 365.',
  })
  @Min(1)
  @Max(365)
  appealDays!: number;

  @Field(() => Int, {
    description: 'The days in which a partner can answer a proposed sanction before it comes into force, 0 to 365.',
  })
  @Min(0)
  @Max(365)
  responseDays!: number;

  @Field(() => [PayoutMinimum], { defaultValue: [], description: 'The smallest payouts, each currency at most once.' })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  payoutMinimums!: PayoutMinimum[];

  @Field(() => [SanctionStep], { defaultValue: [], description: 'What proposes a sanction; at most 20 steps.' })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  sanctionLadder!: SanctionStep[];

  @Field({ defaultValue: '', description: 'Other terms, and the source of the rules; at most 5000 characters.' })
  @Length(0, 5000)
  notes!: string;
}

export const IncentiveSchemePayload = payloadOf(
  'IncentiveScheme',
  'incentiveScheme',
  () => IncentiveScheme,
  'the scheme',
);
