import type { Reader } from '../../../shared/database/reader';
import { and, column, or, padded, sql, type Sql } from '../../../shared/database/sql';
import type { PlainDate } from '../../../shared/domain/dates';
import { decimal } from '../../../shared/domain/decimal';
import { groupedBy } from '../../../shared/domain/groups';
import type { Metric } from '../../../shared/domain/metric';
import { UserStatus } from '../../identity';
import { type PartnerSubject, partnerSubject, qualificationSubject } from '../../partners';
import { Certification } from './certification.entity';
import { CertificationStatus } from './certification.lifecycle';

/** Compares days instead of the status, because the job that expires certifications may not have run yet. */
function holdsOn(day: PlainDate): Sql {
  return and([
    sql`${column<Certification>('status')} <> ${CertificationStatus.REVOKED}`,
    sql`${column<Certification>('issuedOn')} <= ${day}`,
    sql`${column<Certification>('expiresOn')} IS NULL OR ${column<Certification>('expiresOn')} >= ${day}`,
  ]);
}

/** Certifications with one of the statuses on the day, as `certificationStatusOn` computes it. */
export function standsOn(states: readonly CertificationStatus[], day: PlainDate): Sql {
  const isOver = sql`${column<Certification>('expiresOn')} IS NOT NULL AND ${column<Certification>('expiresOn')} < ${day}`;
  const isActive = sql`${column<Certification>('status')} = ${CertificationStatus.ACTIVE}`;
  const conditions = {
    [CertificationStatus.ACTIVE]: sql`${isActive} AND NOT (${isOver})`,
    [CertificationStatus.EXPIRED]: sql`${column<Certification>('status')} = ${CertificationStatus.EXPIRED} OR (${isActive} AND ${isOver})`,
    [CertificationStatus.REVOKED]: sql`${column<Certification>('status')} = ${CertificationStatus.REVOKED}`,
  };
  return or(states.map((state) => conditions[state]));
}

/** The person's certification for the offering that is valid on the day; null without one. */
export function unexpiredCertification(
  reader: Reader,
  userId: string,
  offeringId: string,
  on: PlainDate,
): Promise<Certification | null> {
  const person = sql`${column<Certification>('userId')} = ${userId}`;
  const offering = sql`${column<Certification>('offeringId')} = ${offeringId}`;
  return reader.first(Certification, { and: [person, offering, holdsOn(on)] });
}

/** A valid certification of an active member of a partner. */
export interface Certified extends Record<string, unknown> {
  id: string;
  userId: string;
  offeringId: string;
  partnerId: string;
}

/** The certifications that active members of the partners hold on the day, in the order of their ids. */
export function certifiedMembersOf(reader: Reader, partnerIds: readonly string[], on: PlainDate): Promise<Certified[]> {
  return reader.rows<Certified>(
    sql`SELECT t.id, t.userId, t.offeringId, member.partnerId FROM certification AS t
        JOIN \`user\` AS member ON member.id = t.userId
        WHERE member.partnerId IN (${padded(partnerIds)}) AND member.status = ${UserStatus.ACTIVE}
        AND ${and([reader.visible(Certification), holdsOn(on)])} ORDER BY t.id`,
  );
}

export const certifiedMembers: Metric<Reader, PartnerSubject> = {
  name: 'certifiedMembers',
  label: 'Certified members',
  description:
    'The number of active members of the partner who hold a valid certification on the day: for the offering, or, for the whole firm, for any offering.',
  unit: 'COUNT',
  subjects: [partnerSubject, qualificationSubject],
  async measureAll(reader, subjects, { on }) {
    const partnerIds = [...new Set(subjects.map(({ partnerId }) => partnerId))];
    const certified = groupedBy('partnerId', await certifiedMembersOf(reader, partnerIds, on));
    return subjects.map(({ partnerId, offeringId }) => {
      const ofPartner = certified.get(partnerId) ?? [];
      const counted = ofPartner.filter((each) => offeringId === undefined || each.offeringId === offeringId);
      const users = new Set(counted.map(({ userId }) => userId));
      return { value: decimal(users.size), evidence: counted.map(({ id }) => id) };
    });
  },
};
