import { extname, join } from 'node:path';
import { Semaphore } from 'async-mutex';
import { Piscina } from 'piscina';
import type { Viewer } from '../../../shared/access/viewer';
import type { Database } from '../../../shared/database/database';
import { InvalidInputError } from '../../../shared/domain/errors';
import type { EntriesFilter } from '../entries/time-entries.filter';
import { columnNames, countFor, pagesOf } from './export.pages';

/** A workbook is made whole, in memory, some 6 kB for each row: more entries come as CSV, which is written as it flows. */
export const maxSheetRows = 25_000;
const maxWaiting = 8;
const megabytes = 512;
const idleMilliseconds = 30_000;
// A server that runs from its source, as tests do, has its threads read TypeScript too.
const source = extname(__filename) === '.ts';

/** What a thread makes a workbook of: rows as JSON, page by page, which are copied to it quickly. */
export interface Sheet {
  names: string[];
  pages: string[];
}

/** Too many workbooks are waiting: the same request later finds a place. */
export class SheetsBusyError extends Error {}

/** Makes workbooks in a thread, one at a time, so that a large one holds up nobody else and only one is in memory. */
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
    // A thread that ends while it makes nothing fails no workbook, and the next one that is needed is started.
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
      // More may have come since they were counted.
      rows += page.length;
      this.assertFits(rows);
      pages.push(JSON.stringify(page));
    }
    return Buffer.from(await this.pool.run({ names: columnNames(viewer), pages }));
  }

  private assertFits(entries: number): void {
    if (entries <= this.maxRows) return;
    const message = `A workbook has at most ${this.maxRows} time entries, and these are more: take CSV, or fewer days.`;
    throw new InvalidInputError(message, ['format']);
  }
}
