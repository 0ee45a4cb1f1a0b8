/*
 * Spreadsheets take a cell that begins with one of these for a formula, which may do harm to whoever opens the file. An
 * apostrophe in front makes it a text. What begins with apostrophes before such a sign gets one more, so that taking one
 * away always gives back what was there.
 */

// A spreadsheet takes the full-width signs for the narrow ones, and looks behind a tab or a line break at the beginning.
const looksLikeFormula = /^'*[=+\-@＝＋－＠\t\r\n]/;
const escapedFormula = /^'+[=+\-@＝＋－＠\t\r\n]/;

export function escapeFormula(text: string): string {
  return looksLikeFormula.test(text) ? `'${text}` : text;
}

/** In a workbook a text is a text. But it may be saved as CSV and imported, which takes one apostrophe away: then it has one more. */
export function escapeInSheet(text: string): string {
  return escapedFormula.test(text) ? `'${text}` : text;
}

export function unescapeFormula(cell: string): string {
  return escapedFormula.test(cell) ? cell.slice(1) : cell;
}

/** A cell of a file after RFC 4180: in quotes where it must be with any delimiter, each quote in it doubled. */
export function quoted(cell: string): string {
  return /[",;|\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell;
}
