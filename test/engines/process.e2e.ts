import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestDatabase } from '../support/engine';
import { Chance } from '../support/fuzz';
import { endpointOf, startProcess, type StartedProcess } from '../support/process';
import { openRaw, sendRaw } from '../support/raw-http';
import { createMigratedDatabase } from '../support/template';

/* No client input and no aborted connection ends the process, and a shutdown is orderly. */

const seed = 2_611;
const attempts = 200;
const clients = 20;

const handshake = (path: string, extra = '') =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
  `Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n${extra}\r\n`;

/** Client frames, masked with zeros; the first byte is the kind, and the length may be wrong. */
const frame = (first: number, payload: Buffer, length = payload.length) =>
  Buffer.concat([Buffer.from([first, 0x80 | Math.min(length, 125), 0, 0, 0, 0]), payload]);

const texts = [
  '{}',
  'null',
  '[]',
  '{"type":1}',
  '{"type":"connection_init","payload":{"authorization":{}}}',
  '\u0000',
].concat(
  '{"type":"connection_init","payload":{"authorization":"Bearer x"}}',
  '{"type":"subscribe","id":"","payload":{"query":""}}',
  '{"type":"subscribe","id":"__proto__","payload":{"query":"{ __typename }"}}',
  '{"type":"subscribe","id":"a","payload":{"query":1,"variables":2}}',
  '{"type":"complete","id":"constructor"}',
  '{"type":"ping","payload":{"authorization":1}}',
  '{"type":"connection_ack"}',
);

function malformed(chance: Chance): (string | Buffer)[] {
  const init = frame(0x81, Buffer.from('{"type":"connection_init"}'));
  const text = () => frame(0x81, Buffer.from(chance.one(texts)));
  return chance.one<() => (string | Buffer)[]>([
    () => [
      handshake(chance.one(['//', '/', '*', 'http://', '/graphql/../x', '/\u00ff', '///graphql', '/%', '//graphql?'])),
    ],
    () => [
      handshake(
        '/graphql',
        chance.one(['Sec-WebSocket-Key: x\r\n', 'Sec-WebSocket-Version: 99\r\n', 'Sec-WebSocket-Extensions: ,;=\r\n']),
      ),
    ],
    () => [handshake('/graphql', `Origin: ${'x'.repeat(chance.below(20_000))}\r\n`)],
    () => [handshake('/graphql'), frame(chance.below(256), chance.bytes(chance.below(120)), chance.below(130))],
    () => [handshake('/graphql'), init, text(), text(), text()],
    () => [handshake('/graphql'), text(), chance.bytes(chance.below(200))],
    () => [handshake('/graphql'), frame(0x88, chance.bytes(chance.below(4))), init],
    () => [chance.bytes(chance.below(2_000))],
    () => [
      `GET / HTTP/${chance.one(['0.9', '1.1', '2.0', 'x'])}\r\n${chance.one(['\r\n', 'Host\r\n\r\n', ': x\r\n\r\n'])}`,
    ],
    () => ['CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n', chance.bytes(20)],
    () => ['POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n', 'zz\r\n'],
    () => [
      'POST /graphql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n',
      `${chance.one(['-1', 'fffffffff', 'g', '5'])}\r\nab`,
    ],
    () => ['POST /graphql HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n', 'ab'],
    () => ['POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 4\r\n\r\nnull'],
    () => [`GET / HTTP/1.1\r\nHost: x\r\nx: ${'y'.repeat(chance.below(40_000))}\r\n\r\n`],
  ])();
}

async function isAlive(endpoint: string): Promise<boolean> {
  return (await fetch(new URL('/healthz', endpoint))).ok;
}

describe('the process', () => {
  let database: TestDatabase;
  let server: StartedProcess;
  let endpoint: string;
  beforeEach(async () => {
    database = await createMigratedDatabase();
    const variables = { DRAIN_MS: '1500', RATE_PER_ADDRESS: '0', NODE_ENV: 'test' };
    server = startProcess(database, variables, [join(__dirname, '..', 'support', 'throw-when-told.cjs')]);
    endpoint = await endpointOf(server);
  });
  afterEach(async () => {
    server.process.kill('SIGKILL');
    await server.ended;
    await database.drop();
  });

  it('survives any input, and shuts down without resetting connections', async () => {
    // A request that once crashed the server: its path is not a URL.
    await sendRaw(endpoint, handshake('//'), 1_000);
    // Another one: a refused handshake whose client has gone before the answer.
    for (let i = 0; i < 20; i += 1) {
      const { socket, closed } = openRaw(endpoint);
      socket.write(handshake('/elsewhere'), () => socket.resetAndDestroy());
      await closed;
    }
    expect(await isAlive(endpoint)).toBe(true);

    const chance = new Chance(seed);
    for (let i = 0; i < attempts; i += 20) {
      await Promise.all(
        Array.from({ length: 20 }, async () => {
          const { socket, closed } = openRaw(endpoint);
          for (const piece of malformed(chance)) socket.write(piece);
          const how = chance.one(['RESET', 'END', 'HALF', 'WAIT']);
          await sleep(chance.below(30));
          if (how === 'END' || how === 'HALF') socket.end();
          if (how === 'RESET') socket.resetAndDestroy();
          else if (how !== 'END') await Promise.race([closed, sleep(50)]);
          socket.destroy();
          await closed;
        }),
      );
      expect(await isAlive(endpoint)).toBe(true);
    }
    expect(server.said()).not.toMatch(/Unhandled|uncaught/i);

    await drainsWithoutReset(() => server.process.kill('SIGTERM'));
    expect(await server.ended).toBe(0);
  }, 600_000);

  it.each<[string, NodeJS.Signals]>([
    ['an error', 'SIGUSR2'],
    ['a rejection', 'SIGWINCH'],
  ])(
    'logs %s that nothing handles, finishes the requests in progress, and exits with 1',
    async (_what, signal) => {
      const begun = openRaw(endpoint);
      const body = '{"query":"{ __typename }"}';
      begun.socket.write(
        `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`,
      );
      await sleep(200);
      await drainsWithoutReset(() => {
        server.process.kill(signal);
        begun.socket.write(body);
      });
      expect((await begun.closed).text).toContain('"__typename":"Query"');
      expect(await server.ended).toBe(1);
      expect(server.said()).toContain('uncaught error');
      expect(server.said()).toMatch(/Nobody (catches|waits for) this\./);
    },
    600_000,
  );

  /** Keep-alive clients send requests in a loop; each gets 200, and at the end a refused connection. */
  async function drainsWithoutReset(tell: () => void): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: clients });
    const wrong: string[] = [];
    let answered = 0;
    let told = false;
    let closing = 0;
    let notReady = 0;
    const client = async (path: string) => {
      for (;;) {
        const outcome = await ask(agent, endpoint, path);
        if (outcome.error === 'ECONNREFUSED' && told) return;
        if (outcome.error) return void wrong.push(outcome.error);
        answered += 1;
        if (outcome.closes) closing += 1;
        if (path === '/readyz') {
          if (outcome.status === 503) notReady += 1;
        } else if (outcome.status !== 200) wrong.push(String(outcome.status));
      }
    };
    const all = Promise.all(
      Array.from({ length: clients }, (_, index) =>
        client(index === 0 ? '/readyz' : index % 2 ? '/healthz' : '/graphql?query=%7B__typename%7D'),
      ),
    );
    await sleep(500);
    told = true;
    tell();
    await all;
    agent.destroy();
    expect(wrong).toEqual([]);
    expect(answered).toBeGreaterThan(clients * 2);
    expect(closing).toBeGreaterThan(clients);
    expect(notReady).toBeGreaterThan(0);
  }
});

function ask(
  agent: Agent,
  endpoint: string,
  path: string,
): Promise<{ status?: number; closes?: boolean; error?: string }> {
  return new Promise((resolve) => {
    const asked = request(
      new URL(path, endpoint),
      { agent, headers: { 'apollo-require-preflight': '1' } },
      (response) => {
        response.resume();
        response.on('end', () =>
          resolve({ status: response.statusCode!, closes: response.headers.connection === 'close' }),
        );
        response.on('error', (error: NodeJS.ErrnoException) => resolve({ error: error.code ?? error.message }));
      },
    );
    asked.on('error', (error: NodeJS.ErrnoException) => resolve({ error: error.code ?? error.message }));
    asked.end();
  });
}
