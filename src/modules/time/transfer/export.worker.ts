import writeExcelFile from 'write-excel-file/node';
import type { Cell } from './export.pages';
import type { Sheet } from './export.xlsx';
import { escapeInSheet } from './formula-cells.formula';

/** The work of the thread: one workbook at a time. */
export default function write({ names, pages }: Sheet): Promise<Uint8Array> {
  const heads = names.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  const rows = pages.flatMap((page) => (JSON.parse(page) as Cell[][]).map((cells) => cells.map(cellOf)));
  return writeExcelFile([heads, ...rows], { stickyRowsCount: 1 }).toBuffer();
}

function cellOf(cell: Cell) {
  if (cell === null || cell === '') return null;
  if (typeof cell === 'string') return escapeInSheet(cell);
  if (typeof cell !== 'object') return cell;
  if ('day' in cell) return { value: new Date(Date.parse(cell.day)), type: Date, format: 'yyyy-mm-dd' };
  return { value: Number(cell.amount), type: Number };
}
