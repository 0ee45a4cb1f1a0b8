import type { Reader } from '../../shared/database/reader';
import { and, column, or, raw, sql, type Sql } from '../../shared/database/sql';
import type { PlainDate } from '../../shared/domain/dates';
import { decimal } from '../../shared/domain/decimal';
import type { Metric } from '../../shared/domain/metric';
import { UserStatus } from '../identity';
import { Certification } from './certification.entity';
import { CertificationStatus } from './certification.lifecycle';

/** Goes by the days, as an expiry may not have been noticed yet. */
function holdsOn(day: PlainDate): Sql {
  return and([
    sql`${column('status')} <> ${CertificationStatus.REVOKED}`,
    sql`${column('issuedOn')} <= ${day}`,
    sql`${column('expiresOn')} IS NULL OR ${column('expiresOn')} >= ${day}`,
  ]);
}

/** Certifications that stand in one of the states on the day, as `certificationStatusOn` tells of each. */
export function standsOn(states: readonly CertificationStatus[], day: PlainDate): Sql {
  const isOver = sql`${column('expiresOn')} IS NOT NULL AND ${column('expiresOn')} < ${day}`;
  const isActive = sql`${column('status')} = ${CertificationStatus.ACTIVE}`;
  const conditions = {
    [CertificationStatus.ACTIVE]: sql`${isActive} AND NOT (${isOver})`,
    [CertificationStatus.EXPIRED]: sql`${column('status')} = ${CertificationStatus.EXPIRED} OR (${isActive} AND ${isOver})`,
    [CertificationStatus.REVOKED]: sql`${column('status')} = ${CertificationStatus.REVOKED}`,
  };
  return or(states.map((state) => conditions[state]));
}

/** The certification of the person for the offering that holds on the day; null where there is none. */
export function unexpiredCertification(
  reader: Reader,
  userId: string,
  offeringId: string,
  on: PlainDate,
): Promise<Certification | null> {
  const person = sql`${column('userId')} = ${userId}`;
  const offering = sql`${column('offeringId')} = ${offeringId}`;
  return reader.first(Certification, { and: [person, offering, holdsOn(on)] });
}

export const certifiedMembers: Metric<Reader> = {
  name: 'certifiedMembers',
  description:
    'Active members of the partner who hold a certification on the day: for the offering, or, of the whole firm, for any.',
  unit: 'COUNT',
  subjects: ['PARTNER', 'QUALIFICATION'],
  async measure(reader, { partnerId, offeringId, on }) {
    const offering = offeringId === null ? raw('1 = 1') : sql`${column('offeringId')} = ${offeringId}`;
    const rows = await reader.rows<{ id: string; userId: string }>(
      sql`SELECT t.id, t.userId FROM certification AS t JOIN \`user\` AS member ON member.id = t.userId
          WHERE member.partnerId = ${partnerId} AND member.status = ${UserStatus.ACTIVE}
          AND ${and([reader.visible(Certification), offering, holdsOn(on)])} ORDER BY t.id`,
    );
    return { value: decimal(new Set(rows.map((row) => row.userId)).size), evidence: rows.map((row) => row.id) };
  },
};
