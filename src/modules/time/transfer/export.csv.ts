import type { Viewer } from '../../../shared/access/viewer';
import type { Database } from '../../../shared/database/database';
import type { EntriesFilter } from '../entries/time-entries.filter';
import { type Cell, columnNames, type ExportPosition, pagesOf } from './export.pages';
import { escapeFormula, quoted } from './formula-cells.formula';

/** Without it, some programs read the file in a national encoding. */
const byteOrderMark = '\ufeff';
const lineEnd = '\r\n';

/** Excel opens a file without asking if both match its language. */
export interface CsvForm {
  delimiter: string;
  /** Are decimals written with a comma? */
  decimalComma: boolean;
}

export const plainForm: CsvForm = { delimiter: ',', decimalComma: false };

/**
 * Streams the time entries that the viewer sees as comma-separated values, by day, and reads only as far as the client
 * does. What continues an earlier file has no heading, so that it can be appended to it.
 */
export async function* exportOf(
  database: Pick<Database, 'reader'>,
  viewer: Viewer,
  filter: EntriesFilter,
  { delimiter, decimalComma }: CsvForm = plainForm,
  from: ExportPosition | null = null,
): AsyncGenerator<string, void> {
  const text = (cell: Cell) => textOf(cell, decimalComma);
  if (!from) yield byteOrderMark + columnNames(viewer).join(delimiter) + lineEnd;
  for await (const rows of pagesOf(database, viewer, filter, from)) {
    yield rows.map((cells) => cells.map(text).join(delimiter) + lineEnd).join('');
  }
}

/**
 * A number is not escaped as text: the minutes of a reversing entry begin with a minus, and spreadsheets must add them
 * up.
 */
function textOf(cell: Cell, decimalComma: boolean): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return quoted(escapeFormula(cell));
  if (typeof cell !== 'object') return String(cell);
  if ('day' in cell) return cell.day;
  return decimalComma ? quoted(cell.amount.replace('.', ',')) : cell.amount;
}
