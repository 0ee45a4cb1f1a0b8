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
  private readonly threads: ReadingThread[] = [];

  constructor(private readonly file: string) {}

  rows(text: string, parameters: readonly unknown[]): Promise<unknown[]> {
    return this.leastBusy().rows(text, parameters);
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.splice(0).map((thread) => thread.close()));
  }

  private leastBusy(): ReadingThread {
    const idle = this.threads.find(({ waiting }) => waiting.size === 0);
    if (idle) return idle;
    if (this.threads.length < maxThreads) {
      const started = new ReadingThread(this.file, () => this.threads.splice(this.threads.indexOf(started), 1));
      this.threads.push(started);
      return started;
    }
    return this.threads.reduce((one, other) => (other.waiting.size < one.waiting.size ? other : one));
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
    this.worker.on('error', (error: Error) => this.end(error, onEnd));
    this.worker.on('exit', () => this.end(new Error('The reading thread has ended.'), onEnd));
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

  private end(error: Error, onEnd: () => void): void {
    onEnd();
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
