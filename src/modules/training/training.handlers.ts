import type { Transaction } from '../../shared/database/transaction';
import type { Fact } from '../../shared/events/fact';
import { on, readFacts } from '../../shared/events/handlers';
import { User, userActivated, userInvited } from '../identity';
import { Course } from './course.entity';
import { Enrollment } from './enrollment.entity';
import { openRetraining } from './retraining.service';
import * as facts from './training.facts';
import { matchWaiting } from './xapi.matching';

export const retraining = readFacts('training.retraining', [
  on(facts.coursePublished, async (tx, { subjectId }) => {
    const { familyId } = await tx.load(Course, subjectId);
    await openRetraining(tx, familyId, null);
  }),
  on(facts.enrollmentCompleted, retrainAgain),
  on(facts.enrollmentWaived, retrainAgain),
]);

async function retrainAgain(tx: Transaction, { subjectId }: Fact): Promise<void> {
  const { courseId, userId } = await tx.load(Enrollment, subjectId);
  const { familyId } = await tx.load(Course, courseId);
  await openRetraining(tx, familyId, userId);
}

/** Statements of a learning system wait for a person, a course or an enrollment. */
export const xapiMatching = readFacts('training.xapiMatching', [
  on(userInvited, async (tx, { subjectId }) => matchWaiting(tx, { person: await tx.load(User, subjectId) })),
  on(userActivated, async (tx, { subjectId }) => matchWaiting(tx, { person: await tx.load(User, subjectId) })),
  on(facts.coursePublished, async (tx, { subjectId }) => matchWaiting(tx, await tx.load(Course, subjectId))),
  on(facts.enrollmentCreated, async (tx, _, { userId }) => matchWaiting(tx, { person: await tx.load(User, userId) })),
]);
