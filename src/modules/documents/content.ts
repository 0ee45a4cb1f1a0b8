import { filetypeinfo } from 'magic-bytes.js';
import { InvalidInputError } from '../../shared/domain/errors';

/*
 * What may be uploaded, told by its content. The name must agree with it: what is downloaded later is what its name says.
 */

const office = 'application/vnd.openxmlformats-officedocument';
const openDocument = 'application/vnd.oasis.opendocument';

/** The media types that are let in, each with the endings that a name may have. */
const allowed: Record<string, readonly string[]> = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  [`${office}.wordprocessingml.document`]: ['docx'],
  [`${office}.spreadsheetml.sheet`]: ['xlsx'],
  [`${office}.presentationml.presentation`]: ['pptx'],
  [`${openDocument}.text`]: ['odt'],
  [`${openDocument}.spreadsheet`]: ['ods'],
  [`${openDocument}.presentation`]: ['odp'],
  'text/plain': ['txt', 'md', 'csv'],
};

export const allowedEndings: readonly string[] = Object.values(allowed).flat();

/** As much of a file's beginning as tells what it is. */
export const headBytes = 65_536;

const longestName = 200;
const tooLong = `The name of a file has at most ${longestName} characters.`;

/** The name of a file without folders, control characters and what a file system reads a meaning into. */
export function fileName(given: string): string {
  const base = given.split(/[/\\]/).at(-1)!;
  if (base.length > 4 * longestName) throw refused(tooLong);
  const trimmed = base
    .normalize('NFC')
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]/g, '')
    .replace(/^[\s.]+/, '');
  const name = withoutEnding(trimmed);
  if (name === '') throw refused('A file needs a name.');
  if ([...name].length > longestName) throw refused(tooLong);
  return name;
}

/** Without blanks and dots at its end. An expression for it tries again at every blank. */
function withoutEnding(name: string): string {
  let end = name.length;
  while (end > 0 && /[\s.]/.test(name[end - 1]!)) end -= 1;
  return name.slice(0, end);
}

/** The media type of a file that is let in, by its beginning and, for the letter only, its name. */
export function mediaTypeOf(head: Uint8Array, name: string): string {
  const found = recognise(Buffer.from(head.buffer, head.byteOffset, head.byteLength));
  if (!found || !(found in allowed)) {
    throw refused(`The content of ${name} is of no kind that is accepted: ${allowedEndings.join(', ')}.`);
  }
  const ending = /\.([^.]+)$/.exec(name.toLowerCase())?.[1] ?? '';
  if (!allowed[found]!.includes(ending)) {
    throw refused(`The name ${name} does not fit its content, which is ${found}: ${allowed[found]!.join(' or ')}.`);
  }
  return found;
}

function refused(message: string): InvalidInputError {
  return new InvalidInputError(message, ['file']);
}

function recognise(head: Buffer): string | null {
  const guesses = filetypeinfo(head);
  if (guesses.some(({ typename }) => typename === 'zip')) return insideZip(head);
  const known = guesses.map(({ mime }) => mime).find((mime) => mime !== undefined && mime in allowed);
  if (known) return known;
  return isText(head) ? 'text/plain' : null;
}

/** Office documents are archives: their first entries say which ones. Other archives are not let in. */
function insideZip(head: Buffer): string | null {
  if (head.length < 30) return null;
  const text = head.toString('latin1');
  const firstEntry = text.slice(30, 30 + head.readUInt16LE(26));
  if (firstEntry === 'mimetype') {
    const declared = text.slice(38, 38 + 80);
    return (
      Object.keys(allowed).find((type) => type.startsWith(openDocument) && declared.startsWith(`${type}PK`)) ?? null
    );
  }
  const isOffice = /^(\[Content_Types\]\.xml|_rels\/|docProps\/|word\/|xl\/|ppt\/)/.test(firstEntry);
  if (!isOffice || text.includes('vbaProject.bin')) return null;
  const kinds: [folder: string, type: string][] = [
    ['word/', `${office}.wordprocessingml.document`],
    ['xl/', `${office}.spreadsheetml.sheet`],
    ['ppt/', `${office}.presentationml.presentation`],
  ];
  return kinds.find(([folder]) => text.includes(folder))?.[1] ?? null;
}

/** UTF-8 without control characters, and no script that a system would run by its first line. */
function isText(head: Buffer): boolean {
  if (head.length === 0 || head.subarray(0, 2).toString('latin1') === '#!') return false;

  if (/[\u0000-\u0008\u000b\u000e-\u001f]/.test(head.toString('latin1'))) return false;
  try {
    // The last character may be cut in two.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}
