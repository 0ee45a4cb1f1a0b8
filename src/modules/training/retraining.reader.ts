import type { Reader } from '../../shared/database/reader';
import { column, sql } from '../../shared/database/sql';
import { User } from '../identity';
import { Course } from './course.entity';
import { Enrollment } from './enrollment.entity';
import { EnrollmentStatus } from './enrollment.lifecycle';

/** The published editions of a course, newest first. */
export function editionsOf(reader: Reader, familyId: Course['familyId']): Promise<Course[]> {
  const published = sql`${column<Course>('edition')} IS NOT NULL`;
  return reader.list(Course, { familyId, and: [published] }, [{ column: 'edition', direction: 'DESC' }]);
}

/** The first edition whose completion counts: the newest that requires retraining, or edition 1. */
export function countingFrom(editions: readonly Pick<Course, 'edition' | 'requiresRetraining'>[]): number {
  return Math.max(1, ...editions.filter(({ requiresRetraining }) => requiresRetraining).map(({ edition }) => edition!));
}

/** The people whose completion of the course counts now, each with their newest enrollment. */
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
