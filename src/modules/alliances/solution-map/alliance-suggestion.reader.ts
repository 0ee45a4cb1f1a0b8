import { nothing } from '../../../shared/access/policy';
import { isInternal } from '../../../shared/access/viewer';
import type { Reader } from '../../../shared/database/reader';
import { and, column, join, type Sql, sql } from '../../../shared/database/sql';
import { Connection, decodeCursor, type OrderKey, type PageRequest, pageSize } from '../../../shared/database/page';
import type { PlainDate } from '../../../shared/domain/dates';
import { type Project, ProjectStatus } from '../../projects';
import { Alliance } from '../alliances/alliance.entity';
import { AllianceStage } from '../alliances/alliance.lifecycle';
import type { AllianceSuggestion } from './alliance-suggestion.types';

/** How many projects a suggestion names. */
export const namedProjects = 10;

const keys: OrderKey[] = [
  { column: 'projectCount', direction: 'DESC' },
  { column: 'productId', direction: 'ASC' },
  { column: 'otherProductId', direction: 'ASC' },
];

interface Pair extends Record<string, unknown> {
  productId: string;
  otherProductId: string;
  projectCount: number | string;
}

export interface SuggestionRequest {
  minimumProjects: number;
  since: PlainDate | null;
}

/** The projects on which two products were delivered together; planned and cancelled ones do not count. */
const delivered = [ProjectStatus.ACTIVE, ProjectStatus.ON_HOLD, ProjectStatus.ACCEPTANCE, ProjectStatus.CLOSED];
const together = (since: PlainDate | null): Sql => sql`FROM project_offering AS one
  JOIN service_offering AS mine ON mine.id = one.offeringId
  JOIN project_offering AS other ON other.projectId = one.projectId
  JOIN service_offering AS theirs ON theirs.id = other.offeringId AND theirs.productId > mine.productId
  JOIN project AS joint ON joint.id = one.projectId AND joint.status IN (${delivered}) ${since ? sql`AND joint.activatedOn >= ${since}` : sql``}`;

/** Pairs by how often they are delivered together; two statements for a page. */
export async function suggestionPage(
  reader: Reader,
  request: PageRequest,
  { minimumProjects, since }: SuggestionRequest,
): Promise<Connection<AllianceSuggestion>> {
  const limit = pageSize(request) + 1;
  const after = request.after ? decodeCursor(request.after, keys) : null;
  const pairs = sql`SELECT mine.productId AS lesser, theirs.productId AS greater, COUNT(DISTINCT one.projectId) AS projects
    ${together(since)} GROUP BY mine.productId, theirs.productId HAVING COUNT(DISTINCT one.projectId) >= ${minimumProjects}`;
  const free = sql`FROM (${pairs}) AS pair
    JOIN product AS owned ON owned.id = pair.lesser JOIN product AS allied ON allied.id = pair.greater
    WHERE ${seesAlliances(reader)} AND NOT (COALESCE(owned.organizationId, owned.owner) = COALESCE(allied.organizationId, allied.owner))
    AND NOT EXISTS (SELECT 1 FROM alliance_product AS held JOIN alliance_product AS with_it ON with_it.allianceId = held.allianceId
      JOIN alliance AS joined ON joined.id = held.allianceId
      WHERE held.productId = pair.lesser AND with_it.productId = pair.greater AND joined.stage <> ${AllianceStage.EXIT})`;
  const rows =
    await reader.rows<Pair>(sql`SELECT pair.lesser AS productId, pair.greater AS otherProductId, pair.projects AS projectCount
    ${free} AND ${after ? beyond(after) : sql`1 = 1`}
    ORDER BY pair.projects DESC, pair.lesser, pair.greater LIMIT ${limit}`);
  const newest = await newestProjects(reader, rows, since);
  const suggestions = rows.map(({ productId, otherProductId, projectCount }): AllianceSuggestion => {
    const id = `${productId} ${otherProductId}`;
    return { id, productId, otherProductId, projectCount: Number(projectCount), projectIds: newest.get(id) ?? [] };
  });
  return new Connection(
    suggestions,
    request,
    keys,
    (suggestion, name) => suggestion[name as 'projectCount'],
    async () => {
      const [row] = await reader.rows<{ count: number | string }>(sql`SELECT COUNT(*) AS count ${free}`);
      return Number(row!.count);
    },
  );
}

/** A condition without columns: staff of a role see all alliances or none, and partner users get no suggestions. */
function seesAlliances(reader: Reader): Sql {
  return isInternal(reader.viewer) ? reader.visible(Alliance) : nothing;
}

function beyond([count, productId, otherProductId]: unknown[]): Sql {
  return sql`(pair.projects < ${count} OR (pair.projects = ${count} AND (pair.lesser > ${productId}
    OR (pair.lesser = ${productId} AND pair.greater > ${otherProductId}))))`;
}

async function newestProjects(
  reader: Reader,
  pairs: readonly Pair[],
  since: PlainDate | null,
): Promise<Map<string, Project['id'][]>> {
  const found = new Map<string, Project['id'][]>();
  if (pairs.length === 0) return found;
  const anyOf = pairs.map(
    ({ productId, otherProductId }) => sql`(mine.productId = ${productId} AND theirs.productId = ${otherProductId})`,
  );
  const rows = await reader.rows<{ productId: string; otherProductId: string; projectId: Project['id'] }>(sql`
    SELECT ranked.productId AS productId, ranked.otherProductId AS otherProductId, ranked.projectId AS projectId FROM (
      SELECT DISTINCT mine.productId AS productId, theirs.productId AS otherProductId, one.projectId AS projectId,
        DENSE_RANK() OVER (PARTITION BY mine.productId, theirs.productId ORDER BY one.projectId DESC) AS place
      ${together(since)} WHERE ${join(anyOf, ' OR ')}) AS ranked
    WHERE ranked.place <= ${namedProjects} ORDER BY ranked.projectId DESC`);
  for (const { productId, otherProductId, projectId } of rows) {
    const id = `${productId} ${otherProductId}`;
    found.set(id, [...(found.get(id) ?? []), projectId]);
  }
  return found;
}

/** The condition for the projects on which two products were delivered together. */
export function deliveredTogether(one: string, other: string): Sql[] {
  const having = (productId: string) =>
    sql`${column<Project>('id')} IN (SELECT part.projectId FROM project_offering AS part JOIN service_offering AS offering ON offering.id = part.offeringId WHERE offering.productId = ${productId})`;
  return [and([having(one), having(other)]), sql`${column<Project>('status')} IN (${delivered})`];
}
