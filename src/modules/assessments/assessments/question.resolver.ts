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
    description: 'Adds a question at the end of a draft exam. Only an ECOSYSTEM_MANAGER may do this.',
  })
  questionAdd(
    @Arg('assessmentId', () => ID, { description: 'The id of the draft.' }) assessmentId: string,
    @Arg('version', () => Int, { description: 'The version of the assessment that you last read.' }) version: number,
    @InputArg() input: QuestionInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Assessment> {
    return assessments.addQuestion(tx, assessmentId, version, input);
  }

  @Mutation(() => AssessmentPayload, {
    description: 'Replaces a question of a draft exam, in its position. Only an ECOSYSTEM_MANAGER may do this.',
  })
  questionUpdate(
    @Arg('assessmentId', () => ID, { description: 'The id of the draft.' }) assessmentId: string,
    @Arg('questionId', () => ID, { description: 'One of the questions of this assessment.' }) questionId: string,
    @Arg('version', () => Int, { description: 'The version of the assessment that you last read.' }) version: number,
    @InputArg() input: QuestionInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Assessment> {
    return assessments.updateQuestion(tx, assessmentId, questionId, version, input);
  }

  @Mutation(() => AssessmentPayload, {
    description: 'Removes a question from a draft exam. Only an ECOSYSTEM_MANAGER may do this.',
  })
  questionRemove(
    @Arg('assessmentId', () => ID, { description: 'The id of the draft.' }) assessmentId: string,
    @Arg('questionId', () => ID, { description: 'One of the questions of this assessment.' }) questionId: string,
    @Arg('version', () => Int, { description: 'The version of the assessment that you last read.' }) version: number,
    @Ctx() { tx }: MutationContext,
  ): Promise<Assessment> {
    return assessments.removeQuestion(tx, assessmentId, questionId, version);
  }

  @Mutation(() => AssessmentPayload, {
    description: 'Replaces all criteria of a draft practical or interview. Only an ECOSYSTEM_MANAGER may do this.',
  })
  rubricSet(
    @Arg('assessmentId', () => ID, { description: 'The id of the draft.' }) assessmentId: string,
    @Arg('version', () => Int, { description: 'The version of the assessment that you last read.' }) version: number,
    @InputArg() input: RubricSetInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Assessment> {
    return assessments.setRubric(tx, assessmentId, version, input);
  }
}
