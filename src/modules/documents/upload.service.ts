import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Logger } from 'pino';
import type { Viewer } from '../../shared/access/viewer';
import type { Database } from '../../shared/database/database';
import { giveBack, type Quota, secondsLeft, takeFrom } from '../../shared/database/quota';
import { recordClassOf } from '../../shared/database/record';
import { sql } from '../../shared/database/sql';
import type { Transaction } from '../../shared/database/transaction';
import { InvalidInputError, RuleViolationError } from '../../shared/domain/errors';
import { type Id, requireId } from '../../shared/domain/ids';
import { fileName, mediaTypeOf } from './content';
import { Document, PendingUpload, ScanStatus } from './document.entity';
import { documentActions } from './documents.actions';
import * as facts from './documents.facts';
import type { Scanner } from './scanner';
import type { Storage } from './storage';

/** What an upload needs. */
export interface UploadDesk {
  database: Database;
  storage: Storage;
  scanner: Scanner | null;
  log: Logger;
  /** The maximum size of a document in bytes. */
  uploadBytes: number;
  /** How many documents, and bytes, a partner may upload per day; 0 for no limit. */
  uploadsPerDay: number;
  uploadBytesPerDay: number;
}

/** The partner and project that a document is about; members upload for their own partner only. */
export interface DocumentSubject {
  partnerId: string | null;
  projectId: string | null;
}

interface Received {
  mediaType: string;
  size: number;
  sha256: string;
}

/** The content is too large; the rest of it is not read. */
export class TooLargeError extends Error {
  constructor(readonly bytes: number) {
    super(`A document has at most ${bytes} bytes.`);
  }
}

/** The daily upload quota is used up. */
export class QuotaError extends RuleViolationError {
  readonly retryAfter: number;

  constructor(desk: UploadDesk, quota: Quota) {
    super(
      'upload-quota',
      `The daily upload limit is ${quota.uses || 'any number of'} documents with ${quota.amount || 'any number of'} bytes in total. Try again tomorrow.`,
      [],
      ['file'],
    );
    this.retryAfter = secondsLeft(desk.database, quota);
  }
}

/**
 * Receives a document: its content streams into the storage, is checked there, and its record follows in one
 * transaction. A failure leaves neither; the clean-up removes what a crash leaves behind.
 */
export async function receiveDocument(
  desk: UploadDesk,
  viewer: Viewer,
  requestId: string,
  /** `most` is the maximum size of the content, if it is known in advance. */
  file: { name: string | undefined; content: AsyncIterable<Buffer>; most?: number },
  /** Called after the content was read, because the form's fields may follow the file. */
  subjectOf: () => Promise<DocumentSubject>,
): Promise<Document> {
  desk.database.access.assert(viewer, documentActions.upload);
  const name = fileName(file.name);
  const { clock } = desk.database;
  // Reserves quota for the maximum size first, so that concurrent uploads cannot all pass.
  const taken = { at: clock.now(), bytes: Math.min(file.most ?? desk.uploadBytes, desk.uploadBytes) };
  const quota = quotaOf(desk, viewer);
  if (!(await takeFrom(desk.database, quota, taken.bytes))) throw new QuotaError(desk, quota);
  let kept = 0;
  try {
    const document = await store(desk, viewer, requestId, name, file.content, subjectOf);
    kept = document.size;
    return document;
  } finally {
    if (kept !== taken.bytes) await giveBack(desk.database, quota, taken.at, taken.bytes - kept);
  }
}

/** A partner's members share one quota; each staff user has their own. */
function quotaOf({ uploadsPerDay, uploadBytesPerDay }: UploadDesk, viewer: Viewer): Quota {
  return {
    name: `upload ${viewer.partnerId ?? viewer.userId}`,
    windowMilliseconds: 86_400_000,
    uses: uploadsPerDay,
    amount: uploadBytesPerDay,
  };
}

async function store(
  desk: UploadDesk,
  viewer: Viewer,
  requestId: string,
  name: string,
  content: AsyncIterable<Buffer>,
  subjectOf: () => Promise<DocumentSubject>,
): Promise<Document> {
  const command = { viewer, action: 'documentUpload', requestId };
  const { clock } = desk.database;
  const upload = await desk.database.transaction(command, (tx) =>
    tx.append(PendingUpload, { uploadedById: viewer.userId!, startedAt: clock.now() }),
  );
  try {
    const received = { mediaType: '', size: 0, sha256: '' };
    await desk.storage.put(upload.id, Readable.from(measured(content, desk.uploadBytes, received)));
    received.mediaType = await desk.storage.lend(upload.id, (path) => mediaTypeOf(path, name));
    const subject = await subjectOf();
    const scanStatus = await scanOnArrival(desk, upload.id);
    return await desk.database.transaction(command, (tx) =>
      record(tx, upload, subject, { name, ...received, scanStatus }),
    );
  } catch (error) {
    // If this fails too, the daily clean-up does it.
    await discard(desk, command, upload.id).catch((failure: unknown) =>
      desk.log.error({ err: failure, upload: upload.id }, 'a refused upload could not be cleaned up'),
    );
    throw error;
  }
}

/** Removes the remains of a failed upload; false if it became a document in the meantime. */
export async function discard(
  { database, storage }: Pick<UploadDesk, 'database' | 'storage'>,
  command: Parameters<Database['transaction']>[0],
  id: PendingUpload['id'],
): Promise<boolean> {
  if (await database.reader({ ...command.viewer, kind: 'SYSTEM' }).first(Document, { storageKey: id })) return false;
  await storage.delete(id);
  await database.transaction(command, (tx) => tx.execute(sql`DELETE FROM pending_upload WHERE id = ${id}`));
  return true;
}

/** The content unchanged, measured as it passes; throws if it is too large or empty. */
async function* measured(content: AsyncIterable<Buffer>, most: number, received: Received) {
  const hash = createHash('sha256');
  for await (const chunk of content) {
    received.size += chunk.length;
    if (received.size > most) throw new TooLargeError(most);
    hash.update(chunk);
    yield chunk;
  }
  if (received.size === 0) throw new InvalidInputError('The file is empty.', ['file']);
  received.sha256 = hash.digest('hex');
}

async function scanOnArrival({ storage, scanner, log }: UploadDesk, key: string): Promise<ScanStatus> {
  if (!scanner) return ScanStatus.NOT_SCANNED;
  let clean: boolean;
  try {
    clean = await scanner.isClean((await storage.get(key))!);
  } catch (error) {
    log.error({ err: error }, 'the virus scanner was not reachable; the daily job tries again');
    return ScanStatus.PENDING;
  }
  if (!clean) throw new RuleViolationError('infected', 'The virus scanner found something in this file.', [], ['file']);
  return ScanStatus.CLEAN;
}

async function record(
  tx: Transaction,
  upload: PendingUpload,
  subject: DocumentSubject,
  values: Received & { name: string; scanStatus: ScanStatus },
): Promise<Document> {
  const { partnerId, projectId } = await requireSubject(tx, subject);
  const ours = await tx.execute(sql`DELETE FROM pending_upload WHERE id = ${upload.id}`);
  if (ours !== 1) throw new RuleViolationError('upload-too-slow', 'The upload took too long. Start it again.');
  const document = await tx.insert(Document, {
    ...values,
    partnerId,
    projectId,
    uploadedById: upload.uploadedById,
    scannedAt: values.scanStatus === ScanStatus.CLEAN ? tx.clock.now() : null,
    storageKey: upload.id,
  });
  tx.record(facts.documentUploaded, document, {
    projectId: document.projectId,
    mediaType: document.mediaType,
    size: document.size,
  });
  return document;
}

/** The partner and the project, if the viewer may see them. */
async function requireSubject(
  tx: Transaction,
  { partnerId, projectId }: DocumentSubject,
): Promise<Pick<Document, 'partnerId' | 'projectId'>> {
  const visible = async <Prefix extends string>(prefix: Prefix, id: string | null): Promise<Id<Prefix> | null> => {
    if (id === null) return null;
    const field = [`${prefix}Id`];
    await tx.require(recordClassOf(prefix)!, requireId(prefix, id, field), { field });
    return id as Id<Prefix>;
  };
  return {
    partnerId: await visible('partner', partnerId ?? tx.viewer.partnerId),
    projectId: await visible('project', projectId),
  };
}
