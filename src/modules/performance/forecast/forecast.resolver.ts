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
      "When it will end and what it will have cost, each as a range, from its own pace until the end of a day. It is computed when it is asked for, and costs 50 points. The vendor's own: null for partner roles.",
  })
  async forecast(
    @Root() project: Project,
    @Arg('on', () => PlainDateScalar, {
      nullable: true,
      description: 'Today when left out. A past day is answered from what was done by then.',
    })
    on: PlainDate | null,
    @Ctx() { reader, viewer, clock }: Context,
  ): Promise<ProjectForecast | null> {
    if (!isInternal(viewer)) return null;
    const day = on ?? todayOf({ clock, viewer });
    return publishForecast(day, await performanceOf(reader, project.id, day, 'DAYS'), latestDay(clock));
  }
}
