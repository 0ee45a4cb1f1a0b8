import type { Where } from '../../../shared/database/reader';
import { matching } from '../../../shared/database/where';
import { and, column, contains, type Sql, sql } from '../../../shared/database/sql';
import type { PlainDate } from '../../../shared/domain/dates';
import { searchKey } from '../../../shared/domain/text';
import { type ContributedFilter, contributedConditions } from '../../../shared/graphql/filters';
import { Partner } from './partner.entity';
import { PartnerFilter, type PartnerQualificationFilter } from './partner.inputs';

/** A field that a later module adds to the filter, with its condition on the partner of the row. */
export function filterPartners<Value>(
  name: string,
  decorators: readonly PropertyDecorator[],
  condition: (value: Value, today: PlainDate) => Sql,
): ContributedFilter {
  return { filter: PartnerFilter, name, decorators, condition };
}

export function partnersWhere(filter: PartnerFilter | null, today: PlainDate): Where<Partner> {
  const { industry, qualification, search } = filter ?? {};
  const further: Sql[] = [];
  if (industry) {
    const keys = industry.map((each) => searchKey(each));
    further.push(
      sql`${column<Partner>('id')} IN (SELECT partnerId FROM partner_industry WHERE industryKey IN (${keys}))`,
    );
  }
  if (qualification) further.push(isQualified(qualification));
  if (search) further.push(contains<Partner>('nameKey', searchKey(search)));
  further.push(...contributedConditions(PartnerFilter, filter, today));
  return {
    ...matching(Partner, filter, 'status', 'tier', 'country', 'region'),
    and: further,
  };
}

function isQualified({ offeringId, stage }: PartnerQualificationFilter): Sql {
  const conditions = [
    ...(offeringId ? [sql`q.offeringId IN (${offeringId})`] : []),
    stage ? sql`q.stage IN (${stage})` : sql`q.openKey IS NOT NULL`,
  ];
  return sql`${column<Partner>('id')} IN (SELECT q.partnerId FROM qualification AS q WHERE ${and(conditions)})`;
}
