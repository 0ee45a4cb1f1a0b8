import { readFileSync } from 'node:fs';
import { create, type Font } from 'fontkit';

export type Face = 'latin' | 'han';
export type FontName = `${Face} ${'regular' | 'bold'}`;

// The Chinese font lacks many Eastern European letters, so there are two fonts.
const files: Record<FontName, string> = {
  'latin regular': '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  'latin bold': '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
  'han regular': '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  'han bold': '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
};

const loaded = new Map<FontName, Buffer>();
const opened = new Map<Face, Font>();
const faces = new Map<string, Face | null>();
const maxKnownFaces = 10_000;

/** The font file, read on first use, because the Chinese ones have ten megabytes each. */
export function fontFile(name: FontName): Buffer {
  const known = loaded.get(name);
  if (known) return known;
  const content = readFileSync(require.resolve(files[name]));
  loaded.set(name, content);
  return content;
}

/**
 * The first face with a glyph for every code point of the grapheme; null if no face has all. Both weights have the same
 * glyphs.
 */
export function faceOf(grapheme: string): Face | null {
  let face = faces.get(grapheme);
  if (face === undefined) {
    face = lookUp(grapheme);
    if (faces.size >= maxKnownFaces) faces.clear();
    faces.set(grapheme, face);
  }
  return face;
}

function lookUp(grapheme: string): Face | null {
  const points = [...grapheme].map((each) => each.codePointAt(0)!);
  const has = (face: Face) => points.every((point) => fontOf(face).hasGlyphForCodePoint(point));
  return has('latin') ? 'latin' : has('han') ? 'han' : null;
}

function fontOf(face: Face): Font {
  const known = opened.get(face);
  if (known) return known;
  const font = create(fontFile(`${face} regular`)) as Font;
  opened.set(face, font);
  return font;
}
