import type { Access } from '../../../../shared/access/policy';
import type { Viewer } from '../../../../shared/access/viewer';
import type { Reader, Where } from '../../../../shared/database/reader';
import type { Node, StoredClass } from '../../../../shared/database/record';
import { or, column, sql } from '../../../../shared/database/sql';
import { searchKey } from '../../../../shared/domain/text';
import { ServiceOffering } from '../../../catalog';
import { User } from '../../../identity';
import { Allocation } from '../../projects/allocation.entity';
import { Project } from '../../projects/project.entity';
import { ScopeItem } from '../../sow/sow-parts.entity';
import { StatementOfWork } from '../../sow/sow.entity';
import { SowStatus } from '../../sow/sow.lifecycle';
import type { LineValues } from './import-line.formula';

/** What the lines of a chunk name, as whoever imports may see it: a few statements, however many lines. */
export interface Lookups {
  projects(text: string): Project[];
  person(text: string): User | null;
  /** Of the project, in whatever revision. */
  scopeItems(projectId: string, text: string): ScopeItem[];
  /** The signed statement of work that the item is a part of; null where it is of another. */
  signedSowOf(item: ScopeItem): StatementOfWork | null;
  allocations(projectId: string, userId: string): Allocation[];
  allocation(id: string): Allocation;
  offering(id: string): ServiceOffering;
}

export async function lookUp(
  reader: Reader,
  access: Access,
  viewer: Viewer,
  lines: readonly LineValues[],
): Promise<Lookups> {
  const seen = <T extends Node>(recordClass: StoredClass<T>, where: Where<T>) =>
    reader.list(recordClass, { ...where, and: [...(where.and ?? []), access.rows(viewer, recordClass)] } as Where<T>, [
      { column: 'id' },
    ]);
  const named = distinct(lines.map(({ project }) => project));
  const persons = distinct(lines.map(({ person }) => person));
  const projects = await seen(Project, {
    and: [
      or([sql`${column('id')} IN (${named})`, sql`${column('nameKey')} IN (${named.map((name) => searchKey(name))})`]),
    ],
  });
  const users = await seen(User, {
    and: [
      or([
        sql`${column('id')} IN (${persons})`,
        sql`${column('login')} IN (${persons.map((text) => text.toLowerCase())})`,
      ]),
    ],
  });
  const projectIds = projects.map(({ id }) => id);
  const items = await seen(ScopeItem, { projectId: projectIds, archivedAt: null });
  const signed = await seen(StatementOfWork, { projectId: projectIds, status: SowStatus.SIGNED });
  const allocations = await seen(Allocation, { projectId: projectIds, userId: users.map(({ id }) => id) });
  const offerings = await reader.list(ServiceOffering, {
    id: distinct(allocations.map(({ offeringId }) => offeringId)),
  });

  const projectsByText = grouped(projects, (project) => [project.id, project.name]);
  const usersByText = grouped(users, ({ id, email }) => [id, email]);
  const itemsByText = grouped(items, ({ id, projectId, title }) => [`${projectId} ${id}`, `${projectId} ${title}`]);
  const allocationsOf = grouped(allocations, ({ projectId, userId }) => [`${projectId} ${userId}`]);
  const allocationById = new Map(allocations.map((allocation) => [allocation.id as string, allocation]));
  const sowById = new Map(signed.map((sow) => [sow.id, sow]));
  const offeringById = new Map(offerings.map((offering) => [offering.id as string, offering]));
  return {
    projects: (text) => projectsByText.get(text) ?? [],
    person: (text) => (usersByText.get(text) ?? usersByText.get(text.toLowerCase()))?.[0] ?? null,
    scopeItems: (projectId, text) => itemsByText.get(`${projectId} ${text}`) ?? [],
    signedSowOf: ({ sowId }) => sowById.get(sowId) ?? null,
    allocations: (projectId, userId) => allocationsOf.get(`${projectId} ${userId}`) ?? [],
    allocation: (id) => allocationById.get(id)!,
    offering: (id) => offeringById.get(id)!,
  };
}

export const distinct = <T>(all: readonly T[]): T[] => [...new Set(all)];

function grouped<T>(all: readonly T[], keysOf: (each: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    for (const key of keysOf(each)) {
      const group = groups.get(key);
      if (group) group.push(each);
      else groups.set(key, [each]);
    }
  }
  return groups;
}
