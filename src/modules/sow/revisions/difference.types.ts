import { Field, ObjectType, registerEnumType } from 'type-graphql';

export enum SowChangeKind {
  ADDED = 'ADDED',
  REMOVED = 'REMOVED',
  CHANGED = 'CHANGED',
}

registerEnumType(SowChangeKind, {
  name: 'SowChangeKind',
  description: 'The kinds of changes between two contents of a statement of work.',
  valuesConfig: {
    ADDED: { description: 'A part that only the second content has.' },
    REMOVED: { description: 'A part that only the first content has.' },
    CHANGED: { description: 'A part that both contents have.' },
  },
});

@ObjectType({
  simpleResolvers: true,
  description:
    'One field in which two contents of a statement of work differ. Parts are matched by their origins; their positions in the lists do not matter.',
})
export class SowChange {
  @Field(() => SowChangeKind, { description: 'Whether the part was added, removed or changed.' })
  kind!: `${SowChangeKind}`;

  @Field(() => [String], {
    description:
      'As in the input of `sowUpdate`: the position in the second content, or in the first for a removed part. Hours have the name of their phase.',
  })
  path!: string[];

  @Field({ description: 'A name of the field, for people to read.' })
  label!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The value in the first content, in words; null without a value.',
  })
  before!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The value in the second content, in words; null without a value.',
  })
  after!: string | null;
}
