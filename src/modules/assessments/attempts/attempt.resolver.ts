import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { matching } from '../../../shared/database/where';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { FilterArg, IdArg, InputArg, RecordArgs } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { DateTime, DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { AttemptQuestion } from '../assessments/question.types';
import { attemptActions } from './attempt.actions';
import { attemptAt, type Outcome } from './attempt-outcome.reader';
import { Attempt, AttemptAnswer } from './attempt.entity';
import { AttemptAnswerInput, AttemptFilter, AttemptPayload } from './attempt.inputs';
import { AttemptStatus, isOverdue } from './attempt.lifecycle';
import * as attempts from './attempt.service';

const AttemptConnection = connectionTypeOf(Attempt);

@Resolver(() => Attempt)
export class AttemptResolver {
  @Query(() => Attempt, {
    nullable: true,
    description: 'An attempt by its id; null if it does not exist or you may not see it.',
  })
  attempt(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Attempt | null> {
    return reader.byId(Attempt, id);
  }

  @Query(() => AttemptConnection, {
    description: "Attempts, newest first. Staff see all, a PARTNER_ADMIN those of the firm's people, others their own.",
  })
  attempts(
    @Args() page: PageArgs,
    @FilterArg(() => AttemptFilter)
    filter: AttemptFilter | null,
    @Ctx() { reader }: Context,
  ) {
    const where = {
      ...matching(Attempt, filter, 'userId', 'partnerId', 'assessmentId'),
    };
    return reader.page(Attempt, page, where, [{ column: 'startedAt', direction: 'DESC' }]);
  }

  @FieldResolver(() => AttemptStatus, { description: 'The status as of now, including the time limit.' })
  async status(@Root() attempt: Attempt, @Ctx() context: Context): Promise<AttemptStatus> {
    return (await asOfNow(attempt, context)).status;
  }

  @FieldResolver(() => Boolean, { description: 'Whether the time limit closed it, with the answers given by then.' })
  async timedOut(@Root() attempt: Attempt, @Ctx() context: Context): Promise<boolean> {
    return (await asOfNow(attempt, context)).timedOut;
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'The time at which it was closed, at the latest its limit; null until then.',
  })
  async closedAt(@Root() attempt: Attempt, @Ctx() context: Context): Promise<Date | null> {
    return (await asOfNow(attempt, context)).closedAt;
  }

  @FieldResolver(() => DecimalScalar, {
    nullable: true,
    description:
      '100 · points ÷ possible points, in percent, rounded half up to 2 decimals, never below 0; for an evaluation, its score. Null until it is closed.',
  })
  async scorePercent(@Root() attempt: Attempt, @Ctx() context: Context): Promise<Decimal | null> {
    return (await asOfNow(attempt, context)).scorePercent;
  }

  @FieldResolver(() => PlainDateScalar, {
    nullable: true,
    description: 'The last day on which the pass counts; null if it never ends, and without a pass.',
  })
  async validUntil(@Root() attempt: Attempt, @Ctx() context: Context): Promise<PlainDate | null> {
    return (await asOfNow(attempt, context)).validUntil;
  }

  @FieldResolver(() => [AttemptQuestion], {
    nullable: true,
    description:
      'The questions in the order of this attempt, which does not change; empty for an evaluation. Visible only to the candidate; null for others.',
  })
  questions(@Root() attempt: Attempt, @Ctx() { viewer }: Context): AttemptQuestion[] | null {
    return viewer.userId === attempt.userId ? attempt.paper : null;
  }

  @FieldResolver(() => [AttemptAnswer], {
    nullable: true,
    description:
      'The answers so far; after closing, one for each question, with its points. Visible only to the candidate; null for others.',
  })
  async answers(@Root() attempt: Attempt, @Ctx() context: Context): Promise<AttemptAnswer[] | null> {
    if (context.viewer.userId !== attempt.userId) return null;
    return (await asOfNow(attempt, context)).givenAnswers;
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  availableActions(@Root() attempt: Attempt, @Ctx() context: Context): Promise<AvailableAction[]> {
    const isOpen = attempt.status === AttemptStatus.OPEN && !isOverdue(attempt, context.clock.now());
    const steps = [attemptActions.answer, attemptActions.submit].map((action) => ({ action, blockedBy: [] }));
    return availableActions(context, isOpen ? steps : [], attempt);
  }

  @Mutation(() => AttemptPayload, {
    description:
      'Starts a published exam; its time runs from now on. An open attempt at it is returned with its answers, so that a candidate can continue after a lost connection. One past its limit is closed first, and returned if it was passed. Everyone who may not see the right answers may do this.',
  })
  attemptStart(
    @Arg('assessmentId', () => ID, { description: 'The edition of the assessment to take.' }) assessmentId: string,
    @Ctx() { tx }: MutationContext,
  ): Promise<Attempt> {
    return attempts.startAttempt(tx, assessmentId);
  }

  @Mutation(() => AttemptPayload, {
    description:
      'Saves one answer, replacing an earlier one; saving the same answer again changes nothing. After the time limit, this closes the attempt with the earlier answers instead. Only the candidate may do this; to others the attempt does not exist.',
  })
  attemptAnswer(
    @Arg('id', () => ID, { description: 'The id of the attempt.' }) id: string,
    @InputArg() input: AttemptAnswerInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Attempt> {
    return attempts.answerAttempt(tx, id, input);
  }

  @Mutation(() => AttemptPayload, {
    description:
      'Closes the attempt with its answers, which are marked immediately; a pass of the last required assessment of the offering certifies the person. After the time limit, the attempt counts as closed at the limit. Only the candidate may do this; to others the attempt does not exist.',
  })
  attemptSubmit(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Attempt> {
    return attempts.submitAttempt(tx, id, version);
  }
}

function asOfNow(attempt: Attempt, { reader, clock }: Context): Promise<Outcome> {
  return attemptAt({ reader, clock }, attempt, clock.now());
}
