import { createHash } from 'node:crypto';
import type { PlainDate } from '../../../../shared/domain/dates';

/** What a line is told by, when a file comes again. */
export interface LineIdentity {
  userId: string;
  projectId: string;
  reference: string;
  /** What stays the same of the scope item through the revisions of the statement of work. */
  scopeItemOrigin: string;
  phase: string;
  date: PlainDate;
  minutes: number;
  note: string;
}

/** The key of a line with a reference: whoever gives one says which entry it is. */
export function keyOfReference({ userId, projectId, reference }: Omit<LineIdentity, 'scopeItemOrigin'>): string {
  return hash(['reference', userId, projectId, reference]);
}

/** The key of a line without one: what it says, and its number among the lines of its file that say just that. */
export function keyOfContent(line: LineIdentity, occurrence: number): string {
  return hash([contentOf(line), occurrence]);
}

/** What lines that say the same have in common. */
export function contentOf({ userId, projectId, scopeItemOrigin, phase, date, minutes, note }: LineIdentity): string {
  return hash(['line', userId, projectId, scopeItemOrigin, phase, date, minutes, note]);
}

function hash(parts: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
