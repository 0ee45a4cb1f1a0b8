import { FileEncoding } from './import-mapping.formula';

const labels: Record<Exclude<FileEncoding, FileEncoding.UTF_8>, string> = {
  [FileEncoding.UTF_16LE]: 'utf-16le',
  [FileEncoding.UTF_16BE]: 'utf-16be',
  [FileEncoding.WINDOWS_1252]: 'windows-1252',
  [FileEncoding.WINDOWS_1250]: 'windows-1250',
  [FileEncoding.WINDOWS_1251]: 'windows-1251',
  [FileEncoding.WINDOWS_1253]: 'windows-1253',
  [FileEncoding.WINDOWS_1254]: 'windows-1254',
  [FileEncoding.GB18030]: 'gb18030',
  [FileEncoding.BIG5]: 'big5',
  [FileEncoding.SHIFT_JIS]: 'shift_jis',
  [FileEncoding.EUC_KR]: 'euc-kr',
};

/** Letters beyond ASCII stand alone in the languages of Windows-1252, seldom two together; in others, words are made of them. */
const maxMeanRun = 2.5;
/** Fewer say nothing about a language. */
const minLetters = 12;

/**
 * The encoding of a file, by its byte order mark or else by its bytes; null where it must be named. A file in UTF-8 with a broken
 * byte stays UTF-8, so that its other lines are not garbled; Windows-1252 has no character of UTF-8, and single letters beyond
 * ASCII.
 */
export async function encodingOf(content: AsyncIterable<Buffer>): Promise<FileEncoding | null> {
  let head = Buffer.alloc(0);
  const scan = new Utf8Scan();
  for await (const piece of content) {
    if (head.length < 2) {
      head = Buffer.concat([head, piece.subarray(0, 2)]);
      if (head[0] === 0xff && head[1] === 0xfe) return FileEncoding.UTF_16LE;
      if (head[0] === 0xfe && head[1] === 0xff) return FileEncoding.UTF_16BE;
    }
    scan.add(piece);
  }
  if (scan.characters > scan.strays || scan.strays === 0) return FileEncoding.UTF_8;
  const hasWords = scan.letters >= minLetters && scan.letters > scan.runs * maxMeanRun;
  return scan.characters > 0 || hasWords ? null : FileEncoding.WINDOWS_1252;
}

/** Counts the characters of UTF-8 beyond ASCII, and the bytes that are not UTF-8. */
class Utf8Scan {
  characters = 0;
  /** Bytes beyond ASCII, and how often some of them stand together. */
  letters = 0;
  runs = 0;
  private isInRun = false;
  private found = 0;
  private missing = 0;

  /** Characters that are broken; that at the end of the file as well. */
  get strays(): number {
    return this.found + (this.missing > 0 ? 1 : 0);
  }

  add(bytes: Buffer): void {
    for (const byte of bytes) {
      if (byte >= 0x80) this.letters += 1;
      if (byte >= 0x80 && !this.isInRun) this.runs += 1;
      this.isInRun = byte >= 0x80;
      if (this.missing > 0 && byte >> 6 === 0b10) {
        this.missing -= 1;
        if (this.missing === 0) this.characters += 1;
        continue;
      }
      if (this.missing > 0) this.found += 1;
      this.missing = continuationsAfter(byte);
      if (byte >= 0x80 && this.missing === 0) this.found += 1;
    }
  }
}

function continuationsAfter(byte: number): number {
  if (byte < 0xc2 || byte > 0xf4) return 0;
  if (byte < 0xe0) return 1;
  return byte < 0xf0 ? 2 : 3;
}

/** The same text in UTF-8, as it flows. */
export async function* inUtf8(content: AsyncIterable<Buffer>, encoding: FileEncoding): AsyncGenerator<Buffer, void> {
  if (encoding === FileEncoding.UTF_8) {
    yield* content;
    return;
  }
  const decoder = new TextDecoder(labels[encoding]);
  for await (const piece of content) yield Buffer.from(decoder.decode(piece, { stream: true }));
  yield Buffer.from(decoder.decode());
}
