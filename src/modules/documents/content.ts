import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type/node';
import { InvalidInputError } from '../../shared/domain/errors';
import { isBlank } from '../../shared/domain/text';
import { archiveHead, hasPassword, officeTypesOf } from './archive';
import { encryptedStream } from './legacy';
import { openDocument, openXml } from './office';
import { wideTextOf } from './wide-text';

/*
 * Decides what may be uploaded, from the whole stored file, so that the verdict never depends on how its bytes arrived.
 * The file name must match, because the download is named by it.
 */

const text = 'text/plain';
/** Tables as Excel and time trackers write them, in an encoding that their reader has to know. */
const table = 'text/csv';
const pdf = 'application/pdf';

/** The accepted media types, each with its possible file extensions. */
const allowed: Record<string, readonly string[]> = {
  [pdf]: ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  [openXml.word]: ['docx'],
  [openXml.excel]: ['xlsx'],
  [openXml.powerpoint]: ['pptx'],
  [`${openDocument}.text`]: ['odt'],
  [`${openDocument}.spreadsheet`]: ['ods'],
  [`${openDocument}.presentation`]: ['odp'],
  [text]: ['txt', 'md', 'csv'],
  [table]: ['csv'],
};

export const allowedEndings: readonly string[] = [...new Set(Object.values(allowed).flat())];

/**
 * PDF readers accept the header anywhere in these first bytes, because printers and mail programs write lines before
 * it.
 */
const pdfHeaderWithin = 1024;

/** How many bytes tell the kind of a document that is written as text. */
const headBytes = 65_536;

/**
 * Persian, Hindi and many emoji need joiners; variation selectors and tags distinguish Chinese characters, emoji and
 * flags.
 */
const joiners = /[\u200c\u200d\ufe00-\ufe0f\u{e0020}-\u{e007f}\u{e0100}-\u{e01ef}]/u;

const maxName = 200;
const tooLong = `A file name has at most ${maxName} characters.`;

/** The file name without folders, control characters and characters that file systems interpret. */
export function fileName(given: string | undefined): string {
  const base = (given ?? '').split(/[/\\]/).at(-1)!;
  if (base.length > 4 * maxName) throw refused(tooLong);
  const trimmed = base
    .normalize('NFC')
    .replace(/[\p{Cc}\u2028\u2029\ufff9-\ufffb\ufffe\uffff<>:"|?*]/gu, '')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, (unseen) => (joiners.test(unseen) ? unseen : ''))
    .replace(/^[\s.]+/, '');
  const name = withoutEnding(trimmed);
  const ending = name.lastIndexOf('.');
  if (isBlank(ending < 0 ? name : name.slice(0, ending))) throw refused('A file needs a name.');
  if ([...name].length > maxName) throw refused(tooLong);
  return name;
}

/** Without trailing blanks and dots. A regular expression would backtrack at every blank. */
function withoutEnding(name: string): string {
  let end = name.length;
  while (end > 0 && /[\s.]/.test(name[end - 1]!)) end -= 1;
  return name.slice(0, end);
}

/** The media type of the stored file at `path`. The name only decides between types that the content allows. */
export async function mediaTypeOf(path: string, name: string): Promise<string> {
  const ending = /\.([^.]+)$/.exec(name.toLowerCase())?.[1] ?? '';
  const types = (await recognise(path, name)).filter((type) => type in allowed);
  const fitting = types.find((type) => allowed[type]!.includes(ending));
  if (fitting) return fitting;
  if (types.includes(table)) {
    if (allowed[text]!.includes(ending)) throw refused(`The text in ${name} is not in UTF-8. Save it as UTF-8.`);
    throw refused(ofNoKind(name));
  }
  const [found] = types;
  if (!found) throw refused(ofNoKind(name));
  throw refused(`The name ${name} does not match its content, which is ${found}: ${allowed[found]!.join(' or ')}.`);
}

function ofNoKind(name: string): string {
  return `The content of ${name} is not of an accepted type: ${allowedEndings.join(', ')}.`;
}

function refused(message: string): InvalidInputError {
  return new InvalidInputError(message, ['file']);
}

async function recognise(path: string, name: string): Promise<string[]> {
  const head = await headOf(path);
  if (head.startsWith(archiveHead)) return officeTypesOf(path, name);
  // The operating system would run it by its first line, regardless of the rest.
  if (head.startsWith('#!')) return [];
  const detected = (await fileTypeFromFile(path))?.mime;
  if (detected === 'application/x-cfb') {
    if (await holds(path, encryptedStream)) throw refused(hasPassword(name));
    throw refused(`${name} is an old Office file. Save it as docx, xlsx or pptx.`);
  }
  if (isDocumentAsText(head)) throw refused(`${name} is an Office document written as text. Save it as docx or odt.`);
  const { type: written, flaw } = await textTypeOf(path, head);
  const types = [
    ...(detected && detected in allowed ? [detected] : []),
    ...(!detected && head.slice(0, pdfHeaderWithin).includes('%PDF-') ? [pdf] : []),
    ...(written ? [written] : []),
  ];
  const isText = allowed[text]!.some((ending) => name.toLowerCase().endsWith(`.${ending}`));
  if (types.length === 0 && flaw && isText) throw refused(`${ofNoKind(name)} ${flaw}`);
  return types;
}

/** Single-file OpenDocument and Office XML, and RTF, which contain macros and programs as text. */
function isDocumentAsText(head: string): boolean {
  const text = head.replaceAll('\0', '').replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*/, '');
  if (text.startsWith('{\\rt')) return true;
  return (
    text.startsWith('<') && /opendocument:xmlns|openoffice\.org\/2000|<\?mso-application|xmlPackage|wordml/.test(text)
  );
}

/** Whether a file contains these bytes. */
async function holds(path: string, wanted: Buffer): Promise<boolean> {
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const both = Buffer.concat([rest, chunk]);
    if (both.includes(wanted)) return true;
    rest = both.subarray(-wanted.length);
  }
  return false;
}

async function headOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * The type of a text without control characters: plain text in UTF-8, or a table in any other encoding. Null if it is
 * not a text, with the reason.
 */
async function textTypeOf(path: string, head: string): Promise<{ type: string | null; flaw?: string }> {
  const wide = wideTextOf(Buffer.from(head.slice(0, pdfHeaderWithin), 'latin1'));
  const decoder = new TextDecoder(wide ?? 'utf-8', { fatal: true });
  let decodes = head.length > 0;
  const decode = (chunk?: Buffer): string => {
    try {
      return decodes ? decoder.decode(chunk, { stream: chunk !== undefined }) : '';
    } catch {
      decodes = false;
      return '';
    }
  };
  let line = 1;
  let ending = '';
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const decoded = decode(chunk);
    const all = ending + (wide ? decoded : chunk.toString('latin1'));
    ending = endingOf(all);
    const written = all.slice(0, all.length - ending.length);
    const control = /[\u0000-\u0008\u000b\u000e-\u001f]/.exec(written);
    if (control) return { type: null, flaw: flawOf(control[0], line + linesIn(written.slice(0, control.index))) };
    line += linesIn(written);
  }
  decode();
  if (wide || head.length === 0) return { type: decodes ? table : null };
  return { type: decodes ? text : table };
}

/** The trailing Ctrl-Z that DOS programs, and some current ones, write as an end mark, or half a line break. */
function endingOf(written: string): string {
  let end = written.length;
  while (end > 0 && '\u001a\r\n'.includes(written[end - 1]!)) end -= 1;
  const ending = written.slice(end);
  return ending.includes('\u001a') || ending.endsWith('\r') ? ending : '';
}

const linesIn = (written: string) => written.split(/\r\n|\r|\n/).length - 1;

function flawOf(control: string, line: number): string {
  const code = control.charCodeAt(0);
  const name = { 0: 'NUL', 0x0b: 'vertical tab', 0x1a: 'Ctrl-Z', 0x1b: 'escape' }[code] ?? 'control character';
  const hex = code.toString(16).toUpperCase().padStart(4, '0');
  return `It contains a control character: ${name} (U+${hex}) on line ${line}. Remove it and upload the file again.`;
}
