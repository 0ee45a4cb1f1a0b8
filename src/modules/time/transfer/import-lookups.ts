import type { Access } from '../../../shared/access/policy';
import type { Viewer } from '../../../shared/access/viewer';
import type { Reader, Where } from '../../../shared/database/reader';
import type { Node, StoredClass } from '../../../shared/database/record';
import { or, column, sql } from '../../../shared/database/sql';
import { searchKey } from '../../../shared/domain/text';
import { ServiceOffering } from '../../catalog';
import { User } from '../../identity';
import { Allocation, Project } from '../../projects';
import { ScopeItem, SowStatus, StatementOfWork } from '../../sow';
import { type LineValues, memoised } from './import-line.formula';

/**
 * The records that the lines of a chunk name, as far as the importer may see them: a few statements for any number of
 * lines.
 */
export interface Lookups {
  /** By id or name; several if they share the name. */
  projects(text: string): Project[];
  /** By id or address, or by the name of people allocated to the project. */
  persons(projectId: string, text: string): User[];
  /** The project's items in any revision, by id or title. */
  scopeItems(projectId: string, text: string): ScopeItem[];
  /** The signed statement of work if the item is a part of it; null if it is in another one. */
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
    reader.list(recordClass, { ...where, and: [...(where.and ?? []), access.rows(viewer, recordClass)] }, [
      { column: 'id' },
    ]);
  const key = memoised(searchKey);
  const named = distinct(lines.map(({ project }) => project));
  const texts = distinct(lines.map(({ person }) => person));
  const projects = await seen(Project, {
    and: [or([sql`${column<Project>('id')} IN (${named})`, sql`${column<Project>('nameKey')} IN (${named.map(key)})`])],
  });
  const projectIds = projects.map(({ id }) => id);
  const told = await seen(User, {
    and: [
      or([
        sql`${column<User>('id')} IN (${texts})`,
        sql`${column<User>('login')} IN (${texts.map((text) => text.toLowerCase())})`,
      ]),
    ],
  });
  const toldByText = grouped(told, ({ id, login }) => [id, ...(login === null ? [] : [login])]);
  const isTold = (text: string) => toldByText.has(text) || toldByText.has(text.toLowerCase());
  // Other users are found by their names among the few people of a project.
  const onProjects =
    projectIds.length === 0 || texts.every(isTold)
      ? []
      : await seen(User, {
          and: [sql`${column<User>('id')} IN (SELECT userId FROM allocation WHERE projectId IN (${projectIds}))`],
        });
  const users = [...new Map([...told, ...onProjects].map((user) => [user.id, user])).values()];
  const items = await seen(ScopeItem, { projectId: projectIds, archivedAt: null });
  const signed = await seen(StatementOfWork, { projectId: projectIds, status: SowStatus.SIGNED });
  const allocations = await seen(Allocation, { projectId: projectIds, userId: users.map(({ id }) => id) });
  const offerings = await reader.list(ServiceOffering, {
    id: distinct(allocations.map(({ offeringId }) => offeringId)),
  });

  const projectById = new Map(projects.map((project) => [project.id as string, project]));
  const projectsByKey = grouped(projects, ({ name }) => [key(name)]);
  const userById = new Map(users.map((user) => [user.id as string, user]));
  const itemById = new Map(items.map((item) => [`${item.projectId} ${item.id}`, item]));
  const itemsByKey = grouped(items, ({ projectId, title }) => [`${projectId} ${key(title)}`]);
  const allocationsOf = grouped(allocations, ({ projectId, userId }) => [`${projectId} ${userId}`]);
  const allocationById = new Map(allocations.map((allocation) => [allocation.id as string, allocation]));
  const peopleByKey = grouped(
    distinct(allocations.map(({ projectId, userId }) => `${projectId} ${userId}`)),
    (each) => {
      const [projectId, userId] = each.split(' ');
      const { name, email } = userById.get(userId!)!;
      return distinct([`${projectId} ${key(name)}`, `${projectId} ${key(email)}`]);
    },
  );
  const sowById = new Map(signed.map((sow) => [sow.id, sow]));
  const offeringById = new Map(offerings.map((offering) => [offering.id as string, offering]));
  const one = <T>(found: T | undefined): T[] => (found === undefined ? [] : [found]);
  return {
    projects: (text) => {
      const byId = projectById.get(text);
      return byId ? [byId] : narrowed(projectsByKey.get(key(text)) ?? [], ({ name }) => name === text);
    },
    persons: (projectId, text) => {
      const byText = toldByText.get(text) ?? toldByText.get(text.toLowerCase());
      if (byText) return one(byText[0]);
      // Lists by surname write Müller, Anna.
      const turned = text.split(',').reverse().join(' ');
      const called = [text, turned].map((name) => peopleByKey.get(`${projectId} ${key(name)}`));
      return (called.find((people) => people !== undefined) ?? []).map((each) => userById.get(each.split(' ')[1]!)!);
    },
    scopeItems: (projectId, text) => {
      const byId = itemById.get(`${projectId} ${text}`);
      return byId ? [byId] : (itemsByKey.get(`${projectId} ${key(text)}`) ?? []);
    },
    signedSowOf: ({ sowId }) => sowById.get(sowId) ?? null,
    allocations: (projectId, userId) => allocationsOf.get(`${projectId} ${userId}`) ?? [],
    allocation: (id) => allocationById.get(id)!,
    offering: (id) => offeringById.get(id)!,
  };
}

export const distinct = <T>(all: readonly T[]): T[] => [...new Set(all)];

/** The exact matches, if there are any: if two names share a search key, each can still be written out. */
export function narrowed<T>(found: T[], isExact: (each: T) => boolean): T[] {
  if (found.length < 2) return found;
  const exact = found.filter(isExact);
  return exact.length > 0 ? exact : found;
}

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
