import type { Reader } from '../../../shared/database/reader';
import { maxPageSize } from '../../../shared/database/page';
import type { Node, StoredClass } from '../../../shared/database/record';
import { and, column, foundFor, or, raw, type Sql, sql } from '../../../shared/database/sql';
import type { OrderBy } from '../../../shared/database/where';
import { Product } from '../../catalog';
import { Partner, Qualification, QualificationStage } from '../../partners';
import { Project, ProjectOffering, ProjectStaffing, ProjectStatus } from '../../projects';
import { Integration } from '../integrations/integration.entity';
import { IntegrationStatus } from '../integrations/integration.lifecycle';
import { JointSolution, JointSolutionPart } from '../joint-solutions/joint-solution.entity';
import { JointSolutionStatus } from '../joint-solutions/joint-solution.lifecycle';
import { EdgeList, messageOf, type Qualified } from './solution-map.formula';
import { type SolutionMap, type SolutionMapFilter, SolutionMapKind, type SolutionMapNode } from './solution-map.types';

export const maxNodes = maxPageSize;
export const maxEdges = 2_000;

const { PRODUCT, INTEGRATION, JOINT_SOLUTION, PARTNER, PROJECT } = SolutionMapKind;
const byName = [{ column: 'nameKey' }];
const qualifiedStages = [QualificationStage.ASSISTED, QualificationStage.INDEPENDENT];

/** Reads one page of each kind, narrowed to the viewer, and the edges between them: nine statements for any size. */
export async function solutionMap(reader: Reader, filter: SolutionMapFilter): Promise<SolutionMap> {
  const truncatedKinds: SolutionMapKind[] = [];
  const wants = (kind: SolutionMapKind) => filter.kinds?.includes(kind) ?? true;
  const read = async <T extends Node>(
    kind: SolutionMapKind,
    recordClass: StoredClass<T>,
    conditions: Sql[],
    orderBy: OrderBy[],
  ): Promise<readonly T[]> => {
    const page = await reader.page(recordClass, { first: maxNodes }, { and: conditions } as never, orderBy);
    if (page.pageInfo.hasNextPage && wants(kind)) truncatedKinds.push(kind);
    return page.nodes;
  };

  const products = await read(PRODUCT, Product, productsOf(reader, filter), byName);
  const productIds = products.map(({ id }) => id);
  const [integrations, solutions, partners] = await Promise.all([
    read(INTEGRATION, Integration, betweenProducts(productIds), [{ column: 'createdAt' }]),
    read(JOINT_SOLUTION, JointSolution, withProducts(productIds, filter), byName),
    read(PARTNER, Partner, qualifiedFor(productIds, filter), byName),
  ]);
  const solutionIds = solutions.map(({ id }) => id);
  const projects = await read(PROJECT, Project, deliveredFor(reader, productIds, solutionIds, filter), [
    { column: 'createdAt', direction: 'DESC' },
  ]);
  const [partnerIds, projectIds] = [partners.map(({ id }) => id), projects.map(({ id }) => id)];
  const [parts, qualified, offerings, staffings] = await Promise.all([
    solutionIds.length > 0 ? reader.list(JointSolutionPart, { jointSolutionId: solutionIds }, [{ column: 'id' }]) : [],
    qualifiedRows(reader, partnerIds, productIds),
    offeringRows(reader, projectIds, productIds),
    staffingRows(reader, projectIds, partnerIds),
  ]);

  const nodes: SolutionMapNode[] = [
    ...products.map(({ id, name }) => ({ id, kind: PRODUCT, label: name, status: null })),
    ...integrations.map(({ id, kind, status }) => ({ id, kind: INTEGRATION, label: kind, status })),
    ...solutions.map(({ id, name, status }) => ({ id, kind: JOINT_SOLUTION, label: name, status })),
    ...partners.map(({ id, name, status }) => ({ id, kind: PARTNER, label: name, status })),
    ...projects.map(({ id, name, status }) => ({ id, kind: PROJECT, label: name, status })),
  ].filter(({ kind }) => wants(kind));
  const edges = new EdgeList(new Set(nodes.map(({ id }) => id)), maxEdges);
  edges.addIntegrations(integrations);
  edges.addParts(parts);
  edges.addQualified(parts, qualified);
  edges.addProjects(projects, offerings);
  edges.addStaffings(staffings);
  const truncated = truncatedKinds.length > 0 || edges.isTruncated;
  const message = messageOf(truncatedKinds, edges.isTruncated, { maxNodes, maxEdges });
  return { nodes, edges: edges.all, truncated, truncatedKinds, message, maxNodesOfAKind: maxNodes, maxEdges };
}

function productsOf(reader: Reader, { productId, jointSolutionId }: SolutionMapFilter): Sql[] {
  const id = column<Product>('id');
  // Narrowed, so that a joint solution that the viewer may not see does not reveal its products.
  const parts = sql`SELECT t.productId FROM joint_solution_part AS t WHERE t.jointSolutionId IN (${jointSolutionId ?? []}) AND ${reader.visible(JointSolutionPart)}`;
  return [...(productId ? [sql`${id} IN (${productId})`] : []), ...(jointSolutionId ? [sql`${id} IN (${parts})`] : [])];
}

function betweenProducts(productIds: readonly string[]): Sql[] {
  return [
    sql`${column<Integration>('productId')} IN (${productIds})`,
    sql`${column<Integration>('otherProductId')} IN (${productIds})`,
    sql`${column<Integration>('status')} <> ${IntegrationStatus.RETIRED}`,
  ];
}

function withProducts(productIds: readonly string[], { jointSolutionId }: SolutionMapFilter): Sql[] {
  const id = column<JointSolution>('id');
  return [
    sql`${id} IN (SELECT part.jointSolutionId FROM joint_solution_part AS part WHERE part.productId IN (${productIds}))`,
    sql`${column<JointSolution>('status')} <> ${JointSolutionStatus.WITHDRAWN}`,
    ...(jointSolutionId ? [sql`${id} IN (${jointSolutionId})`] : []),
  ];
}

function qualifiedFor(productIds: readonly string[], { partnerId }: SolutionMapFilter): Sql[] {
  const id = column<Partner>('id');
  const qualified = sql`SELECT 1 FROM qualification AS held JOIN service_offering AS offering ON offering.id = held.offeringId
    WHERE held.partnerId = ${id} AND held.stage IN (${qualifiedStages}) AND offering.productId IN (${productIds})`;
  return [foundFor(qualified), ...(partnerId ? [sql`${id} IN (${partnerId})`] : [])];
}

function deliveredFor(
  reader: Reader,
  productIds: readonly string[],
  solutionIds: readonly string[],
  { partnerId, jointSolutionId }: SolutionMapFilter,
): Sql[] {
  const id = column<Project>('id');
  const bySolution = sql`${column<Project>('jointSolutionId')} IN (${solutionIds})`;
  const byProduct = sql`SELECT 1 FROM project_offering AS part JOIN service_offering AS offering ON offering.id = part.offeringId
    WHERE part.projectId = ${id} AND offering.productId IN (${productIds})`;
  const staffed = sql`SELECT t.projectId FROM project_staffing AS t WHERE t.partnerId IN (${partnerId ?? []}) AND ${reader.visible(ProjectStaffing)}`;
  return [
    jointSolutionId ? bySolution : or([bySolution, foundFor(byProduct)]),
    sql`${column<Project>('status')} <> ${ProjectStatus.CANCELLED}`,
    ...(partnerId ? [sql`${id} IN (${staffed})`] : []),
  ];
}

/** One row more than the edges that fit, so that a cut shows. */
const cut = raw(`LIMIT ${maxEdges + 1}`);

function qualifiedRows(reader: Reader, partnerIds: readonly string[], productIds: readonly string[]) {
  if (partnerIds.length === 0) return Promise.resolve<Qualified[]>([]);
  return reader.rows<Qualified>(sql`SELECT DISTINCT t.partnerId AS partnerId, t.offeringId AS offeringId, offering.productId AS productId
    FROM qualification AS t JOIN service_offering AS offering ON offering.id = t.offeringId
    WHERE ${and([sql`t.partnerId IN (${partnerIds})`, sql`t.stage IN (${qualifiedStages})`, sql`offering.productId IN (${productIds})`, reader.visible(Qualification)])}
    ORDER BY t.partnerId, t.offeringId ${cut}`);
}

function offeringRows(reader: Reader, projectIds: readonly string[], productIds: readonly string[]) {
  if (projectIds.length === 0) return Promise.resolve<{ projectId: string; productId: string }[]>([]);
  return reader.rows<{
    projectId: string;
    productId: string;
  }>(sql`SELECT DISTINCT t.projectId AS projectId, offering.productId AS productId
    FROM project_offering AS t JOIN service_offering AS offering ON offering.id = t.offeringId
    WHERE t.projectId IN (${projectIds}) AND offering.productId IN (${productIds}) AND ${reader.visible(ProjectOffering)}
    ORDER BY t.projectId, offering.productId ${cut}`);
}

function staffingRows(reader: Reader, projectIds: readonly string[], partnerIds: readonly string[]) {
  if (projectIds.length === 0 || partnerIds.length === 0)
    return Promise.resolve<{ projectId: string; partnerId: string }[]>([]);
  return reader.rows<{
    projectId: string;
    partnerId: string;
  }>(sql`SELECT DISTINCT t.projectId AS projectId, t.partnerId AS partnerId
    FROM project_staffing AS t
    WHERE t.projectId IN (${projectIds}) AND t.partnerId IN (${partnerIds}) AND ${reader.visible(ProjectStaffing)}
    ORDER BY t.projectId, t.partnerId ${cut}`);
}
