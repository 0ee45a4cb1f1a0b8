import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestApp } from './app';
import type { Client } from './client';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON; the assertions say what they are */

export const pdf = (size = 200): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size)]);

export interface UploadAnswer {
  status: number;
  document: any;
  error: any;
}

/** Sends a form as a browser does. */
export async function upload(
  app: TestApp,
  client: Client,
  file: { name?: string; content?: Buffer; type?: string } = {},
  fields: Record<string, string> = {},
): Promise<UploadAnswer> {
  const form = new FormData();
  const { name = 'contract.pdf', content = pdf(), type = 'application/pdf' } = file;
  for (const [key, value] of Object.entries(fields)) form.append(key, value);
  form.append('file', new Blob([new Uint8Array(content)], { type }), name);
  const response = await fetch(`${app.url}/documents`, {
    method: 'POST',
    headers: client.accessToken ? { authorization: `Bearer ${client.accessToken}` } : {},
    body: form,
  });
  const body = (await response.json()) as any;
  const [error] = body.errors ?? [];
  return {
    status: response.status,
    document: body.document ?? null,
    error: error ? { message: error.message, ...error.extensions } : null,
  };
}

/** A document that was uploaded; about the client's own firm, or about the partner named. */
export async function givenDocument(app: TestApp, client: Client, partnerId?: string): Promise<{ id: string }> {
  const { document, error } = await upload(app, client, {}, partnerId ? { partnerId } : {});
  if (error) throw new Error(`The upload was refused: ${JSON.stringify(error)}`);
  return document;
}

export async function downloadUrlOf(client: Client, id: string): Promise<string | null> {
  const { document } = await client.query('query ($id: ID!) { document(id: $id) { downloadUrl } }', { id });
  return document?.downloadUrl ?? null;
}

export interface LocalServer {
  url: string;
  stop(): Promise<void>;
}

/** A server on this machine that answers as told. */
export async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<LocalServer> {
  const server: Server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export interface FakeS3 extends LocalServer {
  objects: Map<string, Buffer>;
  state: { parts: number; requests: string[] };
}

/** As much of S3 as a storage needs: objects in memory, put whole or in parts. */
export async function fakeS3(): Promise<FakeS3> {
  const objects = new Map<string, Buffer>();
  const uploads = new Map<string, Map<number, Buffer>>();
  const state = { parts: 0, requests: [] as string[] };
  const server = await serve((request, response) => {
    const url = new URL(request.url!, 'http://s3');
    const key = decodeURIComponent(url.pathname);
    const chunks: Buffer[] = [];
    state.requests.push(`${request.method} ${request.headers.authorization?.split(' ')[0] ?? 'unsigned'}`);
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const uploadId = url.searchParams.get('uploadId');
      const say = (status: number, xml = '', headers = {}) =>
        response.writeHead(status, { 'content-type': 'application/xml', ...headers }).end(xml);
      if (request.method === 'POST' && url.searchParams.has('uploads')) {
        const id = `upload-${uploads.size}`;
        uploads.set(id, new Map());
        return say(200, `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
      }
      if (request.method === 'PUT' && uploadId) {
        state.parts += 1;
        uploads.get(uploadId)!.set(Number(url.searchParams.get('partNumber')), body);
        return say(200, '', { etag: `"part-${state.parts}"` });
      }
      if (request.method === 'POST' && uploadId) {
        const parts = [...uploads.get(uploadId)!].sort(([a], [b]) => a - b);
        objects.set(key, Buffer.concat(parts.map(([, part]) => part)));
        uploads.delete(uploadId);
        return say(200, '<CompleteMultipartUploadResult><ETag>"whole"</ETag></CompleteMultipartUploadResult>');
      }
      if (request.method === 'DELETE' && uploadId) {
        uploads.delete(uploadId);
        return say(204);
      }
      if (request.method === 'PUT') {
        objects.set(key, body);
        return say(200, '', { etag: '"whole"' });
      }
      if (request.method === 'DELETE') {
        objects.delete(key);
        return say(204);
      }
      const found = objects.get(key);
      if (!found)
        return say(404, '<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>');
      return response.writeHead(200, { 'content-length': found.length }).end(found);
    });
  });
  return { ...server, objects, state };
}
