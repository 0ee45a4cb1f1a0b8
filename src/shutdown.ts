import type { Logger } from 'pino';

/**
 * Stops the server gracefully, on a signal or an uncaught error: it finishes the requests in flight within the given
 * time, then ends the process. After an error it exits with 1, because its state cannot be trusted.
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
        log.fatal({ err: error }, 'the server could not be stopped gracefully');
        exitCode = 1;
      })
      .finally(() => process.exit(exitCode));
  };

  process.on('SIGTERM', () => end(0));
  process.on('SIGINT', () => end(0));
  process.on('uncaughtException', (error, origin) => {
    log.fatal({ err: error, origin }, 'uncaught error: the server finishes the requests in flight and stops');
    end(1);
  });
}
