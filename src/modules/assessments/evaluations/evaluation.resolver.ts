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
    description:
      'The evaluation of a practical or an interview by its id; null if it does not exist or you may not see it.',
  })
  assessmentEvaluation(@IdArg() id: string, @Ctx() { reader }: Context): Promise<AssessmentEvaluation | null> {
    return reader.byId(AssessmentEvaluation, id);
  }

  @Query(() => EvaluationConnection, {
    description:
      "Evaluations of practicals and interviews, latest time first. Staff see all, a PARTNER_ADMIN those of the firm's people, others their own.",
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
      and: assessorId ? [sql`${column<AssessmentEvaluation>('id')} IN (${before})`] : [],
    };
    return reader.page(AssessmentEvaluation, page, where, [{ column: 'scheduledAt', direction: 'DESC' }]);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  async availableActions(
    @Root() evaluation: AssessmentEvaluation,
    @Ctx() context: Context,
  ): Promise<AvailableAction[]> {
    const { unnarrowed } = context.reader;
    const [known, assessors] = await Promise.all([
      evaluationConditions(unnarrowed, evaluation, context.clock.now()),
      assessorsOf(unnarrowed, evaluation.id),
    ]);
    // The levels determine the outcome, so concluding is one step with two results.
    const steps = evaluationLifecycle
      .available(evaluation.status, known)
      .filter(({ action }) => action !== evaluationActions.fail)
      .map((step) => (step.action === evaluationActions.pass ? { ...step, action: evaluationActions.conclude } : step));
    const subject: Judged = { evaluation, assessorIds: assessors.map(({ assessorId }) => assessorId) };
    return availableActions(context, steps, subject);
  }

  @Mutation(() => EvaluationPayload, {
    description:
      "Schedules a practical or an interview. Attempts, cool-off and prerequisites are checked for the scheduled time. Only an ECOSYSTEM_MANAGER may do this, never for themselves; no assessor may be the candidate's colleague.",
  })
  evaluationSchedule(
    @InputArg() input: EvaluationScheduleInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<AssessmentEvaluation> {
    return evaluations.scheduleEvaluation(tx, input);
  }

  @Mutation(() => EvaluationPayload, {
    description:
      'Changes the time or the assessors of an evaluation; an assessor who has given levels stays. Only an ECOSYSTEM_MANAGER may do this.',
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
      "Gives levels after the evaluation has taken place; until it is concluded, giving them again replaces the earlier ones. Only its assessors may do this, each for themselves, without seeing the others' levels before the conclusion.",
  })
  evaluationScore(
    @Arg('id', () => ID, { description: 'The id of the evaluation.' }) id: string,
    @InputArg() input: EvaluationScoreInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<AssessmentEvaluation> {
    return evaluations.scoreEvaluation(tx, id, input);
  }

  @Mutation(() => EvaluationPayload, {
    description:
      'Concludes an evaluation from its levels: passed if the score reaches the pass mark and no criterion is below its floor. A pass of the last required assessment of the offering certifies the person. Only an ECOSYSTEM_MANAGER may do this, never for themselves.',
  })
  evaluationConclude(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: EvaluationConcludeInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<AssessmentEvaluation> {
    return evaluations.concludeEvaluation(tx, id, version, input);
  }

  @Mutation(() => EvaluationPayload, {
    description:
      'Cancels an evaluation, which then does not count as an attempt. Only an ECOSYSTEM_MANAGER may do this, never for themselves.',
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
      'The levels, in the order of the rubric. Until the conclusion, only the assessor, ECOSYSTEM_MANAGER and ADMIN see them. Null for others, and if none were given.',
  })
  levels(@Root() assessor: EvaluationAssessor, @Ctx() { viewer }: Context): CriterionLevel[] | null {
    const ahead = viewer.userId === assessor.assessorId || hasRole(viewer, Role.ECOSYSTEM_MANAGER, Role.ADMIN);
    // A manager may also be the candidate.
    const sees = viewer.userId !== assessor.userId && ahead;
    return sees || !assessor.open ? assessor.levels : null;
  }
}
