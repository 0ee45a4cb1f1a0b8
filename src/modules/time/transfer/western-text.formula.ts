/*
 * Is a text that was decoded as Windows-1252 really in it? Every byte decodes to a character, so the question is
 * whether the letters form words: a word has letters of one alphabet, each in a position that its language allows, with
 * signs around words and not within them.
 */

/**
 * Non-ASCII letters of the languages of Western Europe; the last entries belong to languages whose encodings share
 * these bytes.
 */
const alphabets = [
  'äöüßéèà', // German, with the French words in it
  'àâæçéèêëîïôùûüÿœ', // French
  'áéíóúüñ', // Spanish
  'àçèéíïòóúü', // Catalan
  'ãáàâçéêíõóôú', // Portuguese
  'àéèìîòóù', // Italian
  'åæøéèóòôêöä', // Danish, Norwegian
  'åäöéüáà', // Swedish, Finnish
  'áéíóúýðþæö', // Icelandic
  'ëïéèöüáóêç', // Dutch, Albanian
  'áéíóúýšž', // Czech
  'áäéíóôúýšž', // Slovak
  'áéíóöúü', // Hungarian
].map((letters) => new RegExp(`^[a-z${letters}]*$`));

/**
 * Letters in positions that no word of these languages has; other encodings have letters of their own at the same
 * bytes.
 */
const misplaced =
  /^[ßð]|è[aeiouyáéíóúàâîïêëøý]|õ(?!e)|ã(?!o|e|i|z|s?$)|ñ(?![aeiouáéíóúü])|[ùì](?!$)|[âîï]$|ç(?![aouáàâãóôõú]|$)|œ(?![uidst])|þ(?![aeiouyáéíóúýæörvj])|ÿ./;
const capitalInside = /\p{Ll}[À-ÞŠŽŒŸ]/u;
/** Signs inside a word, or on a side of it where they never are. */
const signs =
  /\p{L}[^\p{L}\p{N}\p{M}\s\-.‘’´`–—·\u00ad]+\p{L}|[£¥ª¯³¹²º¼¾¦©¬±¶ƒ¢¤¸¨ˆ˜]\p{L}|\p{L}[¯¹¿¡¼½¾¬±¶¥£¦µƒ¢¤¸¨ˆ˜]|(?:(?<!m)|[^cdk]m)[²³]|[\u0080-\u009f]|[¡-¶¸-¿ƒˆ˜†‡]{2}/u;

/** Only Icelandic has these, and it rarely goes long without its accents; Turkish has other letters at their bytes. */
const icelandic = /[ýðþ]/;
const accents = /[áéíóúæ]/;

/** Per this number of words, one may be a foreign name or a typo. */
const wordsForASlip = 20;

/** The characters of Windows-1252 at the control codes of ISO 8859-1. Some versions of Node decode one as the other. */
const windowsSigns = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

export function fromWindows1252(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[\u0080-\u009f]/g, (sign) => windowsSigns[sign.charCodeAt(0) - 0x80]!);
}

/** The separators between words, in a text decoded byte by byte. */
const between = /[^\w.\u0080-\u00ff-]+/;
const beyondAscii = /[\u0080-\u00ff]/;
const maxWords = 5_000;

/** Collects the non-ASCII text of a file as it streams, and decides whether it forms words as Windows-1252. */
export class WesternText {
  private readonly found = new Set<string>();
  private open = '';

  add(bytes: Buffer): void {
    if (this.found.size >= maxWords) return;
    const text = this.open + bytes.toString('latin1');
    // The last word may continue in the next piece.
    const end = Math.max(text.search(/[\w.\u0080-\u00ff-]{0,200}$/), 0);
    this.open = text.slice(end);
    for (const word of text.slice(0, end).split(between)) if (beyondAscii.test(word)) this.found.add(word);
  }

  isPlausible(): boolean {
    this.add(Buffer.from(' '));
    const words = [...this.found].map((word) => fromWindows1252(Buffer.from(word, 'latin1')));
    const odd = words.filter((word) => !isWestern(word)).length;
    const many = (letters: RegExp) => words.filter((word) => letters.test(word.toLowerCase())).length;
    return odd * wordsForASlip <= words.length && many(icelandic) <= 2 * many(accents);
  }
}

function isWestern(text: string): boolean {
  if (signs.test(text)) return false;
  // In Unicode, ordinal indicators and the micro sign are letters.
  const words = text.replace(/[ªºµ]/g, ' ').match(/[\p{L}\p{M}]+/gu) ?? [];
  return words.every((word) => {
    if (capitalInside.test(word)) return false;
    const lower = word.toLowerCase();
    return !misplaced.test(lower) && alphabets.some((alphabet) => alphabet.test(lower));
  });
}
