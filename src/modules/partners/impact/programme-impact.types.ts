import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { GateCriterion } from '../../../shared/graphql/user-errors';
import { GateConsequence } from './programme-impact.formula';

registerEnumType(GateConsequence, {
  name: 'GateConsequence',
  description: 'What would become of a qualification at a gate.',
  valuesConfig: {
    OPENS: { description: 'The gate is closed, and would be open.' },
    CLOSES: { description: 'The gate is open, and would be closed.' },
    LAPSES: { description: 'The qualification delivers, and would lapse.' },
    RECOVERS: { description: 'The qualification has lapsed, and would come back.' },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: 'A criterion that decides differently under a draft, with required and observed value by both.',
})
export class CriterionImpact {
  @Field({ description: 'Its code; of a tier, the metric.' })
  code!: string;

  @Field(() => GateCriterion, {
    nullable: true,
    description: 'As it stands by the programme in force; null where it is not in that one.',
  })
  before!: GateCriterion | null;

  @Field(() => GateCriterion, {
    nullable: true,
    description: 'As it would stand by the draft; null where it is not in that one.',
  })
  after!: GateCriterion | null;
}

@ObjectType({ simpleResolvers: true, description: 'A criterion of a tier that decides differently under a draft.' })
export class TierCriterionImpact extends CriterionImpact {
  @Field({ description: 'The tier that the criterion belongs to.' })
  tier!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Another tier that the figures would speak for.' })
export class TierImpact {
  @Field(() => String, { nullable: true, description: 'By the programme in force; null for none.' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'By the draft; null for none.' })
  after!: string | null;

  @Field(() => [TierCriterionImpact], { description: 'What makes the difference.' })
  criteria!: TierCriterionImpact[];
}

@ObjectType({ simpleResolvers: true, description: 'A gate that would be open or closed for a qualification.' })
export class QualificationImpact {
  qualificationId!: string;

  @Field({ description: '`toAssessment`, `toAssisted` or `toIndependent`.' })
  gate!: string;

  @Field(() => GateConsequence, { description: 'What the draft would change for this qualification.' })
  consequence!: GateConsequence;

  @Field(() => [CriterionImpact], { description: 'What makes the difference.' })
  criteria!: CriterionImpact[];
}

@ObjectType({ simpleResolvers: true, description: 'What would change for a partner if a draft were in force today.' })
export class PartnerImpact {
  /** The partner's: where the list stands. */
  id!: string;

  @Field(() => TierImpact, { nullable: true, description: 'Null where the computed tier stays.' })
  tier!: TierImpact | null;

  @Field(() => [QualificationImpact], { description: 'Its qualifications that would meet another gate.' })
  qualifications!: QualificationImpact[];
}
