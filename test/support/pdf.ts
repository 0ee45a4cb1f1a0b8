import { inflateSync } from 'node:zlib';

/** As much of a PDF as tests of papers look at: its pages and the text on each, in the order in which it is drawn. */
export interface ReadPdf {
  pages: string[];
  /** The names of the fonts that are embedded. */
  fonts: string[];
}

/** Reads what pdfkit writes: objects in the clear, streams compressed or not, texts as ids of glyphs. */
export function readPdf(content: Buffer): ReadPdf {
  const text = content.toString('latin1');
  if (!text.startsWith('%PDF-') || !text.trimEnd().endsWith('%%EOF')) throw new Error('This is no whole PDF.');
  const objects = new Map<string, { head: string; stream: Buffer | null }>();
  for (const match of text.matchAll(/(?<!\d)(\d+) 0 obj\n/g)) {
    const start = match.index + match[0].length;
    const end = text.indexOf('\nendobj', start);
    const head = text.slice(start, end);
    const stream = head.indexOf('\nstream\n');
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
    const from = start + stream + '\nstream\n'.length;
    const raw = content.subarray(from, from + length);
    const body = stream < 0 ? null : /FlateDecode/.test(head.slice(0, stream)) ? inflateSync(raw) : raw;
    objects.set(match[1]!, { head: stream < 0 ? head : head.slice(0, stream), stream: body });
  }
  const reference = (head: string, key: string) => new RegExp(`/${key} \\[?(\\d+) 0 R`).exec(head)?.[1];
  const letters = (font: string) => {
    const unicode = reference(objects.get(font)!.head, 'ToUnicode');
    return lettersOf(objects.get(unicode!)!.stream!.toString('latin1'));
  };
  const all = [...objects.values()].map(({ head }) => head);
  const pages = all.filter((head) => /\/Type \/Page\n/.test(head));
  return {
    fonts: all.flatMap((head) =>
      /\/FontFile2 /.test(head) ? (/\/FontName \/\w+\+([\w-]+)/.exec(head)?.[1] ?? []) : [],
    ),
    pages: pages.map((head) => {
      const resources = objects.get(reference(head, 'Resources')!)!.head;
      const fonts = new Map(
        [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id]) => [name!, letters(id!)]),
      );
      return textOf(objects.get(reference(head, 'Contents')!)!.stream!.toString('latin1'), fonts);
    }),
  };
}

function lettersOf(map: string): string[] {
  const found: string[] = [];
  for (const [, from, , list] of map.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/gi)) {
    // A ligature is one glyph of several letters, with blanks between them.
    [...list!.matchAll(/<([0-9a-f ]+)>/gi)].forEach(([, hex], index) => {
      found[parseInt(from!, 16) + index] = Buffer.from(hex!.replaceAll(' ', ''), 'hex').swap16().toString('utf16le');
    });
  }
  return found;
}

function textOf(drawn: string, fonts: ReadonlyMap<string, string[]>): string {
  let letters: string[] = [];
  const pieces: string[] = [];
  for (const [, font, shown] of drawn.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^[\]]*)\] TJ/g)) {
    if (font) letters = fonts.get(font)!;
    const hex = [...(shown ?? '').matchAll(/<([0-9a-f]+)>/gi)].map(([, each]) => each).join('');
    if (hex) pieces.push((hex.match(/.{4}/g) ?? []).map((glyph) => letters[parseInt(glyph, 16)] ?? '?').join(''));
  }
  return pieces.join('\n');
}
