import { pipe, filter } from '@graphql-yoga/subscription';
import { Arg, Ctx, FieldResolver, Resolver, Root, Subscription } from 'type-graphql';
import { Fact } from '../events/fact';
import { recordClassOf, Node } from '../database/record';
import { isInternal } from '../access/viewer';
import { prefixOf } from '../domain/ids';
import { unauthenticated } from './errors';
import { Json } from './scalars';
import type { Context } from './context';

@Resolver(() => Fact)
export class FactResolver {
  @Subscription(() => Fact, {
    description: 'Facts as they happen, of the given types or of all: those about records that you may see.',
    subscribe: ({ args, context: given }) => {
      const context = given as Context;
      if (context.viewer.userId === null) throw unauthenticated();
      const { types } = args as { types?: string[] | null };
      return pipe(
        context.facts.subscribe('fact'),
        filter((fact: Fact) => !types || types.includes(fact.type)),
        // A fact is seen by whoever sees its subject; each is asked anew, as rights may change while one listens.
        filter(async (fact: Fact) => (await subjectOf(fact, context)) !== null),
      );
    },
  })
  factStated(
    @Arg('types', () => [String], { nullable: true, description: 'For example `PartnerAdmitted`; all when left out.' })
    _types: string[] | null,
    @Root() fact: Fact,
  ): Fact {
    return fact;
  }

  @FieldResolver(() => Node, { nullable: true, description: 'The record that it is about, as it is now.' })
  subject(@Root() fact: Fact, @Ctx() context: Context): Promise<Node | null> {
    return subjectOf(fact, context);
  }

  @FieldResolver(() => Json, { description: 'What is told with it; empty for partner roles.' })
  data(@Root() fact: Fact, @Ctx() context: Context): Record<string, unknown> {
    return isInternal(context.viewer) ? fact.data : {};
  }
}

function subjectOf(fact: Fact, context: Context): Promise<Node | null> {
  const recordClass = recordClassOf(prefixOf(fact.subjectId) ?? '');
  if (!recordClass || !context.access.shows(recordClass)) return Promise.resolve(null);
  context.reader.clear();
  return context.reader.byId(recordClass, fact.subjectId);
}
