import { Arg, Ctx, FieldResolver, Resolver, Root, Subscription } from 'type-graphql';
import { Fact } from '../events/fact';
import { recordClassOf, Node } from '../database/record';
import type { Access } from '../access/policy';
import { isInternal } from '../access/viewer';
import type { Reader } from '../database/reader';
import { prefixOf } from '../domain/ids';
import { unauthenticated } from './errors';
import { Json } from './scalars';
import type { Context } from './context';

@Resolver(() => Fact)
export class FactResolver {
  @Subscription(() => Fact, {
    description: 'Facts as they happen, of the given types or of all: those about records that you may see.',
    subscribe: ({ args, context }) => factsSeenBy(context as Context, (args as { types?: string[] | null }).types),
  })
  factStated(
    @Arg('types', () => [String], { nullable: true, description: 'For example `PartnerAdmitted`; all when left out.' })
    _types: string[] | null,
    @Root() fact: Fact,
    @Ctx() { reader }: Context,
  ): Fact {
    // One reader serves a whole subscription: it must not answer what it read for an earlier fact.
    reader.clear();
    return fact;
  }

  @FieldResolver(() => Node, { nullable: true, description: 'The record that it is about, as it is now.' })
  subject(@Root() fact: Fact, @Ctx() context: Context): Promise<Node | null> {
    return subjectOf(fact, context.access, context.reader);
  }

  @FieldResolver(() => Json, { description: 'What is told with it; empty for partner roles.' })
  data(@Root() fact: Fact, @Ctx() context: Context): Record<string, unknown> {
    return isInternal(context.viewer) ? fact.data : {};
  }
}

/** A fact is seen by whoever sees its subject. Asked anew each time, as rights may change while one listens. */
function factsSeenBy(context: Context, types?: string[] | null): AsyncIterable<Fact> {
  if (context.viewer.userId === null) throw unauthenticated();
  return context.facts.subscribe(async (fact) => {
    if (types && !types.includes(fact.type)) return false;
    const viewer = await context.sessions.current(context.viewer);
    if (!viewer) throw unauthenticated('This session has ended.');
    return (await subjectOf(fact, context.access, context.database.reader(viewer))) !== null;
  });
}

function subjectOf(fact: Fact, access: Access, reader: Reader): Promise<Node | null> {
  const recordClass = recordClassOf(prefixOf(fact.subjectId) ?? '');
  if (!recordClass || !access.shows(recordClass)) return Promise.resolve(null);
  return reader.byId(recordClass, fact.subjectId);
}
