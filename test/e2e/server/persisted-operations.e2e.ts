import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { PersistedOperations } from '../../../src/shared/graphql/persisted-operations';
import { TestApp } from '../../support/app';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const byHash = (document: string) => ({ persistedQuery: { version: 1, sha256Hash: sha256(document) } });

interface Answer {
  status: number;
  code: string | undefined;
  data: unknown;
}

async function send(app: TestApp, body: object): Promise<Answer> {
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
  return { status: response.status, code: errors?.[0]?.extensions.code, data };
}

async function get(app: TestApp, parameters: Record<string, string>): Promise<Answer> {
  const response = await fetch(`${app.url}/graphql?${new URLSearchParams(parameters).toString()}`, {
    headers: { 'apollo-require-preflight': '1' },
  });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
  return { status: response.status, code: errors?.[0]?.extensions.code, data };
}

const known = 'query Known { viewer { id } }';
const other = 'query Other { viewer { id } }';
const answered = { status: 200, code: undefined, data: { viewer: null } };

describe('operations that clients register', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('are then answered by their hash, with POST and GET', async () => {
    expect(await send(app, { extensions: byHash(known) })).toMatchObject({ code: 'PERSISTED_QUERY_NOT_FOUND' });
    expect(await send(app, { query: known, extensions: byHash(known) })).toEqual(answered);
    expect(await send(app, { extensions: byHash(known) })).toEqual(answered);
    expect(await get(app, { extensions: JSON.stringify(byHash(known)) })).toEqual(answered);
  });

  it('are not registered under the hash of another, or if they are refused', async () => {
    expect(await send(app, { query: other, extensions: byHash(known) })).toMatchObject({ status: 400 });
    for (const refused of ['{ nonsense }', '{ viewer', `{ viewer { ${'id '.repeat(100)} } }`]) {
      expect(await send(app, { query: refused, extensions: byHash(refused) })).toMatchObject({ status: 400 });
      expect(await send(app, { extensions: byHash(refused) })).toMatchObject({ code: 'PERSISTED_QUERY_NOT_FOUND' });
    }
  });

  it('are evicted when there are too many', async () => {
    const persisted = new PersistedOperations(new Map([['a', known]]), false);
    for (let i = 0; i < 30; i += 1) await persisted.cache!.set(`apq:${i}`, 'x'.repeat(500_000));
    const kept = await Promise.all(Array.from({ length: 30 }, (_, i) => persisted.cache!.get(`apq:${i}`)));
    expect(kept.filter((document) => document !== undefined).length).toBeLessThan(20);
    expect(kept.at(-1)).toBeDefined();
    expect(await persisted.cache!.get('apq:a')).toBe(known);
  });
});

describe('persisted operations of released clients', () => {
  let folder: string;
  const file = (content: unknown) => {
    const path = join(folder, 'documents.json');
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'trellis-documents-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  describe('in production', () => {
    let app: TestApp;
    beforeAll(async () => {
      app = await TestApp.start({ environment: 'production', persistedDocuments: file({ [sha256(known)]: known }) });
      await app.installation.relay.stop();
    });
    afterAll(() => app.stop());

    it('are answered by their hash and as query text', async () => {
      expect(await send(app, { extensions: byHash(known) })).toEqual(answered);
      expect(await send(app, { query: known })).toEqual(answered);
      expect(await send(app, { query: known, extensions: byHash(known) })).toEqual(answered);
      expect(await get(app, { extensions: JSON.stringify(byHash(known)) })).toEqual(answered);
      expect(await overSocket(app, known)).toEqual({ data: { viewer: null } });
    });

    it.each<[string, object]>([
      ['another operation', { query: other }],
      ['another operation by its hash', { extensions: byHash(other) }],
      ['another operation with its hash', { query: other, extensions: byHash(other) }],
      ['another operation with the hash of a known one', { query: other, extensions: byHash(known) }],
      ['a known operation with an extra space', { query: `${known} ` }],
      ['introspection', { query: '{ __schema { types { name } } }' }],
      ['no operation', {}],
      ['no hash', { extensions: { persistedQuery: null } }],
      ['an invalid hash', { extensions: { persistedQuery: { version: 1, sha256Hash: ['__proto__'] } } }],
    ])('are the only ones: %s is refused before any statement', async (_what, body) => {
      const statements = await app.countStatements(async () => {
        expect(await send(app, body)).toEqual({ status: 400, code: 'PERSISTED_DOCUMENT_REQUIRED', data: undefined });
      });
      expect(statements).toBe(0);
    });

    it('are the only ones also over GET and WebSockets', async () => {
      const refused = { status: 400, code: 'PERSISTED_DOCUMENT_REQUIRED', data: undefined };
      expect(await get(app, { query: other })).toEqual(refused);
      expect(await get(app, { extensions: JSON.stringify(byHash(other)) })).toEqual(refused);
      expect(await get(app, { extensions: '{' })).toEqual(refused);
      await expect(overSocket(app, other)).rejects.toMatchObject([{ extensions: { code: refused.code } }]);
    });
  });

  it('are accepted next to others outside production', async () => {
    const app = await TestApp.start({ persistedDocuments: file({ [sha256(known)]: known }) });
    expect(await send(app, { extensions: byHash(known) })).toEqual(answered);
    expect(await send(app, { query: other })).toEqual(answered);
    await app.stop();
  });

  it.each<[string, unknown, string]>([
    ['is not JSON', '{', 'is not a JSON object'],
    ['is not an object', [known], 'is not a JSON object'],
    ['has a wrong hash', { [sha256(other)]: known }, sha256(known)],
    ['has values that are not strings', { [sha256(known)]: { known } }, 'the operation is not a text'],
    ['has a syntax error', { [sha256('{')]: '{' }, 'Syntax Error'],
    ['has an operation that is invalid for the schema', { [sha256('{ nonsense }')]: '{ nonsense }' }, 'nonsense'],
  ])('are not read from a file that %s', async (_what, content, message) => {
    await expect(TestApp.start({ persistedDocuments: file(content) })).rejects.toThrow(message);
  });
});

async function overSocket(app: TestApp, query: string): Promise<unknown> {
  const socket = createClient({
    url: `${app.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  try {
    return await new Promise((resolve, reject) => {
      socket.subscribe({ query }, { next: resolve, error: reject, complete: () => reject(new Error('no answer')) });
    });
  } finally {
    await socket.dispose();
  }
}
