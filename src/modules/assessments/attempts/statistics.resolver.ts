import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Context } from '../../../shared/graphql/context';
import { AssessmentStatistics, statisticsOf } from './statistics.reader';

@Resolver()
export class StatisticsResolver {
  @Query(() => AssessmentStatistics, {
    nullable: true,
    description:
      'The statistics of the questions in an edition of an exam, for its authors: ECOSYSTEM_MANAGER, MENTOR and ADMIN. Null if there is no such exam, and for others.',
  })
  assessmentStatistics(
    @Arg('assessmentId', () => ID, { description: 'An edition of an exam.' }) assessmentId: string,
    @Ctx() { reader }: Context,
  ): Promise<AssessmentStatistics | null> {
    return statisticsOf(reader, assessmentId);
  }
}
