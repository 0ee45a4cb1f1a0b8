import { setTimeout as sleep } from 'node:timers/promises';
import { system, type Viewer } from '../../../shared/access/viewer';
import type { Database } from '../../../shared/database/database';
import { sql, join, raw } from '../../../shared/database/sql';
import type { Transaction } from '../../../shared/database/transaction';
import { RuleViolationError } from '../../../shared/domain/errors';
import { newId } from '../../../shared/domain/ids';
import { shortened } from '../../../shared/domain/text';
import { type Lease, StoppedError } from '../../../shared/jobs/leased-runner';
import { Document, type Storage } from '../../documents';
import { User, UserStatus } from '../../identity';
import { DaysChangedError } from '../entries/person-day.service';
import { type CsvRecord, inChunks, recordsOf } from './csv-records';
import { encodingOf, inUtf8 } from './file-encoding';
import { timeImportActions } from './import.actions';
import { TimeImport, TimeImportLine, TimeImportMode } from './import.entity';
import * as facts from './import.facts';
import { type TimeImportAction, timeImportLifecycle } from './import.lifecycle';
import { type ChunkOutcome, type Memory, takeLines } from './import-chunk.service';
import type { LineContent } from './import-key.formula';
import { columnName, type Header } from './import-header.formula';
import { type Finding, type LineValues, readHeader, readLine } from './import-line.formula';
import { FileEncoding, ownMapping } from './import-mapping.formula';

export const maxLines = 100_000;
const maxFindings = 100_000;
const chunkLines = 500;
const attempts = 10;

/** The encoding cannot be detected from the bytes of the file. */
class UnknownEncodingError extends Error {}
/** A line that passed the check no longer does. */
class ChangedMeanwhileError extends Error {}

export interface RunSurroundings {
  database: Database;
  storage: Storage;
  lease: Lease;
}

/** The counters of the import that a step changes. */
type Figures = Pick<TimeImport, 'linesProcessed' | 'linesImported' | 'linesDuplicate' | 'linesRefused'>;

class FileMemory implements Memory {
  readonly occurrences = new Map<string, number>();
  readonly contents = new Map<string, LineContent>();
  readonly minutes = new Map<string, number>();

  /** The database knows the keys and the minutes of lines that were written. */
  add({ added }: ChunkOutcome, written: boolean): void {
    for (const [content, many] of added.occurrences) this.occurrences.set(content, many);
    if (written) return;
    for (const [key, content] of added.contents) this.contents.set(key, content);
    for (const [day, minutes] of added.minutes) this.minutes.set(day, (this.minutes.get(day) ?? 0) + minutes);
  }
}

/** Carries an import from its current position to its end. */
export class ImportRun {
  private viewer: Viewer = system;
  private header: Header | null = null;
  /** Remarks on the header, which do not stop the import. */
  private remarks: Finding[] = [];
  private encoding: FileEncoding | null = null;

  constructor(
    private readonly surroundings: RunSurroundings,
    /** As this run last stored it. */
    private run: TimeImport,
  ) {}

  async carryOut(): Promise<void> {
    const { database } = this.surroundings;
    const starter = await database.reader(system).require(User, this.run.startedById);
    if (starter.status !== UserStatus.ACTIVE) return this.fail('The user who started it can no longer sign in.');
    const { id: userId, roles, partnerId } = starter;
    this.viewer = { kind: partnerId ? 'PARTNER' : 'STAFF', userId, roles, partnerId, sessionId: null };
    if (!(await this.lookThrough())) return;
    if (this.run.dryRun) return this.judge();
    if (this.run.mode === TimeImportMode.VALID_LINES) return this.importValid();
    for (let attempt = 1; ; attempt += 1) {
      if (!(await this.check())) return;
      try {
        return await this.importAll();
      } catch (error) {
        // Then the next check finds out why.
        const meanwhile = error instanceof ChangedMeanwhileError || isCollision(error);
        if (!meanwhile || attempt >= attempts) throw error;
      }
    }
  }

  /** Counts the lines and reads the header; false if that ended the import. */
  private async lookThrough(): Promise<boolean> {
    const records = await this.records().catch((error: unknown) => {
      if (error instanceof UnknownEncodingError) return 'UNKNOWN' as const;
      throw error;
    });
    if (!records) {
      await this.fail('The file no longer exists.');
      return false;
    }
    if (records === 'UNKNOWN') {
      const message = `The file is not in UTF-8 or UTF-16, and does not yield words as Windows-1252. Save it as UTF-8, or set mapping.encoding to its encoding: ${Object.values(FileEncoding).join(', ')}.`;
      await this.step(async (tx, run) => {
        await this.report(tx, [{ line: 1, column: null, code: 'encoding', message }], 0);
        end(tx, run, timeImportActions.refuse);
      });
      return false;
    }
    const { value: first } = await records.next();
    const findings = this.readFirst(first ?? null);
    let total = 0;
    while (!(await records.next()).done) total += 1;
    if (total > maxLines) {
      const message = `A file has at most ${maxLines} lines after the header; this one has ${total}. Split it.`;
      findings.push({ line: 1, column: null, code: 'too-many-lines', message });
    }
    await this.step(async (tx, run) => {
      // Before a restart, this import has already reported the remarks.
      const news = run.linesTotal === null ? [...findings, ...this.remarks] : findings;
      Object.assign(run, { linesTotal: total, encoding: this.encoding });
      await this.report(tx, news, 0);
      if (findings.length > 0) end(tx, run, timeImportActions.refuse);
    });
    return findings.length === 0;
  }

  private readFirst(first: CsvRecord | null): Finding[] {
    if (!first) return [{ line: 1, column: null, code: 'empty', message: 'The file is empty.' }];
    if (!first.cells) return [{ line: first.line, column: null, code: 'syntax', message: first.problem! }];
    const { header, findings } = readHeader(first.cells, first.line, this.run.reading ?? ownMapping);
    this.header = header;
    this.remarks = [...this.aboutEncoding(), ...findings.filter(({ isRemark }) => isRemark)];
    return findings.filter(({ isRemark }) => !isRemark);
  }

  /** Many encodings have the same letters at other bytes: unless the user named the encoding, remind them to check. */
  private aboutEncoding(): Finding[] {
    if (this.encoding !== FileEncoding.WINDOWS_1252 || this.run.reading?.encoding) return [];
    const message =
      'The file is not in UTF-8; it is read as Windows-1252. If its letters are wrong, set mapping.encoding to its encoding.';
    return [{ line: 1, column: null, code: 'encoding-assumed', message, isRemark: true }];
  }

  /** Commits chunk by chunk: the valid lines together with the progress. */
  private async importValid(): Promise<void> {
    const done = this.run.linesProcessed;
    const memory = new FileMemory();
    let seen = 0;
    for await (const chunk of inChunks(this.lines(await this.records()), chunkLines)) {
      // Before a restart, this import has dealt with these; only the counts of their contents are needed.
      const news = chunk.slice(Math.max(0, done - seen));
      const old = chunk.slice(0, chunk.length - news.length);
      seen += chunk.length;
      if (old.length > 0) await this.remember(old, memory);
      if (news.length > 0) await this.takeChunk(news, memory, true);
    }
    await this.step(async (tx, run) => this.finish(tx, run));
  }

  private async remember(records: readonly CsvRecord[], memory: FileMemory): Promise<void> {
    const { lines } = this.read(records);
    const outcome = await this.surroundings.database.transaction(this.command, (tx) =>
      this.take(tx, lines, memory, false),
    );
    memory.add(outcome, true);
  }

  /** Checks all lines and writes only the findings; false if that ended the import. */
  private async check(): Promise<boolean> {
    await this.lookAtAll();
    if (this.run.linesRefused === 0) return true;
    await this.step((tx, run) => Promise.resolve(end(tx, run, timeImportActions.refuse)));
    return false;
  }

  /** The dry run: the counters and findings of an import, without its entries. */
  private async judge(): Promise<void> {
    await this.lookAtAll();
    await this.step((tx, run) => {
      const isRefused = run.mode === TimeImportMode.ALL_OR_NOTHING && run.linesRefused > 0;
      if (isRefused) run.linesImported = 0;
      return Promise.resolve(end(tx, run, isRefused ? timeImportActions.refuse : timeImportActions.finish));
    });
  }

  private async lookAtAll(): Promise<void> {
    await this.step(async (tx, run) => {
      await tx.deleteAll(TimeImportLine, await tx.reader.list(TimeImportLine, { importId: run.id }));
      Object.assign(run, { linesProcessed: 0, linesImported: 0, linesDuplicate: 0, linesRefused: 0 });
      await this.report(tx, this.remarks, 0);
    });
    const memory = new FileMemory();
    for await (const chunk of inChunks(this.lines(await this.records()), chunkLines)) {
      await this.takeChunk(chunk, memory, false);
    }
  }

  /** Imports all lines in one transaction, after a check without findings. */
  private async importAll(): Promise<void> {
    await this.step(async (tx, run) => {
      // The write comes first to lock the import: another process waits here, and then finds it done.
      run.heldUntil = this.surroundings.lease.end();
      await tx.save(run);
      const memory = new FileMemory();
      Object.assign(run, { linesImported: 0, linesDuplicate: 0 });
      for await (const chunk of inChunks(this.lines(await this.records()), chunkLines)) {
        const { lines, refused } = this.read(chunk);
        const outcome = await this.take(tx, lines, memory, true);
        if (refused > 0 || outcome.refused > 0) throw new ChangedMeanwhileError('A line no longer passes the check.');
        run.linesImported += outcome.imported;
        run.linesDuplicate += outcome.duplicate;
        memory.add(outcome, true);
        await tx.flushHistory();
      }
      await this.finish(tx, run);
    });
  }

  /** Takes one chunk in its own transaction, and retries after a collision with another one. */
  private async takeChunk(records: readonly CsvRecord[], memory: FileMemory, write: boolean): Promise<void> {
    const { lines, findings, refused } = this.read(records);
    for (let attempt = 1; ; attempt += 1) {
      try {
        let outcome!: ChunkOutcome;
        await this.step(async (tx, run) => {
          outcome = await this.take(tx, lines, memory, write);
          await this.report(tx, [...findings, ...outcome.findings], run.linesRefused);
          this.count(tx, run, {
            linesProcessed: records.length,
            linesImported: write || run.dryRun ? outcome.imported : 0,
            linesDuplicate: outcome.duplicate,
            linesRefused: refused + outcome.refused,
          });
        });
        return memory.add(outcome, write);
      } catch (error) {
        if (!isCollision(error) || attempt >= attempts) throw error;
        await sleep(Math.random() * 10 * 2 ** attempt);
      }
    }
  }

  private take(tx: Transaction, lines: readonly LineValues[], memory: Memory, write: boolean): Promise<ChunkOutcome> {
    return takeLines(tx, this.surroundings.database.access, this.viewer, this.run, lines, memory, write);
  }

  private read(records: readonly CsvRecord[]): { lines: LineValues[]; findings: Finding[]; refused: number } {
    const lines: LineValues[] = [];
    const findings: Finding[] = [];
    let refused = 0;
    for (const { line, cells, problem } of records) {
      const read = cells
        ? readLine(this.header!, cells, line)
        : [{ line, column: null, code: 'syntax', message: problem! }];
      if (!Array.isArray(read)) lines.push(read);
      else {
        findings.push(...read);
        if (!read.every(({ isRemark }) => isRemark)) refused += 1;
      }
    }
    return { lines, findings, refused };
  }

  private count(tx: Transaction, run: TimeImport, added: Figures): void {
    const total = run.linesTotal!;
    const fiftieths = () => Math.floor((run.linesProcessed * 50) / Math.max(1, total));
    const before = fiftieths();
    for (const [name, many] of Object.entries(added)) run[name as keyof Figures] += many;
    if (fiftieths() === before) return;
    tx.record(facts.timeImportProgressed, run, { processed: run.linesProcessed, total });
  }

  private async report(tx: Transaction, findings: readonly Finding[], soFar: number): Promise<void> {
    const some = findings.slice(0, Math.max(0, maxFindings - soFar)).sort((a, b) => a.line - b.line);
    for (let start = 0; start < some.length; start += 100) {
      const rows = some
        .slice(start, start + 100)
        .map(
          ({ line, column, code, message, isRemark = false }) =>
            sql`(${[newId('time_import_line'), this.run.id, line, column, code, this.told(line, column, message), isRemark ? 1 : 0]})`,
        );
      const columns = raw('`id`, `importId`, `line`, `column`, `code`, `message`, `isRemark`');
      await tx.execute(sql`INSERT INTO time_import_line (${columns}) VALUES ${join(rows, ', ')}`);
    }
  }

  /** Adds the position in the file, with the file's own column name. */
  private told(line: number, column: string | null, message: string): string {
    const name = this.header ? columnName(this.header, column) : column;
    return `Line ${line}${name === null ? '' : `, ${shortened(name, 100)}`}: ${message}`;
  }

  private async finish(tx: Transaction, run: TimeImport): Promise<void> {
    const projects = await tx.reader.rows<{ projectId: string; entries: number | string; minutes: number | string }>(
      sql`SELECT projectId, COUNT(*) AS entries, SUM(minutes) AS minutes FROM time_entry WHERE importId = ${run.id} GROUP BY projectId ORDER BY projectId`,
    );
    for (const { projectId, entries, minutes } of projects) {
      tx.record(facts.timeEntriesImported, run, { projectId, entries: Number(entries), minutes: Number(minutes) });
    }
    end(tx, run, timeImportActions.finish);
  }

  private async fail(reason: string): Promise<void> {
    await this.step((tx, run) => {
      run.failureReason = reason;
      return Promise.resolve(end(tx, run, timeImportActions.fail));
    });
  }

  /** One step of the import, on behalf of the user who started it and based on the version that the last step left. */
  private async step(work: (tx: Transaction, run: TimeImport) => Promise<void>): Promise<void> {
    if (this.surroundings.lease.isStopped()) throw new StoppedError();
    this.run = await this.surroundings.database.transaction(this.command, async (tx) => {
      const run = await tx.require(TimeImport, this.run.id, { version: this.run.version });
      run.heldUntil = this.surroundings.lease.end();
      await work(tx, run);
      return tx.save(run);
    });
  }

  private get command() {
    return { viewer: this.viewer, action: 'timeEntriesImport', requestId: this.run.id };
  }

  private async records(): Promise<AsyncGenerator<CsvRecord, void> | null> {
    const { database, storage } = this.surroundings;
    const { mediaType, storageKey } = await database.reader(system).require(Document, this.run.documentId);
    const content = await storage.get(storageKey);
    if (!content) return null;
    this.encoding ??= this.run.reading?.encoding ?? null;
    // Plain text has been found to be UTF-8; for a table, the bytes decide.
    if (this.encoding === null && mediaType === 'text/plain') this.encoding = FileEncoding.UTF_8;
    if (this.encoding === null) {
      this.encoding = await encodingOf(content);
      if (this.encoding === null) throw new UnknownEncodingError();
      return this.records();
    }
    return recordsOf(inUtf8(content, this.encoding), this.run.delimiter);
  }

  /** The lines after the header. */
  private async *lines(records: AsyncGenerator<CsvRecord, void> | null): AsyncGenerator<CsvRecord, void> {
    if (!records) throw new Error('The file no longer exists.');
    await records.next();
    for await (const record of records) {
      if (this.surroundings.lease.isStopped()) throw new StoppedError();
      yield record;
    }
  }
}

/** Ends an import that this transaction has loaded; the caller saves it. */
export function end(tx: Transaction, run: TimeImport, action: TimeImportAction): void {
  run.status = timeImportLifecycle.next(run.status, action);
  Object.assign(run, { finishedAt: tx.clock.now(), holder: null, heldUntil: null });
  const { status, linesImported: imported, linesDuplicate: duplicate, linesRefused: refused } = run;
  tx.record(facts.timeImportEnded, run, { status, imported, duplicate, refused });
}

/** A concurrent change that a retry settles. */
function isCollision(error: unknown): boolean {
  return error instanceof DaysChangedError || (error instanceof RuleViolationError && error.rule === 'already-exists');
}
