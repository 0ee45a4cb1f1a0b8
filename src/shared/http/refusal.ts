import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { isStorageFull } from '../database/storage-health';
import { isUnavailable } from '../database/unavailable';
import { DomainError, ForbiddenError, InvalidInputError, NotFoundError, RuleViolationError } from '../domain/errors';

/** A refused request, with an error in the format of GraphQL clients. */
export interface Refusal {
  status: number;
  code: string;
  message: string;
  /** In seconds. */
  retryAfter?: number;
}

export function refuse(reply: FastifyReply, { status, code, message, retryAfter }: Refusal): FastifyReply {
  if (retryAfter !== undefined) void reply.header('retry-after', retryAfter);
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ errors: [{ message, extensions: { code } }] }));
}

export const storageFull: Refusal = {
  status: 503,
  code: 'STORAGE_FULL',
  message: 'The storage is full; nothing was changed. Try again when the operator has freed some space.',
  retryAfter: 1,
};

/** Answers errors outside GraphQL: the client's mistakes with their message, internal errors without details. */
export function answerError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof DomainError) {
    return refuse(reply, { status: statusOf(error), code: codeOf(error), message: error.message });
  }
  if (error instanceof GraphQLError && error.extensions.http) {
    const { code, http } = error.extensions as {
      code: string;
      http: { status: number; headers?: Map<string, string> };
    };
    const retryAfter = http.headers?.get('retry-after');
    const seconds = retryAfter === undefined ? {} : { retryAfter: Number(retryAfter) };
    return refuse(reply, { status: http.status, code, message: error.message, ...seconds });
  }
  const status = (error as FastifyError).statusCode ?? 500;
  if (status < 500) {
    const code = status === 413 ? 'BODY_TOO_LARGE' : 'BAD_REQUEST';
    return refuse(reply, { status, code, message: error.message });
  }
  request.log.error({ err: error }, 'a request failed');
  if (isStorageFull(error)) return refuse(reply, storageFull);
  return refuse(reply, isUnavailable(error) ? unavailable : internal);
}

const internal: Refusal = {
  status: 500,
  code: 'INTERNAL_SERVER_ERROR',
  message: 'Something went wrong on our side.',
};

const unavailable: Refusal = {
  status: 503,
  code: 'SERVICE_UNAVAILABLE',
  message: 'The database is unavailable. Whether a change was made is not known.',
  retryAfter: 1,
};

function statusOf(error: DomainError): number {
  if (error instanceof ForbiddenError) return 403;
  if (error instanceof NotFoundError) return 404;
  if (error instanceof InvalidInputError) return 400;
  return error instanceof RuleViolationError ? 422 : 409;
}

function codeOf(error: DomainError): string {
  return error instanceof InvalidInputError ? 'BAD_USER_INPUT' : error.code;
}
