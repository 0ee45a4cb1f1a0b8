import { type CsvError, parse } from 'csv-parse/sync';

/** One record of a file: its cells, or what is wrong with its form. */
export interface CsvRecord {
  /** The line on which it begins, from 1. */
  line: number;
  cells: string[] | null;
  problem: string | null;
}

/** As much as the parser is given at once: it lets nothing else happen until it is through. */
const blockBytes = 65_536;
/** A record that goes on for longer has a quote that nobody closed. */
const maxRecordLength = 65_536;
const [newline, carriageReturn] = [0x0a, 0x0d];

/**
 * The records of a file, as it flows. One whose quotes are wrong is told by the line on which it begins, and the next line
 * is read as if nothing had been: one broken line does not swallow those after it. Lines without anything in their cells are left
 * out, and so is a first line that names the delimiter (`sep=;`).
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
    // What is left is the beginning of a record: more of it is needed before it is looked at again.
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
/** What Excel takes as the delimiter, and what it makes of the line when it saves it. */
const delimiterLine = /^"?sep=([,;\t|])"?[,;\t|]*(?:\r\n|\r|\n)/i;

/** The byte order mark that some programs put in front. */
function withoutMark(bytes: Buffer): Buffer {
  return bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? bytes.subarray(3) : bytes;
}

/** The Ctrl-Z by which some programs say that there is no more. */
function withoutEnd(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && [0x1a, newline, carriageReturn].includes(bytes[end - 1]!)) end -= 1;
  return bytes.subarray(end).includes(0x1a) ? bytes.subarray(0, end) : bytes;
}

/** The records that are there as a whole, and what is left after them. */
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

/** The most frequent of those that are usual, outside of quotes in the first line that says anything. */
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
  if (code === 'CSV_MAX_RECORD_SIZE') return 'The entry that begins on this line does not end: is a quote left open?';
  return 'A quote stands where none may: cells with quotes are put into quotes, and each quote in them is doubled.';
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

/** Several at a time. */
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
