import type { Connection, PageRequest } from '../../../shared/database/page';
import type { Where } from '../../../shared/database/reader';
import { column, type Sql, sql } from '../../../shared/database/sql';
import { addDays, beginningIn, type PlainDate } from '../../../shared/domain/dates';
import { contextOf, Fact, factsHappenIn } from '../../../shared/events/fact';
import { ofSeenSubjects } from '../../../shared/events/seen-subjects';
import type { OrderDirection } from '../../../shared/graphql/connection';
import type { Context } from '../../../shared/graphql/context';
import type { TimelineFilter } from './timeline.inputs';

/** A fact whose data has a project's id happened on that project. */
const key = 'projectId';
factsHappenIn(key);

/** The project on which a fact happened; null if on none. */
export function projectOf({ subjectId, data }: Fact): string | null {
  const found = contextOf(subjectId, data);
  return found.startsWith('project_') ? found : null;
}

type Surroundings = Pick<Context, 'reader' | 'viewer' | 'access' | 'database' | 'clock'>;

/**
 * A page of a project's timeline, as the viewer may see it; one statement for all projects that ask in the same tick.
 */
export function timelineOf(
  { reader, viewer, access, database, clock }: Surroundings,
  projectId: string,
  page: PageRequest,
  filter: TimelineFilter,
  direction: OrderDirection,
): Promise<Connection<Fact>> {
  const { types, from, to } = filter;
  const beginningOf = (day: PlainDate) =>
    database.shapes.of(Fact).stored('occurredAt', beginningIn(clock.timeZone, day));
  const and: Sql[] = [ofSeenSubjects(viewer, access, database.shapes)];
  if (from) and.push(sql`${column<Fact>('occurredAt')} >= ${beginningOf(from)}`);
  if (to) and.push(sql`${column<Fact>('occurredAt')} < ${beginningOf(addDays(to, 1))}`);
  const where: Where<Fact> = { type: types ?? undefined, and };
  // Facts have no policy of their own: the condition above applies those of their subjects.
  return reader.unnarrowed.pageBy(Fact, 'contextId', projectId, page, {
    where,
    orderBy: [{ column: 'occurredAt', direction }],
  });
}
