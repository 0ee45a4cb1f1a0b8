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

/** Refuses those who are not signed in: figures are computed for nobody. */
export function requireViewer(viewer: Viewer): void {
  if (viewer.kind === 'ANONYMOUS') throw unauthenticated();
}

/** What was thrown, below what GraphQL's execution and Apollo have put around it. */
function originalOf(error: unknown): unknown {
  if (!(error instanceof GraphQLError) || !error.originalError) return error;
  // A value of a variable that a scalar refuses: there, only the error around it says which one.
  const isOfTheDocument = error.nodes && !error.path;
  return isOfTheDocument ? error : originalOf(error.originalError);
}

/** An input that is refused before execution, where no path leads to it. */
export function refusedInput(error: DomainError): GraphQLError {
  return new GraphQLError(error.message, { originalError: error });
}

/** Names of fields and types that were nearly meant: help that a production server does not give. */
const suggestion = 'Did you mean ';

function withoutSuggestion(message: string): string {
  const start = message.endsWith('?') ? message.lastIndexOf(suggestion) : -1;
  return start < 0 ? message : message.slice(0, start).trimEnd();
}

/** How many errors an answer lists; what else is wrong shows once these are put right. */
export const maxErrors = 5;
const maxMessage = 400;
const [keptHead, keptTail] = [140, 60];

/** A message that has a whole value of the client's in it: what is wrong is said before it or after it. */
function withoutValue(message: string): string {
  if (message.length <= maxMessage) return message;
  return `${message.slice(0, keptHead)} … ${message.slice(-keptTail)}`.toWellFormed();
}

/** Documents and messages are read by functions that call themselves, level by level. */
export function isTooDeep(error: unknown): boolean {
  return error instanceof RangeError && error.message.startsWith('Maximum call stack');
}

export interface Formatting {
  log: Logger;
  /** Whether clients may be told what the schema has. */
  suggestions: boolean;
}

/**
 * What the outside hears of a top-level error: a code always, and never a stack, SQL or a path. What is no business
 * of the outside is logged with the request id, which the answer carries.
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
    return { message: 'This nests too deeply.', extensions: { code: 'TOO_DEEP' } };
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

const busy = 'The database has no time for this now; nothing was done. Try again.';
const away =
  'The database is not available. Whether a change was made is not known: repeat it with the same idempotency key.';

function codeOf(formatted: GraphQLFormattedError, original: unknown): string {
  // A limit says which one it is, where Apollo only says that validation or parsing failed.
  if (original instanceof GraphQLError && typeof original.extensions.code === 'string') return original.extensions.code;
  if (/^Syntax Error: Document contains more tha[nt] \d+ tokens/.test(formatted.message)) return 'TOO_MANY_TOKENS';
  if (formatted.message.startsWith('Too many errors processing variables')) return 'BAD_USER_INPUT';
  return (formatted.extensions?.code as string | undefined) ?? 'INTERNAL_SERVER_ERROR';
}

/**
 * Notes the request's id on its errors, so that the log line and the answer name the same one; and that the whole answer
 * is one to come back for, when it was the database that was not there.
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
