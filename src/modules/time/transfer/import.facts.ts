import { defineFact } from '../../../shared/events/fact';
import { idOf, number, text } from '../../../shared/events/fact-data';

export const timeImportStarted = defineFact(
  'TimeImportStarted',
  'A user started the import of a file with time entries.',
  { documentId: idOf('document'), mode: text },
);
export const timeImportProgressed = defineFact(
  'TimeImportProgressed',
  'An import has made progress; recorded about fifty times per import.',
  { processed: number, total: number },
);
export const timeImportEnded = defineFact('TimeImportEnded', 'An import was completed or refused, or has failed.', {
  status: text,
  imported: number,
  duplicate: number,
  refused: number,
});
export const timeEntriesImported = defineFact(
  'TimeEntriesImported',
  'An import created time entries of a project, which wait for approval. Recorded once per project, at the end of the import.',
  { projectId: idOf('project'), entries: number, minutes: number },
);
export const timeImportMappingSaved = defineFact(
  'TimeImportMappingSaved',
  'A user saved a mapping for files with time entries.',
  { name: text },
);
export const timeImportMappingUpdated = defineFact(
  'TimeImportMappingUpdated',
  'A saved mapping of imports was changed or renamed.',
  { name: text },
);
export const timeImportMappingDiscarded = defineFact(
  'TimeImportMappingDiscarded',
  'A saved mapping of imports was discarded.',
  { name: text },
);
