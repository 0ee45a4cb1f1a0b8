import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { matching } from '../../../shared/database/where';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { FilterArg, IdArg, InputArg, RecordArgs } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { Assessment } from './assessment.entity';
import {
  AssessmentDraftInput,
  AssessmentFilter,
  AssessmentPayload,
  AssessmentRetireInput,
  AssessmentUpdateInput,
} from './assessment.inputs';
import { assessmentLifecycle, AssessmentStatus } from './assessment.lifecycle';
import { seesAnswerKeys } from './assessment.policy';
import { publicationConditions } from './assessment.reader';
import * as assessments from './assessment.service';
import { Question } from './question.types';

const AssessmentConnection = connectionTypeOf(Assessment);

@Resolver(() => Assessment)
export class AssessmentResolver {
  @Query(() => Assessment, { nullable: true, description: 'An edition of an assessment; null where there is none.' })
  assessment(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Assessment | null> {
    return reader.byId(Assessment, id);
  }

  @Query(() => AssessmentConnection, {
    description: 'Assessments, each edition by itself, the newest first; partners see those once published.',
  })
  assessments(
    @Args() page: PageArgs,
    @FilterArg(() => AssessmentFilter)
    filter: AssessmentFilter | null,
    @Ctx() { reader }: Context,
  ) {
    const where = matching(Assessment, filter, 'offeringId', 'status');
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

  @FieldResolver(() => [Assessment], {
    description: 'The published assessments that must be passed before; what was retired is asked of nobody.',
  })
  async prerequisites(@Root() assessment: Assessment, @Ctx() { reader }: Context): Promise<Assessment[]> {
    const { offeringId, prerequisiteFamilyIds } = assessment;
    const published = await reader.listBy(Assessment, 'offeringId', offeringId, {
      where: { status: AssessmentStatus.PUBLISHED },
      orderBy: [{ column: 'createdAt' }],
    });
    return published.filter(({ familyId }) => prerequisiteFamilyIds.includes(familyId));
  }

  @FieldResolver(() => [AvailableAction], { description: 'The steps that its state allows, as they stand for you.' })
  async availableActions(@Root() assessment: Assessment, @Ctx() context: Context): Promise<AvailableAction[]> {
    const { reader } = context;
    // Only a draft has a step that depends on what it consists of.
    const draft = assessment.status === AssessmentStatus.DRAFT;
    const conditions = draft ? await publicationConditions(reader.unnarrowed, assessment) : (null as never);
    return availableActions(context, assessmentLifecycle.available(assessment.status, conditions), assessment);
  }

  @Mutation(() => AssessmentPayload, {
    description: 'Writes an assessment, or the next edition of a published one. By an ECOSYSTEM_MANAGER.',
  })
  assessmentDraft(@InputArg() input: AssessmentDraftInput, @Ctx() { tx }: MutationContext): Promise<Assessment> {
    return assessments.draftAssessment(tx, input);
  }

  @Mutation(() => AssessmentPayload, {
    description: 'Replaces the rules of a draft assessment: all of them, as they are given. By an ECOSYSTEM_MANAGER.',
  })
  assessmentUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: AssessmentUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Assessment> {
    return assessments.updateAssessment(tx, id, version, input);
  }

  @Mutation(() => AssessmentPayload, {
    description:
      'Opens an assessment that somebody can pass; it is never changed again, and the edition before cannot be started any ' +
      'more. ' +
      'By an ECOSYSTEM_MANAGER.',
  })
  assessmentPublish(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Assessment> {
    return assessments.publishAssessment(tx, id, version);
  }

  @Mutation(() => AssessmentPayload, {
    description:
      'Takes an assessment out of use without a successor: it is not taken and not required any more. What was begun goes ' +
      'on, and passes count. By an ECOSYSTEM_MANAGER.',
  })
  assessmentRetire(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: AssessmentRetireInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Assessment> {
    return assessments.retireAssessment(tx, id, version, input.reason);
  }

  @Mutation(() => AssessmentPayload, { description: 'Gives up a draft assessment. By an ECOSYSTEM_MANAGER.' })
  assessmentDiscard(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Assessment> {
    return assessments.discardAssessment(tx, id, version);
  }
}
