import { InvalidInputError } from '../../../../shared/domain/errors';
import type { EntriesFilter } from '../time-entries.filter';
import type { CsvForm } from './export.csv';

/** How long a link to an export works; a download that has begun goes on. */
export const exportSeconds = 300;
export const exportPath = '/exports/time-entries';
/** An address that is longer is not let through everywhere. */
const maxTicketLength = 4_000;

/** What is exported, and as what. */
export interface ExportTicket {
  filter: EntriesFilter;
  /** Null for a workbook. */
  csv: CsvForm | null;
}

/** The path that is signed, with the entries that it asks for: nobody makes it say something else. */
export function pathOfTicket(ticket: ExportTicket): string {
  const text = Buffer.from(JSON.stringify(ticket)).toString('base64url');
  if (text.length > maxTicketLength) {
    throw new InvalidInputError('These are too many conditions for one address.', ['filter']);
  }
  return `${exportPath}/${text}`;
}

/** Only of a path whose signature was found right. */
export function readTicket(text: string): ExportTicket {
  return JSON.parse(Buffer.from(text, 'base64url').toString()) as ExportTicket;
}
