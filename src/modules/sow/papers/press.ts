import { extname, join } from 'node:path';
import { Semaphore } from 'async-mutex';
import { LRUCache } from 'lru-cache';
import { Piscina } from 'piscina';
import type { Paper } from './paper';

export interface PressLimits {
  /** How many papers are drawn at a time, each in a thread of its own. */
  threads: number;
  /** How many may wait for that. */
  waiting: number;
  /** How long one may take, in milliseconds. */
  milliseconds: number;
  /** How much of the heap one may take, in megabytes. */
  megabytes: number;
  /** How many bytes of finished papers are kept. */
  keptBytes: number;
}

export const pressLimits: PressLimits = {
  threads: 2,
  waiting: 16,
  milliseconds: 20_000,
  megabytes: 256,
  keptBytes: 32_000_000,
};

/** Too many papers are waiting: the same request later finds a place. */
export class PressBusyError extends Error {}

/** The paper takes more time or memory than one may: the same request again would end the same way. */
export class PaperTooLargeError extends Error {}

const idleMilliseconds = 30_000;
// A server that runs from its source, as tests do, has its threads read TypeScript too.
const source = extname(__filename) === '.ts';

/**
 * Draws papers in threads, so that a long one holds up nobody else. Finished ones are kept by the hash of what they say, and
 * one that is asked for several times at once is drawn once.
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
    // A thread that ends while it draws nothing fails no paper, and the next one that is needed is started.
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
