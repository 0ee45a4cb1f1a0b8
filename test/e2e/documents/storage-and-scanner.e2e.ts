import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { S3Storage } from '../../../src/modules/documents/s3.storage';
import { openScanner } from '../../../src/modules/documents/scanner';
import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import {
  downloadUrlOf,
  fakeS3,
  type FakeS3,
  givenDocument,
  type LocalServer,
  pdf,
  serve,
  upload,
} from '../../support/uploads';

describe('documents in a bucket, checked by a scanner', () => {
  let app: TestApp;
  let manager: Client;
  let s3: FakeS3;
  let scanner: LocalServer;
  /** Content with this word is infected; null makes the scanner unavailable. */
  let infection: string | null = 'EICAR';

  beforeAll(async () => {
    s3 = await fakeS3();
    scanner = await serve((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const infected = infection !== null && Buffer.concat(chunks).includes(infection);
        response.writeHead(infection === null ? 503 : infected ? 406 : 200).end();
      });
    });
    app = await TestApp.start({
      uploadBytes: 20_000_000,
      s3: {
        bucket: 'trellis',
        endpoint: s3.url,
        region: 'x',
        prefix: 'docs/',
        accessKeyId: 'key',
        secretAccessKey: 's',
      },
      scanner: scanner.url,
    });
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
  });
  afterAll(async () => {
    await app.stop();
    await scanner.stop();
    await s3.stop();
  });

  const read = async (id: string) =>
    (await manager.query('query ($id: ID!) { document(id: $id) { scanStatus scannedAt downloadUrl } }', { id }))
      .document;

  it('are stored with signed requests, whole or in parts, and read back', async () => {
    for (const [size, parts] of [
      [100_000, 0],
      [12_000_000, 3],
    ] as const) {
      s3.state.parts = 0;
      const content = pdf(size);
      const { document } = await upload(app, manager, { content });
      expect(document).toMatchObject({ size: content.length, scanStatus: 'CLEAN' });
      expect(s3.state.parts).toBe(parts);
      const response = await fetch((await downloadUrlOf(manager, document.id))!);
      expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
    }
    expect([...s3.objects.keys()]).toEqual(
      Array(2).fill(expect.stringMatching(/^\/trellis\/docs\/upload_[0-9a-z]{26}$/)),
    );
    expect(s3.state.requests.every((request) => request.endsWith('AWS4-HMAC-SHA256'))).toBe(true);
  });

  it('leave nothing behind when refused during the upload', async () => {
    const before = s3.objects.size;
    const { status } = await upload(app, manager, { content: pdf(21_000_000) });
    expect(status).toBe(413);
    expect(s3.objects.size).toBe(before);
  });

  it('are refused if infected', async () => {
    const before = s3.objects.size;
    const work = () => upload(app, manager, { content: Buffer.from('%PDF-1.7 EICAR') });
    const { status, error } = await app.expectNothingChanged(work);
    expect([status, error.code, error.rule]).toEqual([422, 'RULE_VIOLATION', 'infected']);
    expect(s3.objects.size).toBe(before);
  });

  it('wait for an unavailable scanner, and cannot be downloaded until they are scanned', async () => {
    infection = null;
    const clean = await givenDocument(app, manager);
    const { document: infected } = await upload(app, manager, { content: Buffer.from('%PDF-1.7 MELISSA') });
    for (const { id } of [clean, infected]) {
      expect(await read(id)).toEqual({ scanStatus: 'PENDING', scannedAt: null, downloadUrl: null });
    }
    expect((await app.installation.jobs.run('documentsScan'))!.error).toContain('2 documents could not be scanned');
    infection = 'MELISSA';
    expect(await app.installation.jobs.run('documentsScan')).toMatchObject({ changed: 2, error: null });
    expect(await read(clean.id)).toMatchObject({ scanStatus: 'CLEAN', downloadUrl: expect.any(String) });
    expect(await read(infected.id)).toMatchObject({ scanStatus: 'INFECTED', downloadUrl: null });
    expect(await app.factsAbout(infected.id)).toEqual(['DocumentUploaded', 'DocumentScanned']);
    expect(await app.historyOf(infected.id)).toEqual(['documentUpload', 'documentsScan']);
    expect(await app.installation.jobs.run('documentsScan')).toMatchObject({ changed: 0 });
  });

  it('cannot be stored while the storage is unavailable, and read as null if missing', async () => {
    const away = new S3Storage({ ...app.installation.config.s3!, endpoint: 'http://127.0.0.1:1' });
    await expect(away.put(newId('upload'), Readable.from([pdf()]))).rejects.toThrow();
    const storage = new S3Storage(app.installation.config.s3!);
    expect(await storage.get(newId('upload'))).toBeNull();
    await storage.delete(newId('upload'));
  });

  it('can be scanned by a command', async () => {
    const scan = (command: string, content: Buffer) =>
      openScanner({ scanner: command })!.isClean(Readable.from([content]));
    // Exits with 1 if it finds the word, as scanners do, and else with 0.
    const command = 'awk /EICAR/{exit(1)}';
    expect(await scan(command, Buffer.from('%PDF-1.7 nothing\n'))).toBe(true);
    expect(await scan(command, Buffer.from('%PDF-1.7 EICAR\n'))).toBe(false);
    await expect(scan('cat /no/such/file --no-such-option', Buffer.alloc(0))).resolves.toBe(false);
    await expect(scan('/no/such/scanner', Buffer.alloc(0))).rejects.toThrow('ENOENT');
    expect(openScanner({ scanner: null })).toBeNull();
  });

  it('are stored unchanged', async () => {
    const storage = new S3Storage(app.installation.config.s3!);
    const key = newId('upload');
    await storage.put(key, Readable.from([Buffer.from('a'), Buffer.from('b')]));
    expect((await buffer((await storage.get(key))!)).toString()).toBe('ab');
  });
});
