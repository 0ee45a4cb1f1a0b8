import type { Where } from '../../../shared/database/reader';
import { matching } from '../../../shared/database/where';
import { column, sql } from '../../../shared/database/sql';
import type { PlainDate } from '../../../shared/domain/dates';
import { TimeEntry } from './time-entry.entity';
import type { TimeEntryStatus } from './time-entry.lifecycle';

/** Which time entries to read; an entry must meet every condition given. */
export interface EntriesFilter {
  projectId?: string[] | null;
  userId?: string[] | null;
  partnerId?: string[] | null;
  status?: TimeEntryStatus[] | null;
  importId?: string[] | null;
  from?: PlainDate | null;
  to?: PlainDate | null;
}

export function entriesWanted(filter: EntriesFilter): Where<TimeEntry> {
  const { from, to } = filter;
  return {
    ...matching(TimeEntry, filter, 'projectId', 'userId', 'partnerId', 'status', 'importId'),
    and: [
      ...(from ? [sql`${column<TimeEntry>('workedOn')} >= ${from}`] : []),
      ...(to ? [sql`${column<TimeEntry>('workedOn')} <= ${to}`] : []),
    ],
  };
}
