import { shortened } from './domain/text';

const maxLength = { message: 500, statement: 400, stack: 900 };

/**
 * An error as the log keeps it: no more than two kilobytes, and of a statement that has failed not what it was given. The
 * drivers hang both the parameters and the statement with the parameters in it on their errors.
 */
export function errorInLog(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code, query, driverError, cause } = error as FailedStatement;
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  return {
    type: error.constructor.name,
    message: shortened(error.message, maxLength.message),
    stack: shortened(frames.join('\n'), maxLength.stack),
    code: code ?? driverError?.code,
    ...(query && { statement: shortened(query, maxLength.statement) }),
    ...(cause instanceof Error && { cause: shortened(cause.message, maxLength.message / 4) }),
  };
}

interface FailedStatement {
  code?: string;
  query?: string;
  driverError?: { code?: string };
  cause?: unknown;
}
