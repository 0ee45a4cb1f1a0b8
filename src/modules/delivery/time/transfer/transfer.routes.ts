import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { ApiScope, type Viewer } from '../../../../shared/access/viewer';
import { parsePlainDate } from '../../../../shared/domain/dates';
import { InvalidInputError } from '../../../../shared/domain/errors';
import { flawOfText, shortened } from '../../../../shared/domain/text';
import type { LinkProof } from '../../../../shared/http/links';
import { refuse } from '../../../../shared/http/refusal';
import type { Routes } from '../../../../shared/http/routes';
import { openStorage } from '../../../documents';
import type { EntriesFilter } from '../time-entries.filter';
import { TimeEntryStatus } from '../time-entry.lifecycle';
import { exportOf } from './export.csv';
import { exportPath, filterOfTicket } from './export.ticket';
import { ImportRunner } from './import.runner';

type Query = Record<string, string | string[] | undefined>;

/** Downloads of time entries; and a server is also where imports are worked on. */
export const timeRoutes: Routes = async (server, { config, database, log, links, viewerOf }) => {
  const runner = new ImportRunner(database, await openStorage(config), log);
  // Where nothing happens by itself, imports begin when they are started here, and only then.
  server.addHook('onReady', () => Promise.resolve(runner.start(config.jobsSchedule !== null)));
  server.addHook('onClose', () => runner.stop());

  const send = (reply: FastifyReply, viewer: Viewer, filter: EntriesFilter) =>
    reply
      .headers({
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': 'attachment; filename="time-entries.csv"',
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
        'referrer-policy': 'no-referrer',
      })
      // Read on only as far as the client takes it.
      .send(Readable.from(exportOf(database, viewer, filter), { objectMode: true, highWaterMark: 1 }));

  server.get(`${exportPath}.csv`, async (request, reply) => {
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
      return await send(reply, viewer, filterOf(request.query as Query));
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      return refuse(reply, { status: 400, code: 'BAD_USER_INPUT', message: error.message });
    }
  });

  server.get<{ Params: { '*': string }; Querystring: LinkProof }>(
    `${exportPath}/*`,
    async ({ params, query }, reply) => {
      const text = params['*'];
      const viewer = await links.viewer(`${exportPath}/${text}`, query);
      if (!viewer) {
        return refuse(reply, {
          status: 403,
          code: 'FORBIDDEN',
          message: 'This link is not valid, or no longer: ask for timeEntriesExport again.',
        });
      }
      return send(reply, viewer, filterOfTicket(text));
    },
  );
};

const maxValues = 100;
const parameters = ['project', 'partner', 'user', 'status', 'import', 'from', 'to'];

/** The conditions of an address; all but the days may come several times. */
function filterOf(query: Query): EntriesFilter {
  for (const name of Object.keys(query)) {
    if (!parameters.includes(name)) {
      throw new InvalidInputError(`There is no parameter ${shortened(name)}; there are ${parameters.join(', ')}.`, [
        name,
      ]);
    }
  }
  const several = (name: string) => {
    const values = query[name] === undefined ? null : [query[name]].flat();
    if (values && values.length > maxValues) {
      throw new InvalidInputError(`${name} comes at most ${maxValues} times.`, [name]);
    }
    const flaw = values?.map(flawOfText).find((found) => found !== null);
    if (flaw) throw new InvalidInputError(`${name} ${flaw}.`, [name]);
    return values;
  };
  const one = (name: string) => {
    const [value, another] = several(name) ?? [];
    if (another !== undefined) throw new InvalidInputError(`${name} comes twice.`, [name]);
    return value;
  };
  // Days are compared as text, so they must be days.
  const day = (name: string) => {
    const text = one(name);
    const found = text === undefined ? null : parsePlainDate(text);
    if (text !== undefined && found === null) throw new InvalidInputError(`${name} is a day like 2026-03-02.`, [name]);
    return found;
  };
  const status = several('status');
  const states: readonly string[] = Object.values(TimeEntryStatus);
  if (status?.some((each) => !states.includes(each))) {
    throw new InvalidInputError(`status is one of ${states.join(', ')}.`, ['status']);
  }
  return {
    projectId: several('project'),
    partnerId: several('partner'),
    userId: several('user'),
    importId: several('import'),
    status: status as TimeEntryStatus[] | null,
    from: day('from'),
    to: day('to'),
  };
}
