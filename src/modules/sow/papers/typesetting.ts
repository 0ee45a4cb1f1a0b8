import LineBreaker from 'linebreak';
import { type Face, faceOf } from './fonts';

/*
 * Breaks text into lines. A line may need two fonts: the one with Latin, Greek and Cyrillic letters has no Chinese
 * ones, and the Chinese one lacks many letters of European names. The unit is a grapheme, a letter with its accents.
 * The time is linear in the length of the text.
 */

/** A piece of a line in one face. */
export interface Run {
  face: Face;
  text: string;
}

export interface Line {
  runs: Run[];
  /** Measured on demand. */
  readonly width: number;
}

/** The width of a piece, in points. */
export type Measure = (face: Face, text: string) => number;

/** Longer pieces are measured grapheme by grapheme, because shaping is slow for long texts. */
const maxShaped = 64;
/** In code units, because characters without a width never fill a line. */
const maxLine = 1_000;
/** A letter with its marks; Intl.Segmenter is ten times slower. */
const grapheme = /\P{M}\p{M}*|\p{M}+/gsu;
/** No script puts more than a few marks on a letter, but a text may stack any number. */
const excessiveMarks = /(\p{M}{8})\p{M}+/gu;

const zeroWidthSpace = '\u200b';
const wordJoiner = '\u2060';

/** The lines of a text in a given width; a line break in the text stays one. */
export function breakLines(text: string, width: number, measure: Measure): Line[] {
  return printable(text)
    .split('\n')
    .flatMap((paragraph) => breakParagraph(paragraph, width, measure));
}

/** The graphemes that no font has, each once, in the order of the text. */
export function unprintable(text: string): string[] {
  // Fast path: most texts need only the first font.
  if (!/[^\x20-\x7e\n]/.test(text)) return [];
  const found = new Set<string>();
  for (const each of graphemes(unmarked(printable(text)).replaceAll('\n', ''))) {
    if (faceOf(each) === null) found.add(each);
  }
  return [...found];
}

/** Normalized, and without characters that have no glyph: control characters, direction marks, variation selectors. */
function printable(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/\t/g, '    ')
    .replace(excessiveMarks, '$1')
    .replace(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, (character) =>
      ['\n', zeroWidthSpace, wordJoiner].includes(character) ? character : '',
    );
}

/** Without the marks that only allow or forbid a line break. */
const unmarked = (text: string) => text.replaceAll(zeroWidthSpace, '').replaceAll(wordJoiner, '');

function breakParagraph(paragraph: string, width: number, measure: Measure): Line[] {
  const lines: string[] = [];
  let line = '';
  let taken = 0;
  const add = (text: string, itsWidth: number) => {
    line += text;
    taken += itsWidth;
  };
  const end = () => {
    lines.push(line);
    line = '';
    taken = 0;
  };
  const fits = (text: string, itsWidth: number) => taken + itsWidth <= width && line.length + text.length <= maxLine;
  for (const piece of pieces(paragraph)) {
    const bare = piece.trimEnd();
    const bareWidth = widthOf(bare, measure);
    const pieceWidth = bare === piece ? bareWidth : widthOf(piece, measure);
    if (fits(piece, bareWidth)) {
      add(piece, pieceWidth);
      continue;
    }
    if (line !== '') end();
    if (fits(piece, bareWidth)) {
      add(piece, pieceWidth);
      continue;
    }
    // A word that is longer than the line is broken between any two graphemes.
    for (const each of graphemes(piece)) {
      const itsWidth = widthOf(each, measure);
      if (line !== '' && each.trim() !== '' && !fits(each, itsWidth)) end();
      add(each, itsWidth);
    }
  }
  end();
  return lines.map((each) => {
    const runs = runsOf(each.trimEnd());
    return {
      runs,
      get width() {
        return sumOf(runs, measure);
      },
    };
  });
}

/** The units that UAX #14 keeps together: a word with the blank after it, a Chinese character with its punctuation. */
function* pieces(paragraph: string): Generator<string> {
  const breaker = new LineBreaker(paragraph);
  let start = 0;
  for (let next = breaker.nextBreak(); next; next = breaker.nextBreak()) {
    const piece = unmarked(paragraph.slice(start, next.position));
    if (piece !== '') yield piece;
    start = next.position;
  }
}

const graphemes = (text: string): string[] => text.match(grapheme) ?? [];

/** Graphemes that no font has are drawn with the missing glyph of the first font. */
export function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  for (const each of graphemes(text)) {
    const last = runs.at(-1);
    const face = faceOf(each) ?? 'latin';
    if (last?.face === face) last.text += each;
    else runs.push({ face, text: each });
  }
  return runs;
}

function widthOf(text: string, measure: Measure): number {
  if (text.length <= maxShaped) return sumOf(runsOf(text), measure);
  let total = 0;
  for (const each of graphemes(text)) total += measure(faceOf(each) ?? 'latin', each);
  return total;
}

const sumOf = (runs: readonly Run[], measure: Measure) =>
  runs.reduce((total, { face, text }) => total + measure(face, text), 0);
