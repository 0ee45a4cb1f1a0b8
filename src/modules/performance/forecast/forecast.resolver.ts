import { Arg, Ctx, Extensions, FieldResolver, Resolver, Root } from 'type-graphql';
import { isInternal } from '../../../shared/access/viewer';
import type { PlainDate } from '../../../shared/domain/dates';
import { latestDay, todayOf } from '../../../shared/domain/today';
import type { Context } from '../../../shared/graphql/context';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { Project } from '../../projects';
import { performanceOf } from '../earned-value/earned-value.reader';
import { publishForecast } from './forecast.publish';
import { ProjectForecast } from './forecast.types';

@Resolver(() => Project)
export class ProjectForecastResolver {
  @Extensions({ points: 50 })
  @FieldResolver(() => ProjectForecast, {
    nullable: true,
    description:
      'The end date and the final cost of the project, each as a range, from its own pace up to the end of a day. Computed on request, at a query cost of 50 points. Vendor-internal: null for partner roles.',
  })
  async forecast(
    @Root() project: Project,
    @Arg('on', () => PlainDateScalar, {
      nullable: true,
      description: 'Today if left out. For a past day, only what was done by then counts.',
    })
    on: PlainDate | null,
    @Ctx() { reader, viewer, clock }: Context,
  ): Promise<ProjectForecast | null> {
    if (!isInternal(viewer)) return null;
    const day = on ?? todayOf({ clock, viewer });
    return publishForecast(day, await performanceOf(reader, project.id, day, 'DAYS'), latestDay(clock));
  }
}
