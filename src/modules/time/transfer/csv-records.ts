import { type CsvError, parse } from 'csv-parse/sync';

/** One record of a file: its cells, or what is wrong with its syntax. */
export interface CsvRecord {
  /** The line on which it begins, counted from 1. */
  line: number;
  cells: string[] | null;
  problem: string | null;
}

/** The size of the blocks given to the parser, which blocks the event loop for each. */
const blockBytes = 65_536;
/** A record longer than this has an unclosed quote. */
const maxRecordLength = 65_536;
const [newline, carriageReturn] = [0x0a, 0x0d];

/**
 * Streams the records of a file. A record with wrong quotes is reported with the line on which it begins, and reading
 * resumes at the next line, so that one broken line does not swallow those after it. Lines with only empty cells are
 * left out, and so is a first line that names the delimiter (`sep=;`).
 */
export async function* recordsOf(
  content: AsyncIterable<Buffer>,
  delimiter: string | null,
): AsyncGenerator<CsvRecord, void> {
  const reading: Reading = { delimiter, line: 1, begun: false };
  const pieces: Buffer[] = [];
  let bytes = 0;
  const joined = () => {
    const all = Buffer.concat(pieces);
    return reading.begun ? all : withoutMark(all);
  };
  for await (const piece of content) {
    pieces.push(piece);
    bytes += piece.length;
    if (bytes < blockBytes) continue;
    const { records, rest } = read(reading, joined(), false);
    yield* records;
    pieces.splice(0, pieces.length, rest);
    // The rest is the beginning of a record: wait for more of it before parsing again.
    bytes = 0;
  }
  yield* read(reading, withoutEnd(joined()), true).records;
}

interface Reading {
  delimiter: string | null;
  line: number;
  begun: boolean;
}

const delimiters = [',', ';', '\t', '|'];
/** The line by which Excel takes the delimiter, also in the form in which Excel saves it. */
const delimiterLine = /^"?sep=([,;\t|])"?[,;\t|]*(?:\r\n|\r|\n)/i;

/** Strips the byte order mark that some programs write at the beginning. */
function withoutMark(bytes: Buffer): Buffer {
  return bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? bytes.subarray(3) : bytes;
}

/** Strips the Ctrl-Z that some programs write at the end. */
function withoutEnd(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && [0x1a, newline, carriageReturn].includes(bytes[end - 1]!)) end -= 1;
  return bytes.subarray(end).includes(0x1a) ? bytes.subarray(0, end) : bytes;
}

/** The complete records, and the rest after them. */
function read(reading: Reading, bytes: Buffer, isLast: boolean): { records: CsvRecord[]; rest: Buffer } {
  const records: CsvRecord[] = [];
  let offset = 0;
  if (!reading.begun) {
    reading.begun = true;
    const named = delimiterLine.exec(bytes.toString('latin1', 0, 1_000));
    if (named) {
      offset = named[0].length;
      reading.line += 1;
    }
    reading.delimiter ??= named?.[1] ?? delimiterOf(bytes);
  }
  const delimiter = reading.delimiter!;
  const end = isLast ? bytes.length : bytes.lastIndexOf(newline) + 1;
  while (offset < end) {
    const found = parsed(bytes.subarray(offset, end), delimiter);
    let from = 0;
    for (const { cells, until } of found.records) {
      const line = reading.line;
      reading.line += linesIn(bytes.subarray(offset + from, offset + until));
      from = until;
      if (cells.some((cell) => cell.trim() !== '')) records.push({ line, cells, problem: null });
    }
    offset += from;
    if (!found.error) return { records, rest: bytes.subarray(end) };
    const open = found.error.code === 'CSV_QUOTE_NOT_CLOSED' && !isLast && end - offset < maxRecordLength;
    if (open) return { records, rest: bytes.subarray(offset) };
    records.push({ line: reading.line, cells: null, problem: problemOf(found.error) });
    offset = nextLine(bytes, offset, end);
    reading.line += 1;
  }
  return { records, rest: bytes.subarray(end) };
}

function parsed(bytes: Buffer, delimiter: string) {
  const records: { cells: string[]; until: number }[] = [];
  try {
    parse(bytes, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: maxRecordLength,
      on_record: (cells: string[], { bytes: until }: { bytes: number }) => {
        records.push({ cells, until });
        return null;
      },
    });
    return { records, error: null };
  } catch (error) {
    return { records, error: error as CsvError };
  }
}

/** The most frequent of the usual delimiters, outside quotes in the first line that is not empty. */
function delimiterOf(bytes: Buffer): string {
  const text = bytes
    .subarray(0, maxRecordLength)
    .toString('utf8')
    .replace(/"[^"]*"/g, 'x');
  const first = text.split(/[\r\n]/).find((line) => line.trim() !== '') ?? '';
  const count = (delimiter: string) => first.split(delimiter).length;
  return delimiters.reduce((best, each) => (count(each) > count(best) ? each : best));
}

function problemOf({ code }: CsvError): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'A quote is opened on this line and never closed.';
  if (code === 'CSV_MAX_RECORD_SIZE')
    return 'The entry that begins on this line does not end: look for an unclosed quote.';
  return 'A quote is in the wrong place: put a cell that contains quotes into quotes, and double each quote in it.';
}

function linesIn(bytes: Buffer): number {
  let lines = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const isEnd = bytes[index] === newline || (bytes[index] === carriageReturn && bytes[index + 1] !== newline);
    if (isEnd) lines += 1;
  }
  return lines;
}

function nextLine(bytes: Buffer, from: number, end: number): number {
  for (let index = from; index < end; index += 1) {
    if (bytes[index] === newline) return index + 1;
    if (bytes[index] === carriageReturn) return bytes[index + 1] === newline ? index + 2 : index + 1;
  }
  return end;
}

/** Groups the items of a stream into chunks. */
export async function* inChunks<T>(all: AsyncIterable<T>, size: number): AsyncGenerator<T[], void> {
  let chunk: T[] = [];
  for await (const each of all) {
    chunk.push(each);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
