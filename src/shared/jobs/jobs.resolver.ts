import { Arg, Args, Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { PlainDate } from '../domain/dates';
import { connectionTypeOf, PageArgs } from '../graphql/connection';
import type { Context } from '../graphql/context';
import { DateTime, PlainDateScalar } from '../graphql/scalars';
import { jobActions } from './job.actions';
import { JobRun } from './job.entity';
import type { JobStanding } from './runner';

@ObjectType({ simpleResolvers: true, description: 'A job that the server runs every day. For ADMIN.' })
class DailyJob {
  @Field({ description: 'The name of the job. `npm run jobs -- <name>` runs it now.' })
  name!: string;

  @Field({ description: 'What the job does and which records it changes, in one sentence.' })
  description!: string;

  @Field({ description: 'Whether the job will run at the next check.' })
  due!: boolean;

  @Field(() => String, { nullable: true, description: 'The process that runs the job now; null if none does.' })
  holder!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "When that process's lease ends unless it renews it; null if the job is not running.",
  })
  heldUntil!: Date | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The day of the last successful run; null before the first.',
  })
  lastRunOn!: PlainDate | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many records the last successful run changed; null before the first.',
  })
  lastChanged!: number | null;

  @Field(() => Int, { description: 'The number of failures since the last success.' })
  failures!: number;

  @Field(() => String, {
    nullable: true,
    description: 'The error of the last failure; null if the job has succeeded since.',
  })
  lastError!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the job is retried after a failure; null if it did not fail.',
  })
  nextAttemptAt!: Date | null;
}

const JobRunConnection = connectionTypeOf(JobRun);

@Resolver()
export class JobsResolver {
  @Query(() => [DailyJob], { description: 'The daily jobs, in the order in which they run. For ADMIN.' })
  async jobs(@Ctx() context: Context): Promise<DailyJob[]> {
    context.access.assert(context.viewer, jobActions.show);
    return (await context.jobs.standings()).map(dailyJob);
  }

  @Query(() => JobRunConnection, { description: 'The runs of the daily jobs, newest first. For ADMIN.' })
  jobRuns(
    @Arg('name', () => String, { nullable: true, description: 'Only the runs of this job; all runs if omitted.' })
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
