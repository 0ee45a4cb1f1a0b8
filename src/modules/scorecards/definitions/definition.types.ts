import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { ScorecardDefinitionArea } from './definition-difference.formula';

registerEnumType(ScorecardDefinitionArea, {
  name: 'ScorecardDefinitionArea',
  description: 'The parts of a scorecard definition.',
  valuesConfig: {
    CRITERION: { description: 'A criterion.' },
    STANDING: { description: 'A standing.' },
    SETTING: { description: 'The name, the period and the notes.' },
  },
});

@ObjectType({
  simpleResolvers: true,
  description:
    'One difference between two scorecard definitions, in words. The part was added if `from` is null, and removed if `to` is null.',
})
export class ScorecardDefinitionChange {
  @Field(() => ScorecardDefinitionArea, { description: 'The part of the definition that differs.' })
  area!: ScorecardDefinitionArea;

  @Field({ description: 'The code of a criterion, the name of a standing, or `name`, `period` or `notes`.' })
  subject!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The content in the first definition; null if it does not have it.',
  })
  from!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The content in the second definition; null if it does not have it.',
  })
  to!: string | null;
}
