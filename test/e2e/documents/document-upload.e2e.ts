import { createHash, randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PendingUpload } from '../../../src/modules/documents/document.entity';
import { openStorage } from '../../../src/modules/documents/open-storage';
import { system } from '../../../src/shared/access/viewer';
import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenApplicant } from '../../support/given';
import { downloadUrlOf, givenDocument, pdf, upload } from '../../support/uploads';

const fields = 'id name mediaType size sha256 partnerId projectId scanStatus scannedAt uploadedBy { id } downloadUrl';

describe('POST /documents', () => {
  let app: TestApp;
  let manager: Client;
  let partnerId: string;
  let administrator: Client;
  let member: Client;
  let stranger: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    partnerId = (await givenApplicant(app)).id;
    administrator = await app.asPartner(partnerId, Role.PARTNER_ADMIN);
    member = await app.asPartner(partnerId, Role.PARTNER_MEMBER);
    stranger = await app.asPartner((await givenApplicant(app)).id, Role.PARTNER_ADMIN);
  });
  afterAll(() => app.stop());

  const filesIn = () =>
    readdirSync(join(app.installation.config.dataDirectory, 'files'), { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile(),
    );
  const read = async (client: Client, id: string) =>
    (await client.query(`query ($id: ID!) { document(id: $id) { ${fields} } }`, { id })).document;
  const refusedQuietly = <T>(work: () => Promise<T>): Promise<T> =>
    app.expectNothingChanged(async () => {
      const before = filesIn().length;
      const result = await work();
      expect(filesIn()).toHaveLength(before);
      return result;
    });

  it("stores a partner's document, and serves it by a link that expires", async () => {
    const content = pdf(100_000);
    const { status, document } = await upload(app, administrator, { name: '合同 (Süd).pdf', content });
    expect(status).toBe(201);
    const stored = await read(administrator, document.id);
    expect(stored).toMatchObject({
      name: '合同 (Süd).pdf',
      mediaType: 'application/pdf',
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      partnerId,
      projectId: null,
      scanStatus: 'NOT_SCANNED',
      scannedAt: null,
      uploadedBy: { id: administrator.userId },
    });
    expect(await app.factsAbout(document.id)).toEqual(['DocumentUploaded']);
    expect(await app.historyOf(document.id)).toEqual(['documentUpload']);

    const response = await fetch(stored.downloadUrl);
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="__ (S_d).pdf"; filename*=UTF-8''%E5%90%88%E5%90%8C%20%28S%C3%BCd%29.pdf`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });

    const other = (await upload(app, administrator)).document;
    expect((await fetch(stored.downloadUrl.replace(document.id, other.id))).status).toBe(403);
    expect((await fetch(stored.downloadUrl.replace(/signature=.*/, 'signature=x'))).status).toBe(403);
    expect((await fetch(stored.downloadUrl.replace(/\?.*/, ''))).status).toBe(403);
    const now = app.clock.now();
    app.clock.set(new Date(now.getTime() + 300_000));
    expect((await fetch(stored.downloadUrl)).status).toBe(403);
    app.clock.set(now);
  });

  it('accepts a text, which is compressed in transit', async () => {
    const content = Buffer.from('Grüße 🚀\n'.repeat(500));
    const { document } = await upload(app, manager, { name: 'notes.md', content, type: 'text/html' });
    expect(document).toMatchObject({ mediaType: 'text/plain', partnerId: null, projectId: null });
    const response = await fetch((await downloadUrlOf(manager, document.id))!);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
  });

  it('lists documents only to users who may see them', async () => {
    const own = await givenDocument(app, member);
    const theirs = await givenDocument(app, administrator);
    const about = await givenDocument(app, manager, partnerId);
    const internal = await givenDocument(app, manager);
    const list = async (client: Client, filter: object = {}) =>
      (
        await client.query(
          'query ($filter: DocumentFilter) { documents(first: 100, filter: $filter) { nodes { id uploadedBy { id } } } }',
          { filter },
        )
      ).documents.nodes.map(({ id }: { id: string }) => id);
    const newest = [internal, about, theirs, own].map(({ id }) => id);
    expect((await list(manager)).slice(0, 4)).toEqual(newest);
    expect((await list(manager, { partnerId: [partnerId], search: 'contract' })).slice(0, 3)).toEqual(newest.slice(1));
    expect((await list(administrator)).slice(0, 3)).toEqual(newest.slice(1));
    expect(await list(member)).toEqual([own.id]);
    expect(await list(stranger)).toEqual([]);
    expect(await list(app.anonymous)).toEqual([]);
    for (const { id } of [theirs, about, internal]) expect(await read(member, id)).toBeNull();
    for (const { id } of [own, theirs, about]) {
      expect(await read(stranger, id)).toBeNull();
      expect(await downloadUrlOf(administrator, id)).toMatch(/^http:\/\/.*\/files\/document_/);
    }
    expect(await read(administrator, internal.id)).toBeNull();
    expect(await downloadUrlOf(await app.as(Role.ANALYST), internal.id)).not.toBeNull();
  });

  it("treats another firm's partner and project as missing", async () => {
    const absent = { partner: newId('partner'), project: newId('project') };
    for (const [field, id] of [
      ['partnerId', partnerId],
      ['partnerId', absent.partner],
      ['projectId', absent.project],
    ] as const) {
      const { status, error } = await refusedQuietly(() => upload(app, stranger, {}, { [field]: id }));
      expect({ status, ...error }).toEqual({
        status: 404,
        code: 'NOT_FOUND',
        message: `There is no record ${id}.`,
        field: [field],
      });
    }
    const wrong = await refusedQuietly(() => upload(app, manager, {}, { partnerId: absent.project }));
    expect(wrong).toMatchObject({ status: 400, error: { code: 'INVALID_INPUT', field: ['partnerId'] } });
  });

  it('requires signing in, and is not for ANALYST', async () => {
    const nobody = await refusedQuietly(() => upload(app, app.anonymous));
    expect(nobody).toMatchObject({ status: 401, error: { code: 'UNAUTHENTICATED' } });
    const analyst = await app.as(Role.ANALYST);
    expect(await refusedQuietly(() => upload(app, analyst))).toMatchObject({
      status: 403,
      error: { code: 'FORBIDDEN' },
    });
  });

  it.each([
    ['an executable named .pdf', { name: 'invoice.pdf', content: Buffer.from('MZ\x90\x00\x03\x00\x00\x00', 'latin1') }],
    ['an extension that does not match the content', { name: 'invoice.exe' }],
    ['an empty file', { content: Buffer.alloc(0) }],
    ['a large executable', { content: Buffer.concat([Buffer.from('\x7fELF\x02', 'latin1'), randomBytes(300_000)]) }],
  ])('refuses %s', async (_what, file) => {
    const { status, error } = await refusedQuietly(() => upload(app, manager, file));
    expect([status, error.code, error.field]).toEqual([400, 'INVALID_INPUT', ['file']]);
  });

  it.each(['../../../../etc/passwd.pdf', '..\\..\\passwd.pdf', '/etc/passwd.pdf'])(
    'removes the path from the name %s',
    async (name) => {
      const { document } = await upload(app, manager, { name });
      expect(document.name).toBe('passwd.pdf');
      expect(filesIn().map((entry) => entry.name)).not.toContain('passwd.pdf');
    },
  );

  it('refuses a body that is not the expected form', async () => {
    const send = (init: RequestInit) =>
      fetch(`${app.url}/documents`, {
        method: 'POST',
        ...init,
        headers: { authorization: `Bearer ${manager.accessToken}`, ...init.headers },
      });
    const other = new FormData();
    other.append('path', '/etc');
    const empty = new FormData();
    empty.append('partnerId', partnerId);
    const misnamed = new FormData();
    misnamed.append('upload', new Blob([new Uint8Array(pdf())]), 'a.pdf');
    const two = new FormData();
    for (const name of ['a.pdf', 'b.pdf']) two.append('file', new Blob([new Uint8Array(pdf())]), name);
    await refusedQuietly(async () => {
      expect((await send({ body: '{}', headers: { 'content-type': 'application/json' } })).status).toBe(415);
      for (const body of [other, empty, misnamed]) expect((await send({ body })).status).toBe(400);
      expect((await send({ body: two })).status).toBe(413);
      const broken = await send({ body: 'x', headers: { 'content-type': 'multipart/form-data; boundary=y' } });
      expect(broken.status).toBe(400);
    });
  });

  /** A form with a file of this many megabytes, sent piece by piece until the server refuses it. */
  function sendLarge(
    megabytes: number,
    headers: Record<string, string | number>,
  ): Promise<{ status: number; sent: number }> {
    return new Promise((resolve, reject) => {
      let sent = 0;
      let ended = false;
      const request = httpRequest(`${app.url}/documents`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${manager.accessToken}`,
          'content-type': 'multipart/form-data; boundary=frontier',
          ...headers,
        },
      });
      request.on('response', (response) => {
        ended = true;
        resolve({ status: response.statusCode!, sent });
        request.destroy();
      });
      request.on('error', (error) => (ended ? undefined : reject(error)));
      const head = '--frontier\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7\n';
      request.write(head);
      const piece = Buffer.alloc(1_000_000, 'x');
      const more = () => {
        while (!ended && sent < megabytes) {
          sent += 1;
          if (!request.write(piece)) return void request.once('drain', more);
        }
        if (!ended) request.end('\r\n--frontier--\r\n');
      };
      more();
    });
  }

  it('refuses 300 MB as soon as the limit is passed, with or without a declared size, and keeps nothing', async () => {
    await refusedQuietly(async () => {
      const unknown = await sendLarge(300, { 'transfer-encoding': 'chunked' });
      expect(unknown.status).toBe(413);
      expect(unknown.sent).toBeLessThan(100);
      const told = await sendLarge(300, { 'content-length': 300_000_128 });
      expect(told.status).toBe(413);
      expect(told.sent).toBeLessThan(100);
    });
    expect((await upload(app, manager, { content: pdf(1_000_000) })).error).toMatchObject({
      code: 'BODY_TOO_LARGE',
      message: 'A document has at most 1000000 bytes.',
    });
    expect((await upload(app, manager, { content: pdf(999_991) })).document.size).toBe(1_000_000);
  });

  it('keeps nothing of an aborted upload', async () => {
    await refusedQuietly(async () => {
      const request = httpRequest(`${app.url}/documents`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${manager.accessToken}`,
          'content-type': 'multipart/form-data; boundary=frontier',
          'transfer-encoding': 'chunked',
        },
      });
      request.on('error', () => undefined);
      request.write('--frontier\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7\n');
      request.write(Buffer.alloc(200_000, 'x'));
      for (let round = 0; filesIn().length === 0 && round < 40; round += 1) await sleep(50);
      await sleep(200);
      request.destroy();
      await sleep(500);
    });
  });

  it('removes by a job only the files that a crash left behind', async () => {
    const { database, config } = app.installation;
    const kept = await givenDocument(app, manager);
    const storage = await openStorage(config);
    const left = await database.transaction({ viewer: system, action: 'test', requestId: 'test' }, (tx) =>
      tx.append(PendingUpload, { uploadedById: manager.userId as never, startedAt: app.clock.now() }),
    );
    await storage.put(left.id, (await import('node:stream')).Readable.from([Buffer.from('half a file')]));
    expect(await app.installation.jobs.run('documentsCleanUp')).toMatchObject({ changed: 0, error: null });
    app.clock.advanceDays(2);
    const before = filesIn().length;
    expect(await app.installation.jobs.run('documentsCleanUp')).toMatchObject({ changed: 1, error: null });
    expect(filesIn()).toHaveLength(before - 1);
    expect(await storage.get(left.id)).toBeNull();
    expect((await fetch((await downloadUrlOf(await app.as(Role.ADMIN), kept.id))!)).status).toBe(200);
  });
});
