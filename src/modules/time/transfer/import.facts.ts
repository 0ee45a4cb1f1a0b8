import { defineFact } from '../../../shared/events/fact';
import { idOf, number, text } from '../../../shared/events/fact-data';

export const timeImportStarted = defineFact(
  'TimeImportStarted',
  'Somebody asked for the import of a file with time entries.',
  { documentId: idOf('document'), mode: text },
);
export const timeImportProgressed = defineFact(
  'TimeImportProgressed',
  'An import has come further; stated about fifty times on the way.',
  { processed: number, total: number },
);
export const timeImportEnded = defineFact('TimeImportEnded', 'An import is done, or was refused, or failed.', {
  status: text,
  imported: number,
  duplicate: number,
  refused: number,
});
export const timeEntriesImported = defineFact(
  'TimeEntriesImported',
  'An import brought time entries of a project, which ask for approval. Stated once per project, at its end.',
  { projectId: idOf('project'), entries: number, minutes: number },
);
export const timeImportMappingSaved = defineFact(
  'TimeImportMappingSaved',
  'Somebody saved how files with time entries are read.',
  { name: text },
);
export const timeImportMappingUpdated = defineFact(
  'TimeImportMappingUpdated',
  'A saved mapping of imports reads files in another way, or has another name.',
  { name: text },
);
export const timeImportMappingDiscarded = defineFact(
  'TimeImportMappingDiscarded',
  'A saved mapping of imports was taken out of the list.',
  { name: text },
);
