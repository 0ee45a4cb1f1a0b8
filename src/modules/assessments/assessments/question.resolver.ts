import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import { InputArg } from '../../../shared/graphql/arguments';
import type { MutationContext } from '../../../shared/graphql/context';
import { Assessment } from './assessment.entity';
import { AssessmentPayload } from './assessment.inputs';
import * as assessments from './assessment.service';
import { QuestionInput, RubricSetInput } from './question.inputs';

@Resolver()
export class QuestionResolver {
  @Mutation(() => AssessmentPayload, {
    description: 'Adds a question to a draft exam, as the last. By an ECOSYSTEM_MANAGER.',
  })
  questionAdd(
    @Arg('assessmentId', () => ID, { description: 'Of the draft.' }) assessmentId: string,
    @Arg('version', () => Int, { description: 'The version of the assessment that you saw.' }) version: number,
    @InputArg() input: QuestionInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Assessment> {
    return assessments.addQuestion(tx, assessmentId, version, input);
  }

  @Mutation(() => AssessmentPayload, {
    description: 'Replaces a question of a draft exam in its place. By an ECOSYSTEM_MANAGER.',
  })
  questionUpdate(
    @Arg('assessmentId', () => ID, { description: 'Of the draft.' }) assessmentId: string,
    @Arg('questionId', () => ID, { description: 'One of the questions of this assessment.' }) questionId: string,
    @Arg('version', () => Int, { description: 'The version of the assessment that you saw.' }) version: number,
    @InputArg() input: QuestionInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Assessment> {
    return assessments.updateQuestion(tx, assessmentId, questionId, version, input);
  }

  @Mutation(() => AssessmentPayload, { description: 'Takes a question out of a draft exam. By an ECOSYSTEM_MANAGER.' })
  questionRemove(
    @Arg('assessmentId', () => ID, { description: 'Of the draft.' }) assessmentId: string,
    @Arg('questionId', () => ID, { description: 'One of the questions of this assessment.' }) questionId: string,
    @Arg('version', () => Int, { description: 'The version of the assessment that you saw.' }) version: number,
    @Ctx() { tx }: MutationContext,
  ): Promise<Assessment> {
    return assessments.removeQuestion(tx, assessmentId, questionId, version);
  }

  @Mutation(() => AssessmentPayload, {
    description: 'Writes the rubric of a draft practical or interview: all of its criteria. By an ECOSYSTEM_MANAGER.',
  })
  rubricSet(
    @Arg('assessmentId', () => ID, { description: 'Of the draft.' }) assessmentId: string,
    @Arg('version', () => Int, { description: 'The version of the assessment that you saw.' }) version: number,
    @InputArg() input: RubricSetInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Assessment> {
    return assessments.setRubric(tx, assessmentId, version, input);
  }
}
