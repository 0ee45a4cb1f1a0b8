import { createHash } from 'node:crypto';
import type { PlainDate } from '../../../shared/domain/dates';
import { quoted } from '../../../shared/domain/text';
import { readDay } from './cell-date.formula';
import { readDuration } from './cell-duration.formula';
import { billableOf } from './cell-words.formula';
import { unescapeFormula } from './formula-cells.formula';

/** The values that identify a line when a file is imported again. */
export interface LineIdentity {
  userId: string;
  projectId: string;
  reference: string;
  /** The origin of the scope item, which stays the same in all revisions of the statement of work. */
  scopeItemOrigin: string;
  phase: string;
  date: PlainDate;
  minutes: number;
  note: string;
}

/** The key of a line with a reference, which names its entry. */
export function keyOfReference({ userId, projectId, reference }: Omit<LineIdentity, 'scopeItemOrigin'>): string {
  return hash(['reference', userId, projectId, reference]);
}

/**
 * The key of a line without a reference: its content (`lineContentOf`), and its number among the lines of its file with
 * the same content.
 */
export function keyOfContent(content: string, occurrence: number): string {
  return hash([content, occurrence]);
}

/** The value that lines with the same content share. */
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

/**
 * The values of an entry apart from its person and project: two lines with one key that differ in these are not the
 * same.
 */
export interface LineContent {
  /** Null if the line names an item that does not exist, or no longer. */
  scopeItemOrigin: string | null;
  phase: string;
  date: PlainDate;
  minutes: number;
  billable: boolean;
  note: string;
}

/** The differences between a known entry and a line, in words; empty if they are the same. */
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

/** Spreadsheets change line endings, and some drop an apostrophe in front of text that looks like a formula. */
function plain(note: string): string {
  const text = note.normalize('NFC').replace(/\r\n?/g, '\n').trim();
  return text.replace(/^'+/, (apostrophes) => (unescapeFormula(text) === text ? apostrophes : ''));
}

/**
 * Is it the same note, allowing for a spreadsheet that took it for a number, a day, a time or a truth value and
 * reformatted it?
 */
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
