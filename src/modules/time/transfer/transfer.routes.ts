import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { ApiScope, type Viewer } from '../../../shared/access/viewer';
import { parsePlainDate } from '../../../shared/domain/dates';
import { InvalidInputError } from '../../../shared/domain/errors';
import { flawOfText, shortened } from '../../../shared/domain/text';
import type { LinkProof } from '../../../shared/http/links';
import { refuse, type Refusal } from '../../../shared/http/refusal';
import type { Routes } from '../../../shared/http/routes';
import { openStorage } from '../../documents';
import type { EntriesFilter } from '../entries/time-entries.filter';
import { TimeEntryStatus } from '../entries/time-entry.lifecycle';
import { type CsvForm, exportOf, plainForm } from './export.csv';
import { positionAfter } from './export.pages';
import { exportPath, type ExportTicket, readTicket } from './export.ticket';
import { Sheets, SheetsBusyError } from './export.xlsx';
import { ImportRunner } from './import.runner';
import { delimiters } from './import.types';

type Query = Record<string, string | string[] | undefined>;

/** Downloads of time entries; a server with these routes also works on imports. */
export const timeRoutes: Routes = async (server, { config, database, log, links, viewerOf }) => {
  const runner = new ImportRunner(database, await openStorage(config), log);
  // Without scheduled jobs, a server works only on imports that were started on it.
  server.addHook('onReady', () => Promise.resolve(runner.start(config.jobsSchedule !== null)));
  server.addHook('onClose', () => runner.stop());

  const sheets = new Sheets(database);
  server.addHook('onClose', () => sheets.close());

  const send = async (reply: FastifyReply, viewer: Viewer, { filter, csv, after }: ExportTicket) => {
    const headers = (type: string, ending: string) => ({
      'content-type': type,
      'content-disposition': `attachment; filename="time-entries.${ending}"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
    });
    try {
      if (!csv) {
        const content = await sheets.make(viewer, filter);
        return await reply.headers(headers(workbook, 'xlsx')).send(content);
      }
      const from = after ? await positionAfter(database, viewer, after) : null;
      return await reply
        .headers(headers(`text/csv; charset=utf-8; header=${from ? 'absent' : 'present'}`, 'csv'))
        // Streamed with backpressure from the client.
        .send(Readable.from(exportOf(database, viewer, filter, csv, from), { objectMode: true, highWaterMark: 1 }));
    } catch (error) {
      if (error instanceof SheetsBusyError) return refuse(reply, busy);
      if (!(error instanceof InvalidInputError)) throw error;
      return refuse(reply, { status: 400, code: 'BAD_USER_INPUT', message: error.message });
    }
  };

  for (const ending of ['csv', 'xlsx'] as const) {
    server.get(`${exportPath}.${ending}`, async (request, reply) => {
      const viewer = await viewerOf(request.headers.authorization, request.ip);
      const mayRead = viewer && (viewer.userId !== null || viewer.apiKey?.scopes.includes(ApiScope.GRAPHQL_READ));
      if (!mayRead) {
        return refuse(reply, {
          status: 401,
          code: 'UNAUTHENTICATED',
          message: 'Sign in first: this needs a valid access token.',
        });
      }
      try {
        const query = request.query as Query;
        const csv = ending === 'csv' ? formOf(query) : null;
        const filter = filterOf(query, csv ? formParameters : []);
        return await send(reply, viewer, { filter, csv, after: csv ? (one(query, 'after') ?? null) : null });
      } catch (error) {
        if (!(error instanceof InvalidInputError)) throw error;
        return refuse(reply, { status: 400, code: 'BAD_USER_INPUT', message: error.message });
      }
    });
  }

  server.get<{ Params: { '*': string }; Querystring: LinkProof }>(
    `${exportPath}/*`,
    async ({ params, query }, reply) => {
      const text = params['*'];
      const viewer = await links.viewer(`${exportPath}/${text}`, query);
      if (!viewer) {
        return refuse(reply, {
          status: 403,
          code: 'FORBIDDEN',
          message: 'This link is invalid or has expired: call timeEntriesExport again.',
        });
      }
      return send(reply, viewer, readTicket(text));
    },
  );
};

const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const busy: Refusal = {
  status: 503,
  code: 'OVERLOADED',
  message: 'Too many workbooks are being made: retry in a few seconds, or use CSV.',
  retryAfter: 5,
};

const formParameters = ['delimiter', 'decimalComma', 'after'];

/** The options of a CSV. */
function formOf(query: Query): CsvForm {
  const { delimiter = plainForm.delimiter, decimalComma = String(plainForm.decimalComma) } = query;
  if (typeof delimiter !== 'string' || !(delimiters as readonly string[]).includes(delimiter)) {
    throw new InvalidInputError('delimiter must be a comma, a semicolon, a tab or a bar.', ['delimiter']);
  }
  if (decimalComma !== 'true' && decimalComma !== 'false') {
    throw new InvalidInputError('decimalComma must be true or false.', ['decimalComma']);
  }
  return { delimiter, decimalComma: decimalComma === 'true' };
}

const maxValues = 100;
const parameters = ['project', 'partner', 'user', 'status', 'import', 'from', 'to'];

function several(query: Query, name: string): string[] | null {
  const values = query[name] === undefined ? null : [query[name]].flat();
  if (values && values.length > maxValues) {
    throw new InvalidInputError(`${name} may occur at most ${maxValues} times.`, [name]);
  }
  const flaw = values?.map(flawOfText).find((found) => found !== null);
  if (flaw) throw new InvalidInputError(`${name} ${flaw}.`, [name]);
  return values;
}

function one(query: Query, name: string): string | undefined {
  const [value, another] = several(query, name) ?? [];
  if (another !== undefined) throw new InvalidInputError(`${name} occurs twice: give it once.`, [name]);
  return value;
}

/** The filter in the query string; all parameters except the days may be repeated. */
function filterOf(query: Query, others: readonly string[]): EntriesFilter {
  const all = [...parameters, ...others];
  for (const name of Object.keys(query)) {
    if (!all.includes(name)) {
      throw new InvalidInputError(`There is no parameter ${shortened(name)}; there are ${all.join(', ')}.`, [name]);
    }
  }
  // Days are compared as text, so they must be valid days.
  const day = (name: string) => {
    const text = one(query, name);
    const found = text === undefined ? null : parsePlainDate(text);
    if (text !== undefined && found === null)
      throw new InvalidInputError(`${name} must be a day such as 2026-03-02.`, [name]);
    return found;
  };
  const status = several(query, 'status');
  const states: readonly string[] = Object.values(TimeEntryStatus);
  if (status?.some((each) => !states.includes(each))) {
    throw new InvalidInputError(`status must be one of ${states.join(', ')}.`, ['status']);
  }
  return {
    projectId: several(query, 'project'),
    partnerId: several(query, 'partner'),
    userId: several(query, 'user'),
    importId: several(query, 'import'),
    status: status as TimeEntryStatus[] | null,
    from: day('from'),
    to: day('to'),
  };
}
