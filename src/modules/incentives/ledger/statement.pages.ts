import type { Viewer } from '../../../shared/access/viewer';
import { maxPageSize } from '../../../shared/database/page';
import { User } from '../../identity';
import { Project } from '../../projects';
import type { IncentiveEntry } from './incentive-entry.entity';
import type { Surroundings } from './ledger.reader';
import { entriesOf } from './statement.reader';
import type { StatementPeriod } from './statement.types';

/** An entry with the names that the viewer may see. */
export interface StatementRow {
  entry: IncentiveEntry;
  member: string;
  project: string;
}

/** The entries of a statement as the viewer sees them, one page at a time, so that memory does not grow with them. */
export async function* pagesOf(
  surroundings: Surroundings,
  viewer: Viewer,
  period: StatementPeriod,
): AsyncGenerator<StatementRow[], void> {
  let after: string | null = null;
  for (;;) {
    // A reader caches what it has read, so each page gets its own.
    const reader = surroundings.database.reader(viewer);
    const page = await entriesOf(reader, period, { first: maxPageSize, after }, surroundings);
    const rows = page.nodes.map(async (entry) => {
      const [member, project] = await Promise.all([
        reader.byId(User, entry.memberId),
        reader.byId(Project, entry.projectId),
      ]);
      return { entry, member: member?.name ?? '', project: project?.name ?? '' };
    });
    if (rows.length > 0) yield await Promise.all(rows);
    if (!page.pageInfo.hasNextPage) return;
    after = page.pageInfo.endCursor;
  }
}
