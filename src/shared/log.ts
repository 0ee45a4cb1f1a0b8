import pino, { type DestinationStream, type Logger, symbols } from 'pino';
import { shortened } from './domain/text';

/**
 * Lines are buffered for this long, so that a busy server writes many together: separate writes took 4 to 7% of its
 * busy time.
 */
const flushMilliseconds = 200;
/** Or until this many bytes are buffered. */
const bufferedBytes = 8 * 1_024;
/** If nothing reads the output, lines beyond this are dropped. */
const maxBufferedBytes = 32 * 1_024 * 1_024;
const warning = pino.levels.values.warn!;

let output: DestinationStream | null = null;

/**
 * The log on standard output. Warnings and errors are written immediately, other lines in groups and before the process
 * exits.
 */
export function createLog(level: string): Logger {
  output ??= bufferedOutput();
  return pino({ level, base: undefined, serializers: { err: errorInLog } }, output);
}

function bufferedOutput(): DestinationStream {
  const lines = pino.destination({
    fd: process.stdout.fd,
    sync: false,
    minLength: bufferedBytes,
    maxLength: maxBufferedBytes,
    periodicFlush: flushMilliseconds,
  });
  return {
    // Makes pino pass the level of each line.
    [symbols.needsMetadataGsym]: true,
    lastLevel: 0,
    write(line: string) {
      lines.write(line);
      if (this.lastLevel >= warning) lines.flush();
    },
  } as DestinationStream & { lastLevel: number };
}

const maxLength = { message: 500, statement: 400, stack: 900 };

/**
 * An error as it is logged: at most two kilobytes, and for a failed statement, without its parameters. Drivers attach
 * both the parameters and the statement with its parameters to their errors.
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
