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
 * Office and OpenDocument files are archives. The list of entries at an archive's end says what is in it; the order of
 * the entries is free. Every entry is looked at, also those of archives in it.
 */

export const archiveHead = 'PK\x03\x04';

/** What is refused wherever it is, in words. */
const dangers: Readonly<Record<Exclude<Danger, 'PASSWORD'>, string>> = {
  MACROS: 'macros',
  CONTROLS: 'ActiveX controls',
  PROGRAMS: 'programs',
  DDE: 'links that start programs (DDE)',
  LOADS: 'links that load other files',
};

/** How much of a part tells what it is. */
const headBytes = 256;

/** How much is read of an archive with all archives in it, however small it is packed. */
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

/** What the XML of an archive has that runs by itself, by the kind of document in which it does. */
type MarkupFindings = Record<'openXml' | 'openDocument', { danger: Danger; part: string } | null>;

/** The kinds of Office document that the file is; refuses one with macros, and one that unpacks to too much. */
export async function officeTypesOf(path: string, name: string): Promise<string[]> {
  try {
    return await typesIn(
      await openPromise(path, options),
      { name, entries: 0, bytes: 0, markupBytes: 0 },
      limits.depth,
    );
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw refused(`${name} begins like an Office file, and is broken: open it, and save it again.`);
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
      if (parts.has(part.toLowerCase())) throw new Error(`Two parts are called ${part}.`);
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
  // What runs in one kind of document is text in the other.
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
  // Programs differ in which of the two names of an entry they believe.
  const { fileName } = await archive.readLocalFileHeaderPromise(entry, { minimal: false });
  if (!fileName.equals(entry.fileNameRaw)) throw new Error(`${entry.fileName} has two names.`);
}

/** Looks into a part by what it is, whatever it is called. */
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

/** Looks into a part that is itself an archive, or a file of an older Office. */
async function checkEmbedded(archive: ZipFile, entry: Entry, walk: Walk, depth: number): Promise<void> {
  const part = entry.fileName;
  if (depth === 0 || entry.uncompressedSize > limits.embeddedBytes) {
    throw refused(`${part} in ${walk.name} is too large, or too deep inside, to be looked at.`);
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

/** Refuses what a list of types or relations declares, and what a relation loads. */
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
  return refused(`${name} has ${dangers[danger]} (${shortened(where)}): save it without them.`);
}

/** What is behind a password cannot be looked at. */
export function hasPassword(name: string): string {
  return `${name} has a password: save it without one.`;
}

async function listIn(archive: ZipFile, entry: Entry): Promise<NonNullable<ReturnType<typeof declaredIn>>> {
  const list = declaredIn(await read(archive, entry, limits.listBytes));
  if (!list) throw new Error(`${entry.fileName} is not XML.`);
  return list;
}

/** The content of an entry, or as much of it as was asked for. */
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
