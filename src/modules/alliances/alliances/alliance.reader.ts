import type { Reader } from '../../../shared/database/reader';
import { column, contains, sql } from '../../../shared/database/sql';
import { matching, type Where } from '../../../shared/database/where';
import { searchKey } from '../../../shared/domain/text';
import { Organization } from '../products/organization.entity';
import { Alliance, AllianceProduct } from './alliance.entity';
import type { AllianceFilter } from './alliance.inputs';
import { type AllianceConditions, workingStages } from './alliance.lifecycle';

/** Whether the parties work together, so that joint solutions can be offered. */
export function worksTogether({ stage }: Pick<Alliance, 'stage'>): boolean {
  return workingStages.includes(stage);
}

export function conditionsOf({ exitStrategyId, openReviewId }: Alliance): AllianceConditions {
  return { exitAgreed: exitStrategyId !== null, reviewOpen: openReviewId !== null };
}

/** The products of an alliance with their owners. Batched. */
export function partiesOf(reader: Reader, allianceId: string): Promise<AllianceProduct[]> {
  return reader.listBy(AllianceProduct, 'allianceId', allianceId, { orderBy: [{ column: 'id' }] });
}

/** The filter must not reveal parties that the viewer may not see, so its subquery is narrowed too. */
export function alliancesWhere(reader: Reader, filter: AllianceFilter | null): Where<Alliance> {
  const { productId, organizationId, reviewDueTo, search } = filter ?? {};
  const visible = reader.visible(AllianceProduct);
  const byProduct = sql`SELECT t.allianceId FROM alliance_product AS t WHERE t.productId IN (${productId ?? []}) AND ${visible}`;
  const seen = sql`SELECT t.id FROM organization AS t WHERE t.id IN (${organizationId ?? []}) AND ${reader.visible(Organization)}`;
  const byParty = sql`SELECT t.allianceId FROM alliance_product AS t WHERE t.organizationId IN (${seen}) AND ${visible}`;
  return {
    ...matching(Alliance, filter, 'stage', 'managerId'),
    and: [
      ...(productId ? [sql`${column<Alliance>('id')} IN (${byProduct})`] : []),
      ...(organizationId ? [sql`${column<Alliance>('id')} IN (${byParty})`] : []),
      ...(reviewDueTo ? [sql`${column<Alliance>('nextReviewOn')} <= ${reviewDueTo}`] : []),
      ...(search ? [contains<Alliance>('nameKey', searchKey(search))] : []),
    ],
  };
}
