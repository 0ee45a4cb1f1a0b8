/** The database could not be asked in time; nothing was done. Not tried again here: that is the client's to decide. */
export class UnavailableError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'UnavailableError';
  }
}

/** How long a piece of work waits for a connection, or for its turn to write. */
export const defaultWaitMilliseconds = 10_000;

/** What is waited for, if it comes in time; one that comes too late is handed to `late`. */
export async function inTime<T>(
  milliseconds: number,
  what: string,
  wanted: Promise<T>,
  late: (result: T) => void,
): Promise<T> {
  let over = false;
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      over = true;
      reject(new UnavailableError(`${what} was not to be had within ${milliseconds} ms.`));
    }, milliseconds);
  });
  void wanted.then(
    (result) => over && late(result),
    () => undefined,
  );
  try {
    return await Promise.race([wanted, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

const unavailableCodes = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ER_CON_COUNT_ERROR',
  'ER_SERVER_SHUTDOWN',
  'ETIMEDOUT',
  'PROTOCOL_CONNECTION_LOST',
]);
// To these, the drivers give no code.
const unavailableMessages = [/^SQLITE_BUSY/, /in closed state$/, /^Queue limit reached/];

/** Is it the database that is away, or has no time, whatever the driver calls it? */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof UnavailableError) return true;
  const { driverError, code = '', message = '' } = (error ?? {}) as DriverError;
  return (
    unavailableCodes.has(code) ||
    unavailableMessages.some((known) => known.test(message)) ||
    (driverError !== undefined && isUnavailable(driverError))
  );
}

interface DriverError {
  code?: string;
  message?: string;
  driverError?: unknown;
}
