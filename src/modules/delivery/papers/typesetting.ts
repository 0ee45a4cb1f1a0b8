/*
 * Text broken into lines. A line may need two fonts: the one with Latin, Greek and Cyrillic letters has no Chinese ones, and
 * the Chinese one lacks half of the letters that Europe writes names with.
 */

export type Face = 'latin' | 'han';

/** A piece of a line in one face. */
export interface Run {
  face: Face;
  text: string;
}

export interface Line {
  runs: Run[];
  width: number;
}

/** How wide a piece is, in points. */
export type Measure = (face: Face, text: string) => number;

const isHan = (character: string) =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303f\u30fb\u30fc\uff00-\uffef]/u.test(
    character,
  );
const closing = /[\u3001\u3002\u300b\u300d\u300f\u3011\u3015\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff5d]/;
const opening = /[\u300a\u300c\u300e\u3010\u3014\uff08\uff5b]/;

/** The lines of a text in a width; a line break in the text stays one. */
export function breakLines(text: string, width: number, measure: Measure): Line[] {
  return printable(text)
    .split('\n')
    .flatMap((paragraph) => breakParagraph(paragraph, width, measure));
}

/** Without what no font has a sign for: control characters, and marks of direction. */
function printable(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\t/g, '    ')
    .replace(/[\p{Cc}\p{Cf}]/gu, (character) => (character === '\n' ? character : ''));
}

function breakParagraph(paragraph: string, width: number, measure: Measure): Line[] {
  const lines: string[] = [];
  let line = '';
  let taken = 0;
  for (const piece of pieces(paragraph)) {
    if (taken + widthOf(piece.trimEnd(), measure) > width) {
      if (line !== '') lines.push(line);
      line = piece;
      // A word that is longer than the line is broken anywhere.
      while (widthOf(line.trimEnd(), measure) > width) {
        const fitting = fit(line, width, measure);
        lines.push(fitting);
        line = line.slice(fitting.length);
      }
      taken = widthOf(line, measure);
    } else {
      line += piece;
      taken += widthOf(piece, measure);
    }
  }
  lines.push(line);
  return lines.map((each) => {
    const runs = runsOf(each.trimEnd());
    return { runs, width: sumOf(runs, measure) };
  });
}

/** What stays together: a word with the blank after it, a Chinese sign with the punctuation that belongs to it. */
function pieces(paragraph: string): string[] {
  const found: string[] = [];
  let piece = '';
  let before = '';
  for (const character of paragraph) {
    const breaks =
      piece !== '' &&
      ((/\s/.test(before) && !/\s/.test(character)) ||
        ((isHan(character) || isHan(before)) &&
          !/\s/.test(character) &&
          !closing.test(character) &&
          !opening.test(before)));
    if (breaks) {
      found.push(piece);
      piece = '';
    }
    piece += character;
    before = character;
  }
  if (piece !== '') found.push(piece);
  return found;
}

/** As many signs as fit, at least one. */
function fit(text: string, width: number, measure: Measure): string {
  const characters = [...text];
  let low = 1;
  let high = characters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (widthOf(characters.slice(0, middle).join(''), measure) <= width) low = middle;
    else high = middle - 1;
  }
  return characters.slice(0, low).join('');
}

export function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  for (const character of text) {
    const last = runs.at(-1);
    const face: Face = isHan(character) ? 'han' : 'latin';
    if (last?.face === face) last.text += character;
    else runs.push({ face, text: character });
  }
  return runs;
}

const widthOf = (text: string, measure: Measure) => sumOf(runsOf(text), measure);
const sumOf = (runs: readonly Run[], measure: Measure) =>
  runs.reduce((total, { face, text }) => total + measure(face, text), 0);
