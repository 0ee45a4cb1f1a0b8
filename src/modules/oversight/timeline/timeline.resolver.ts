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
      'What happened on it, in order: of the facts about it, and about whatever belongs to it, those whose subject you see.',
  })
  timeline(
    @Root() project: Project,
    @Args() page: PageArgs,
    @FilterArg(() => TimelineFilter)
    filter: TimelineFilter | null,
    @Arg('direction', () => OrderDirection, {
      defaultValue: OrderDirection.ASC,
      description: 'ASC is oldest first. Facts of one moment come in the order in which they were stated.',
    })
    direction: OrderDirection,
    @Ctx() context: Context,
  ) {
    return timelineOf(context, project.id, page, filter ?? {}, direction);
  }
}
