import type { Reader } from '../../shared/database/reader';
import { sql } from '../../shared/database/sql';
import type { Transaction } from '../../shared/database/transaction';
import { addDays } from '../../shared/domain/dates';
import { User, UserStatus } from '../identity';
import { Course } from './course.entity';
import { CourseStatus } from './course.lifecycle';
import { Enrollment } from './enrollment.entity';
import { EnrollmentStatus } from './enrollment.lifecycle';
import { enroll, openStatuses } from './enrollment.service';

/** The editions of a course that were published, the newest first. */
function editionsOf(reader: Reader, familyId: Course['familyId']): Promise<Course[]> {
  const published = sql`t.edition IS NOT NULL`;
  return reader.list(Course, { familyId, and: [published] }, [{ column: 'edition', direction: 'DESC' }]);
}

/** From which edition on a completion counts: the newest that requires retraining, or the first. */
export function countingFrom(editions: readonly Pick<Course, 'edition' | 'requiresRetraining'>[]): number {
  return Math.max(1, ...editions.filter(({ requiresRetraining }) => requiresRetraining).map(({ edition }) => edition!));
}

/** Who has completed the course so that it counts now, each with their newest enrolment. */
export async function completionsOf(
  reader: Reader,
  familyId: Course['familyId'],
): Promise<Map<User['id'], Enrollment['id']>> {
  const editions = await editionsOf(reader, familyId);
  const from = countingFrom(editions);
  const found = new Map<User['id'], Enrollment['id']>();
  const counting = editions.filter(({ edition }) => edition! >= from).map(({ id }) => id);
  for (const { userId, id } of await reader.list(
    Enrollment,
    { courseId: counting, status: EnrollmentStatus.COMPLETED },
    [{ column: 'id' }],
  )) {
    found.set(userId, id);
  }
  return found;
}

/**
 * Enrols in the present edition whose completion no longer counts: all of them, when an edition is published that
 * requires retraining; and whoever was still in an older edition, when they complete that.
 */
export async function openRetraining(
  tx: Transaction,
  familyId: Course['familyId'],
  only: User['id'] | null,
): Promise<void> {
  const editions = await editionsOf(tx.reader, familyId);
  const present = editions.find(({ status }) => status === CourseStatus.PUBLISHED);
  const from = countingFrom(editions);
  // Of a retired course there is no edition to be trained in.
  if (!present || from === 1) return;
  const old = editions.filter(({ edition }) => edition! < from).map(({ id }) => id);
  const outdated = await tx.list(
    Enrollment,
    { courseId: old, status: EnrollmentStatus.COMPLETED, ...(only && { userId: only }) },
    [{ column: 'id' }],
  );
  const newest = new Map(outdated.map((enrollment) => [enrollment.userId, enrollment.id]));
  for (const userId of (await completionsOf(tx.reader, familyId)).keys()) newest.delete(userId);
  // Who is in an edition that counts is being trained.
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
