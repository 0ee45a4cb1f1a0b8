/** Sent or pasted along with a text and seen by nobody: joiners, soft hyphens, marks of direction, selectors. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu;
const apostrophes = /[‘’‚‛ʹʻʼʽˈ′‵´`＇]/g;
const quotes = /[“”„‟″‶＂]/g;
const hyphens = /[‐‑‒–—―−⁃﹘﹣－]/g;
/** A braille blank is a letter to Unicode. */
const spaces = /[\s\u2800]+/gu;

/** How many characters of a key one text gives at most: keys stand in columns. */
const keyLength = 200;

/**
 * A text as it is searched, sorted and told apart by: without differences of case, width, composed accents, typographic
 * apostrophes and hyphens, and without what nobody sees. Names with the same key are the same name.
 */
export function searchKey(...texts: (string | null | undefined)[]): string {
  return texts
    .filter((text) => text !== null && text !== undefined)
    .map((text) => cut(keyOf(text)))
    .filter((key) => key !== '')
    .join(' ');
}

function keyOf(text: string): string {
  // Some foldings make room for others: three times is enough for every character there is, as the test finds.
  return fold(fold(fold(text)))
    .replace(spaces, ' ')
    .trim();
}

/**
 * Case folding as Unicode means it, which `toLowerCase` is not: by way of capitals ß becomes ss, ı becomes i and a ligature
 * its letters; a sigma is the same at the end of a word, and the Turkish İ is an i.
 */
function fold(text: string): string {
  return text
    .replace(invisible, '')
    .replace(apostrophes, "'")
    .replace(quotes, '"')
    .replace(hyphens, '-')
    .normalize('NFKC')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .normalize('NFD')
    .replace(/i\u0307/g, 'i')
    .normalize('NFKC');
}

function cut(key: string): string {
  if (key.length <= keyLength) return key;
  return key
    .slice(0, keyLength)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();
}

/** An address of mail as it is kept and told apart: without case, width, and what nobody sees. */
export function mailAddress(text: string): string {
  return text.normalize('NFKC').replace(invisible, '').trim().toLowerCase();
}

/** What is wrong with a text that a person writes; null where nothing is. */
export function faultOfText(text: string, options: { lines: 'ONE' | 'SEVERAL'; mayBeBlank: boolean }): string | null {
  if (/[\uFFFE\uFFFF]/.test(text)) return 'has a character that is none';
  if (/[^\P{Cc}\t\n\r]/u.test(text)) return 'must not contain control characters';
  if (options.lines === 'ONE' && /[\t\n\r\u2028\u2029]/.test(text)) return 'must be one line, without tabs';
  const isBlank = text !== '' && text.replace(invisible, '').replace(spaces, '') === '';
  return isBlank && !options.mayBeBlank ? 'must not be blank' : null;
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
