import { failureOf } from './failure';

/** The database could not be reached in time; nothing was done. The client decides whether to retry. */
export class UnavailableError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'UnavailableError';
  }
}

/** How long a unit of work waits for a connection, or for its turn to write. */
export const defaultWaitMilliseconds = 10_000;

/** Waits for a promise up to a time limit; a late result is passed to `late`. */
export function inTime<T>(
  milliseconds: number,
  what: string,
  wanted: Promise<T>,
  late: (result: T) => void,
): Promise<T> {
  // Hand-written because every statement waits for its connection here, and `Promise.race` takes several times as long.
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
    // After the timeout, a failure here or in `late` has no effect and must not end the process.
    wanted.then(come).catch((error: unknown) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}

/** Whether the database is unreachable or overloaded, by error codes only. */
export function isUnavailable(error: unknown): boolean {
  return error instanceof UnavailableError || failureOf(error) !== null;
}

/** Whether it is certain that nothing was written. It is not if the connection was lost, possibly during the commit. */
export function isNothingDone(error: unknown): boolean {
  return error instanceof UnavailableError || failureOf(error) !== 'AWAY';
}
