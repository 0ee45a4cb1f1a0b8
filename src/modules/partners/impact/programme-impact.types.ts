import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { GateCriterion } from '../../../shared/graphql/user-errors';
import { GateConsequence } from './programme-impact.formula';

registerEnumType(GateConsequence, {
  name: 'GateConsequence',
  description: 'The effect on a qualification at a gate.',
  valuesConfig: {
    OPENS: { description: 'The gate is closed, and would be open.' },
    CLOSES: { description: 'The gate is open, and would be closed.' },
    LAPSES: { description: 'The qualification is used to deliver, and would lapse.' },
    RECOVERS: { description: 'The qualification has lapsed, and would recover.' },
  },
});

@ObjectType({
  simpleResolvers: true,
  description:
    'A criterion that decides differently under a draft, with the required and observed value under both programmes.',
})
export class CriterionImpact {
  @Field({ description: 'Its code; for a tier, the metric.' })
  code!: string;

  @Field(() => GateCriterion, {
    nullable: true,
    description: 'The criterion under the programme in force; null if that does not have it.',
  })
  before!: GateCriterion | null;

  @Field(() => GateCriterion, {
    nullable: true,
    description: 'The criterion under the draft; null if that does not have it.',
  })
  after!: GateCriterion | null;
}

@ObjectType({ simpleResolvers: true, description: 'A criterion of a tier that decides differently under a draft.' })
export class TierCriterionImpact extends CriterionImpact {
  @Field({ description: 'The tier that the criterion belongs to.' })
  tier!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A change of the computed tier.' })
export class TierImpact {
  @Field(() => String, { nullable: true, description: 'The tier under the programme in force; null for none.' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'The tier under the draft; null for none.' })
  after!: string | null;

  @Field(() => [TierCriterionImpact], { description: 'The criteria that cause the change.' })
  criteria!: TierCriterionImpact[];
}

@ObjectType({ simpleResolvers: true, description: 'A gate that would open or close for a qualification.' })
export class QualificationImpact {
  qualificationId!: string;

  @Field({ description: '`toAssessment`, `toAssisted` or `toIndependent`.' })
  gate!: string;

  @Field(() => GateConsequence, { description: 'The effect on this qualification.' })
  consequence!: GateConsequence;

  @Field(() => [CriterionImpact], { description: 'The criteria that cause the change.' })
  criteria!: CriterionImpact[];
}

@ObjectType({ simpleResolvers: true, description: 'The effects on a partner if a draft were in force today.' })
export class PartnerImpact {
  /** The partner's id, which is the position in the list. */
  id!: string;

  @Field(() => TierImpact, { nullable: true, description: 'Null if the computed tier stays.' })
  tier!: TierImpact | null;

  @Field(() => [QualificationImpact], { description: 'Its qualifications for which a gate would open or close.' })
  qualifications!: QualificationImpact[];
}
