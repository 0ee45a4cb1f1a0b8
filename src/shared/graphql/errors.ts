import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { ApolloServerPlugin } from '@apollo/server';
import type { Logger } from 'pino';
import type { Viewer } from '../access/viewer';
import { isStorageFull } from '../database/storage-health';
import { isNothingDone, isUnavailable } from '../database/unavailable';
import { DomainError, ForbiddenError, NotFoundError } from '../domain/errors';
import { storageFull } from '../http/refusal';

export function unauthenticated(message = 'Sign in first: this needs a valid access token.'): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } });
}

/** Refuses anonymous viewers: metrics are not computed for them. */
export function requireViewer(viewer: Viewer): void {
  if (viewer.kind === 'ANONYMOUS') throw unauthenticated();
}

/** The original error inside the wrappers of GraphQL and Apollo. */
function originalOf(error: unknown): unknown {
  if (!(error instanceof GraphQLError) || !error.originalError) return error;
  // If a scalar refuses a variable's value, only the wrapping error says which variable.
  const isOfTheDocument = error.nodes && !error.path;
  return isOfTheDocument ? error : originalOf(error.originalError);
}

/** An input error before execution, when no response path exists. */
export function refusedInput(error: DomainError): GraphQLError {
  return new GraphQLError(error.message, { originalError: error });
}

/** Suggested names of fields and types, which a production server does not reveal. */
const suggestion = 'Did you mean ';

function withoutSuggestion(message: string): string {
  const start = message.endsWith('?') ? message.lastIndexOf(suggestion) : -1;
  return start < 0 ? message : message.slice(0, start).trimEnd();
}

/** The maximum number of errors in a response; further ones show once these are fixed. */
export const maxErrors = 5;
const maxMessage = 400;
const [keptHead, keptTail] = [140, 60];

/** A message without the client's value in the middle: what is wrong is said at its beginning or end. */
function withoutValue(message: string): string {
  if (message.length <= maxMessage) return message;
  return `${message.slice(0, keptHead)} … ${message.slice(-keptTail)}`.toWellFormed();
}

/** Whether recursion overflowed the stack: query texts and messages are processed recursively. */
export function isTooDeep(error: unknown): boolean {
  return error instanceof RangeError && error.message.startsWith('Maximum call stack');
}

export interface Formatting {
  log: Logger;
  /** Whether messages may suggest names from the schema. */
  suggestions: boolean;
}

/**
 * The public form of a top-level error: always with a code, never with a stack, SQL or a path. Internal errors are
 * logged with the request id, which the response carries.
 */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  { log, suggestions }: Formatting,
): GraphQLFormattedError {
  const original = originalOf(error);
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
  if (isTooDeep(original) && !formatted.path)
    return { message: 'The request is nested too deeply.', extensions: { code: 'TOO_DEEP' } };
  const code = codeOf(formatted, original);
  if (code !== 'INTERNAL_SERVER_ERROR') {
    const message = suggestions ? formatted.message : withoutSuggestion(formatted.message);
    return { ...position(formatted), message: withoutValue(message), extensions: { code } };
  }
  log.error({ err: original, requestId }, 'an operation failed');
  if (isStorageFull(original)) {
    return { ...position(formatted), message: storageFull.message, extensions: { code: storageFull.code, requestId } };
  }
  const [said, message] = isUnavailable(original)
    ? ['SERVICE_UNAVAILABLE', isNothingDone(original) ? busy : away]
    : [code, 'Something went wrong on our side.'];
  return { ...position(formatted), message, extensions: { code: said, requestId } };
}

const busy = 'The database is too busy; nothing was done. Try again.';
const away =
  'The database is unavailable. Whether a change was made is not known: retry with the same idempotency key.';

function codeOf(formatted: GraphQLFormattedError, original: unknown): string {
  // A limit has its own code, where Apollo only says that validation or parsing failed.
  if (original instanceof GraphQLError && typeof original.extensions.code === 'string') return original.extensions.code;
  if (/^Syntax Error: Document contains more tha[nt] \d+ tokens/.test(formatted.message)) return 'TOO_MANY_TOKENS';
  if (formatted.message.startsWith('Too many errors processing variables')) return 'BAD_USER_INPUT';
  return (formatted.extensions?.code as string | undefined) ?? 'INTERNAL_SERVER_ERROR';
}

/**
 * Adds the request id to errors, so that the response and the log line can be matched, and sets status 503 if the
 * database was unavailable.
 */
export const carryRequestId: ApolloServerPlugin<{ requestId: string }> = {
  requestDidStart: () =>
    Promise.resolve({
      didEncounterErrors: ({ errors, contextValue }) => {
        for (const error of errors) {
          error.extensions.requestId = contextValue.requestId;
          if (isUnavailable(originalOf(error)) || isStorageFull(originalOf(error))) error.extensions.http = comeBack;
        }
        return Promise.resolve();
      },
      willSendResponse: ({ response: { body } }) => {
        if (body.kind === 'single' && body.singleResult.errors) {
          body.singleResult.errors = body.singleResult.errors.slice(0, maxErrors);
        }
        return Promise.resolve();
      },
    }),
};

const comeBack = { status: 503, headers: new Map([['retry-after', '1']]) };

function position(formatted: GraphQLFormattedError): Pick<GraphQLFormattedError, 'locations' | 'path'> {
  return {
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
  };
}
