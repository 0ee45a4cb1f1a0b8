import type { Socket } from 'node:net';
import { pause } from '../../support/database';
import { openRaw, sendRaw } from '../../support/raw-http';
import { Role, TestApp } from '../../support/app';

const post = (length: number) =>
  `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;

/** Far longer than the limits in these tests, and still finite. */
const patience = 60_000;

describe('connections', () => {
  let app: TestApp;
  let finish: () => void;
  beforeAll(async () => {
    app = await TestApp.start({
      ownSchema: true,
      connections: {
        perAddress: 10,
        headersTimeout: 400,
        bodyTimeout: 800,
        idleTimeout: 400,
        requestTimeout: 1_000,
      },
    });
    app.installation.schema.getQueryType()!.getFields().viewer!.resolve = () =>
      new Promise((resolve) => (finish = () => resolve(null)));
  });
  afterAll(() => app.stop());

  it.each([
    ['that send nothing', ''],
    ['whose headers never end', 'GET /healthz HTTP/1.1\r\nHost: x\r\n'],
    ['whose body never ends', `${post(100)}{"query"`],
    [
      'whose chunked body never ends',
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab',
    ],
  ])('%s are closed with the reason', async (_what, bytes) => {
    const outcome = await sendRaw(app.url, bytes, patience);
    expect(outcome).toMatchObject({
      ended: 'CLOSED',
      text: expect.stringMatching(/^HTTP\/1\.1 408 .*REQUEST_TOO_SLOW/s),
    });
  });

  it('whose headers never end are closed before the timeout of a body', async () => {
    const patient = await TestApp.start({ connections: { headersTimeout: 400, bodyTimeout: 20 * patience } });
    for (const bytes of ['', 'GET /healthz HTTP/1.1\r\nHost: x\r\n'])
      expect((await sendRaw(patient.url, bytes, patience)).text).toMatch(/^HTTP\/1\.1 408 .*REQUEST_TOO_SLOW/s);
    await patient.stop();
  });

  it('that are idle after a response are closed', async () => {
    const outcome = await sendRaw(app.url, 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n', patience);
    expect(outcome).toMatchObject({ ended: 'CLOSED', text: expect.stringMatching(/^HTTP\/1\.1 200/) });
  });

  it('with oversized headers or malformed HTTP get an error response', async () => {
    const large = await sendRaw(app.url, `GET / HTTP/1.1\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, patience);
    expect(large.text).toMatch(/^HTTP\/1\.1 431 .*HEADERS_TOO_LARGE/s);
    expect((await sendRaw(app.url, 'nonsense\r\n\r\n', patience)).text).toMatch(/^HTTP\/1\.1 400 .*BAD_REQUEST/s);
  });

  it('from one address are limited in number, and new ones are accepted when others end', async () => {
    const open: Socket[] = Array.from({ length: 10 }, () => openRaw(app.url).socket);
    await pause(100);
    const refused = await sendRaw(app.url, '', patience);
    expect(refused.text).toMatch(/^HTTP\/1\.1 429 .*TOO_MANY_CONNECTIONS/s);
    for (const socket of open) socket.resetAndDestroy();
    await pause(100);
    expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
  });

  it('are limited in total, while a trusted proxy is exempt from the limit per address', async () => {
    const small = await TestApp.start({ trustedProxies: ['127.0.0.1'], connections: { total: 3, perAddress: 1 } });
    const open = Array.from({ length: 3 }, () => openRaw(small.url).socket);
    await pause(100);
    expect(open.map(({ readyState }) => readyState)).toEqual(['open', 'open', 'open']);
    // Closed without a response, as Node does it.
    expect(await sendRaw(small.url, 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n', patience)).toMatchObject({ text: '' });
    open[0]!.destroy();
    await pause(100);
    expect((await fetch(`${small.url}/healthz`)).status).toBe(200);
    for (const socket of open) socket.destroy();
    await small.stop();
  });

  it('get 503 with a time to retry if a request takes too long', async () => {
    const staff = await app.as(Role.ADMIN);
    for (const query of ['{ viewer { id } }', '{ viewer { id } }']) {
      const response = await fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${staff.accessToken}` },
        body: JSON.stringify({ query }),
      });
      const answer = (await response.json()) as { errors: { extensions: { code: string } }[] };
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
      expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['REQUEST_TIMEOUT']);
      finish();
      await pause(100);
    }
    expect((await staff.send('{ __typename }')).status).toBe(200);
  });
});
