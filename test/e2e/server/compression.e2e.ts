import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Client } from '../../support/client';
import { givenProduct, unique } from '../../support/given';
import { Role, TestApp } from '../../support/app';

interface Answer {
  encoding: string | undefined;
  vary: string | undefined;
  body: Buffer;
}

describe('responses', () => {
  let app: TestApp;
  let staff: Client;
  let id: string;
  beforeAll(async () => {
    app = await TestApp.start();
    staff = await app.as(Role.ADMIN);
    id = (await givenProduct(app, { name: unique('Product') })).id;
    for (let i = 0; i < 10; i += 1) await givenProduct(app, { description: 'plain words '.repeat(50) });
  });
  afterAll(() => app.stop());

  /** Unlike fetch, neither requests nor decompresses a compressed response by itself. */
  function post(query: string, acceptEncoding?: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        authorization: `Bearer ${staff.accessToken}`,
        ...(acceptEncoding && { 'accept-encoding': acceptEncoding }),
      };
      const sent = request(`${app.url}/graphql`, { method: 'POST', headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({
            encoding: response.headers['content-encoding'],
            vary: response.headers.vary,
            body: Buffer.concat(parts),
          }),
        );
      });
      sent.on('error', reject);
      sent.end(JSON.stringify({ query }));
    });
  }

  const page = '{ products { nodes { id name description } } }';

  it.each([
    ['br', 'gzip, deflate, br', brotliDecompressSync],
    ['gzip', 'gzip, deflate', gunzipSync],
  ])('are compressed with %s when they are large', async (encoding, accepted, open) => {
    const plain = await post(page);
    expect(plain.encoding).toBeUndefined();
    expect(plain.body.length).toBeGreaterThan(5_000);

    const answer = await post(page, accepted);
    expect(answer.encoding).toBe(encoding);
    expect(answer.vary).toMatch(/accept-encoding/i);
    expect(answer.body.length).toBeLessThan(plain.body.length / 4);
    expect(JSON.parse(open(answer.body).toString())).toEqual(JSON.parse(plain.body.toString()));
  });

  it.each([[undefined], ['identity'], ['deflate']])('are uncompressed for clients that accept %s', async (accepted) => {
    const answer = await post(page, accepted);
    expect(answer.encoding).toBeUndefined();
    expect(JSON.parse(answer.body.toString())).toMatchObject({ data: { products: {} } });
  });

  it('are uncompressed if they are small, such as one record', async () => {
    const answer = await post(`{ product(id: "${id}") { id name description owner } }`, 'gzip, deflate, br');
    expect(answer.encoding).toBeUndefined();
    expect(JSON.parse(answer.body.toString())).toMatchObject({ data: { product: { id } } });
  });
});
