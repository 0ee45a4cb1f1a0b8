import { defineFact } from '../../../../shared/events/fact';

export const timeImportStarted = defineFact<{ documentId: string; mode: string }>(
  'TimeImportStarted',
  'Somebody asked for the import of a file with time entries.',
);
export const timeImportProgressed = defineFact<{ processed: number; total: number }>(
  'TimeImportProgressed',
  'An import has come further; stated about fifty times on the way.',
);
export const timeImportEnded = defineFact<{
  status: string;
  imported: number;
  duplicate: number;
  refused: number;
}>('TimeImportEnded', 'An import is done, or was refused, or failed.');
export const timeEntriesImported = defineFact<{ projectId: string; entries: number; minutes: number }>(
  'TimeEntriesImported',
  'An import brought time entries of a project, which ask for approval. Stated once per project, at its end.',
);
export const timeImportMappingSaved = defineFact<{ name: string }>(
  'TimeImportMappingSaved',
  'Somebody saved how files with time entries are read.',
);
export const timeImportMappingUpdated = defineFact<{ name: string }>(
  'TimeImportMappingUpdated',
  'A saved mapping of imports reads files in another way, or has another name.',
);
export const timeImportMappingDiscarded = defineFact<{ name: string }>(
  'TimeImportMappingDiscarded',
  'A saved mapping of imports was taken out of the list.',
);
