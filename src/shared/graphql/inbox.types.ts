import { ArrayMaxSize } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { InboxSection } from '../access/inbox';
import type { PlainDate } from '../domain/dates';
import { DateTime, PlainDateScalar } from './scalars';

/** The kinds of all modules; filled before the schema is built. */
const InboxKind: Record<string, string> = {};

export function declareInbox(sections: readonly InboxSection[]): void {
  for (const { kind } of sections) {
    if (InboxKind[kind]) throw new Error(`Two sections of the inbox are named ${kind}.`);
    InboxKind[kind] = kind;
  }
  registerEnumType(InboxKind, {
    name: 'InboxKind',
    description: 'What waits, and for what.',
    valuesConfig: Object.fromEntries(sections.map(({ kind, description }) => [kind, { description }])),
  });
}

@ObjectType({ simpleResolvers: true, description: 'A record that waits for an act of yours.' })
export class InboxItem {
  @Field(() => ID, { description: 'The id of the record that waits; `record` has the record.' })
  id!: string;

  @Field(() => InboxKind, { description: 'What waits, and for what.' })
  kind!: string;

  @Field({
    description: 'The name of the mutation that settles it. `availableActions` of the record says what blocks it.',
  })
  action!: string;

  @Field(() => DateTime, { description: 'Since when it waits, in UTC.' })
  since!: Date;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The day by which it should be settled; null if no day is set.',
  })
  dueOn!: PlainDate | null;
}

@ObjectType({ simpleResolvers: true, description: 'How many records of a kind wait for you.' })
export class InboxCount {
  @Field(() => InboxKind, { description: 'What waits, and for what.' })
  kind!: string;

  @Field(() => Int, { description: 'How many wait; more than 0.' })
  count!: number;
}

@InputType({ description: 'Which items of the inbox to list; an item must meet every condition given.' })
export class InboxFilter {
  @Field(() => [InboxKind], { nullable: true, description: 'Only items of these kinds; at most 100.' })
  @ArrayMaxSize(100)
  kinds?: string[] | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Only items that are due on this day or earlier.' })
  dueUntil?: PlainDate | null;
}
