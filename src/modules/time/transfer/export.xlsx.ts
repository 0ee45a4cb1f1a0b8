import { extname, join } from 'node:path';
import { Semaphore } from 'async-mutex';
import { Piscina } from 'piscina';
import type { Viewer } from '../../../shared/access/viewer';
import type { Database } from '../../../shared/database/database';
import { InvalidInputError } from '../../../shared/domain/errors';
import type { EntriesFilter } from '../entries/time-entries.filter';
import { columnNames, countFor, pagesOf } from './export.pages';

/** A workbook is built in memory, at about 6 kB per row; larger exports must use CSV, which is streamed. */
export const maxSheetRows = 25_000;
const maxWaiting = 8;
const megabytes = 512;
const idleMilliseconds = 30_000;
// A server that runs from source, as tests do, needs threads that read TypeScript too.
const source = extname(__filename) === '.ts';

/** The input of the thread: rows as JSON, page by page, because strings are cheap to copy to it. */
export interface Sheet {
  names: string[];
  pages: string[];
}

/** Too many workbooks are waiting; the same request succeeds later. */
export class SheetsBusyError extends Error {}

/**
 * Makes workbooks in a thread, one at a time, so that a large one blocks no other request and only one is in memory.
 */
export class Sheets {
  private readonly pool: Piscina<Sheet, Uint8Array>;
  private readonly place = new Semaphore(1);
  private waiting = 0;

  constructor(
    private readonly database: Pick<Database, 'reader'>,
    private readonly maxRows = maxSheetRows,
  ) {
    this.pool = new Piscina({
      filename: join(__dirname, `export.worker${extname(__filename)}`),
      ...(source && { execArgv: ['-r', '@swc-node/register'] }),
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: idleMilliseconds,
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
    });
    // An idle thread that ends fails no workbook; the next one starts another thread.
    this.pool.on('error', () => undefined);
  }

  /** The time entries that the viewer sees, as a workbook. */
  async make(viewer: Viewer, filter: EntriesFilter): Promise<Buffer> {
    if (this.waiting >= maxWaiting) throw new SheetsBusyError();
    this.waiting += 1;
    try {
      return await this.place.runExclusive(() => this.write(viewer, filter));
    } finally {
      this.waiting -= 1;
    }
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }

  private async write(viewer: Viewer, filter: EntriesFilter): Promise<Buffer> {
    this.assertFits(await countFor(this.database, viewer, filter));
    const pages: string[] = [];
    let rows = 0;
    for await (const page of pagesOf(this.database, viewer, filter)) {
      // More entries may have been recorded since the count.
      rows += page.length;
      this.assertFits(rows);
      pages.push(JSON.stringify(page));
    }
    return Buffer.from(await this.pool.run({ names: columnNames(viewer), pages }));
  }

  private assertFits(entries: number): void {
    if (entries <= this.maxRows) return;
    const message = `A workbook has at most ${this.maxRows} time entries, and this one would have more: use CSV, or choose fewer days.`;
    throw new InvalidInputError(message, ['format']);
  }
}
