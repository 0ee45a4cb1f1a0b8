import type { Transaction } from '../../../shared/database/transaction';
import { ForbiddenError, InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { Document, documentActions, isSafe } from '../../documents';
import { timeImportActions } from './import.actions';
import { TimeImport } from './import.entity';
import * as facts from './import.facts';
import { timeImportLifecycle } from './import.lifecycle';
import type { TimeEntriesImportInput } from './import.types';
import { mappingInUse } from './import-mapping.service';

/** Stores the import; a process that takes it up does the work later. */
export async function startImport(tx: Transaction, input: TimeEntriesImportInput): Promise<TimeImport> {
  const field = ['input', 'documentId'];
  const startedById = tx.viewer.userId;
  tx.assert(timeImportActions.start);
  if (startedById === null) throw new ForbiddenError('Only a person can import time.');
  const document = await tx.require(Document, input.documentId, { field });
  tx.assert(documentActions.download, document);
  if (document.withdrawnAt !== null) {
    throw new RuleViolationError(
      'document-withdrawn',
      `${document.name} was withdrawn: upload the file again.`,
      [],
      field,
    );
  }
  if (!isSafe(document)) {
    throw new RuleViolationError(
      'document-not-safe',
      'The virus scanner has not checked this file yet, or found something in it.',
      [],
      field,
    );
  }
  if (!['text/plain', 'text/csv'].includes(document.mediaType)) {
    throw new InvalidInputError(
      `${document.name} is ${document.mediaType}, not a text table: save the sheet as CSV.`,
      field,
    );
  }
  const reading = await mappingInUse(tx, input.mapping, ['input', 'mapping']);
  const { mode, delimiter } = input;
  const started = await tx.insert(TimeImport, {
    documentId: document.id,
    startedById,
    partnerId: tx.viewer.partnerId,
    mode,
    delimiter: delimiter ?? null,
    isDryRun: input.dryRun ?? false,
    reading,
    status: timeImportLifecycle.initial,
    linesProcessed: 0,
    linesImported: 0,
    linesDuplicate: 0,
    linesRefused: 0,
    failures: 0,
  });
  tx.record(facts.timeImportStarted, started, { documentId: document.id, mode });
  return started;
}
