import type { Logger } from 'pino';

/**
 * Stops the server in order, when told to by a signal and when an error reached nobody: it finishes what is in work, within
 * this time, and the process ends. After an error it ends with 1, as its state is not to be trusted.
 */
export function stopInOrder(stop: () => Promise<void>, log: Logger, patienceMilliseconds: number): void {
  let exitCode: number | null = null;

  const end = (code: number) => {
    if (exitCode !== null) {
      exitCode = Math.max(exitCode, code);
      return;
    }
    exitCode = code;
    const impatience = setTimeout(() => {
      log.fatal({ milliseconds: patienceMilliseconds }, 'the server did not stop in time and is ended');
      process.exit(1);
    }, patienceMilliseconds);
    impatience.unref();
    stop()
      .catch((error: unknown) => {
        log.fatal({ err: error }, 'the server could not be stopped in order');
        exitCode = 1;
      })
      .finally(() => process.exit(exitCode));
  };

  process.on('SIGTERM', () => end(0));
  process.on('SIGINT', () => end(0));
  process.on('uncaughtException', (error, origin) => {
    log.fatal({ err: error, origin }, 'an error reached nobody: the server finishes what is in work, and ends');
    end(1);
  });
}
