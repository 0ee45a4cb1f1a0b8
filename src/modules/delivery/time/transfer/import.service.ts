import type { Transaction } from '../../../../shared/database/transaction';
import { ForbiddenError, InvalidInputError, RuleViolationError } from '../../../../shared/domain/errors';
import { Document, documentActions, isSafe } from '../../../documents';
import { timeImportActions } from './import.actions';
import { TimeImport } from './import.entity';
import * as facts from './import.facts';
import { timeImportLifecycle } from './import.lifecycle';
import type { TimeEntriesImportInput } from './import.types';
import { mappingInUse } from './import-mapping.service';

/** Notes what is to be imported; the work itself is done afterwards, by whichever process takes it up. */
export async function startImport(tx: Transaction, input: TimeEntriesImportInput): Promise<TimeImport> {
  const field = ['input', 'documentId'];
  const startedById = tx.viewer.userId;
  tx.assert(timeImportActions.start);
  if (startedById === null) throw new ForbiddenError('Time is imported by a person.');
  const document = await tx.require(Document, input.documentId, { field });
  tx.assert(documentActions.download, document);
  if (document.withdrawnAt !== null) {
    throw new RuleViolationError('document-withdrawn', `${document.name} was withdrawn.`, [], field);
  }
  if (!isSafe(document)) {
    throw new RuleViolationError(
      'document-not-safe',
      'The virus scanner was not asked about this file yet, or found something.',
      [],
      field,
    );
  }
  if (!['text/plain', 'text/csv'].includes(document.mediaType)) {
    throw new InvalidInputError(
      `${document.name} is ${document.mediaType}, and no table of text: save the sheet as CSV.`,
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
