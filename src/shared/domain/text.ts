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

/** How a text that a person writes is looked at. */
interface TextRules {
  lines: 'ONE' | 'SEVERAL';
  mayBeBlank: boolean;
  /** Whether marks may turn its direction in any way; of what is searched for, they are left out. */
  mayTurn?: boolean;
}

/** Printable ASCII that begins with a sign: it is composed, not blank, one line, and turns nothing. */
const plain = /^[\x21-\x7E][\x20-\x7E]*$/;

/** The text in the form that is stored (NFC). */
export function composed(text: string): string {
  return plain.test(text) ? text : text.normalize('NFC');
}

/** What is wrong with a text that a person writes; null where nothing is. */
export function faultOfText(text: string, { lines, mayBeBlank, mayTurn = false }: TextRules): string | null {
  if (plain.test(text)) return null;
  if (/[\uFFFE\uFFFF]/.test(text)) return 'has a character that is none';
  if (/[\uFFF9-\uFFFB]|[^\P{Cc}\t\n\r]/u.test(text)) return 'must not contain control characters';
  if (lines === 'ONE' && /[\t\n\r\u2028\u2029]/.test(text)) return 'must be one line, without tabs';
  if (!mayTurn && turns(text, lines)) {
    return lines === 'ONE'
      ? 'must not contain characters that change the direction of text (U+202A to U+202E, U+2066 to U+2069)'
      : 'changes the direction of text and does not change it back (U+202A to U+202E, U+2066 to U+2069)';
  }
  return !mayBeBlank && text !== '' && isBlank(text) ? 'must not be blank' : null;
}

/** Without letters or signs: marks that stand on a letter show nothing by themselves. */
export function isBlank(text: string): boolean {
  return text.replace(invisible, '').replace(spaces, '').replace(/\p{M}/gu, '') === '';
}

/** What closes an embedding or override, and what closes an isolate. */
const [popDirection, popIsolate] = ['\u202C', '\u2069'];

/**
 * Whether a text turns the direction of what is written after it: then a name, or the words behind it, read as others than they
 * are. Joiners and the marks of one place (U+200E, U+200F, U+061C) do not.
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
