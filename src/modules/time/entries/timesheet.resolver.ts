import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { InputArg } from '../../../shared/graphql/arguments';
import type { Context } from '../../../shared/graphql/context';
import { unauthenticated } from '../../../shared/graphql/errors';
import { OwnTransaction } from '../../../shared/graphql/own-transaction';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { User } from '../../identity';
import { Project } from '../../projects';
import {
  Timesheet,
  TimesheetPayload,
  TimesheetProject,
  TimesheetSubmitInput,
  TimesheetWithdrawInput,
} from './timesheet.types';
import { submitWeek, timesheetOf, withdrawWeek } from './timesheet.service';
import { carryOut } from './unit-of-work';

@Resolver(() => Timesheet)
export class TimesheetResolver {
  @Query(() => Timesheet, {
    nullable: true,
    description:
      "A person's week by day, by project and by status. For other people, it has the time that you may see: staff see all, a partner's administrator the firm's. Null if you may not see the person.",
  })
  timesheet(
    @Arg('weekStartsOn', () => PlainDateScalar, { description: 'The first day of the week: a Monday.' })
    weekStartsOn: PlainDate,
    @Arg('userId', () => ID, { nullable: true, description: 'The person; you if left out.' })
    userId: string | null,
    @Ctx() { reader, viewer }: Context,
  ): Promise<Timesheet | null> {
    const whose = userId ?? viewer.userId;
    if (whose === null) throw unauthenticated();
    return timesheetOf(reader, whose, weekStartsOn);
  }

  @OwnTransaction()
  @Mutation(() => TimesheetPayload, {
    description: 'Submits all drafts of your week for approval, all or none.',
  })
  async timesheetSubmit(@InputArg() input: TimesheetSubmitInput, @Ctx() context: Context): Promise<Timesheet | null> {
    const work = { action: 'timesheetSubmit', key: context.idempotencyKey, args: { input } };
    const { userId } = await carryOut(context, work, (tx) => submitWeek(tx, input));
    context.reader.clear();
    return timesheetOf(context.reader, userId, input.weekStartsOn);
  }

  @OwnTransaction()
  @Mutation(() => TimesheetPayload, {
    description:
      'Withdraws all submitted time of your week that is not decided on yet, all or none; it becomes drafts again.',
  })
  async timesheetWithdraw(
    @InputArg() input: TimesheetWithdrawInput,
    @Ctx() context: Context,
  ): Promise<Timesheet | null> {
    const work = { action: 'timesheetWithdraw', key: context.idempotencyKey, args: { input } };
    const { userId } = await carryOut(context, work, (tx) => withdrawWeek(tx, input));
    context.reader.clear();
    return timesheetOf(context.reader, userId, input.weekStartsOn);
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'The person whose week it is; null if you may not see them.',
  })
  user(@Root() { userId }: Timesheet, @Ctx() { reader }: Context): Promise<User | null> {
    return reader.byId(User, userId);
  }
}

@Resolver(() => TimesheetProject)
export class TimesheetProjectResolver {
  @FieldResolver(() => Project, { nullable: true, description: 'The project; null if you may not see it.' })
  project(@Root() { projectId }: TimesheetProject, @Ctx() { reader }: Context): Promise<Project | null> {
    return reader.byId(Project, projectId);
  }
}
