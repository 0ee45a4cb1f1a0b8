import type { Reader } from '../../shared/database/reader';
import { padded, sql } from '../../shared/database/sql';
import type { PlainDate } from '../../shared/domain/dates';
import { decimal } from '../../shared/domain/decimal';
import { groupedBy } from '../../shared/domain/groups';
import type { Metric } from '../../shared/domain/metric';
import { UserStatus } from '../identity';
import { type PartnerSubject, qualificationSubject } from '../partners';
import { Enrollment } from './enrollment.entity';
import { EnrollmentStatus } from './enrollment.lifecycle';
import { LearningPath } from './learning-path.entity';

interface Completion extends Record<string, unknown> {
  id: string;
  userId: string;
  familyId: string;
  partnerId: string;
}

export const membersCompletedPath: Metric<Reader, Required<PartnerSubject>> = {
  name: 'membersCompletedPath',
  label: 'Members with the learning path completed',
  description:
    "Active members of the partner who have completed every required course of the offering's learning path: any edition, " +
    'unless a later one requires retraining. Not known if the offering has no learning path.',
  unit: 'COUNT',
  subjects: [qualificationSubject],
  async measureAll(reader, subjects, { on }) {
    const offeringIds = [...new Set(subjects.map(({ offeringId }) => offeringId))];
    const paths = new Map(
      (await reader.list(LearningPath, { offeringId: offeringIds })).map((path) => [
        path.offeringId,
        new Set<string>(path.entries.filter((entry) => entry.required).map(({ familyId }) => familyId)),
      ]),
    );
    const known = subjects.filter(({ offeringId }) => paths.has(offeringId));
    const completed = known.length > 0 ? await completionsOf(reader, known, on) : new Map<string, Completion[]>();
    return subjects.map(({ partnerId, offeringId }) => {
      const required = paths.get(offeringId);
      if (!required) return { value: null, evidence: [] };
      const completions = (completed.get(partnerId) ?? []).filter(({ familyId }) => required.has(familyId));
      const families = new Map<string, Set<string>>();
      for (const { userId, familyId } of completions) {
        families.set(userId, (families.get(userId) ?? new Set()).add(familyId));
      }
      const isThrough = (userId: string) => families.get(userId)!.size === required.size;
      const members = [...families.keys()].filter(isThrough);
      const evidence = completions.filter(({ userId }) => isThrough(userId)).map(({ id }) => id);
      return { value: decimal(members.length), evidence };
    });
  },
};

/** The courses that active members had completed by the day and need not retake, by partner. */
async function completionsOf(
  reader: Reader,
  subjects: readonly PartnerSubject[],
  on: PlainDate,
): Promise<Map<string, Completion[]>> {
  const partnerIds = [...new Set(subjects.map(({ partnerId }) => partnerId))];
  const rows = await reader.rows<Completion>(
    sql`SELECT t.id, t.userId, course.familyId, member.partnerId FROM enrollment AS t
        JOIN course ON course.id = t.courseId JOIN \`user\` AS member ON member.id = t.userId
        WHERE member.partnerId IN (${padded(partnerIds)}) AND member.status = ${UserStatus.ACTIVE}
        AND t.status = ${EnrollmentStatus.COMPLETED} AND t.completedOn <= ${on} AND ${reader.visible(Enrollment)}
        AND NOT EXISTS (SELECT 1 FROM course AS later WHERE later.familyId = course.familyId
          AND later.edition > course.edition AND later.publishedOn <= ${on} AND later.requiresRetraining = 1)
        ORDER BY t.id`,
  );
  return groupedBy('partnerId', rows);
}
