import { createClient } from 'graphql-ws';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { WebSocket } from 'ws';
import { TestApp } from '../../support/app';

interface Answer {
  status: number;
  retryAfter: string | null;
  code: string | undefined;
  data: unknown;
}

async function ask(app: TestApp, query: string): Promise<Answer> {
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data: unknown; errors?: { extensions: { code: string } }[] };
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    code: errors?.[0]?.extensions.code,
    data,
  };
}

/** Sends many concurrent requests from a separate thread: clients do not wait for the server's event loop. */
function askFromOutside(app: TestApp, query: string, times: number): Promise<Answer[]> {
  const asking = `
    const { parentPort, workerData: { url, body, times } } = require('node:worker_threads');
    const ask = async () => {
      const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      const { data, errors } = await response.json();
      const code = errors && errors[0].extensions.code;
      return { status: response.status, retryAfter: response.headers.get('retry-after'), code, data };
    };
    Promise.all(Array.from({ length: times }, ask)).then((answers) => parentPort.postMessage(answers));`;
  const workerData = { url: `${app.url}/graphql`, body: JSON.stringify({ query }), times };
  return new Promise((resolve, reject) => {
    new Worker(asking, { eval: true, workerData }).once('message', resolve).once('error', reject);
  });
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(10);
}

/** Makes `viewer` answer after some work. */
function viewerTakes(app: TestApp, work: () => Promise<void> | void): void {
  app.installation.schema.getQueryType()!.getFields().viewer!.resolve = async () => {
    await work();
    return null;
  };
}

describe('an overloaded server', () => {
  let app: TestApp;

  describe('with too many requests in progress', () => {
    let inWork = 0;
    let begun = 0;
    let finish: () => void;
    let finished: Promise<void>;
    beforeAll(async () => {
      app = await TestApp.start({ ownSchema: true, load: { requests: 5, burst: 1_000, delay: 100 } });
      viewerTakes(app, async () => {
        inWork += 1;
        begun += 1;
        await finished;
        inWork -= 1;
      });
    });
    beforeEach(() => {
      finished = new Promise((resolve) => (finish = resolve));
    });
    afterAll(() => app.stop());

    const allInWork = () => until(() => inWork === 5);

    it('refuses requests that waited too long, answers the rest, and recovers', async () => {
      let refused = 0;
      const answers = await Promise.all(
        Array.from({ length: 40 }, async () => {
          const answer = await ask(app, '{ viewer { id } }');
          if (answer.status === 503) refused += 1;
          // The others are still in progress: if the refused ones had waited for them, this would never end.
          if (refused === 35) finish();
          return answer;
        }),
      );
      const admitted = answers.filter(({ status }) => status === 200);
      const shed = answers.filter(({ status }) => status !== 200);

      expect(admitted).toHaveLength(5);
      for (const { data } of admitted) expect(data).toEqual({ viewer: null });
      for (const { status, code, retryAfter } of shed)
        expect([status, code, retryAfter]).toEqual([503, 'OVERLOADED', '1']);
      expect(await ask(app, '{ viewer { id } }')).toMatchObject({ status: 200, data: { viewer: null } });
    });

    it('queues concurrent requests', async () => {
      begun = 0;
      const work = Promise.all(Array.from({ length: 20 }, () => ask(app, '{ viewer { id } }')));
      await allInWork();
      expect(begun).toBe(5);
      finish();
      expect((await work).map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
      expect(begun).toBe(20);
    });

    it('does not execute the request of a client that left while it waited', async () => {
      begun = 0;
      const work = Promise.all(Array.from({ length: 5 }, () => ask(app, '{ viewer { id } }')));
      await allInWork();
      const leave = new AbortController();
      const waiting = fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ viewer { id } }"}',
        signal: leave.signal,
      });
      await sleep(100);
      leave.abort();
      await expect(waiting).rejects.toThrow();
      await sleep(100);
      finish();
      expect((await work).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      expect((await ask(app, '{ viewer { id } }')).status).toBe(200);
      expect(begun).toBe(6);
    });

    it('stays alive and ready, and accepts no sockets', async () => {
      const work = Promise.all(Array.from({ length: 5 }, () => ask(app, '{ viewer { id } }')));
      await allInWork();
      const status = async (path: string) => (await fetch(`${app.url}${path}`)).status;
      expect(await Promise.all(['/healthz', '/readyz', '/schema.graphql'].map(status))).toEqual([200, 200, 200]);

      const opened = new Promise((resolve, reject) => {
        createClient({
          url: `${app.url.replace('http', 'ws')}/graphql`,
          webSocketImpl: WebSocket,
          lazy: false,
          retryAttempts: 0,
          onNonLazyError: reject,
          on: { connected: resolve },
        });
      });
      await expect(opened).rejects.toMatchObject({ message: expect.stringContaining('503') });
      finish();
      expect((await work).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    });

    it('counts a request whose client has left until it finishes', async () => {
      const leave = new AbortController();
      const left = Array.from({ length: 5 }, () =>
        fetch(`${app.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"query":"{ viewer { id } }"}',
          signal: leave.signal,
        }).catch(() => undefined),
      );
      await allInWork();
      leave.abort();
      await Promise.all(left);
      expect((await ask(app, '{ viewer { id } }')).status).toBe(503);
      finish();
      await until(() => inWork === 0);
      expect((await ask(app, '{ viewer { id } }')).status).toBe(200);
    });
  });

  describe('after its event loop was blocked', () => {
    beforeAll(async () => {
      app = await TestApp.start({ ownSchema: true, load: { requests: 5, burst: 10_000, delay: 10 } });
      viewerTakes(app, () => undefined);
    });
    afterAll(() => app.stop());

    it('answers all requests that arrived meanwhile', async () => {
      await ask(app, '{ viewer { id } }');
      const asked = askFromOutside(app, '{ viewer { id } }', 40);
      for (let held = 0; held < 5; held += 1) {
        for (const end = performance.now() + 300; performance.now() < end;);
        await sleep(0);
      }
      expect((await asked).map(({ status }) => status)).toEqual(Array.from({ length: 40 }, () => 200));
    });
  });
});
