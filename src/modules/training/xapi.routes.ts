import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { ApiScope, system, type Viewer } from '../../shared/access/viewer';
import type { Database } from '../../shared/database/database';
import type { Where } from '../../shared/database/reader';
import { column, raw, type Sql, sql } from '../../shared/database/sql';
import { isUnavailable } from '../../shared/database/unavailable';
import { DomainError, InvalidInputError, RuleViolationError } from '../../shared/domain/errors';
import { flawOfText, shortened } from '../../shared/domain/text';
import type { HttpSurroundings, Routes } from '../../shared/http/routes';
import { answerError, refuse } from '../../shared/http/refusal';
import { XapiStatement } from './xapi-statement.entity';
import { parseStatements, personOf, timestampOf } from './xapi.parse';
import { isSupported } from './xapi.schema';
import { acceptStatements } from './xapi.service';

type Key = NonNullable<Viewer['apiKey']>;
type Query = Record<string, string | string[] | undefined>;

const path = '/xapi/statements';
const versionHeader = 'x-experience-api-version';
const ownVersion = '1.0.3';
const maxPageSize = 100;

/**
 * The part of a learning record store (xAPI 1.0.3) that receives completions from learning systems, and returns them.
 */
export const xapiRoutes: Routes = (server, surroundings) => {
  const { database, clock } = surroundings;
  server.setErrorHandler(answerXapiError);
  server.addHook('onRequest', (_request, reply, next) => {
    void reply.header(versionHeader, ownVersion);
    next();
  });
  server.get('/xapi/about', () => ({ version: [ownVersion] }));

  server.post(path, async (request) => {
    const key = await keyFor(surroundings, request, [ApiScope.XAPI_WRITE]);
    return acceptStatements(database, key.id, parseStatements(request.body), request.id);
  });

  server.put(path, async (request, reply) => {
    const key = await keyFor(surroundings, request, [ApiScope.XAPI_WRITE]);
    const { statementId } = only(request.query as Query, ['statementId']);
    if (Array.isArray(request.body)) throw new InvalidInputError('PUT accepts one statement at a time.');
    const [statement] = parseStatements(request.body);
    const id = statementId?.toLowerCase();
    if (!id || (statement!.id !== null && statement!.id !== id)) {
      throw new InvalidInputError('statementId in the address must be the id of the statement.', ['statementId']);
    }
    const [put] = parseStatements({ ...(request.body as object), id });
    await acceptStatements(database, key.id, [put!], request.id);
    return reply.code(204).send();
  });

  server.get(path, async (request, reply) => {
    const key = await keyFor(surroundings, request, [ApiScope.XAPI_READ, ApiScope.XAPI_WRITE]);
    void reply.header('x-experience-api-consistent-through', clock.now().toISOString());
    const query = request.query as Query;
    const reader = database.reader(system);
    const publish = (statement: XapiStatement) => published(statement, surroundings.publicUrl());
    if (query.statementId === undefined) {
      const { statements, more } = await page(database, key, query);
      return { statements: statements.map(publish), more };
    }
    const { statementId } = only(query, ['statementId', 'format', 'attachments']);
    const statement = await reader.first(XapiStatement, { ...ownOf(key), statementId: statementId!.toLowerCase() });
    return statement
      ? publish(statement)
      : refuse(reply, { status: 404, code: 'NOT_FOUND', message: `There is no statement ${shortened(statementId!)}.` });
  });
};

/** The API key of the request, in one of the forms that learning systems use. Throws without a valid one. */
async function keyFor(
  { viewerOf }: HttpSurroundings,
  { headers, ip }: FastifyRequest,
  anyOf: readonly ApiScope[],
): Promise<Key> {
  const key = (await viewerOf(bearer(headers.authorization), ip))?.apiKey;
  if (!key) throw new Refused(401, 'UNAUTHENTICATED', 'Send a valid API key, as Bearer or Basic.');
  if (!anyOf.some((scope) => key.scopes.includes(scope))) {
    throw new Refused(403, 'FORBIDDEN', `The API key needs one of these scopes: ${anyOf.join(', ')}.`);
  }
  const version = headers[versionHeader];
  if (typeof version !== 'string' || !isSupported(version)) {
    throw new InvalidInputError('The header X-Experience-API-Version must be 1.0.x.');
  }
  return key;
}

/** Most learning systems send a name and a password, which are the two halves of a key. */
function bearer(authorization: string | undefined): string | undefined {
  const [, encoded] = /^Basic (\S+)$/i.exec(authorization ?? '') ?? [];
  return encoded ? `Bearer ${Buffer.from(encoded, 'base64').toString().replace(':', '_')}` : authorization;
}

/** A key that may only write sees what was sent with it. */
function ownOf(key: Key): Where<XapiStatement> {
  return key.scopes.includes(ApiScope.XAPI_READ) ? {} : { apiKeyId: key.id };
}

async function page(database: Database, key: Key, query: Query) {
  const stored = (name: string, value: Date) => database.shapes.of(XapiStatement).stored(name, value);
  const names = [
    'agent',
    'verb',
    'activity',
    'since',
    'until',
    'limit',
    'ascending',
    'format',
    'attachments',
    'cursor',
  ];
  const { agent, verb, activity, since, until, limit, ascending, cursor } = only(query, names);
  if (limit !== undefined && !/^\d{1,6}$/.test(limit))
    throw new InvalidInputError('limit must be a number.', ['limit']);
  const first = Math.min(Number(limit ?? 0) || maxPageSize, maxPageSize);
  const and: Sql[] = [];
  for (const [name, text, comparison] of [
    ['since', since, '>'],
    ['until', until, '<='],
  ] as const) {
    const moment = timestampOf(text, [name]);
    if (moment) and.push(sql`${column<XapiStatement>('createdAt')} ${raw(comparison)} ${stored('createdAt', moment)}`);
  }
  const where: Where<XapiStatement> = {
    ...ownOf(key),
    ...(agent !== undefined && { person: personOf(json(agent), ['agent']) }),
    ...(verb !== undefined && { verbId: verb }),
    ...(activity !== undefined && { activityId: activity }),
    and,
  };
  const direction = ascending === 'true' ? 'ASC' : 'DESC';
  const found = await database
    .reader(system)
    .page(XapiStatement, { first, after: cursor ?? null }, where, [{ column: 'createdAt', direction }]);
  const { hasNextPage, endCursor } = found.pageInfo;
  const further = new URLSearchParams({ ...only(query, names), limit: String(first), cursor: endCursor ?? '' });
  return { statements: found.nodes, more: hasNextPage ? `${path}?${further.toString()}` : '' };
}

/** The query parameters, each once; an unknown one is refused, not ignored. */
function only(query: Query, names: readonly string[]): Record<string, string> {
  for (const [name, value] of Object.entries(query)) {
    if (!names.includes(name) || typeof value !== 'string') {
      throw new InvalidInputError(`The parameter ${shortened(name)} is unknown or repeated.`, [name]);
    }
    const flaw = flawOfText(value);
    if (flaw) throw new InvalidInputError(`The parameter ${name} ${flaw}.`, [name]);
  }
  return query as Record<string, string>;
}

function json(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Refused below.
  }
  throw new InvalidInputError('agent must be an actor as JSON.', ['agent']);
}

/** The statement as it was sent, with the properties that the server sets. */
function published(
  { statementId, statement, timestamp, createdAt, apiKeyId }: XapiStatement,
  homePage: string,
): object {
  return {
    timestamp: timestamp.toISOString(),
    ...statement,
    id: statementId,
    stored: createdAt.toISOString(),
    authority: { objectType: 'Agent', account: { homePage, name: apiKeyId } },
    version: ownVersion,
  };
}

class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

function answerXapiError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { message } = error;
  if (error instanceof Refused) {
    if (error.status === 401) void reply.header('www-authenticate', 'Basic realm="xAPI", Bearer');
    return refuse(reply, { status: error.status, code: error.code, message });
  }
  if (error instanceof RuleViolationError && error.rule === 'statement-differs') {
    return refuse(reply, { status: 409, code: 'CONFLICT', message });
  }
  if (error instanceof InvalidInputError) return refuse(reply, { status: 400, code: 'BAD_USER_INPUT', message });
  if (error instanceof DomainError) return refuse(reply, { status: 409, code: 'CONFLICT', message });
  if (error instanceof GraphQLError) {
    const { code, http } = error.extensions as { code: string; http: { status: number; headers: Map<string, string> } };
    return refuse(reply, { status: http.status, code, message, retryAfter: Number(http.headers.get('retry-after')) });
  }
  if (isUnavailable(error)) {
    request.log.error({ err: error }, 'a request failed');
    const busy = 'The database is unavailable. Send the same statements again.';
    return refuse(reply, { status: 503, code: 'SERVICE_UNAVAILABLE', message: busy, retryAfter: 1 });
  }
  return answerError(error, request, reply);
}
