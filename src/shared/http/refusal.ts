import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';

/** A request that is not taken on, with an error as GraphQL's clients read them. */
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

/** Answers what went wrong around GraphQL: the caller's mistakes as they are, ours without a word of the inside. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500;
  if (status >= 500) {
    request.log.error({ err: error }, 'a request failed');
    return refuse(reply, { status: 500, code: 'INTERNAL_SERVER_ERROR', message: 'Something went wrong on our side.' });
  }
  const code = status === 413 ? 'BODY_TOO_LARGE' : 'BAD_REQUEST';
  return refuse(reply, { status, code, message: error.message });
}
