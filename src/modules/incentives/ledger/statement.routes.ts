import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import stringify from 'safe-stable-stringify';
import type { Viewer } from '../../../shared/access/viewer';
import { parsePlainDate } from '../../../shared/domain/dates';
import { disposition } from '../../../shared/http/disposition';
import type { LinkProof } from '../../../shared/http/links';
import { refuse, type Refusal } from '../../../shared/http/refusal';
import type { Routes } from '../../../shared/http/routes';
import { Partner } from '../../partners';
import { PaperTooLargeError, Press, PressBusyError, pressLimits } from '../../sow';
import { seesIncentives } from './ledger.reader';
import { statementCsv } from './statement.csv';
import { pathOfStatement, type StatementFile } from './statement.links';
import { pagesOf, type StatementRow } from './statement.pages';
import { maxPrintedEntries, statementPaper } from './statement-paper';
import { entriesOf, statementOf } from './statement.reader';
import type { StatementPeriod } from './statement.types';
import type { IncentiveStatement } from './statement.types';

const gone: Refusal = {
  status: 403,
  code: 'FORBIDDEN',
  message: 'This link is invalid or has expired: read the statement again.',
};
const busy: Refusal = {
  status: 503,
  code: 'OVERLOADED',
  message: 'Too many papers are being printed: retry in a few seconds.',
  retryAfter: 5,
};
const tooLarge: Refusal = {
  status: 422,
  code: 'PAPER_TOO_LARGE',
  message: `A printed statement has at most ${maxPrintedEntries} entries: use the CSV, or choose fewer days.`,
};

/** Statements by signed links, with what their holder may see now. */
export const statementRoutes: Routes = (server, { config: { issuerName: vendor }, database, clock, links }) => {
  // Statements are short, and printed rarely.
  const press = new Press({ ...pressLimits, threads: 1 });
  server.addHook('onClose', () => press.close());

  const headers = (type: string, ending: StatementFile, { from, to }: StatementPeriod) => ({
    'content-type': type,
    'content-disposition': disposition('attachment', `incentives ${from} to ${to}.${ending}`),
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-store',
    'referrer-policy': 'no-referrer',
  });

  /** The holder of a link, with the statement; null if they may no longer see it. */
  async function read(file: StatementFile, period: StatementPeriod, proof: LinkProof) {
    const viewer = await links.viewer(pathOfStatement(period, file), proof);
    if (!viewer || !parsePlainDate(period.from) || !parsePlainDate(period.to)) return null;
    const reader = database.reader(viewer);
    const partner = seesIncentives(reader) ? await reader.byId(Partner, period.partnerId) : null;
    return partner && { viewer, partner, statement: await statementOf(reader, period, { database, clock }) };
  }

  async function print(viewer: Viewer, partner: Partner, statement: IncentiveStatement): Promise<Buffer> {
    const surroundings = { database, clock };
    const { totalCount } = await entriesOf(database.reader(viewer), statement, { first: 1 }, surroundings);
    if ((await totalCount()) > maxPrintedEntries) throw new PaperTooLargeError();
    const rows: StatementRow[] = [];
    for await (const page of pagesOf(surroundings, viewer, statement)) rows.push(...page);
    const dayOf = (moment: Date) => clock.dayOf(moment);
    const asOf = rows.at(-1)?.entry.postedAt ?? new Date(Date.parse(statement.from));
    const paper = statementPaper({ statement, rows, partner: partner.name, vendor, dayOf, asOf });
    return press.print(paper, createHash('sha256').update(stringify(paper)).digest('base64url'));
  }

  type Request = { Params: { partnerId: string; from: string; to: string }; Querystring: LinkProof };
  const pattern = (file: StatementFile) => pathOfStatement({ partnerId: ':partnerId', from: ':from', to: ':to' }, file);

  server.get<Request>(pattern('csv'), async ({ params, query }, reply) => {
    const found = await read('csv', params, query);
    if (!found) return refuse(reply, gone);
    const lines = statementCsv({ database, clock }, found.viewer, params, found.statement);
    return reply
      .headers(headers('text/csv; charset=utf-8; header=present', 'csv', params))
      .send(Readable.from(lines, { objectMode: true, highWaterMark: 1 }));
  });

  server.get<Request>(pattern('pdf'), async ({ params, query }, reply) => {
    const found = await read('pdf', params, query);
    if (!found) return refuse(reply, gone);
    try {
      const content = await print(found.viewer, found.partner, found.statement);
      return await reply.headers(headers('application/pdf', 'pdf', params)).send(content);
    } catch (error) {
      if (error instanceof PressBusyError) return refuse(reply, busy);
      if (error instanceof PaperTooLargeError) return refuse(reply, tooLarge);
      throw error;
    }
  });
};
