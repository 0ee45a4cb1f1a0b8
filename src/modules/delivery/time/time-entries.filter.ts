import type { Where } from '../../../shared/database/reader';
import { column, sql } from '../../../shared/database/sql';
import type { PlainDate } from '../../../shared/domain/dates';
import type { TimeEntry } from './time-entry.entity';
import type { TimeEntryStatus } from './time-entry.lifecycle';

/** Which time entries; every condition that is given must hold. */
export interface EntriesFilter {
  projectId?: string[] | null;
  userId?: string[] | null;
  partnerId?: string[] | null;
  status?: TimeEntryStatus[] | null;
  importId?: string[] | null;
  from?: PlainDate | null;
  to?: PlainDate | null;
}

export function entriesWanted({
  projectId,
  userId,
  partnerId,
  status,
  importId,
  from,
  to,
}: EntriesFilter): Where<TimeEntry> {
  return {
    projectId: (projectId as never) ?? undefined,
    userId: (userId as never) ?? undefined,
    partnerId: (partnerId as never) ?? undefined,
    status: status ?? undefined,
    importId: (importId as never) ?? undefined,
    and: [
      ...(from ? [sql`${column('workedOn')} >= ${from}`] : []),
      ...(to ? [sql`${column('workedOn')} <= ${to}`] : []),
    ],
  };
}
