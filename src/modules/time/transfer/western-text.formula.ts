/*
 * Is a text that was read as Windows-1252 in it? All bytes make letters of it, so the question is whether they make words: a
 * word has letters of one alphabet, each where its language has them, and signs stand around words and not in them.
 */

/** Letters beyond ASCII of the languages of Western Europe; at the end, of those whose encoding has these at the same bytes. */
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

/** Letters where no word of these languages has them; other encodings have letters of theirs at the same bytes. */
const misplaced =
  /^[ßð]|è[aeiouyáéíóúàâîïêëøý]|õ(?!e)|ã(?!o|e|i|z|s?$)|ñ(?![aeiouáéíóúü])|[ùì](?!$)|[âîï]$|ç(?![aouáàâãóôõú]|$)|œ(?![uidst])|þ(?![aeiouyáéíóúýæörvj])|ÿ./;
const capitalInside = /\p{Ll}[À-ÞŠŽŒŸ]/u;
/** Signs that stand inside of a word, before it or behind it where none does. */
const signs =
  /\p{L}[^\p{L}\p{N}\p{M}\s\-.‘’´`–—·\u00ad]+\p{L}|[£¥ª¯³¹²º¼¾¦©¬±¶ƒ¢¤¸¨ˆ˜]\p{L}|\p{L}[¯¹¿¡¼½¾¬±¶¥£¦µƒ¢¤¸¨ˆ˜]|(?:(?<!m)|[^cdk]m)[²³]|[\u0080-\u009f]|[¡-¶¸-¿ƒˆ˜†‡]{2}/u;

/** Icelandic alone has these, and never long without its accents; Turkish has other letters at their bytes. */
const icelandic = /[ýðþ]/;
const accents = /[áéíóúæ]/;

/** Of so many words, one may be a name from elsewhere or a slip. */
const wordsForASlip = 20;

/** What Windows-1252 has where ISO 8859-1 has control characters. Some versions of Node read one for the other. */
const windowsSigns = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

export function fromWindows1252(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[\u0080-\u009f]/g, (sign) => windowsSigns[sign.charCodeAt(0) - 0x80]!);
}

/** What stands between words, in a text that was read byte by byte. */
const between = /[^\w.\u0080-\u00ff-]+/;
const beyondAscii = /[\u0080-\u00ff]/;
const maxWords = 5_000;

/** Collects what is beyond ASCII in a file as it flows, and says whether it makes words as Windows-1252. */
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
  // To Unicode, signs of order and of a millionth are letters.
  const words = text.replace(/[ªºµ]/g, ' ').match(/[\p{L}\p{M}]+/gu) ?? [];
  return words.every((word) => {
    if (capitalInside.test(word)) return false;
    const lower = word.toLowerCase();
    return !misplaced.test(lower) && alphabets.some((alphabet) => alphabet.test(lower));
  });
}
