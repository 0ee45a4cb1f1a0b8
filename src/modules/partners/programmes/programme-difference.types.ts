import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { ProgrammeArea, ProgrammeChangeKind } from './programme-difference.formula';

registerEnumType(ProgrammeArea, {
  name: 'ProgrammeArea',
  description: 'The parts of a programme.',
  valuesConfig: {
    CHECKLIST: { description: 'The checklist of an onboarding.' },
    METRIC: { description: 'Metrics of its own, whose values people report.' },
    GATE: { description: 'The criteria for a step of a qualification.' },
    TIER: { description: 'The criteria of tiers.' },
    POINTS: { description: 'The points that metrics earn.' },
    SETTING: { description: 'The days of grace and the interval of reviews.' },
  },
});

registerEnumType(ProgrammeChangeKind, {
  name: 'ProgrammeChangeKind',
  description: 'The kinds of differences between two programmes.',
  valuesConfig: {
    ADDED: { description: 'Only the second programme has it.' },
    REMOVED: { description: 'Only the first programme has it.' },
    CHANGED: { description: 'Both have it, with different content.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'One difference between two programmes, in words.' })
export class ProgrammeChange {
  @Field(() => ProgrammeArea, { description: 'The part of the programme that differs.' })
  area!: ProgrammeArea;

  @Field(() => ProgrammeChangeKind, { description: 'Whether it was added, removed or changed.' })
  kind!: ProgrammeChangeKind;

  @Field({
    description:
      'What differs: the code of an item, `toAssisted.code` of a criterion, `Gold` or `Gold.metric` of a tier.',
  })
  subject!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The content in the first programme; null if it does not have it.',
  })
  from!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The content in the second programme; null if it does not have it.',
  })
  to!: string | null;
}
