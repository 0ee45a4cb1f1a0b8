import { belongsTo, hasPages } from '../../../shared/graphql/relations';
import { Document } from '../../documents';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { TimeEntry } from '../entries/time-entry.entity';
import { TimeImport, TimeImportLine } from './import.entity';
import { TimeImportMapping } from './import-mapping.entity';

export const relations = [
  belongsTo(TimeImport, 'document', () => Document, {
    key: 'documentId',
    nullable: true,
    description: 'The file; null if you may not see it.',
  }),
  belongsTo(TimeImport, 'startedBy', () => User, {
    key: 'startedById',
    nullable: true,
    description: 'The user who started it; null if you may not see them.',
  }),
  belongsTo(TimeImport, 'partner', () => Partner, {
    key: 'partnerId',
    nullable: true,
    description: "The firm of the user who started it; null for the vendor's staff.",
  }),
  hasPages(TimeImport, 'findings', () => TimeImportLine, {
    key: 'importId',
    orderBy: [{ column: 'line' }],
    description: 'The findings by line, at most the first 100000; a line may have several.',
  }),
  hasPages(TimeImport, 'timeEntries', () => TimeEntry, {
    key: 'importId',
    orderBy: [{ column: 'workedOn' }],
    description: 'The time entries that the import created and you may see, by day.',
  }),
  belongsTo(TimeImportMapping, 'savedBy', () => User, {
    key: 'savedById',
    nullable: true,
    description: 'The person who saved it; null if you may not see them.',
  }),
  belongsTo(TimeImportMapping, 'partner', () => Partner, {
    key: 'partnerId',
    nullable: true,
    description: 'The firm that the mapping belongs to; null for the vendor.',
  }),
];
