import { InvalidInputError } from '../../../shared/domain/errors';
import type { EntriesFilter } from '../entries/time-entries.filter';
import type { CsvForm } from './export.csv';

/** How long a link to an export works, in seconds; a download that has begun continues. */
export const exportSeconds = 300;
export const exportPath = '/exports/time-entries';
/** Some proxies refuse longer addresses. */
const maxTicketLength = 4_000;

/** The contents and the format of an export. */
export interface ExportTicket {
  filter: EntriesFilter;
  /** Null for a workbook. */
  csv: CsvForm | null;
  /** The reference of the last line of an earlier export, which this one continues; null from the beginning. */
  after: string | null;
}

/** The signed path, including the filter of the entries, so that nobody can change it. */
export function pathOfTicket(ticket: ExportTicket): string {
  const text = Buffer.from(JSON.stringify(ticket)).toString('base64url');
  if (text.length > maxTicketLength) {
    throw new InvalidInputError('The filter has too many conditions for one address: use fewer.', ['filter']);
  }
  return `${exportPath}/${text}`;
}

/** Only for a path whose signature has been verified. */
export function readTicket(text: string): ExportTicket {
  return JSON.parse(Buffer.from(text, 'base64url').toString()) as ExportTicket;
}
