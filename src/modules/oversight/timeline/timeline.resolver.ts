import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Fact } from '../../../shared/events/fact';
import { FilterArg } from '../../../shared/graphql/arguments';
import { connectionTypeOf, OrderDirection, PageArgs } from '../../../shared/graphql/connection';
import type { Context } from '../../../shared/graphql/context';
import { Project } from '../../projects';
import { TimelineFilter } from './timeline.inputs';
import { timelineOf } from './timeline.reader';

const FactConnection = connectionTypeOf(Fact);

@Resolver(() => Project)
export class TimelineResolver {
  @FieldResolver(() => FactConnection, {
    description:
      'Everything that happened on the project, in order: the facts about it and its records, if you may see their subject.',
  })
  timeline(
    @Root() project: Project,
    @Args() page: PageArgs,
    @FilterArg(() => TimelineFilter)
    filter: TimelineFilter | null,
    @Arg('direction', () => OrderDirection, {
      defaultValue: OrderDirection.ASC,
      description: 'ASC is oldest first. Facts of the same moment keep the order in which they were recorded.',
    })
    direction: OrderDirection,
    @Ctx() context: Context,
  ) {
    return timelineOf(context, project.id, page, filter ?? {}, direction);
  }
}
