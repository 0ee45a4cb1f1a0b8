import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { claimsOf, listening, now, textsOf, type Viewer, viewerSql } from './access';
import { approve } from './limit.approve';
import { openDatabase } from './limit.database';
import { costByPhase, onePartner, portalPage, projectsPage } from './limit.reads';

/*
 * The limit: a handwritten server for exactly these requests. No framework, joins for one-to-one levels, prepared
 * statements, rows written directly into the response.
 */

const database = openDatabase();

async function viewerOf(request: IncomingMessage): Promise<Viewer | null> {
  const claims = claimsOf(request.headers.authorization);
  if (!claims) return null;
  const [row] = await database.rows(viewerSql, [claims.sid, claims.sub, now()]);
  return row ? { userId: claims.sub, roles: textsOf(row[0]), partnerId: row[1] as string | null } : null;
}

async function answer(request: IncomingMessage, viewer: Viewer): Promise<object | null> {
  const { pathname, searchParams } = new URL(request.url!, 'http://localhost');
  if (request.method === 'GET') {
    if (pathname === '/portal') return portalPage(database, viewer);
    if (pathname === '/projects') return projectsPage(database, viewer, searchParams);
    if (pathname === '/cost') return costByPhase(database, viewer);
    if (pathname.startsWith('/partners/')) return onePartner(database, viewer, pathname.slice('/partners/'.length));
  }
  if (request.method === 'POST' && pathname === '/approvals') {
    const { id, version } = JSON.parse(await bodyOf(request)) as { id: string; version: number };
    return approve(database, viewer, id, version, String(request.headers['idempotency-key']));
  }
  return null;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const part of request.setEncoding('utf8')) body += part as string;
  return body;
}

const server = createServer((request, response) => {
  const send = (status: number, body: object) => {
    const text = JSON.stringify(body);
    response.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(text),
    });
    response.end(text);
  };
  const handle = async () => {
    const viewer = await viewerOf(request);
    if (!viewer) return send(401, { errors: [{ message: 'Sign in first.' }] });
    const body = await answer(request, viewer);
    return body ? send(200, body) : send(404, { errors: [{ message: 'There is nothing here.' }] });
  };
  handle().catch((error: unknown) => {
    console.error(error);
    send(500, { errors: [{ message: 'Something went wrong.' }] });
  });
});

server.listen(listening, () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
