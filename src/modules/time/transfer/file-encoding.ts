import { wideTextHead, wideTextOf } from '../../documents';
import { fromWindows1252, WesternText } from './western-text.formula';
import { FileEncoding } from './import-mapping.formula';

/** Decoded byte by byte with a table of our own. */
const western: readonly FileEncoding[] = [FileEncoding.WINDOWS_1252, FileEncoding.ISO_8859_1];
/** The label that the decoder knows. */
const labelOf = (encoding: FileEncoding) => encoding.toLowerCase().replaceAll('_', '-');

/**
 * The encoding of a file, by its byte order mark or else by its bytes; null if it must be named. A file in UTF-8 with a
 * broken byte still counts as UTF-8, so that its other lines are not garbled. Windows-1252 is chosen only for a file
 * without UTF-8 characters whose letters form words.
 */
export async function encodingOf(content: AsyncIterable<Buffer>): Promise<FileEncoding | null> {
  let head = Buffer.alloc(0);
  const scan = new Utf8Scan();
  const words = new WesternText();
  for await (const piece of content) {
    const isOpen = head.length < wideTextHead;
    if (isOpen) head = Buffer.concat([head, piece.subarray(0, wideTextHead - head.length)]);
    if (isOpen && head.length === wideTextHead && wideTextOf(head)) break;
    scan.add(piece);
    words.add(piece);
  }
  const wide = wideTextOf(head);
  if (wide) return wide === 'utf-16le' ? FileEncoding.UTF_16LE : FileEncoding.UTF_16BE;
  if (scan.characters > scan.strays || scan.strays === 0) return FileEncoding.UTF_8;
  return scan.characters === 0 && words.isPlausible() ? FileEncoding.WINDOWS_1252 : null;
}

/** Counts the non-ASCII UTF-8 characters, and the bytes that are not UTF-8. */
class Utf8Scan {
  characters = 0;
  private found = 0;
  private missing = 0;

  /** Broken characters, including one at the end of the file. */
  get strays(): number {
    return this.found + (this.missing > 0 ? 1 : 0);
  }

  add(bytes: Buffer): void {
    for (const byte of bytes) {
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

/** Streams the same text in UTF-8. */
export async function* inUtf8(content: AsyncIterable<Buffer>, encoding: FileEncoding): AsyncGenerator<Buffer, void> {
  if (encoding === FileEncoding.UTF_8) {
    yield* content;
    return;
  }
  if (western.includes(encoding)) {
    for await (const piece of content) yield Buffer.from(fromWindows1252(piece));
    return;
  }
  const decoder = new TextDecoder(labelOf(encoding));
  for await (const piece of content) yield Buffer.from(decoder.decode(piece, { stream: true }));
  yield Buffer.from(decoder.decode());
}
