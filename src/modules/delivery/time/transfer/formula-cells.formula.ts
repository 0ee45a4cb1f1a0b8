/*
 * Spreadsheets take a cell that begins with one of these for a formula, which may do harm to whoever opens the file. An
 * apostrophe in front makes it a text. What begins with apostrophes before such a sign gets one more, so that taking one
 * away always gives back what was there.
 */

const looksLikeFormula = /^'*[=+\-@\t\r]/;
const escapedFormula = /^'+[=+\-@\t\r]/;

export function escapeFormula(text: string): string {
  return looksLikeFormula.test(text) ? `'${text}` : text;
}

export function unescapeFormula(cell: string): string {
  return escapedFormula.test(cell) ? cell.slice(1) : cell;
}

/** A cell of a file after RFC 4180: in quotes where it must be, each quote in it doubled. */
export function quoted(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell;
}
