import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

interface Waiting {
  resolve(rows: unknown[]): void;
  reject(error: Error): void;
}

type Answer = { number: number } & ({ rows: unknown[] } | { message: string; code?: string });

const maxThreads = 2;
const maxStatements = 200;
const busyTimeoutMilliseconds = 20;

/**
 * Threads that run reading statements of the embedded database. SQLite computes in the thread that asks: sums over many
 * rows would hold up every other request of the process for as long as they take. Threads are started when first
 * needed.
 */
export class ReadingThreads {
  private readonly threads = new Set<ReadingThread>();

  constructor(private readonly file: string) {}

  rows(text: string, parameters: readonly unknown[]): Promise<unknown[]> {
    return this.leastBusy().rows(text, parameters);
  }

  async close(): Promise<void> {
    await Promise.all([...this.threads].map((thread) => thread.close()));
  }

  private leastBusy(): ReadingThread {
    const [least] = [...this.threads].sort((one, other) => one.waiting.size - other.waiting.size);
    if (least && (least.waiting.size === 0 || this.threads.size === maxThreads)) return least;
    const started = new ReadingThread(this.file, () => this.threads.delete(started));
    this.threads.add(started);
    return started;
  }
}

class ReadingThread {
  readonly waiting = new Map<number, Waiting>();
  private readonly worker: Worker;
  private asked = 0;

  constructor(file: string, onEnd: () => void) {
    const workerData = { file, timeout: busyTimeoutMilliseconds, maxStatements };
    this.worker = new Worker(join(__dirname, 'sqlite-thread.cjs'), { workerData, execArgv: [] });
    this.worker.on('message', (answer: Answer) => this.take(answer));
    let cause = new Error('The reading thread has ended.');
    this.worker.on('error', (error: Error) => (cause = error));
    // Always follows an error.
    this.worker.on('exit', () => {
      onEnd();
      for (const { reject } of this.waiting.values()) reject(cause);
      this.waiting.clear();
    });
    // It does not keep the process alive; a statement that somebody waits for does.
    this.worker.unref();
  }

  rows(text: string, parameters: readonly unknown[]): Promise<unknown[]> {
    const number = (this.asked += 1);
    return new Promise((resolve, reject) => {
      this.waiting.set(number, { resolve, reject });
      this.worker.ref();
      this.worker.postMessage({ number, text, parameters });
    });
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private take(answer: Answer): void {
    const { resolve, reject } = this.waiting.get(answer.number)!;
    this.waiting.delete(answer.number);
    if (this.waiting.size === 0) this.worker.unref();
    if ('rows' in answer) resolve(answer.rows);
    else reject(Object.assign(new Error(answer.message), { code: answer.code }));
  }
}
