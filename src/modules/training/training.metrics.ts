import type { Reader } from '../../shared/database/reader';
import { sql } from '../../shared/database/sql';
import { decimal } from '../../shared/domain/decimal';
import type { Metric } from '../../shared/domain/metric';
import { UserStatus } from '../identity';
import { Enrollment } from './enrollment.entity';
import { EnrollmentStatus } from './enrollment.lifecycle';
import { LearningPath } from './learning-path.entity';

interface Completion extends Record<string, unknown> {
  id: string;
  userId: string;
  familyId: string;
  partnerId: string;
}

export const membersCompletedPath: Metric<Reader> = {
  name: 'membersCompletedPath',
  description:
    "Active members of the partner who have completed every required course of the offering's learning path: any edition, " +
    'unless a later one requires retraining. Not known where the offering has no learning path.',
  unit: 'COUNT',
  subjects: ['QUALIFICATION'],
  async measure(reader, { partnerId, offeringId, on }) {
    const [path] = await reader.listBy(LearningPath, 'offeringId', offeringId!);
    if (!path) return { value: null, evidence: [] };
    const required = new Set<string>(path.entries.filter((entry) => entry.required).map(({ familyId }) => familyId));
    // Of all courses at once, so that a list of qualifications costs one statement.
    const completed = await reader.rowsBy<Completion>(
      `membersCompletedPath ${on}`,
      'partnerId',
      partnerId,
      (partnerIds) =>
        sql`SELECT t.id, t.userId, course.familyId, member.partnerId FROM enrollment AS t
            JOIN course ON course.id = t.courseId JOIN \`user\` AS member ON member.id = t.userId
            WHERE member.partnerId IN (${[...partnerIds]}) AND member.status = ${UserStatus.ACTIVE}
            AND t.status = ${EnrollmentStatus.COMPLETED} AND t.completedOn <= ${on} AND ${reader.visible(Enrollment)}
            AND NOT EXISTS (SELECT 1 FROM course AS later WHERE later.familyId = course.familyId
              AND later.edition > course.edition AND later.publishedOn <= ${on} AND later.requiresRetraining = 1)
            ORDER BY t.id`,
    );
    const completions = completed.filter(({ familyId }) => required.has(familyId));
    const families = new Map<string, Set<string>>();
    for (const { userId, familyId } of completions) {
      families.set(userId, (families.get(userId) ?? new Set()).add(familyId));
    }
    const isThrough = (userId: string) => families.get(userId)!.size === required.size;
    const members = [...families.keys()].filter(isThrough);
    const evidence = completions.filter(({ userId }) => isThrough(userId)).map(({ id }) => id);
    return { value: decimal(members.length), evidence };
  },
};
