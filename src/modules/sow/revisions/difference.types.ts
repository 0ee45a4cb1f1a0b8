import { Field, ObjectType, registerEnumType } from 'type-graphql';

export enum SowChangeKind {
  ADDED = 'ADDED',
  REMOVED = 'REMOVED',
  CHANGED = 'CHANGED',
}

registerEnumType(SowChangeKind, {
  name: 'SowChangeKind',
  description: 'What became of something between two contents of a statement of work.',
  valuesConfig: {
    ADDED: { description: 'Of a part that was not there before.' },
    REMOVED: { description: 'Of a part that is not there any more.' },
    CHANGED: { description: 'Of a part that is there on both sides.' },
  },
});

@ObjectType({
  simpleResolvers: true,
  description:
    'One field in which two contents of a statement of work differ. Parts are matched by what they continue; their places in the lists make no difference.',
})
export class SowChange {
  @Field(() => SowChangeKind, { description: 'Whether the part was added, removed or changed.' })
  kind!: `${SowChangeKind}`;

  @Field(() => [String], {
    description:
      'As in the input of `sowUpdate`: to the place after, or, of what was removed, before. Hours go by their phase.',
  })
  path!: string[];

  @Field({ description: 'What it is, for a person to read.' })
  label!: string;

  @Field(() => String, { nullable: true, description: 'As it was, in words; null where nothing was said.' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'As it is then, in words; null where nothing is said.' })
  after!: string | null;
}
