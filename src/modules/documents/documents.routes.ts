import type { IncomingMessage } from 'node:http';
import fastifyMultipart from '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  DomainError,
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
  RuleViolationError,
} from '../../shared/domain/errors';
import { shortened } from '../../shared/domain/text';
import { disposition } from '../../shared/http/disposition';
import type { LinkProof } from '../../shared/http/links';
import { refuse } from '../../shared/http/refusal';
import type { Routes } from '../../shared/http/routes';
import { Document } from './document.entity';
import { mayDownload } from './document.service';
import { openScanner } from './scanner';
import { openStorage } from './open-storage';
import { type DocumentSubject, QuotaError, receiveDocument, TooLargeError, type UploadDesk } from './upload.service';
import { pathOf } from './documents.links';

/** The boundaries and the other fields of a form, in addition to the file. */
const formBytes = 10_000;
const fields = ['partnerId', 'projectId'] as const;

export const documentRoutes: Routes = async (server, { config, database, log, links, viewerOf }) => {
  const { uploadBytes, uploadsPerDay, uploadBytesPerDay } = config;
  const storage = await openStorage(config);
  const desk: UploadDesk = {
    database,
    storage,
    scanner: openScanner(config),
    log,
    uploadBytes,
    uploadsPerDay,
    uploadBytesPerDay,
  };
  await server.register(fastifyMultipart, {
    throwFileSizeLimit: false,
    // Size is checked while the content streams; here, the parser only must not truncate it silently.
    limits: { files: 1, fields: fields.length, fieldSize: 200, fileSize: uploadBytes + 1, headerPairs: 50 },
  });

  server.post('/documents', async (request, reply) => {
    const viewer = await viewerOf(request.headers.authorization, request.ip);
    if (!viewer || viewer.userId === null) {
      return refuse(reply, {
        status: 401,
        code: 'UNAUTHENTICATED',
        message: 'Sign in first: this needs a valid access token.',
      });
    }
    if (!request.isMultipart()) {
      return refuse(reply, {
        status: 415,
        code: 'BAD_REQUEST',
        message: 'Send a form: multipart/form-data with the field file.',
      });
    }
    if (Number(request.headers['content-length'] ?? 0) > uploadBytes + formBytes) throw new TooLargeError(uploadBytes);
    const most = request.headers['content-length'] ? Number(request.headers['content-length']) : undefined;
    const document = await receive(request, (file, subjectOf) =>
      receiveDocument(desk, viewer, request.id, { ...file, most }, subjectOf),
    );
    const { id, name, mediaType, size, sha256, partnerId, projectId, scanStatus } = document;
    return reply.code(201).send({ document: { id, name, mediaType, size, sha256, partnerId, projectId, scanStatus } });
  });

  server.get<{ Params: { id: string }; Querystring: LinkProof }>('/files/:id', async ({ params, query }, reply) => {
    const gone = {
      status: 403,
      code: 'FORBIDDEN',
      message: 'This link is not valid, or it has expired. Request downloadUrl again.',
    };
    const viewer = await links.viewer(pathOf(params.id), query);
    const document = viewer && (await database.reader(viewer).byId(Document, params.id));
    if (!viewer || !document || !mayDownload(database.access, viewer, document)) return refuse(reply, gone);
    const content = await storage.get(document.storageKey);
    if (!content) throw new Error(`The content of ${document.id} is not in the storage.`);
    return reply
      .headers({
        'content-type': document.mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : document.mediaType,
        'content-length': document.size,
        'content-disposition': disposition('attachment', document.name),
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'private, no-store',
        'referrer-policy': 'no-referrer',
      })
      .send(content);
  });

  server.setErrorHandler((error, request, reply) => {
    if (!request.raw.complete) passOver(request.raw, uploadBytes);
    if (error instanceof TooLargeError) {
      return refuse(reply, { status: 413, code: 'BODY_TOO_LARGE', message: error.message });
    }
    database.health.note(error);
    if (!(error instanceof DomainError)) throw error;
    if (error instanceof QuotaError) void reply.header('retry-after', error.retryAfter);
    return refuseAs(reply, error);
  });
};

/**
 * Reads the rest of a refused body: a client that is still sending reads the response only if the connection stays
 * open. A body that does not end is cut off.
 */
function passOver(body: IncomingMessage, most: number): void {
  let bytes = 0;
  body.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > most) body.destroy();
  });
  // The form parser has paused it.
  body.unpipe();
  body.resume();
}

type File = Parameters<typeof receiveDocument>[3];

/** Reads the file of the form; the fields may come before or after it. */
async function receive(
  request: FastifyRequest,
  take: (file: File, subjectOf: () => Promise<DocumentSubject>) => Promise<Document>,
): Promise<Document> {
  const subject: DocumentSubject = { partnerId: null, projectId: null };
  const parts = request.parts();
  const readUntilFile = async () => {
    for (;;) {
      const { done, value: part } = await unlessBroken(parts.next());
      if (done || part.type === 'file') return done ? null : part;
      const field = fields.find((name) => name === part.fieldname);
      if (!field)
        throw new InvalidInputError(`A form has the fields file, ${fields.join(', ')}.`, [shortened(part.fieldname)]);
      subject[field] = String(part.value) || null;
    }
  };
  const file = await readUntilFile();
  if (file?.type !== 'file' || file.fieldname !== 'file')
    throw new InvalidInputError('Send the document in the field file.', ['file']);
  // The parser's types claim that every file has a name, but a part without one also counts as a file.
  const name = file.filename as string | undefined;
  return take({ name, content: piecesOf(file.file) }, async () => {
    await readUntilFile();
    return subject;
  });
}

/** Turns parser errors about an invalid or truncated form into a refusal. */
async function unlessBroken<T>(step: Promise<T>): Promise<T> {
  try {
    return await step;
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode) throw error;
    throw new InvalidInputError('The form is broken or incomplete.', ['file']);
  }
}

async function* piecesOf(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const pieces = content[Symbol.asyncIterator]();
  for (;;) {
    const { done, value } = await unlessBroken(pieces.next());
    if (done) return;
    yield value;
  }
}

function refuseAs(reply: FastifyReply, error: DomainError): FastifyReply {
  const { code, field, message } = error;
  const rule = error instanceof RuleViolationError ? { rule: error.rule } : {};
  return reply.code(statusOf(error)).send({ errors: [{ message, extensions: { code, field, ...rule } }] });
}

function statusOf(error: DomainError): number {
  if (error instanceof ForbiddenError) return 403;
  if (error instanceof NotFoundError) return 404;
  if (error instanceof QuotaError) return 429;
  return error instanceof RuleViolationError ? 422 : 400;
}
