import { FileEncoding } from './import-mapping.formula';

const labels: Record<Exclude<FileEncoding, FileEncoding.UTF_8>, string> = {
  [FileEncoding.UTF_16LE]: 'utf-16le',
  [FileEncoding.UTF_16BE]: 'utf-16be',
  [FileEncoding.WINDOWS_1252]: 'windows-1252',
};

/**
 * The encoding of a file, by its byte order mark or else by its bytes. Windows-1252 is only what has no character of UTF-8
 * beyond ASCII: a file in UTF-8 with one broken byte stays UTF-8, so that its other lines are not garbled.
 */
export async function encodingOf(content: AsyncIterable<Buffer>): Promise<FileEncoding> {
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
  return scan.isBroken && scan.characters === 0 ? FileEncoding.WINDOWS_1252 : FileEncoding.UTF_8;
}

/** Counts the characters of UTF-8 beyond ASCII, and notices what is none. */
class Utf8Scan {
  characters = 0;
  private hasStray = false;
  private missing = 0;

  /** A file that ends in the middle of a character is broken as well. */
  get isBroken(): boolean {
    return this.hasStray || this.missing > 0;
  }

  add(bytes: Buffer): void {
    for (const byte of bytes) {
      if (this.missing > 0 && byte >> 6 === 0b10) {
        this.missing -= 1;
        if (this.missing === 0) this.characters += 1;
        continue;
      }
      if (this.missing > 0) this.hasStray = true;
      this.missing = continuationsAfter(byte);
      if (byte >= 0x80 && this.missing === 0) this.hasStray = true;
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
