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
export function inTime<T>(
  milliseconds: number,
  what: string,
  wanted: Promise<T>,
  late: (result: T) => void,
): Promise<T> {
  // By hand: every statement waits for its connection here, and a race of promises takes several times as long.
  return new Promise((resolve, reject) => {
    let over = false;
    const timer = setTimeout(() => {
      over = true;
      reject(new UnavailableError(`Timed out after ${milliseconds} ms waiting for ${what}.`));
    }, milliseconds);
    const come = (result: T) => {
      clearTimeout(timer);
      if (over) late(result);
      else resolve(result);
    };
    // Once the time is over, a failure has no effect, here or in `late`, and must not end the process.
    wanted.then(come).catch((error: unknown) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}

/** Is the database away, or too busy? By its codes, never by its words. */
export function isUnavailable(error: unknown): boolean {
  return error instanceof UnavailableError || failureOf(error) !== null;
}

/** Is it certain that nothing was written? Not where the connection was lost: it may have been the commit that was sent. */
export function isNothingDone(error: unknown): boolean {
  return error instanceof UnavailableError || failureOf(error) !== 'AWAY';
}
