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
import { attemptAt, type Outcome } from './attempt.closing';
import { Attempt, AttemptAnswer } from './attempt.entity';
import { AttemptAnswerInput, AttemptFilter, AttemptPayload } from './attempt.inputs';
import { AttemptStatus, isOverdue } from './attempt.lifecycle';
import * as attempts from './attempt.service';

const AttemptConnection = connectionTypeOf(Attempt);

@Resolver(() => Attempt)
export class AttemptResolver {
  @Query(() => Attempt, { nullable: true, description: 'An attempt; null where there is none that you may see.' })
  attempt(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Attempt | null> {
    return reader.byId(Attempt, id);
  }

  @Query(() => AttemptConnection, {
    description:
      "Attempts, the newest first: all for staff, those of a partner's own people for its PARTNER_ADMIN, else one's own.",
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

  @FieldResolver(() => AttemptStatus, { description: 'As it stands now.' })
  async status(@Root() attempt: Attempt, @Ctx() context: Context): Promise<AttemptStatus> {
    return (await asOfNow(attempt, context)).status;
  }

  @FieldResolver(() => Boolean, { description: 'Was it closed by its time limit, with what was answered by then?' })
  async timedOut(@Root() attempt: Attempt, @Ctx() context: Context): Promise<boolean> {
    return (await asOfNow(attempt, context)).timedOut;
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'When it was closed, at the latest at its limit; null until then.',
  })
  async closedAt(@Root() attempt: Attempt, @Ctx() context: Context): Promise<Date | null> {
    return (await asOfNow(attempt, context)).closedAt;
  }

  @FieldResolver(() => DecimalScalar, {
    nullable: true,
    description:
      '100 · points ÷ possible points, in percent, rounded half up to 2 decimals, never below 0; of an evaluation, its ' +
      'score. Null until it is closed.',
  })
  async scorePercent(@Root() attempt: Attempt, @Ctx() context: Context): Promise<Decimal | null> {
    return (await asOfNow(attempt, context)).scorePercent;
  }

  @FieldResolver(() => PlainDateScalar, {
    nullable: true,
    description: 'The last day on which the pass counts; null where it never ends, and for what is not passed.',
  })
  async validUntil(@Root() attempt: Attempt, @Ctx() context: Context): Promise<PlainDate | null> {
    return (await asOfNow(attempt, context)).validUntil;
  }

  @FieldResolver(() => [AttemptQuestion], {
    nullable: true,
    description:
      'What is asked, in the order of this attempt, which stays the same; empty for an evaluation. For the person whose ' +
      'attempt it is; null for others.',
  })
  questions(@Root() attempt: Attempt, @Ctx() { viewer }: Context): AttemptQuestion[] | null {
    return viewer.userId === attempt.userId ? attempt.paper : null;
  }

  @FieldResolver(() => [AttemptAnswer], {
    nullable: true,
    description:
      'What was answered so far; once it is closed one for each question, with what it gave. For the person whose attempt ' +
      'it is; null for others.',
  })
  async answers(@Root() attempt: Attempt, @Ctx() context: Context): Promise<AttemptAnswer[] | null> {
    if (context.viewer.userId !== attempt.userId) return null;
    return (await asOfNow(attempt, context)).givenAnswers;
  }

  @FieldResolver(() => [AvailableAction], { description: 'The steps that its state allows, as they stand for you.' })
  availableActions(@Root() attempt: Attempt, @Ctx() context: Context): Promise<AvailableAction[]> {
    const isOpen = attempt.status === AttemptStatus.OPEN && !isOverdue(attempt, context.clock.now());
    const steps = [attemptActions.answer, attemptActions.submit].map((action) => ({ action, blockedBy: [] }));
    return availableActions(context, isOpen ? steps : [], attempt);
  }

  @Mutation(() => AttemptPayload, {
    description:
      'Begins to take a published exam; its time runs from now on. An open attempt at it is answered as it stands, with ' +
      'what was answered, so that one can go on after a lost connection; one whose time is over is closed first, and ' +
      'answered where it was passed. By anybody who cannot see the right answers.',
  })
  attemptStart(
    @Arg('assessmentId', () => ID, { description: 'What is to be taken.' }) assessmentId: string,
    @Ctx() { tx }: MutationContext,
  ): Promise<Attempt> {
    return attempts.startAttempt(tx, assessmentId);
  }

  @Mutation(() => AttemptPayload, {
    description:
      'Saves one answer, in the place of an earlier one; the same again changes nothing. After the time limit the attempt ' +
      'is closed with what was answered before instead. By the person whose attempt it is; for others there is none.',
  })
  attemptAnswer(
    @Arg('id', () => ID, { description: 'Of the attempt.' }) id: string,
    @InputArg() input: AttemptAnswerInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Attempt> {
    return attempts.answerAttempt(tx, id, input);
  }

  @Mutation(() => AttemptPayload, {
    description:
      'Closes the attempt with what was answered, which is marked at once; with the last assessment that an offering ' +
      'requires the person is certified. After the time limit it was closed then. By the person whose attempt it is; ' +
      'for others there is none.',
  })
  attemptSubmit(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Attempt> {
    return attempts.submitAttempt(tx, id, version);
  }
}

function asOfNow(attempt: Attempt, { reader, clock }: Context): Promise<Outcome> {
  return attemptAt({ reader, clock }, attempt, clock.now());
}
