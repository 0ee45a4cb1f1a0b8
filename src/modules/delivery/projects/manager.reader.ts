import { Role } from '../../../shared/access/viewer';
import type { Connection } from '../../../shared/database/page';
import type { Reader } from '../../../shared/database/reader';
import { column, raw, type Sql, sql } from '../../../shared/database/sql';
import type { FactReader } from '../../../shared/events/relay';
import { User, userDeactivated, userRolesChanged, UserStatus } from '../../identity';
import { Project } from './project.entity';
import { openStatuses } from './project.lifecycle';
import { projectLeftWithoutManager } from './projects.facts';

/** Can the person answer for a project? */
export function canManage({ status, roles }: Pick<User, 'status' | 'roles'>): boolean {
  return status === UserStatus.ACTIVE && roles.includes(Role.PROJECT_MANAGER);
}

/** Leaves the projects whose manager can not answer for them, or those whose manager can. */
export function hasNoManager(none: boolean): Sql {
  const able = sql`SELECT able.id FROM user AS able WHERE able.status = ${UserStatus.ACTIVE} AND able.roles LIKE ${`%"${Role.PROJECT_MANAGER}"%`}`;
  return sql`${column('managerId')} ${raw(none ? 'NOT IN' : 'IN')} (${able})`;
}

const batch = 100;

/**
 * States of each open project that it has lost its manager, for its timeline and its health. The deactivation itself does not
 * wait for a successor: a person who must be kept out is kept out immediately.
 */
export const tellOfProjectsLeft: FactReader = {
  name: 'projectsLeftWithoutManager',
  types: [userDeactivated.name, userRolesChanged.name],
  async read(tx, fact) {
    const manager = await tx.first(User, { id: fact.subjectId as User['id'] });
    if (!manager || canManage(manager)) return;
    for await (const project of openProjectsOf(tx.reader, manager.id)) {
      tx.state(projectLeftWithoutManager, project, { managerId: manager.id });
    }
  },
};

async function* openProjectsOf(reader: Reader, managerId: User['id']): AsyncGenerator<Project> {
  for (let after: string | null = null; ;) {
    const page: Connection<Project> = await reader.page(
      Project,
      { first: batch, after },
      { managerId, status: openStatuses },
      [{ column: 'id' }],
    );
    yield* page.nodes;
    if (!page.pageInfo.hasNextPage) return;
    after = page.pageInfo.endCursor;
  }
}
