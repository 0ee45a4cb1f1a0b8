import type { Where } from '../../shared/database/reader';
import { and, column, contains, or, type Sql, sql } from '../../shared/database/sql';
import { searchKey } from '../../shared/domain/text';
import type { Partner } from './partner.entity';
import type { PartnerFilter, PartnerQualificationFilter } from './partner.inputs';

/** An industry between bars, so that a part of its name does not match. */
export function industriesKey(industries: readonly string[]): string {
  return `|${industries.map((industry) => searchKey(industry).replaceAll('|', ' ')).join('|')}|`;
}

export function partnersWhere(filter: PartnerFilter | null): Where<Partner> {
  const { status, tier, country, region, industry, qualification, search } = filter ?? {};
  const further: Sql[] = [];
  if (industry) further.push(or(industry.map((each) => contains('industriesKey', industriesKey([each])))));
  if (qualification) further.push(isQualified(qualification));
  if (search) further.push(contains('nameKey', searchKey(search)));
  return {
    status: status ?? undefined,
    tier: tier ?? undefined,
    country: country ?? undefined,
    region: region ?? undefined,
    and: further,
  };
}

function isQualified({ offeringId, stage }: PartnerQualificationFilter): Sql {
  const conditions = [
    sql`q.partnerId = ${column('id')}`,
    ...(offeringId ? [sql`q.offeringId IN (${offeringId})`] : []),
    stage ? sql`q.stage IN (${stage})` : sql`q.openKey IS NOT NULL`,
  ];
  return sql`EXISTS (SELECT 1 FROM qualification AS q WHERE ${and(conditions)})`;
}
