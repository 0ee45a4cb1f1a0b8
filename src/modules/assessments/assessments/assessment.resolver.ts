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
  @Query(() => Assessment, {
    nullable: true,
    description: 'An edition of an assessment by its id; null if it does not exist or you may not see it.',
  })
  assessment(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Assessment | null> {
    return reader.byId(Assessment, id);
  }

  @Query(() => AssessmentConnection, {
    description: 'Assessments, each edition on its own, newest first; partner users see those that were published.',
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
      'The questions with the points of each answer. Visible to ECOSYSTEM_MANAGER, MENTOR and ADMIN; null for others.',
  })
  questions(@Root() assessment: Assessment, @Ctx() { viewer }: Context): Question[] | null {
    return seesAnswerKeys(viewer) ? assessment.answerKey : null;
  }

  @FieldResolver(() => [Assessment], {
    description: 'The published assessments that must be passed first; retired ones are no longer required.',
  })
  async prerequisites(@Root() assessment: Assessment, @Ctx() { reader }: Context): Promise<Assessment[]> {
    const { offeringId, prerequisiteFamilyIds } = assessment;
    const published = await reader.listBy(Assessment, 'offeringId', offeringId, {
      where: { status: AssessmentStatus.PUBLISHED },
      orderBy: [{ column: 'createdAt' }],
    });
    return published.filter(({ familyId }) => prerequisiteFamilyIds.includes(familyId));
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  async availableActions(@Root() assessment: Assessment, @Ctx() context: Context): Promise<AvailableAction[]> {
    const { reader } = context;
    // Only the steps of a draft depend on its content.
    const draft = assessment.status === AssessmentStatus.DRAFT;
    const conditions = draft ? await publicationConditions(reader.unnarrowed, assessment) : (null as never);
    return availableActions(context, assessmentLifecycle.available(assessment.status, conditions), assessment);
  }

  @Mutation(() => AssessmentPayload, {
    description: 'Drafts an assessment, or the next edition of a published one. Only an ECOSYSTEM_MANAGER may do this.',
  })
  assessmentDraft(@InputArg() input: AssessmentDraftInput, @Ctx() { tx }: MutationContext): Promise<Assessment> {
    return assessments.draftAssessment(tx, input);
  }

  @Mutation(() => AssessmentPayload, {
    description: 'Replaces all rules of a draft assessment. Only an ECOSYSTEM_MANAGER may do this.',
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
      'Publishes an assessment that can be passed. It is never changed again, and the previous edition can no longer be started. Only an ECOSYSTEM_MANAGER may do this.',
  })
  assessmentPublish(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Assessment> {
    return assessments.publishAssessment(tx, id, version);
  }

  @Mutation(() => AssessmentPayload, {
    description:
      'Retires an assessment without a successor: it is no longer taken and no longer required. Open attempts can be finished, and passes count. Only an ECOSYSTEM_MANAGER may do this.',
  })
  assessmentRetire(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: AssessmentRetireInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Assessment> {
    return assessments.retireAssessment(tx, id, version, input.reason);
  }

  @Mutation(() => AssessmentPayload, {
    description: 'Discards a draft assessment. Only an ECOSYSTEM_MANAGER may do this.',
  })
  assessmentDiscard(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Assessment> {
    return assessments.discardAssessment(tx, id, version);
  }
}
