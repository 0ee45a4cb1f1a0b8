import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { unwrapResolverError } from '@apollo/server/errors';
import type { ApolloServerPlugin } from '@apollo/server';
import type { Logger } from 'pino';
import { UnavailableError } from '../database/unavailable';
import { DomainError, ForbiddenError, NotFoundError } from '../domain/errors';
import type { Context } from './context';

export function unauthenticated(message = 'Sign in first: this needs a valid access token.'): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } });
}

const unavailableCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'PROTOCOL_CONNECTION_LOST',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EPIPE',
]);

function isUnavailable(error: unknown): boolean {
  const { code, driverError } = error as { code?: string; driverError?: { code?: string } };
  const found = driverError?.code ?? code ?? '';
  return error instanceof UnavailableError || unavailableCodes.has(found) || found.startsWith('SQLITE_BUSY');
}

/**
 * What the outside hears of a top-level error: a code always, and never a stack, SQL or a path. What is no business
 * of the outside is logged with the request id, which the answer carries.
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown, log: Logger): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  const requestId = formatted.extensions?.requestId as string | undefined;
  if (original instanceof DomainError) {
    const code =
      original instanceof ForbiddenError
        ? 'FORBIDDEN'
        : original instanceof NotFoundError
          ? 'NOT_FOUND'
          : 'BAD_USER_INPUT';
    const field = original.field.length > 0 ? { field: original.field } : {};
    return { ...position(formatted), message: original.message, extensions: { code, ...field } };
  }
  const code = (formatted.extensions?.code as string | undefined) ?? 'INTERNAL_SERVER_ERROR';
  if (code !== 'INTERNAL_SERVER_ERROR') {
    return { ...position(formatted), message: formatted.message, extensions: { code } };
  }
  log.error({ err: original, requestId }, 'an operation failed');
  if (isUnavailable(original)) {
    return {
      ...position(formatted),
      message:
        'The database is not available. Whether a change was made is not known: repeat it with the same idempotency key.',
      extensions: { code: 'SERVICE_UNAVAILABLE', requestId },
    };
  }
  return { ...position(formatted), message: 'Something went wrong on our side.', extensions: { code, requestId } };
}

/** Notes the request's id on its errors, so that the log line and the answer name the same one. */
export const carryRequestId: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      didEncounterErrors: ({ errors, contextValue }) => {
        for (const error of errors) error.extensions.requestId = contextValue.requestId;
        return Promise.resolve();
      },
    }),
};

function position(formatted: GraphQLFormattedError): Pick<GraphQLFormattedError, 'locations' | 'path'> {
  return {
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
  };
}
