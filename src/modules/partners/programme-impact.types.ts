import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { GateCriterion } from '../../shared/graphql/user-errors';
import { ProgrammeArea, ProgrammeChangeKind } from './programme-difference.formula';
import { GateConsequence } from './programme-impact.formula';

registerEnumType(ProgrammeArea, {
  name: 'ProgrammeArea',
  description: 'A part of a programme.',
  valuesConfig: {
    CHECKLIST: { description: 'What an onboarding begins with.' },
    METRIC: { description: 'Metrics of its own, whose values people report.' },
    GATE: { description: 'What a qualification must show.' },
    TIER: { description: 'What tiers ask for.' },
    POINTS: { description: 'What metrics earn.' },
    SETTING: { description: 'Days of grace and the rhythm of reviews.' },
  },
});

registerEnumType(ProgrammeChangeKind, {
  name: 'ProgrammeChangeKind',
  description: 'How something differs between two programmes.',
  valuesConfig: {
    ADDED: { description: 'Only the later one has it.' },
    REMOVED: { description: 'Only the earlier one has it.' },
    CHANGED: { description: 'They say different things of it.' },
  },
});

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

@ObjectType({ simpleResolvers: true, description: 'One thing that differs between two programmes, in words.' })
export class ProgrammeChange {
  @Field(() => ProgrammeArea, { description: 'Which part of the programme the difference is in.' })
  area!: ProgrammeArea;

  @Field(() => ProgrammeChangeKind, { description: 'Whether the part was added, removed or changed.' })
  kind!: ProgrammeChangeKind;

  @Field({
    description:
      'What it is: the code of an item, `toAssisted.code` of a criterion, `Gold` or `Gold.metric` of a tier.',
  })
  subject!: string;

  @Field(() => String, { nullable: true, description: 'What the one says of it; null where it is not there.' })
  from!: string | null;

  @Field(() => String, { nullable: true, description: 'What the other says of it; null where it is not there.' })
  to!: string | null;
}

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
