import { Arg, Ctx, FieldResolver, Resolver, Root, Subscription } from 'type-graphql';
import { Fact } from '../events/fact';
import { recordClassOf, Node } from '../database/record';
import type { Access } from '../access/policy';
import { isInternal } from '../access/viewer';
import type { Reader } from '../database/reader';
import { prefixOf } from '../domain/ids';
import { Json } from './scalars';
import type { Context } from './context';

@Resolver(() => Fact)
export class FactResolver {
  @Subscription(() => Fact, {
    description:
      'Facts of the given types, or of all types, as they happen. You receive only facts about records that you may see.',
    // Each fact is read with the viewer's current rights, because the subscription outlives its context.
    subscribe: ({ args, context }) =>
      (context as Context).audience.listen(
        (context as Context).viewer,
        (args as { types?: string[] | null }).types ?? null,
        (hearer) => Object.assign(context as Context, hearer),
      ),
  })
  factStated(
    @Arg('types', () => [String], {
      nullable: true,
      description: 'The kinds of facts to receive, for example `PartnerAdmitted`; all kinds if omitted.',
    })
    _types: string[] | null,
    @Root() fact: Fact,
  ): Fact {
    return fact;
  }

  @FieldResolver(() => Node, {
    nullable: true,
    description: 'The record that the fact is about, in its current state.',
  })
  subject(@Root() fact: Fact, @Ctx() context: Context): Promise<Node | null> {
    return context.subjectOf?.(fact) ?? subjectOf(fact, context.access, context.reader);
  }

  @FieldResolver(() => Json, {
    description: 'The data of the fact, by the keys that its kind declares. Empty for partner roles.',
  })
  data(@Root() fact: Fact, @Ctx() context: Context): Record<string, unknown> {
    return isInternal(context.viewer) ? fact.data : {};
  }
}

function subjectOf(fact: Fact, access: Access, reader: Reader): Promise<Node | null> {
  const recordClass = recordClassOf(prefixOf(fact.subjectId) ?? '');
  if (!recordClass || !access.shows(recordClass)) return Promise.resolve(null);
  return reader.byId(recordClass, fact.subjectId);
}
