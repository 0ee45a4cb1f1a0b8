import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl';
import { DomainError, InvalidInputError } from '../../shared/domain/errors';
import { declaredIn, isNameOfMacros, macroTypeIn, oleHoldsMacros, openDocument, openXmlTypesIn } from './office';

/*
 * Office and OpenDocument files are archives. The list of entries at an archive's end says what is in it; the order of
 * the entries is free. Every entry is looked at, also those of archives in it.
 */

export const archiveHead = 'PK\x03\x04';
const oleHead = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';

/** How much is read of an archive with all archives in it, however small it is packed. */
const limits = { entries: 10_000, bytes: 1_000_000_000, listBytes: 5_000_000, embeddedBytes: 25_000_000, depth: 3 };

const options = { lazyEntries: true, autoClose: false };

interface Walk {
  name: string;
  entries: number;
  bytes: number;
}

/** The kinds of Office document that the file is; refuses one with macros, and one that unpacks to too much. */
export async function officeTypesOf(path: string, name: string): Promise<string[]> {
  try {
    return await typesIn(await openPromise(path, options), { name, entries: 0, bytes: 0 }, limits.depth);
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw refused(`${name} begins like an Office file, and is broken: open it, and save it again.`);
  }
}

async function typesIn(archive: ZipFile, walk: Walk, depth: number): Promise<string[]> {
  const parts = new Set<string>();
  const types: string[] = [];
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
      else if (/\.rels$/i.test(part)) refuseMacros(macroTypeIn(await listIn(archive, entry), parts), walk);
      else await checkEmbedded(archive, entry, walk, depth);
    }
  } finally {
    archive.close();
  }
  if (!contentTypes) return types.filter((type) => type.startsWith(`${openDocument}.`));
  refuseMacros(macroTypeIn(contentTypes, parts), walk);
  return [...types, ...openXmlTypesIn(contentTypes, parts)];
}

async function check(archive: ZipFile, entry: Entry, walk: Walk): Promise<void> {
  walk.entries += 1;
  walk.bytes += entry.uncompressedSize;
  if (walk.entries > limits.entries || walk.bytes > limits.bytes) {
    const most = `${limits.entries} parts and ${limits.bytes / 1_000_000} MB`;
    throw refused(`${walk.name} unpacks to more than ${most}.`);
  }
  if (isNameOfMacros(entry.fileName)) refuseMacros(entry.fileName, walk);
  if (entry.isEncrypted()) throw refused(`${walk.name} has a password: save it without one.`);
  // Programs differ in which of the two names of an entry they believe.
  const { fileName } = await archive.readLocalFileHeaderPromise(entry, { minimal: false });
  if (!fileName.equals(entry.fileNameRaw)) throw new Error(`${entry.fileName} has two names.`);
}

/** Looks into a part that is itself an archive or a file of an older Office, whatever it is called. */
async function checkEmbedded(archive: ZipFile, entry: Entry, walk: Walk, depth: number): Promise<void> {
  const head = (await read(archive, entry, oleHead.length, true)).toString('latin1');
  if (!head.startsWith(archiveHead) && head !== oleHead) return;
  const part = entry.fileName;
  if (depth === 0 || entry.uncompressedSize > limits.embeddedBytes) {
    throw refused(`${part} in ${walk.name} is too large, or too deep inside, to be looked at.`);
  }
  const content = await read(archive, entry, limits.embeddedBytes);
  if (head === oleHead) refuseMacros(oleHoldsMacros(content) ? part : undefined, walk);
  else await typesIn(await fromBufferPromise(content, options), walk, depth - 1);
}

function refuseMacros(found: string | undefined, { name }: Walk): void {
  if (found) throw refused(`${name} has macros (${found.slice(0, 200)}): save it without them.`);
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
  for await (const piece of (await archive.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
    pieces.push(piece);
    bytes += piece.length;
    if (head && bytes >= most) break;
    if (bytes > most) throw new Error(`${entry.fileName} is longer than ${most} bytes.`);
  }
  return Buffer.concat(pieces).subarray(0, most);
}

function refused(message: string): InvalidInputError {
  return new InvalidInputError(message, ['file']);
}
