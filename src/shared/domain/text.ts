/** A text as it is searched and sorted by: without differences of case, width or composed accents. */
export function searchKey(...texts: (string | null | undefined)[]): string {
  return texts.filter(Boolean).join(' ').normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Of a value that somebody else has written, an error repeats no more than this. */
export const maxQuoted = 200;

/** The beginning of a text that is too long to be repeated. */
export function shortened(text: string, length = maxQuoted): string {
  return text.length > length ? `${text.slice(0, length).toWellFormed()}…` : text;
}

/** A value as a message repeats it. */
export function quoted(text: string): string {
  return JSON.stringify(shortened(text));
}

/** What no database keeps as text, in words; null where there is nothing of the kind. */
export function flawOfText(text: string): string | null {
  if (!text.isWellFormed()) return 'has half a character (a lone surrogate)';
  return text.includes('\0') ? 'has a character that is not allowed (U+0000)' : null;
}
