import type { Transaction } from '../../shared/database/transaction';
import { addDays } from '../../shared/domain/dates';
import { User, UserStatus } from '../identity';
import { Course } from './course.entity';
import { CourseStatus } from './course.lifecycle';
import { Enrollment } from './enrollment.entity';
import { EnrollmentStatus } from './enrollment.lifecycle';
import { enroll, openStatuses } from './enrollment.service';
import { completionsOf, countingFrom, editionsOf } from './retraining.reader';

/**
 * Enrolls people in the current edition if their completion no longer counts: all of them when an edition that requires
 * retraining is published, and those still in an older edition when they complete it.
 */
export async function openRetraining(
  tx: Transaction,
  familyId: Course['familyId'],
  only: User['id'] | null,
): Promise<void> {
  const editions = await editionsOf(tx.reader, familyId);
  const present = editions.find(({ status }) => status === CourseStatus.PUBLISHED);
  const from = countingFrom(editions);
  // A retired course has no edition to be trained in.
  if (!present || from === 1) return;
  const old = editions.filter(({ edition }) => edition! < from).map(({ id }) => id);
  const outdated = await tx.list(
    Enrollment,
    { courseId: old, status: EnrollmentStatus.COMPLETED, ...(only && { userId: only }) },
    [{ column: 'id' }],
  );
  const newest = new Map(outdated.map((enrollment) => [enrollment.userId, enrollment.id]));
  for (const userId of (await completionsOf(tx.reader, familyId)).keys()) newest.delete(userId);
  // A person who is in an edition that counts is already being trained.
  const counting = editions.filter(({ edition }) => edition! >= from).map(({ id }) => id);
  for (const { userId } of await tx.list(Enrollment, { courseId: counting, status: openStatuses })) {
    newest.delete(userId);
  }
  const users = await tx.list(User, { id: [...newest.keys()] });
  const active = users.filter(({ status }) => status !== UserStatus.DEACTIVATED);
  const { retrainingDays } = editions.find(({ edition }) => edition === from)!;
  await enroll(
    tx,
    present,
    active.map((user) => ({ user, retrainingOfId: newest.get(user.id)! })),
    retrainingDays === null ? null : addDays(tx.clock.today(), retrainingDays),
  );
}
