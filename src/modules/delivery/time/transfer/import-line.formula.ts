import { type PlainDate, parsePlainDate } from '../../../../shared/domain/dates';
import { decimal } from '../../../../shared/domain/decimal';
import { unescapeFormula } from './formula-cells.formula';

/** What is wrong with a line. */
export interface Finding {
  line: number;
  column: string | null;
  code: string;
  message: string;
}

/** What a line says, each cell read for itself; what it names is looked up later. */
export interface LineValues {
  line: number;
  project: string;
  person: string;
  scopeItem: string;
  phase: string;
  date: PlainDate;
  minutes: number;
  billable: boolean;
  note: string;
  allocation: string;
  reference: string;
}

const required = ['project', 'person', 'scopeItem', 'phase', 'date'] as const;
const optional = ['minutes', 'hours', 'billable', 'note', 'allocation', 'reference'] as const;
/** What an export says as well; whoever imports it again need not take it out. */
const passedOver = ['projectName', 'personName', 'partner', 'scopeItemTitle', 'status', 'reverses', 'cost', 'currency'];
const known: readonly string[] = [...required, ...optional, ...passedOver];

type Column = (typeof required)[number] | (typeof optional)[number];
/** Where each column stands. */
export type Header = ReadonlyMap<string, number>;

const minutesOfADay = 1_440;
const longestNote = 5_000;
const longestReference = 200;

/** The names of the columns, without regard to case. */
export function readHeader(cells: readonly string[], line: number): { header: Header; findings: Finding[] } {
  const header = new Map<string, number>();
  const findings: Finding[] = [];
  const find = (column: string | null, code: string, message: string) => findings.push({ line, column, code, message });
  for (const [index, cell] of cells.entries()) {
    const text = unescapeFormula(cell).trim();
    const name = known.find((each) => each.toLowerCase() === text.toLowerCase());
    if (!name) find(null, 'column-unknown', `There is no column ${text.slice(0, 100)}; there are ${known.join(', ')}.`);
    else if (header.has(name)) find(name, 'column-twice', `The column ${name} comes twice.`);
    else header.set(name, index);
  }
  for (const name of required) if (!header.has(name)) find(name, 'column-missing', `The column ${name} is missing.`);
  if (!header.has('minutes') && !header.has('hours')) {
    find('minutes', 'column-missing', 'A column minutes is missing, or one hours.');
  }
  return { header, findings };
}

/** The line's values, or everything that is wrong with its cells. */
export function readLine(header: Header, cells: readonly string[], line: number): LineValues | Finding[] {
  const findings: Finding[] = [];
  const find = (column: string | null, code: string, message: string) => findings.push({ line, column, code, message });
  if (cells.length !== Math.max(header.size, 1)) {
    find(null, 'cells', `The line has ${cells.length} cells, and there are ${header.size} columns.`);
    return findings;
  }
  if (cells.some((cell) => cell.includes('\ufffd'))) {
    find(null, 'encoding', 'The line is no UTF-8: a character could not be read.');
    return findings;
  }
  const raw = (column: Column) => unescapeFormula(cells[header.get(column) ?? -1] ?? '');
  const cell = (column: Column) => raw(column).trim();
  for (const column of required) if (cell(column) === '') find(column, 'missing', `${column} is empty.`);
  const date = parsePlainDate(cell('date'));
  if (date === null && cell('date') !== '') find('date', 'date', `${shown(cell('date'))} is no day like 2026-03-02.`);
  const minutes = minutesOf(cell('minutes'), cell('hours'), find);
  const billable = billableOf(cell('billable'));
  if (billable === null) find('billable', 'billable', `${shown(cell('billable'))} is neither true nor false.`);
  if (raw('note').length > longestNote) find('note', 'too-long', `A note has at most ${longestNote} characters.`);
  if (cell('reference').length > longestReference) {
    find('reference', 'too-long', `A reference has at most ${longestReference} characters.`);
  }
  if (findings.length > 0) return findings;
  return {
    line,
    project: cell('project'),
    person: cell('person'),
    scopeItem: cell('scopeItem'),
    phase: cell('phase'),
    date: date!,
    minutes: minutes!,
    billable: billable!,
    note: raw('note'),
    allocation: cell('allocation'),
    reference: cell('reference'),
  };
}

type Find = (column: string | null, code: string, message: string) => void;

/** One of the two is said. Hours may have fractions, as long as they come to whole minutes. */
function minutesOf(minutes: string, hours: string, find: Find): number | null {
  const column = minutes !== '' || hours === '' ? 'minutes' : 'hours';
  const refuse = (message: string) => (find(column, 'minutes', message), null);
  if (minutes === '' && hours === '') return refuse('Neither minutes nor hours are said.');
  if (minutes !== '' && hours !== '') return refuse('Minutes and hours are both said: say one.');
  const number = minutes === '' ? hours.replace(',', '.') : minutes;
  if (!/^-?\d{1,6}(\.\d{1,6})?$/.test(number)) return refuse(`${shown(number)} is no number.`);
  const all = minutes === '' ? decimal(number).times(60) : decimal(number);
  if (!all.isInteger()) return refuse(`${shown(number)} ${column} are no whole minutes.`);
  if (all.lt(1) || all.gt(minutesOfADay)) return refuse(`Minutes are from 1 to ${minutesOfADay}.`);
  return all.toNumber();
}

function billableOf(cell: string): boolean | null {
  const text = cell.toLowerCase();
  if (['', 'true', 'yes', '1'].includes(text)) return true;
  return ['false', 'no', '0'].includes(text) ? false : null;
}

const shown = (text: string) => (text.length > 100 ? `${text.slice(0, 100)}…` : text);
