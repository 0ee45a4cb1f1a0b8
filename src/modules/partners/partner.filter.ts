import type { Where } from '../../shared/database/reader';
import { and, column, contains, type Sql, sql } from '../../shared/database/sql';
import { searchKey } from '../../shared/domain/text';
import type { Partner } from './partner.entity';
import type { PartnerFilter, PartnerQualificationFilter } from './partner.inputs';

export function partnersWhere(filter: PartnerFilter | null): Where<Partner> {
  const { status, tier, country, region, industry, qualification, search } = filter ?? {};
  const further: Sql[] = [];
  if (industry) {
    const keys = industry.map((each) => searchKey(each));
    further.push(sql`${column('id')} IN (SELECT partnerId FROM partner_industry WHERE industryKey IN (${keys}))`);
  }
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
    ...(offeringId ? [sql`q.offeringId IN (${offeringId})`] : []),
    stage ? sql`q.stage IN (${stage})` : sql`q.openKey IS NOT NULL`,
  ];
  return sql`${column('id')} IN (SELECT q.partnerId FROM qualification AS q WHERE ${and(conditions)})`;
}
