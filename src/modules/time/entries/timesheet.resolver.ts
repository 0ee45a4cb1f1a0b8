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
      "A person's week by day, by project and by state. Yours; of others, as far as you see their time: all for staff, the firm's for a partner's administrator. Null where you do not see the person.",
  })
  timesheet(
    @Arg('weekStartsOn', () => PlainDateScalar, { description: 'The first day of the week: a Monday.' })
    weekStartsOn: PlainDate,
    @Arg('userId', () => ID, { nullable: true, description: 'Whose; yours when left out.' })
    userId: string | null,
    @Ctx() { reader, viewer }: Context,
  ): Promise<Timesheet | null> {
    const whose = userId ?? viewer.userId;
    if (whose === null) throw unauthenticated();
    return timesheetOf(reader, whose, weekStartsOn);
  }

  @OwnTransaction()
  @Mutation(() => TimesheetPayload, {
    description: 'Asks for the approval of all drafts of your week at once: of all of them, or of none.',
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
      'Withdraws all of your week that is submitted and not decided on yet: all of it, or none. It is drafts again.',
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

  @FieldResolver(() => User, { nullable: true, description: 'Whose week it is; null where you may not see them.' })
  user(@Root() { userId }: Timesheet, @Ctx() { reader }: Context): Promise<User | null> {
    return reader.byId(User, userId);
  }
}

@Resolver(() => TimesheetProject)
export class TimesheetProjectResolver {
  @FieldResolver(() => Project, { nullable: true, description: 'The project; null where you may not see it.' })
  project(@Root() { projectId }: TimesheetProject, @Ctx() { reader }: Context): Promise<Project | null> {
    return reader.byId(Project, projectId);
  }
}
