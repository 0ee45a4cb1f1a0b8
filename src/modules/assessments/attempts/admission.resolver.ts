import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { ActionBlocker } from '../../../shared/graphql/actions';
import type { Context } from '../../../shared/graphql/context';
import { DateTime } from '../../../shared/graphql/scalars';
import { Assessment } from '../assessments/assessment.entity';
import { AssessmentStatus } from '../assessments/assessment.lifecycle';
import { admissionOf } from './admission.reader';
import { attemptActions } from './attempt.actions';

@ObjectType({ simpleResolvers: true, description: 'Whether a person may make an attempt at an assessment.' })
class AttemptAdmission {
  @Field({ description: 'Whether an attempt can be started now.' })
  allowed!: boolean;

  @Field(() => [ActionBlocker], { description: 'The blockers; empty if an attempt is allowed.' })
  blockedBy!: ActionBlocker[];

  @Field(() => Int, { description: 'The number of attempts left until a pass or a new edition.' })
  attemptsLeft!: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The earliest time of the next attempt, if only the waiting time prevents it; null otherwise.',
  })
  nextAttemptAt!: Date | null;
}

@Resolver(() => Assessment)
export class AdmissionResolver {
  @FieldResolver(() => AttemptAdmission, {
    nullable: true,
    description: 'Whether you may make an attempt at it now. Null if it is not published, or you are not signed in.',
  })
  async admission(@Root() assessment: Assessment, @Ctx() context: Context): Promise<AttemptAdmission | null> {
    const { reader, viewer, clock } = context;
    if (viewer.userId === null || assessment.status !== AssessmentStatus.PUBLISHED) return null;
    const found = await admissionOf({ reader: reader.unnarrowed, clock }, assessment, viewer.userId, clock.now());
    const prohibition = context.access.prohibition(viewer, attemptActions.start, assessment);
    const { refusal, attemptsLeft, nextAttemptAt } = found;
    const blockedBy = [
      ...(prohibition ? [{ code: prohibition.rule, message: prohibition.message }] : []),
      ...(refusal ? [{ code: refusal.rule, message: refusal.message }] : []),
    ];
    return { allowed: blockedBy.length === 0, blockedBy, attemptsLeft, nextAttemptAt };
  }
}
