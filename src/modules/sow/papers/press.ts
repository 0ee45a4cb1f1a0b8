import { extname, join } from 'node:path';
import { Semaphore } from 'async-mutex';
import { LRUCache } from 'lru-cache';
import { Piscina } from 'piscina';
import type { Paper } from './paper';

export interface PressLimits {
  /** The number of papers drawn at a time, each in its own thread. */
  threads: number;
  /** The number of papers that may wait. */
  waiting: number;
  /** The time limit for one paper, in milliseconds. */
  milliseconds: number;
  /** The heap limit for one paper, in megabytes. */
  megabytes: number;
  /** The maximum size of the cache of finished papers, in bytes. */
  keptBytes: number;
}

export const pressLimits: PressLimits = {
  threads: 2,
  waiting: 16,
  milliseconds: 20_000,
  megabytes: 256,
  keptBytes: 32_000_000,
};

/** Too many papers are waiting; the same request succeeds later. */
export class PressBusyError extends Error {}

/** The paper exceeds the time or memory limit; the same request would fail again. */
export class PaperTooLargeError extends Error {}

const idleMilliseconds = 30_000;
// A server that runs from source, as tests do, needs threads that read TypeScript too.
const source = extname(__filename) === '.ts';

/**
 * Draws papers in threads, so that a long one blocks no other request. Finished papers are cached by the hash of their
 * content, and concurrent requests for one paper draw it once.
 */
export class Press {
  private readonly pool: Piscina<Paper, Uint8Array>;
  private readonly places: Semaphore;
  private readonly kept: LRUCache<string, Buffer>;
  private readonly inWork = new Map<string, Promise<Buffer>>();

  constructor(private readonly limits: PressLimits = pressLimits) {
    this.pool = new Piscina({
      filename: join(__dirname, `paper.worker${extname(__filename)}`),
      ...(source && { execArgv: ['-r', '@swc-node/register'] }),
      minThreads: 0,
      maxThreads: limits.threads,
      idleTimeout: idleMilliseconds,
      resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
    });
    // An idle thread that ends fails no paper; the next one starts another thread.
    this.pool.on('error', () => undefined);
    this.places = new Semaphore(limits.threads);
    this.kept = new LRUCache({ maxSize: limits.keptBytes, sizeCalculation: ({ byteLength }) => byteLength });
  }

  /** The paper as a PDF. The key is the hash of the paper. */
  async print(paper: Paper, key: string): Promise<Buffer> {
    const known = this.kept.get(key) ?? this.inWork.get(key);
    if (known) return known;
    if (this.inWork.size >= this.limits.threads + this.limits.waiting) throw new PressBusyError();
    const printing = this.places.runExclusive(() => this.draw(paper)).finally(() => this.inWork.delete(key));
    this.inWork.set(key, printing);
    const content = await printing;
    this.kept.set(key, content);
    return content;
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }

  private async draw(paper: Paper): Promise<Buffer> {
    const signal = AbortSignal.timeout(this.limits.milliseconds);
    try {
      return Buffer.from(await this.pool.run(paper, { signal }));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (signal.aborted || code === 'ERR_WORKER_OUT_OF_MEMORY') throw new PaperTooLargeError();
      throw error;
    }
  }
}
