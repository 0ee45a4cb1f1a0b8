import { randomUUID } from 'node:crypto';
import type { Access } from '../../shared/access/policy';
import { system, type Viewer } from '../../shared/access/viewer';
import type { Database } from '../../shared/database/database';
import type { Connection } from '../../shared/database/page';
import type { Transaction } from '../../shared/database/transaction';
import { RuleViolationError } from '../../shared/domain/errors';
import { column, sql } from '../../shared/database/sql';
import { Document, PendingUpload, ScanStatus } from './document.entity';
import { documentActions } from './documents.actions';
import * as facts from './documents.facts';
import type { Scanner } from './scanner';
import type { Storage } from './storage';
import { discard } from './upload.service';

/** An upload in progress for this long has failed. */
const abandonedAfterMilliseconds = 86_400_000;
const batch = 100;

/** Whether the content may be delivered to anyone. */
export function isSafe({ scanStatus, withdrawnAt }: Pick<Document, 'scanStatus' | 'withdrawnAt'>): boolean {
  return withdrawnAt === null && (scanStatus === ScanStatus.CLEAN || scanStatus === ScanStatus.NOT_SCANNED);
}

/**
 * Withdraws a document that was uploaded by mistake: its record remains, with what refers to it, but its content is
 * closed.
 */
export async function withdraw(tx: Transaction, id: string, version: number, reason: string): Promise<Document> {
  const document = await tx.require(Document, id, { version });
  tx.assert(documentActions.withdraw, document);
  if (document.withdrawnAt !== null) {
    throw new RuleViolationError('already-withdrawn', `${document.name} is already withdrawn.`);
  }
  await tx.save(Object.assign(document, { withdrawnAt: tx.clock.now(), withdrawalReason: reason }));
  tx.record(facts.documentWithdrawn, document, { projectId: document.projectId, reason });
  return document;
}

/** Whether this viewer may download the content now. */
export function mayDownload(access: Access, viewer: Viewer, document: Document): boolean {
  return isSafe(document) && access.allows(viewer, documentActions.download, document);
}

/** Removes the remains of uploads whose process ended midway; returns their number. */
export async function cleanUpUploads(database: Database, storage: Storage): Promise<number> {
  const before = new Date(database.clock.now().getTime() - abandonedAfterMilliseconds);
  const stored = database.shapes.of(PendingUpload).stored('startedAt', before);
  const abandoned = await database
    .reader(system)
    .list(PendingUpload, { and: [sql`${column<PendingUpload>('startedAt')} < ${stored}`] }, [{ column: 'id' }]);
  let discarded = 0;
  for (const { id } of abandoned) {
    const command = { viewer: system, action: 'documentsCleanUp', requestId: randomUUID() };
    if (await discard({ database, storage }, command, id)) discarded += 1;
  }
  return discarded;
}

/** Scans the documents that were not scanned yet. Throws at the end if any could not be read. */
export async function scanDocuments(database: Database, storage: Storage, scanner: Scanner): Promise<number> {
  const unseen = [ScanStatus.PENDING, ScanStatus.NOT_SCANNED];
  const failures: unknown[] = [];
  let scanned = 0;
  let after: string | null = null;
  for (;;) {
    const page: Connection<Document> = await database
      .reader(system)
      .page(Document, { first: batch, after }, { scanStatus: unseen, withdrawnAt: null }, [{ column: 'id' }]);
    for (const document of page.nodes) {
      try {
        const content = await storage.get(document.storageKey);
        if (!content) throw new Error(`The content of ${document.id} is not in the storage.`);
        await note(database, document.id, (await scanner.isClean(content)) ? ScanStatus.CLEAN : ScanStatus.INFECTED);
        scanned += 1;
      } catch (error) {
        failures.push(error);
      }
    }
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
  }
  if (failures.length > 0) throw new Error(`${failures.length} documents could not be scanned: ${String(failures[0])}`);
  return scanned;
}

async function note(database: Database, id: string, scanStatus: ScanStatus): Promise<void> {
  const command = { viewer: system, action: 'documentsScan', requestId: randomUUID() };
  await database.transaction(command, async (tx) => {
    const document = await tx.load(Document, id);
    Object.assign(document, { scanStatus, scannedAt: tx.clock.now() });
    await tx.save(document);
    tx.record(facts.documentScanned, document, { projectId: document.projectId, scanStatus });
  });
}
