import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Node, recordClassOf } from '../database/record';
import { prefixOf } from '../domain/ids';
import { FilterArg } from './arguments';
import { connectionTypeOf, PageArgs } from './connection';
import type { Context } from './context';
import { inboxCounts, inboxPage } from './inbox.reader';
import { InboxCount, InboxFilter, InboxItem } from './inbox.types';

const InboxItemConnection = connectionTypeOf(InboxItem);

@Resolver(() => InboxItem)
export class InboxResolver {
  @Query(() => InboxItemConnection, {
    description:
      'What waits for an act of yours, the longest waiting first. An item leaves the list when it is settled.',
  })
  inbox(@Args() page: PageArgs, @FilterArg(() => InboxFilter) filter: InboxFilter | null, @Ctx() context: Context) {
    return inboxPage(context, page, filter ?? {});
  }

  @Query(() => [InboxCount], {
    description: 'How many records wait for you, by kind; kinds of which none wait are left out.',
  })
  inboxCounts(
    @FilterArg(() => InboxFilter) filter: InboxFilter | null,
    @Ctx() context: Context,
  ): Promise<InboxCount[]> {
    return inboxCounts(context, filter ?? {});
  }

  @FieldResolver(() => Node, {
    nullable: true,
    description: 'The record that waits; null if it has just been removed from your sight.',
  })
  record(@Root() { id }: InboxItem, @Ctx() { reader }: Context): Promise<Node | null> {
    return reader.byId(recordClassOf(prefixOf(id)!)!, id);
  }
}
