import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AvailableAction, availableActions } from '../../shared/graphql/actions';
import { connectionTypeOf, PageArgs } from '../../shared/graphql/connection';
import type { Context, MutationContext } from '../../shared/graphql/context';
import { Assessment, Question } from './assessment.entity';
import { assessmentLifecycle } from './assessment.lifecycle';
import * as assessments from './assessment.service';
import { AssessmentDraftInput, AssessmentFilter, AssessmentPayload } from './assessments.inputs';
import { seesAnswerKeys } from './assessments.policy';

const AssessmentConnection = connectionTypeOf(Assessment);

@Resolver(() => Assessment)
export class AssessmentResolver {
  @Query(() => Assessment, { nullable: true, description: 'An edition of an assessment; null where there is none.' })
  assessment(
    @Arg('id', () => ID, { description: 'Of the assessment.' }) id: string,
    @Ctx() { reader }: Context,
  ): Promise<Assessment | null> {
    return reader.byId(Assessment, id);
  }

  @Query(() => AssessmentConnection, {
    description: 'Assessments, each edition by itself, the newest first; partners see those once published.',
  })
  assessments(
    @Args() page: PageArgs,
    @Arg('filter', () => AssessmentFilter, { nullable: true, description: 'All when left out.' })
    filter: AssessmentFilter | null,
    @Ctx() { reader }: Context,
  ) {
    const where = { offeringId: (filter?.offeringId as never) ?? undefined, status: filter?.status ?? undefined };
    return reader.page(Assessment, page, where, [{ column: 'createdAt', direction: 'DESC' }]);
  }

  @FieldResolver(() => [Question], {
    nullable: true,
    description:
      'The questions with the points of each answer. For ECOSYSTEM_MANAGER, MENTOR and ADMIN; null for others.',
  })
  questions(@Root() assessment: Assessment, @Ctx() { viewer }: Context): Question[] | null {
    return seesAnswerKeys(viewer) ? assessment.answerKey : null;
  }

  @FieldResolver(() => [AvailableAction], { description: 'The steps that its state allows, as they stand for you.' })
  async availableActions(@Root() assessment: Assessment, @Ctx() context: Context): Promise<AvailableAction[]> {
    const predecessor = await context.reader.byId(Assessment, assessment.predecessorId);
    const facts = { ...assessment, predecessor: predecessor?.status ?? null };
    return availableActions(context, 'assessment', assessmentLifecycle.available(assessment.status, facts), assessment);
  }

  @Mutation(() => AssessmentPayload, {
    description:
      'Writes an assessment, or the next edition of a published one, with its questions. By an ECOSYSTEM_MANAGER.',
  })
  assessmentDraft(
    @Arg('input', { description: 'The assessment.' }) input: AssessmentDraftInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Assessment> {
    return assessments.draftAssessment(tx, input);
  }

  @Mutation(() => AssessmentPayload, {
    description:
      'Opens an assessment; it is never changed again, and the edition before cannot be started any more. ' +
      'By an ECOSYSTEM_MANAGER.',
  })
  assessmentPublish(
    @Arg('id', () => ID, { description: 'Of the assessment.' }) id: string,
    @Arg('version', () => Int, { description: 'The version that you saw.' }) version: number,
    @Ctx() { tx }: MutationContext,
  ): Promise<Assessment> {
    return assessments.publishAssessment(tx, id, version);
  }

  @Mutation(() => AssessmentPayload, { description: 'Gives up a draft assessment. By an ECOSYSTEM_MANAGER.' })
  assessmentDiscard(
    @Arg('id', () => ID, { description: 'Of the assessment.' }) id: string,
    @Arg('version', () => Int, { description: 'The version that you saw.' }) version: number,
    @Ctx() { tx }: MutationContext,
  ): Promise<Assessment> {
    return assessments.discardAssessment(tx, id, version);
  }
}
