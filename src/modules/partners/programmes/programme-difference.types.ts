import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { ProgrammeArea, ProgrammeChangeKind } from './programme-difference.formula';

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
