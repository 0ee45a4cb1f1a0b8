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
    description: 'The file; null where you may not see it.',
  }),
  belongsTo(TimeImport, 'startedBy', () => User, {
    key: 'startedById',
    nullable: true,
    description: 'Who started it; null where you may not see them.',
  }),
  belongsTo(TimeImport, 'partner', () => Partner, {
    key: 'partnerId',
    nullable: true,
    description: "The firm of who started it; null for the vendor's staff.",
  }),
  hasPages(TimeImport, 'findings', () => TimeImportLine, {
    key: 'importId',
    orderBy: [{ column: 'line' }],
    description: 'What there is to say, line by line; a line may have several findings. Of the first 100000 findings.',
  }),
  hasPages(TimeImport, 'timeEntries', () => TimeEntry, {
    key: 'importId',
    orderBy: [{ column: 'workedOn' }],
    description: 'What came of the lines, by day; those that you may see.',
  }),
  belongsTo(TimeImportMapping, 'savedBy', () => User, {
    key: 'savedById',
    nullable: true,
    description: 'Who saved it; null where you may not see them.',
  }),
  belongsTo(TimeImportMapping, 'partner', () => Partner, {
    key: 'partnerId',
    nullable: true,
    description: "The firm whose mapping it is; null for the vendor's.",
  }),
];
