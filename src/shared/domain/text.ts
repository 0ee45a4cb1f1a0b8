/** Characters that are pasted along unseen: joiners, soft hyphens, direction marks, variation selectors. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu;
const apostrophes = /[‘’‚‛ʹʻʼʽˈ′‵´`＇]/g;
const quotes = /[“”„‟″‶＂]/g;
const hyphens = /[‐‑‒–—―−⁃﹘﹣－]/g;
/** To Unicode, a braille blank is a letter. */
const spaces = /[\s\u2800]+/gu;

/** The maximum length of one text's key, because keys are stored in columns. */
const keyLength = 200;

/**
 * The key by which a text is searched, sorted and compared: without differences of case, width, composed accents,
 * typographic apostrophes and hyphens, and without invisible characters. Names with the same key are the same name.
 */
export function searchKey(...texts: (string | null | undefined)[]): string {
  return texts
    .filter((text) => text !== null && text !== undefined)
    .map((text) => cut(keyOf(text)))
    .filter((key) => key !== '')
    .join(' ');
}

function keyOf(text: string): string {
  // Folding may enable further folding: three passes suffice for every character, as the test proves.
  return fold(fold(fold(text)))
    .replace(spaces, ' ')
    .trim();
}

/**
 * Unicode case folding, which `toLowerCase` is not: by way of capitals, ß becomes ss, ı becomes i and a ligature its
 * letters; a sigma is the same at the end of a word, and the Turkish İ is an i.
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

/** An email address as it is stored and compared: without case, width and invisible characters. */
export function mailAddress(text: string): string {
  return text.normalize('NFKC').replace(invisible, '').trim().toLowerCase();
}

/** The rules for a text that a person writes. */
interface TextRules {
  lines: 'ONE' | 'SEVERAL';
  mayBeBlank: boolean;
  /** Whether direction marks are allowed without being closed; a search ignores them. */
  mayTurn?: boolean;
}

/** Printable ASCII that begins with a visible character: composed, not blank, one line, without direction marks. */
const plain = /^[\x21-\x7E][\x20-\x7E]*$/;

/** The text in the stored form (NFC). */
export function composed(text: string): string {
  return plain.test(text) ? text : text.normalize('NFC');
}

/** What is wrong with a text that a person writes; null if nothing is. */
export function faultOfText(text: string, { lines, mayBeBlank, mayTurn = false }: TextRules): string | null {
  if (plain.test(text)) return null;
  if (/[\uFFFE\uFFFF]/.test(text)) return 'contains an invalid character';
  if (/[\uFFF9-\uFFFB]|[^\P{Cc}\t\n\r]/u.test(text)) return 'must not contain control characters';
  if (lines === 'ONE' && /[\t\n\r\u2028\u2029]/.test(text)) return 'must be one line, without tabs';
  if (!mayTurn && turns(text, lines)) {
    return lines === 'ONE'
      ? 'must not contain characters that change the direction of text (U+202A to U+202E, U+2066 to U+2069)'
      : 'changes the direction of text and does not change it back (U+202A to U+202E, U+2066 to U+2069)';
  }
  return !mayBeBlank && text !== '' && isBlank(text) ? 'must not be blank' : null;
}

/** Without letters or signs: a combining mark alone shows nothing. */
export function isBlank(text: string): boolean {
  return text.replace(invisible, '').replace(spaces, '').replace(/\p{M}/gu, '') === '';
}

/** What closes an embedding or override, and what closes an isolate. */
const [popDirection, popIsolate] = ['\u202C', '\u2069'];

/**
 * Whether a text changes the direction of what is written after it, which would make a name, or the words after it,
 * read as something else. Joiners and the marks U+200E, U+200F and U+061C do not.
 */
function turns(text: string, lines: TextRules['lines']): boolean {
  const open: string[] = [];
  for (const [mark] of text.matchAll(/[\u202A-\u202E\u2066-\u2069]/g)) {
    if (lines === 'ONE') return true;
    if (mark !== popDirection && mark !== popIsolate) open.push(mark < '\u2066' ? popDirection : popIsolate);
    else if (open.pop() !== mark) return true;
  }
  return open.length > 0;
}

/** The maximum length of a foreign value that an error repeats. */
export const maxQuoted = 200;

/** The beginning of a text that is too long to repeat. */
export function shortened(text: string, length = maxQuoted): string {
  return text.length > length ? `${text.slice(0, length).toWellFormed()}…` : text;
}

/** A value as a message repeats it. */
export function quoted(text: string): string {
  return JSON.stringify(shortened(text));
}

/** Why no database can store the text; null if it can. */
export function flawOfText(text: string): string | null {
  if (!text.isWellFormed()) return 'has half a character (a lone surrogate)';
  return text.includes('\0') ? 'has a character that is not allowed (U+0000)' : null;
}
