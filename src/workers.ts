import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { StartError } from './config';

/** The pause before a worker is replaced, so that one that cannot start is not restarted in a tight loop. */
const pauseMilliseconds = 500;

/** Several processes that serve on one port. A worker that ends is replaced until all are told to stop. */
export class Workers {
  private readonly running = new Set<Worker>();
  private stopping = false;

  private constructor(
    private readonly log: Logger,
    /** How long a worker may take to finish its requests when it is told to stop. */
    private readonly patienceMilliseconds: number,
  ) {}

  /** Resolves once all workers serve, with their port. */
  static async start(
    count: number,
    log: Logger,
    patienceMilliseconds: number,
  ): Promise<{ workers: Workers; port: number }> {
    const workers = new Workers(log, patienceMilliseconds);
    try {
      const ports = await Promise.all(Array.from({ length: count }, () => workers.startOne()));
      return { workers, port: ports[0]! };
    } catch (error) {
      await workers.stop();
      throw error;
    }
  }

  /** Each worker finishes its requests in flight. */
  async stop(): Promise<void> {
    this.stopping = true;
    const ended = [...this.running].map(async (worker) => {
      const exit = once(worker, 'exit');
      worker.process.kill('SIGTERM');
      const impatience = setTimeout(() => worker.process.kill('SIGKILL'), this.patienceMilliseconds);
      await exit;
      clearTimeout(impatience);
    });
    await Promise.all(ended);
  }

  private async startOne(): Promise<number> {
    const worker = cluster.fork();
    this.running.add(worker);
    const ended = once(worker, 'exit').then(([code, signal]) => {
      this.running.delete(worker);
      return String(signal ?? code);
    });
    const port = await Promise.race([
      once(worker, 'listening').then(([address]) => (address as { port: number }).port),
      ended.then((how) => Promise.reject(new StartError(`A worker ended (${how}) before it could serve.`))),
    ]);
    void ended.then((how) => this.replace(worker, how));
    return port;
  }

  private async replace(worker: Worker, how: string): Promise<void> {
    while (!this.stopping) {
      this.log.error({ pid: worker.process.pid, how }, 'a worker ended and is being replaced');
      await sleep(pauseMilliseconds);
      if (this.stopping) return;
      try {
        await this.startOne();
        return;
      } catch (error) {
        this.log.error({ err: error }, 'a worker could not be replaced');
      }
    }
  }
}
