import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AvailableAction, availableActions } from '../../shared/graphql/actions';
import { connectionTypeOf, PageArgs } from '../../shared/graphql/connection';
import type { Context, MutationContext } from '../../shared/graphql/context';
import { Assessment, AttemptQuestion } from './assessment.entity';
import { AttemptFilter, AttemptPayload, AttemptSubmitInput } from './assessments.inputs';
import { Attempt, AttemptAnswer } from './attempt.entity';
import { attemptStatusAt, AttemptStatus } from './attempt.lifecycle';
import * as attempts from './attempt.service';

const AttemptConnection = connectionTypeOf(Attempt);

@Resolver(() => Attempt)
export class AttemptResolver {
  @Query(() => Attempt, { nullable: true, description: 'An attempt; null where there is none that you may see.' })
  attempt(
    @Arg('id', () => ID, { description: 'Of the attempt.' }) id: string,
    @Ctx() { reader }: Context,
  ): Promise<Attempt | null> {
    return reader.byId(Attempt, id);
  }

  @Query(() => AttemptConnection, {
    description:
      "Attempts, the newest first: all for staff, those of a partner's own people for its PARTNER_ADMIN, else one's own.",
  })
  attempts(
    @Args() page: PageArgs,
    @Arg('filter', () => AttemptFilter, { nullable: true, description: 'All when left out.' })
    filter: AttemptFilter | null,
    @Ctx() { reader }: Context,
  ) {
    const where = {
      userId: (filter?.userId as never) ?? undefined,
      partnerId: (filter?.partnerId as never) ?? undefined,
      assessmentId: (filter?.assessmentId as never) ?? undefined,
    };
    return reader.page(Attempt, page, where, [{ column: 'startedAt', direction: 'DESC' }]);
  }

  @FieldResolver(() => AttemptStatus, { description: 'As it stands now.' })
  status(@Root() attempt: Attempt, @Ctx() { clock }: Context): AttemptStatus {
    return attemptStatusAt(attempt, clock.now());
  }

  @FieldResolver(() => [AttemptQuestion], {
    nullable: true,
    description: 'What is asked, in order. For the person whose attempt it is; null for others.',
  })
  async questions(@Root() attempt: Attempt, @Ctx() { reader, viewer }: Context): Promise<AttemptQuestion[] | null> {
    if (viewer.userId !== attempt.userId) return null;
    return (await reader.require(Assessment, attempt.assessmentId)).paper;
  }

  @FieldResolver(() => [AttemptAnswer], {
    nullable: true,
    description:
      'What was answered and what it gave. For the person whose attempt it is, once it is closed; null for others, ' +
      'before that, and where nothing was submitted in time.',
  })
  answers(@Root() attempt: Attempt, @Ctx() { viewer }: Context): AttemptAnswer[] | null {
    return viewer.userId === attempt.userId ? attempt.markedAnswers : null;
  }

  @FieldResolver(() => [AvailableAction], { description: 'The steps that its state allows, as they stand for you.' })
  availableActions(@Root() attempt: Attempt, @Ctx() context: Context): AvailableAction[] {
    const isOpen = attemptStatusAt(attempt, context.clock.now()) === AttemptStatus.OPEN;
    return availableActions(context, 'attempt', isOpen ? [{ name: 'submit', blockedBy: [] }] : [], attempt);
  }

  @Mutation(() => AttemptPayload, {
    description:
      'Begins to take a published assessment; its time runs from now on. By anybody who cannot see the right answers.',
  })
  attemptStart(
    @Arg('assessmentId', () => ID, { description: 'What is to be taken.' }) assessmentId: string,
    @Ctx() { tx }: MutationContext,
  ): Promise<Attempt> {
    return attempts.startAttempt(tx, assessmentId);
  }

  @Mutation(() => AttemptPayload, {
    description:
      'Submits the answers, which are marked at once; with the last assessment that an offering requires the person is ' +
      'certified. After the time limit the attempt is closed as TIMED_OUT instead. By the person whose attempt it is.',
  })
  attemptSubmit(
    @Arg('id', () => ID, { description: 'Of the attempt.' }) id: string,
    @Arg('version', () => Int, { description: 'The version that you saw.' }) version: number,
    @Arg('input', { description: 'The answers.' }) input: AttemptSubmitInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Attempt> {
    return attempts.submitAttempt(tx, id, version, input);
  }
}
