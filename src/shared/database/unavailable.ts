import { failureOf } from './failure';

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
      reject(new UnavailableError(`Timed out after ${milliseconds} ms waiting for ${what}.`));
    }, milliseconds);
  });
  // What goes wrong here concerns nobody any more, and must not end the process.
  void wanted.then((result) => over && late(result)).catch(() => undefined);
  try {
    return await Promise.race([wanted, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** Is the database away, or too busy? By its codes, never by its words. */
export function isUnavailable(error: unknown): boolean {
  return error instanceof UnavailableError || failureOf(error) !== null;
}

/** Is it certain that nothing was written? Not where the connection was lost: it may have been the commit that was sent. */
export function isNothingDone(error: unknown): boolean {
  return error instanceof UnavailableError || failureOf(error) !== 'AWAY';
}
