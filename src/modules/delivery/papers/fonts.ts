import { readFileSync } from 'node:fs';
import type { Face } from './typesetting';

export type FontName = `${Face} ${'regular' | 'bold'}`;

// The Chinese font has few of the letters of Eastern Europe, so there are two.
const files: Record<FontName, string> = {
  'latin regular': '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  'latin bold': '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
  'han regular': '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  'han bold': '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
};

const loaded = new Map<FontName, Buffer>();

/** The font's file, read when it is first needed: the Chinese ones have ten megabytes each. */
export function fontFile(name: FontName): Buffer {
  const known = loaded.get(name);
  if (known) return known;
  const content = readFileSync(require.resolve(files[name]));
  loaded.set(name, content);
  return content;
}
