import { Arg, Args, Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { PlainDate } from '../domain/dates';
import { connectionTypeOf, PageArgs } from '../graphql/connection';
import type { Context } from '../graphql/context';
import { DateTime, PlainDateScalar } from '../graphql/scalars';
import { jobActions } from './job.actions';
import { JobRun } from './job.entity';
import type { JobStanding } from './runner';

@ObjectType({ simpleResolvers: true, description: 'Work that the server does every day by itself. For ADMIN.' })
class DailyJob {
  @Field({ description: '`npm run jobs -- <name>` runs it now.' })
  name!: string;

  @Field({ description: 'What the job does and which records it changes, in a sentence.' })
  description!: string;

  @Field({ description: 'Is it to be run when the server looks next?' })
  due!: boolean;

  @Field(() => String, { nullable: true, description: 'The process that runs it now; null where none does.' })
  holder!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when that process has it for itself, unless it renews that; null where none has it.',
  })
  heldUntil!: Date | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The day of the last run that succeeded; null before the first.',
  })
  lastRunOn!: PlainDate | null;

  @Field(() => Int, { nullable: true, description: 'How many records that run changed; null before the first.' })
  lastChanged!: number | null;

  @Field(() => Int, { description: 'How often it failed since it last succeeded.' })
  failures!: number;

  @Field(() => String, { nullable: true, description: 'How it failed last; null where it succeeded since.' })
  lastError!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it is tried again after a failure; null without one.' })
  nextAttemptAt!: Date | null;
}

const JobRunConnection = connectionTypeOf(JobRun);

@Resolver()
export class JobsResolver {
  @Query(() => [DailyJob], { description: 'The daily jobs, in the order in which they are run. For ADMIN.' })
  async jobs(@Ctx() context: Context): Promise<DailyJob[]> {
    context.access.assert(context.viewer, jobActions.show);
    return (await context.jobs.standings()).map(dailyJob);
  }

  @Query(() => JobRunConnection, { description: 'The runs of the daily jobs, newest first. For ADMIN.' })
  jobRuns(
    @Arg('name', () => String, { nullable: true, description: 'Of this job; of all when left out.' })
    name: string | null,
    @Args() page: PageArgs,
    @Ctx() context: Context,
  ) {
    context.access.assert(context.viewer, jobActions.show);
    const newestFirst = [{ column: 'startedAt', direction: 'DESC' as const }];
    return context.reader.page(JobRun, page, { name: name ?? undefined }, newestFirst);
  }
}

function dailyJob({ job, lease, due }: JobStanding): DailyJob {
  return {
    name: job.name,
    description: job.description,
    due,
    holder: lease?.holder ?? null,
    heldUntil: lease?.heldUntil ?? null,
    lastRunOn: lease?.lastRunOn ?? null,
    lastChanged: lease?.lastChanged ?? null,
    failures: lease?.failures ?? 0,
    lastError: lease?.lastError ?? null,
    nextAttemptAt: lease?.nextAttemptAt ?? null,
  };
}
