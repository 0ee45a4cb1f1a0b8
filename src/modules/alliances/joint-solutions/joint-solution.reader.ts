import type { Reader } from '../../../shared/database/reader';
import { column, contains, type Sql, sql } from '../../../shared/database/sql';
import { matching, type Where } from '../../../shared/database/where';
import { searchKey } from '../../../shared/domain/text';
import { Alliance } from '../alliances/alliance.entity';
import { worksTogether } from '../alliances/alliance.reader';
import { JointSolution, JointSolutionPart } from './joint-solution.entity';
import type { JointSolutionFilter } from './joint-solution.inputs';
import type { JointSolutionConditions } from './joint-solution.lifecycle';

/** The conditions of the steps of a joint solution. Batched. */
export async function solutionConditionsOf(reader: Reader, solution: JointSolution): Promise<JointSolutionConditions> {
  const alliance = await reader.unnarrowed.byId(Alliance, solution.allianceId);
  return {
    workingTogether: alliance !== null && worksTogether(alliance),
    products: solution.content.filter(({ productId }) => productId !== null).length,
  };
}

/** The parts of a joint solution in order. Batched. */
export function partsOf(reader: Reader, jointSolutionId: string): Promise<JointSolutionPart[]> {
  return reader.listBy(JointSolutionPart, 'jointSolutionId', jointSolutionId, { orderBy: [{ column: 'position' }] });
}

/** Narrowed, so that the filter does not reveal the alliance of a joint solution to those who may not see it. */
export function jointSolutionsWhere(reader: Reader, filter: JointSolutionFilter | null): Where<JointSolution> {
  const { allianceId, productId, offeringId, search } = filter ?? {};
  const and: Sql[] = [];
  if (allianceId) {
    const seen = sql`SELECT t.id FROM alliance AS t WHERE t.id IN (${allianceId}) AND ${reader.visible(Alliance)}`;
    and.push(sql`${column<JointSolution>('allianceId')} IN (${seen})`);
  }
  const having = (part: Sql) =>
    sql`${column<JointSolution>('id')} IN (SELECT part.jointSolutionId FROM joint_solution_part AS part WHERE ${part})`;
  if (productId) and.push(having(sql`part.productId IN (${productId})`));
  if (offeringId) and.push(having(sql`part.offeringId IN (${offeringId})`));
  if (search) and.push(contains<JointSolution>('nameKey', searchKey(search)));
  return { ...matching(JointSolution, filter, 'status'), and };
}
