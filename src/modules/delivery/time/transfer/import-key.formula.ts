import { createHash } from 'node:crypto';
import type { PlainDate } from '../../../../shared/domain/dates';
import { quoted } from '../../../../shared/domain/text';
import { readDay } from './cell-date.formula';
import { readDuration } from './cell-duration.formula';
import { billableOf } from './cell-words.formula';
import { unescapeFormula } from './formula-cells.formula';

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

/** The key of a line without one: what it says (`lineContentOf`), and its number among the lines of its file that say just that. */
export function keyOfContent(content: string, occurrence: number): string {
  return hash([content, occurrence]);
}

/** What lines that say the same have in common. */
export function lineContentOf({
  userId,
  projectId,
  scopeItemOrigin,
  phase,
  date,
  minutes,
  note,
}: LineIdentity): string {
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
  if (!isSameInSheet(...notes))
    differences.push(before === now ? 'the end of the note' : `note ${before}, here ${now}`);
  const origins = [known.scopeItemOrigin, line.scopeItemOrigin];
  if (!origins.includes(null) && origins[0] !== origins[1]) differences.push('another scope item');
  return differences;
}

/** Spreadsheets change the ends of lines, and some drop an apostrophe before what looks like a formula. */
function plain(note: string): string {
  const text = note.normalize('NFC').replace(/\r\n?/g, '\n').trim();
  return text.replace(/^'+/, (apostrophes) => (unescapeFormula(text) === text ? apostrophes : ''));
}

/** Is it the same note, though a spreadsheet may have taken it for a number, a day, a time or true and written it in its own way? */
function isSameInSheet(known: string, line: string): boolean {
  if (known === line) return true;
  if (known.length > maxNumberLength || line.length > maxNumberLength) return false;
  const [first, second] = [numberOf(known), numberOf(line)];
  if (first !== null || second !== null) return first === second;
  if (/^(?:true|false)$/i.test(known)) return line !== '' && billableOf(line) === (known.toLowerCase() === 'true');
  const days = readDay(line, null);
  if ([...readDay(known, null).keys()].some((day) => days.has(day))) return true;
  const [time, another] = [readDuration(known, 'hours'), readDuration(line, 'hours')];
  return known.includes(':') && line.includes(':') && time.problem === null && time.minutes === another.minutes;
}

const maxNumberLength = 20;

function numberOf(text: string): number | null {
  return /^\d+(?:[.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : null;
}

function hash(parts: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
