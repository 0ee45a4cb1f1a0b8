import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { isInternal } from '../../../shared/access/viewer';
import type { PlainDate } from '../../../shared/domain/dates';
import { latestDay, todayOf } from '../../../shared/domain/today';
import type { Context } from '../../../shared/graphql/context';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { Project } from '../../projects';
import { publishEarnedValue, publishWeeks } from './earned-value.publish';
import { performanceOf } from './earned-value.reader';
import { EarnedValue, EarnedValueWeek } from './earned-value.types';

@Resolver(() => Project)
export class ProjectEarnedValueResolver {
  @FieldResolver(() => EarnedValue, {
    nullable: true,
    description: 'Earned value at the end of a day. Vendor-internal: null for partner roles.',
  })
  async earnedValue(
    @Root() project: Project,
    @Arg('on', () => PlainDateScalar, { nullable: true, description: 'Today if left out.' }) on: PlainDate | null,
    @Ctx() { reader, viewer, clock }: Context,
  ): Promise<EarnedValue | null> {
    if (!isInternal(viewer)) return null;
    const day = on ?? todayOf({ clock, viewer });
    const performance = await performanceOf(reader, project.id, day, 'TOTALS');
    return publishEarnedValue(project.id, day, performance, latestDay(clock));
  }
}

@Resolver(() => EarnedValue)
export class EarnedValueResolver {
  @FieldResolver(() => [EarnedValueWeek], {
    description:
      'The S-curve by week, Monday to Sunday, from the first planned or recorded day to the last. The curve jumps where a change order made a new baseline: a past week is measured against the baseline in force at its end, the future against that of the requested day. Empty without a baseline; of a longer curve, only the last twenty years are returned.',
  })
  async series(@Root() { projectId, on }: EarnedValue, @Ctx() { reader, clock }: Context): Promise<EarnedValueWeek[]> {
    const latest = latestDay(clock);
    const day = on < latest ? on : latest;
    return publishWeeks(day, await performanceOf(reader, projectId, day, 'DAYS'));
  }
}
