import type { Viewer } from '../../../shared/access/viewer';
import type { Database } from '../../../shared/database/database';
import type { EntriesFilter } from '../entries/time-entries.filter';
import { type Cell, columnNames, pagesOf } from './export.pages';
import { escapeFormula, quoted } from './formula-cells.formula';

/** Some programs take a file without it for one in an alphabet of the country. */
const byteOrderMark = '\ufeff';
const lineEnd = '\r\n';

/** Excel opens a file without asking where both are those of its language. */
export interface CsvForm {
  delimiter: string;
  /** Are decimals written with a comma? */
  decimalComma: boolean;
}

export const plainForm: CsvForm = { delimiter: ',', decimalComma: false };

/** The time entries that the viewer sees, as comma-separated values, by day; read on only as far as it is taken. */
export async function* exportOf(
  database: Pick<Database, 'reader'>,
  viewer: Viewer,
  filter: EntriesFilter,
  { delimiter, decimalComma }: CsvForm = plainForm,
): AsyncGenerator<string, void> {
  const text = (cell: Cell) => textOf(cell, decimalComma);
  yield byteOrderMark + columnNames(viewer).join(delimiter) + lineEnd;
  for await (const rows of pagesOf(database, viewer, filter)) {
    yield rows.map((cells) => cells.map(text).join(delimiter) + lineEnd).join('');
  }
}

/** A number of our own is no text: a reversing entry's minutes begin with a minus and a spreadsheet adds it up. */
function textOf(cell: Cell, decimalComma: boolean): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return quoted(escapeFormula(cell));
  if (typeof cell !== 'object') return String(cell);
  if ('day' in cell) return cell.day;
  return decimalComma ? quoted(cell.amount.replace('.', ',')) : cell.amount;
}
