import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Face } from './typesetting';

export type FontName = `${Face} ${'regular' | 'bold'}`;

const chinese = '@expo-google-fonts/noto-sans-sc';
// Noto Sans, under the licence beside it.
const own = (file: string) => join(__dirname, 'fonts', file);

const files: Record<FontName, () => string> = {
  'latin regular': () => own('NotoSans_400Regular.ttf'),
  'latin bold': () => own('NotoSans_700Bold.ttf'),
  'han regular': () => require.resolve(`${chinese}/400Regular/NotoSansSC_400Regular.ttf`),
  'han bold': () => require.resolve(`${chinese}/700Bold/NotoSansSC_700Bold.ttf`),
};

const loaded = new Map<FontName, Buffer>();

/** The font's file, read when it is first needed: the Chinese ones have ten megabytes each. */
export function fontFile(name: FontName): Buffer {
  const known = loaded.get(name);
  if (known) return known;
  const content = readFileSync(files[name]());
  loaded.set(name, content);
  return content;
}
