import { isDeepStrictEqual, inspect } from 'node:util';
import { createSigner } from 'fast-jwt';
import { type Kind, kinds, type Server, tokenSecret } from './fleet';
import { ask, shot, type Shot } from './load';
import type { Workload } from './measure';
import { onePartner, portalPage, projectsFilter, projectsPage } from './requests';
import type { Login, World } from './world';

const connections = 16;
const pageSize = 20;
const deepPage = 1_000;
/** This many partner administrators take turns. */
const maxAskers = 200;

const sign = createSigner({ key: tokenSecret, algorithm: 'HS256', noTimestamp: true });
const authorizations = new Map<string, string>();

/** An access token like the product's, but valid for a day. */
export function authorizationOf({ userId, sessionId }: Login): string {
  let authorization = authorizations.get(sessionId);
  if (!authorization) {
    const iat = Math.floor(Date.now() / 1000);
    const claims = { sub: userId, sid: sessionId, iss: 'trellis', aud: 'trellis-api', iat, exp: iat + 86_400 };
    authorizations.set(sessionId, (authorization = `Bearer ${sign(claims)}`));
  }
  return authorization;
}

/** Only a response with data and without errors is right. */
export function faultOfRead(status: number, body: Buffer): string | null {
  return status === 200 && !body.includes('"errors":') ? null : `${status} ${body.toString().slice(0, 500)}`;
}

export function isLimit(kind: Kind): boolean {
  return kind === 'L' || kind === 'L again';
}

export function graphql(
  login: Login,
  query: string,
  variables: object,
  fault: Shot['fault'],
  options: { kind?: string; headers?: Record<string, string> } = {},
): Shot {
  const headers = {
    authorization: authorizationOf(login),
    'content-type': 'application/json',
    accept: 'application/json',
    ...options.headers,
  };
  return shot(
    { method: 'POST', path: '/graphql', headers, body: JSON.stringify({ query, variables }) },
    fault,
    options.kind,
  );
}

export function get(login: Login, path: string, kind?: string): Shot {
  const headers = { authorization: authorizationOf(login), accept: 'application/json' };
  return shot({ method: 'GET', path, headers }, faultOfRead, kind);
}

/** Requests in rotation, each prepared once. */
function turns(make: (kind: Kind) => Shot[]): (kind: Kind) => Shot {
  const made = new Map<Kind, { shots: Shot[]; at: number }>();
  return (kind) => {
    let own = made.get(kind);
    if (!own) made.set(kind, (own = { shots: make(kind), at: 0 }));
    own.at = (own.at + 1) % own.shots.length;
    return own.shots[own.at]!;
  };
}

export function portalPages(world: World): Workload {
  return {
    name: 'W1',
    title: 'portal page: partners, qualifications, projects, statements of work, milestones',
    kinds,
    connections,
    next: turns((kind) =>
      world.managers.map((login) =>
        isLimit(kind) ? get(login, '/portal', 'W1') : graphql(login, portalPage, {}, faultOfRead, { kind: 'W1' }),
      ),
    ),
  };
}

export function singlePartners(world: World): Workload {
  return {
    name: 'W2',
    title: 'one partner by id, for its own administrator',
    kinds,
    connections,
    next: turns((kind) =>
      world.partnerAdmins
        .slice(0, maxAskers)
        .map((login) =>
          isLimit(kind)
            ? get(login, `/partners/${login.partnerId}`, 'W2')
            : graphql(login, onePartner, { id: login.partnerId }, faultOfRead, { kind: 'W2' }),
        ),
    ),
  };
}

/** Page 1, and page 1,000 or the last full one; each server gets its own cursors. */
export async function projectPages(world: World, servers: ReadonlyMap<Kind, Server>): Promise<Workload[]> {
  const login = world.managers[0]!;
  const cursors = new Map<Kind, string>();
  let page = 1;
  for (const [kind, server] of servers) {
    const found = await walk(server, login);
    cursors.set(kind, found.cursor);
    page = found.page;
  }
  const workload = (name: string, title: string, after: (kind: Kind) => string | null): Workload => ({
    name,
    title,
    kinds,
    connections,
    next: turns((kind) => world.managers.map((each) => projectShot(kind, each, pageSize, after(kind)))),
  });
  return [
    workload('W3', 'projects with filters, by name: page 1', () => null),
    workload('W3 deep', `the same, page ${page.toLocaleString('en')}`, (kind) => cursors.get(kind)!),
  ];
}

function projectShot(kind: Kind, login: Login, first: number, after: string | null): Shot {
  if (!isLimit(kind)) {
    const variables = { first, after, filter: projectsFilter };
    return graphql(login, projectsPage, variables, faultOfRead, { kind: 'W3' });
  }
  const query = new URLSearchParams({ first: String(first), ...(after && { after }) });
  for (const [name, values] of Object.entries(projectsFilter)) for (const value of values) query.append(name, value);
  return get(login, `/projects?${query.toString()}`, 'W3');
}

/** Walks through the list in steps of five pages; returns the cursor before the deep page. */
async function walk(server: Server, login: Login): Promise<{ cursor: string; page: number }> {
  const stride = 5;
  let cursor: string | null = null;
  let page = 1;
  while (page < deepPage) {
    const steps = Math.min(stride, deepPage - page);
    const { body, fault } = await ask(server.port, projectShot(server.kind, login, steps * pageSize, cursor));
    if (fault !== null) throw new Error(`W3, ${server.kind}: ${fault}`);
    const { pageInfo } = (JSON.parse(body.toString()) as ProjectsAnswer).data.projects;
    if (!pageInfo.hasNextPage) break;
    cursor = pageInfo.endCursor;
    page += steps;
  }
  if (cursor === null) throw new Error('There are too few projects for a second page.');
  return { cursor, page };
}

interface ProjectsAnswer {
  data: { projects: { pageInfo: { hasNextPage: boolean; endCursor: string } } };
}

/** All servers must give equal responses, compared in canonical form. Throws the first difference. */
export async function compareBodies(workload: Workload, servers: ReadonlyMap<Kind, Server>): Promise<void> {
  for (let sample = 0; sample < 5; sample += 1) {
    let expected: { kind: Kind; body: unknown } | null = null;
    for (const kind of workload.kinds) {
      const server = servers.get(kind);
      if (!server) continue;
      await workload.prepare?.(kind);
      const { body, fault } = await ask(server.port, workload.next(kind));
      if (fault !== null) throw new Error(`${workload.name}, ${kind}: ${fault}`);
      const found = (workload.canonical ?? canonical)(JSON.parse(body.toString()));
      expected ??= { kind, body: found };
      if (isDeepStrictEqual(found, expected.body)) continue;
      const shown = (value: unknown) => inspect(value, { depth: 20, maxArrayLength: 3 });
      throw new Error(
        `${workload.name}: ${kind} answers other than ${expected.kind}.\n${expected.kind}: ${shown(expected.body)}\n${kind}: ${shown(found)}`,
      );
    }
  }
}

/** The data, with cursors reduced to whether they exist. */
function canonical(body: unknown): unknown {
  return JSON.parse(JSON.stringify((body as { data: object }).data), (name, value: unknown) =>
    name === 'endCursor' ? typeof value === 'string' : value,
  );
}
