import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl';
import { DomainError, InvalidInputError } from '../../shared/domain/errors';
import { shortened } from '../../shared/domain/text';
import { compoundHasMacros, compoundHasPassword, compoundHasProgram, compoundHead, isProgram } from './legacy';
import { type Danger, dangersIn, xmlEncodingOf } from './markup';
import {
  dangerousTypeIn,
  declaredIn,
  isNameOfControl,
  isNameOfMacros,
  loadedFrom,
  openDocument,
  openXmlTypesIn,
} from './office';

/*
 * Office and OpenDocument files are archives. The central directory at an archive's end lists its entries, which may be
 * stored in any order. Every entry is checked, also in nested archives.
 */

export const archiveHead = 'PK\x03\x04';

/** What is refused anywhere in a file, in words. */
const dangers: Readonly<Record<Exclude<Danger, 'PASSWORD'>, string>> = {
  MACROS: 'macros',
  CONTROLS: 'ActiveX controls',
  PROGRAMS: 'programs',
  DDE: 'links that start programs (DDE)',
  LOADS: 'links that load other files',
};

/** How many bytes of a part are read to recognize its type. */
const headBytes = 256;

/** Limits on what is read from an archive, nested archives included, to stop decompression bombs. */
const limits = {
  entries: 10_000,
  bytes: 1_000_000_000,
  markupBytes: 300_000_000,
  listBytes: 5_000_000,
  embeddedBytes: 25_000_000,
  depth: 3,
};

const options = { lazyEntries: true, autoClose: false };

interface Walk {
  name: string;
  entries: number;
  bytes: number;
  markupBytes: number;
}

/** Active content in the XML of an archive, by the kind of document in which it runs. */
type MarkupFindings = Record<'openXml' | 'openDocument', { danger: Danger; part: string } | null>;

/** The kinds of Office document that the file is. Refuses active content, and an archive that unpacks to too much. */
export async function officeTypesOf(path: string, name: string): Promise<string[]> {
  try {
    return await typesIn(
      await openPromise(path, options),
      { name, entries: 0, bytes: 0, markupBytes: 0 },
      limits.depth,
    );
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw refused(`${name} begins like an Office file but is broken. Open it and save it again.`);
  }
}

async function typesIn(archive: ZipFile, walk: Walk, depth: number): Promise<string[]> {
  const parts = new Set<string>();
  const types: string[] = [];
  const markup: MarkupFindings = { openXml: null, openDocument: null };
  let contentTypes: ReturnType<typeof declaredIn> = null;
  try {
    for await (const entry of archive.eachEntry()) {
      const part = entry.fileName;
      await check(archive, entry, walk);
      if (parts.has(part.toLowerCase())) throw new Error(`Two parts are named ${part}.`);
      parts.add(part.toLowerCase());
      if (part.endsWith('/')) continue;
      if (part === 'mimetype') types.push((await read(archive, entry, limits.listBytes)).toString('latin1').trim());
      else if (/^\[content_types\]\.xml$/i.test(part)) contentTypes = await listIn(archive, entry);
      else if (/\.rels$/i.test(part)) refuseDeclared(await listIn(archive, entry), parts, walk);
      else await checkContent(archive, entry, walk, depth, markup);
    }
  } finally {
    archive.close();
  }
  if (contentTypes) refuseDeclared(contentTypes, parts, walk);
  const found = [...types, ...openXmlTypesIn(contentTypes ?? [], contentTypes ? parts : new Set())];
  const isOpenDocument = found.some((type) => type.startsWith(`${openDocument}.`));
  // Active content in one kind of document is plain text in the other.
  if (contentTypes) refuseMarkup(markup.openXml, walk);
  if (isOpenDocument || !contentTypes) refuseMarkup(markup.openDocument, walk);
  return contentTypes ? found : found.filter((type) => type.startsWith(`${openDocument}.`));
}

async function check(archive: ZipFile, entry: Entry, walk: Walk): Promise<void> {
  walk.entries += 1;
  walk.bytes += entry.uncompressedSize;
  if (walk.entries > limits.entries || walk.bytes > limits.bytes) {
    const most = `${limits.entries} parts and ${limits.bytes / 1_000_000} MB`;
    throw refused(`${walk.name} unpacks to more than ${most}.`);
  }
  if (isNameOfMacros(entry.fileName)) throw dangerous('MACROS', entry.fileName, walk);
  if (isNameOfControl(entry.fileName)) throw dangerous('CONTROLS', entry.fileName, walk);
  if (entry.isEncrypted()) throw dangerous('PASSWORD', entry.fileName, walk);
  // An entry has two names, and programs differ in which one they use.
  const { fileName } = await archive.readLocalFileHeaderPromise(entry, { minimal: false });
  if (!fileName.equals(entry.fileNameRaw)) throw new Error(`${entry.fileName} has two names.`);
}

/** Checks a part by its content, regardless of its name. */
async function checkContent(
  archive: ZipFile,
  entry: Entry,
  walk: Walk,
  depth: number,
  markup: MarkupFindings,
): Promise<void> {
  const part = entry.fileName;
  const head = (await read(archive, entry, headBytes, true)).toString('latin1');
  if (isProgram(part, head)) throw dangerous('PROGRAMS', part, walk);
  if (head.startsWith(archiveHead) || head.startsWith(compoundHead)) return checkEmbedded(archive, entry, walk, depth);
  const encoding = xmlEncodingOf(head);
  if (encoding === null) return;
  walk.markupBytes += entry.uncompressedSize;
  if (walk.markupBytes > limits.markupBytes)
    throw refused(`${walk.name} unpacks to more than ${limits.markupBytes / 1_000_000} MB of XML.`);
  const found = await dangersIn(part, encoding, await contentOf(archive, entry));
  for (const dialect of ['openXml', 'openDocument'] as const)
    markup[dialect] ??= found[dialect] && { danger: found[dialect], part };
}

/** Checks a part that is itself an archive or an old Office file. */
async function checkEmbedded(archive: ZipFile, entry: Entry, walk: Walk, depth: number): Promise<void> {
  const part = entry.fileName;
  if (depth === 0 || entry.uncompressedSize > limits.embeddedBytes) {
    throw refused(`${part} in ${walk.name} is too large, or nested too deeply, to be checked.`);
  }
  const content = await read(archive, entry, limits.embeddedBytes);
  if (content.toString('latin1', 0, archiveHead.length) === archiveHead) {
    await typesIn(await fromBufferPromise(content, options), walk, depth - 1);
    return;
  }
  if (compoundHasMacros(content)) throw dangerous('MACROS', part, walk);
  if (compoundHasPassword(content)) throw dangerous('PASSWORD', part, walk);
  if (compoundHasProgram(content)) throw dangerous('PROGRAMS', part, walk);
}

/** Refuses dangerous content types and relations, and relations that load something when the file is opened. */
function refuseDeclared(
  declared: NonNullable<ReturnType<typeof declaredIn>>,
  parts: ReadonlySet<string>,
  walk: Walk,
): void {
  const type = dangerousTypeIn(declared, parts);
  if (type) throw dangerous(type.danger, type.type, walk);
  const outside = loadedFrom(declared);
  if (outside !== null) throw dangerous('LOADS', outside, walk);
}

function refuseMarkup(found: MarkupFindings[keyof MarkupFindings], walk: Walk): void {
  if (found) throw dangerous(found.danger, found.part, walk);
}

function dangerous(danger: Danger, where: string, { name }: Walk): InvalidInputError {
  if (danger === 'PASSWORD') return refused(hasPassword(name));
  return refused(`${name} has ${dangers[danger]} (${shortened(where)}). Save it without them.`);
}

/** A file with a password cannot be checked. */
export function hasPassword(name: string): string {
  return `${name} has a password. Save it without one.`;
}

async function listIn(archive: ZipFile, entry: Entry): Promise<NonNullable<ReturnType<typeof declaredIn>>> {
  const list = declaredIn(await read(archive, entry, limits.listBytes));
  if (!list) throw new Error(`${entry.fileName} is not XML.`);
  return list;
}

/** The content of an entry, or its head. */
async function read(archive: ZipFile, entry: Entry, most: number, head = false): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of await contentOf(archive, entry)) {
    pieces.push(piece);
    bytes += piece.length;
    if (head && bytes >= most) break;
    if (bytes > most) throw new Error(`${entry.fileName} is longer than ${most} bytes.`);
  }
  return Buffer.concat(pieces).subarray(0, most);
}

async function contentOf(archive: ZipFile, entry: Entry): Promise<AsyncIterable<Buffer>> {
  return (await archive.openReadStreamPromise(entry)) as AsyncIterable<Buffer>;
}

function refused(message: string): InvalidInputError {
  return new InvalidInputError(message, ['file']);
}
