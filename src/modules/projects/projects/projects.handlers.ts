import type { Connection } from '../../../shared/database/page';
import type { Reader } from '../../../shared/database/reader';
import type { Transaction } from '../../../shared/database/transaction';
import type { Fact } from '../../../shared/events/fact';
import { on, readFacts } from '../../../shared/events/handlers';
import { User, userDeactivated, userRolesChanged } from '../../identity';
import { canManage } from './manager.reader';
import { Project } from './project.entity';
import { openStatuses } from './project.lifecycle';
import { projectLeftWithoutManager } from './projects.facts';

/**
 * Records for each open project that it has lost its manager, for its timeline and its health. A deactivation does not
 * wait for a successor, because access must end immediately.
 */
export const tellOfProjectsLeft = readFacts('projectsLeftWithoutManager', [
  on(userDeactivated, tellOfProjects),
  on(userRolesChanged, tellOfProjects),
]);

const batch = 100;

async function tellOfProjects(tx: Transaction, { subjectId }: Fact): Promise<void> {
  const manager = await tx.first(User, { id: subjectId as User['id'] });
  if (!manager || canManage(manager)) return;
  for await (const project of openProjectsOf(tx.reader, manager.id)) {
    tx.record(projectLeftWithoutManager, project, { managerId: manager.id });
  }
}

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
