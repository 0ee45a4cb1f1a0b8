import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { hasRole, Role } from '../../../shared/access/viewer';
import { matching } from '../../../shared/database/where';
import { column, sql } from '../../../shared/database/sql';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { FilterArg, IdArg, InputArg, RecordArgs } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { evaluationActions, type Judged } from './evaluation.actions';
import { AssessmentEvaluation, CriterionLevel, EvaluationAssessor } from './evaluation.entity';
import {
  EvaluationCancelInput,
  EvaluationConcludeInput,
  EvaluationFilter,
  EvaluationPayload,
  EvaluationRescheduleInput,
  EvaluationScheduleInput,
  EvaluationScoreInput,
} from './evaluation.inputs';
import { evaluationLifecycle } from './evaluation.lifecycle';
import { assessorsOf, evaluationConditions } from './evaluation.reader';
import * as evaluations from './evaluation.service';

const EvaluationConnection = connectionTypeOf(AssessmentEvaluation);

@Resolver(() => AssessmentEvaluation)
export class EvaluationResolver {
  @Query(() => AssessmentEvaluation, {
    nullable: true,
    description: 'The evaluation of a practical or an interview; null where there is none that you may see.',
  })
  assessmentEvaluation(@IdArg() id: string, @Ctx() { reader }: Context): Promise<AssessmentEvaluation | null> {
    return reader.byId(AssessmentEvaluation, id);
  }

  @Query(() => EvaluationConnection, {
    description:
      "Evaluations of practicals and interviews, the latest moment first: all for staff, those of a partner's own " +
      "people for its PARTNER_ADMIN, else one's own.",
  })
  assessmentEvaluations(
    @Args() page: PageArgs,
    @FilterArg(() => EvaluationFilter)
    filter: EvaluationFilter | null,
    @Ctx() { reader }: Context,
  ) {
    const { assessorId } = filter ?? {};
    const before = sql`SELECT evaluationId FROM evaluation_assessor WHERE assessorId = ${assessorId} AND releasedAt IS NULL`;
    const where = {
      ...matching(AssessmentEvaluation, filter, 'userId', 'partnerId', 'assessmentId', 'status'),
      and: assessorId ? [sql`${column('id')} IN (${before})`] : [],
    };
    return reader.page(AssessmentEvaluation, page, where, [{ column: 'scheduledAt', direction: 'DESC' }]);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The steps that its state allows, as they stand for you.' })
  async availableActions(
    @Root() evaluation: AssessmentEvaluation,
    @Ctx() context: Context,
  ): Promise<AvailableAction[]> {
    const { unnarrowed } = context.reader;
    const [known, assessors] = await Promise.all([
      evaluationConditions(unnarrowed, evaluation, context.clock.now()),
      assessorsOf(unnarrowed, evaluation.id),
    ]);
    // What the levels come to is not a choice: either outcome is reached by concluding.
    const steps = evaluationLifecycle
      .available(evaluation.status, known)
      .filter(({ action }) => action !== evaluationActions.fail)
      .map((step) => (step.action === evaluationActions.pass ? { ...step, action: evaluationActions.conclude } : step));
    const subject: Judged = { evaluation, assessorIds: assessors.map(({ assessorId }) => assessorId) };
    return availableActions(context, steps, subject);
  }

  @Mutation(() => EvaluationPayload, {
    description:
      'Schedules a practical or an interview. Attempts, cool-off and what must be passed before are looked at for its ' +
      "moment. By an ECOSYSTEM_MANAGER, never for oneself; no assessor is the candidate's colleague.",
  })
  evaluationSchedule(
    @InputArg() input: EvaluationScheduleInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<AssessmentEvaluation> {
    return evaluations.scheduleEvaluation(tx, input);
  }

  @Mutation(() => EvaluationPayload, {
    description:
      'Gives an evaluation another moment or other assessors; one who has given levels stays. By an ECOSYSTEM_MANAGER.',
  })
  evaluationReschedule(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: EvaluationRescheduleInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<AssessmentEvaluation> {
    return evaluations.rescheduleEvaluation(tx, id, version, input);
  }

  @Mutation(() => EvaluationPayload, {
    description:
      'Gives levels, once it has taken place; until it is concluded again, in the place of the earlier ones. By each of ' +
      'its assessors for themself, who do not see what the others gave before it is concluded.',
  })
  evaluationScore(
    @Arg('id', () => ID, { description: 'Of the evaluation.' }) id: string,
    @InputArg() input: EvaluationScoreInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<AssessmentEvaluation> {
    return evaluations.scoreEvaluation(tx, id, input);
  }

  @Mutation(() => EvaluationPayload, {
    description:
      'Draws the outcome from the levels: passed where the score reaches the pass mark and no criterion is under its ' +
      'floor. With the last assessment that the offering requires the person is certified. By an ECOSYSTEM_MANAGER, ' +
      'never on oneself.',
  })
  evaluationConclude(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: EvaluationConcludeInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<AssessmentEvaluation> {
    return evaluations.concludeEvaluation(tx, id, version, input);
  }

  @Mutation(() => EvaluationPayload, {
    description: 'Calls an evaluation off; it counts as no attempt. By an ECOSYSTEM_MANAGER, never for oneself.',
  })
  evaluationCancel(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: EvaluationCancelInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<AssessmentEvaluation> {
    return evaluations.cancelEvaluation(tx, id, version, input.reason);
  }
}

@Resolver(() => EvaluationAssessor)
export class EvaluationAssessorResolver {
  @FieldResolver(() => [CriterionLevel], {
    nullable: true,
    description:
      'What they gave, in the order of the rubric. Until the evaluation is concluded for themself, ECOSYSTEM_MANAGER and ' +
      'ADMIN alone; null for others, and where nothing was given.',
  })
  levels(@Root() assessor: EvaluationAssessor, @Ctx() { viewer }: Context): CriterionLevel[] | null {
    const ahead = viewer.userId === assessor.assessorId || hasRole(viewer, Role.ECOSYSTEM_MANAGER, Role.ADMIN);
    // A manager may be the candidate as well.
    const sees = viewer.userId !== assessor.userId && ahead;
    return sees || !assessor.open ? assessor.levels : null;
  }
}
