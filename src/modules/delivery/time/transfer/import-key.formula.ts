import { createHash } from 'node:crypto';
import type { PlainDate } from '../../../../shared/domain/dates';
import { quoted } from '../../../../shared/domain/text';

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

/** The key of a line without one: what it says (`contentOf`), and its number among the lines of its file that say just that. */
export function keyOfContent(content: string, occurrence: number): string {
  return hash([content, occurrence]);
}

/** What lines that say the same have in common. */
export function contentOf({ userId, projectId, scopeItemOrigin, phase, date, minutes, note }: LineIdentity): string {
  return hash(['line', userId, projectId, scopeItemOrigin, phase, date, minutes, note]);
}

/** All that the entry of a line says, but who it is for: two of one key that differ here are not the same. */
export interface LineContent {
  /** Null where the line names an item that is not there, or no longer. */
  scopeItemOrigin: string | null;
  phase: string;
  date: PlainDate;
  minutes: number;
  billable: boolean;
  note: string;
}

/** In words, what differs between what is known and what a line says; empty where they are the same. */
export function differencesBetween(known: LineContent, line: LineContent): string[] {
  const said: [string, (content: LineContent) => string][] = [
    ['date', ({ date }) => date],
    ['minutes', ({ minutes }) => String(minutes)],
    ['phase', ({ phase }) => quoted(phase)],
    ['billable', ({ billable }) => String(billable)],
  ];
  const differences = said.flatMap(([name, of]) =>
    of(known) === of(line) ? [] : [`${name} ${of(known)}, here ${of(line)}`],
  );
  const notes = [plain(known.note), plain(line.note)] as const;
  const [before, now] = notes.map((note) => quoted(note));
  if (notes[0] !== notes[1]) differences.push(before === now ? 'the end of the note' : `note ${before}, here ${now}`);
  const origins = [known.scopeItemOrigin, line.scopeItemOrigin];
  if (!origins.includes(null) && origins[0] !== origins[1]) differences.push('another scope item');
  return differences;
}

/** Spreadsheets change the ends of lines. */
function plain(note: string): string {
  return note.normalize('NFC').replace(/\r\n?/g, '\n').trim();
}

function hash(parts: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
