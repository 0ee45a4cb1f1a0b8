/*
 * CSV injection: spreadsheets take a cell that begins with one of these characters for a formula, which can harm the
 * person who opens the file. An apostrophe in front makes it text. Text that already begins with apostrophes before
 * such a character gets one more, so that removing one always restores the original.
 */

// Spreadsheets treat full-width characters like the narrow ones, and ignore a leading tab or line break.
const looksLikeFormula = /^'*[=+\-@＝＋－＠\t\r\n]/;
const escapedFormula = /^'+[=+\-@＝＋－＠\t\r\n]/;

export function escapeFormula(text: string): string {
  return looksLikeFormula.test(text) ? `'${text}` : text;
}

/**
 * A workbook keeps text as text. But saving it as CSV and importing that removes one apostrophe, so such text gets one
 * more.
 */
export function escapeInSheet(text: string): string {
  return escapedFormula.test(text) ? `'${text}` : text;
}

export function unescapeFormula(cell: string): string {
  return escapedFormula.test(cell) ? cell.slice(1) : cell;
}

/** A CSV cell by RFC 4180: quoted if any delimiter would require it, with each quote doubled. */
export function quoted(cell: string): string {
  return /[",;|\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell;
}
