import { spawn } from 'node:child_process';
import { join } from 'node:path';
import pino from 'pino';
import { ImportRunner } from '../../src/modules/time';
import { openStorage } from '../../src/modules/documents';
import { system } from '../../src/shared/access/viewer';
import { chainHash, emptyHash, HistoryEntry } from '../../src/shared/database/history';
import { TestApp } from '../support/app';
import { givenTeam, type Team } from '../support/costs';
import { pause } from '../support/database';
import { csvOf, daysOf, givenFile, importEnded, importSelection, type Line, lineOf } from '../support/transfer';
import { backdateActivation } from '../support/delivery';

const root = join(__dirname, '..', '..');
const many = 6_000;

describe('a process that is killed while it imports', () => {
  let app: TestApp;
  let team: Team;
  let lines: Line[];

  beforeAll(async () => {
    app = await TestApp.start({ uploadBytes: 5_000_000 });
    app.clock.set(new Date('2026-06-20T09:00:00Z'));
    team = await givenTeam(app);
    await backdateActivation(app);
    const mine = await lineOf(app, team.consultant);
    const day = (index: number) => new Date(Date.UTC(2026, 1, 2 + (index % 120))).toISOString().slice(0, 10);
    // Every other line equals some other line.
    lines = Array.from({ length: many }, (_, index) => ({
      ...mine,
      date: day(index),
      minutes: 1 + (index % 7),
      note: index % 2 === 0 ? '' : String(index),
    }));
  });
  afterAll(() => app.stop());

  const rows = (text: string, ...params: unknown[]) => app.installation.database.query({ text, params });
  const stateOf = async (id: string) =>
    (await rows('SELECT status, linesProcessed FROM time_import WHERE id = ?', id))[0]!;

  /** Runs imports in a separate process, and kills it as soon as it is far enough. */
  async function workUntil(isFarEnough: () => Promise<boolean>): Promise<void> {
    const { config } = app.installation;
    const location = { url: config.databaseUrl, directory: config.dataDirectory };
    const importer = spawn(
      process.execPath,
      [
        '-r',
        '@swc-node/register',
        join(root, 'test', 'support', 'importer.ts'),
        JSON.stringify({ location, now: app.clock.now().toISOString() }),
      ],
      { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const ended = new Promise((resolve) => importer.on('exit', resolve));
    await new Promise((resolve) => importer.stdout.once('data', resolve));
    while (importer.exitCode === null && !(await isFarEnough())) await pause(5);
    importer.kill('SIGKILL');
    await ended;
    expect(importer.signalCode).toBe('SIGKILL');
    // The database rolls back the open transaction of a dead connection once it notices.
    await pause(500);
  }

  async function started(mode: string, all: readonly Line[]): Promise<string> {
    const { client } = team.consultant;
    const documentId = await givenFile(app, client, csvOf(all));
    // The server of this test is not notified: the other process runs the import.
    const nudge = jest.spyOn(ImportRunner.prototype, 'nudge').mockImplementation(() => undefined);
    const input = { documentId, mode };
    const { id } = await client.done('timeEntriesImport', { input }, importSelection);
    await app.installation.relay.settle();
    nudge.mockRestore();
    return id;
  }

  const afterItsTime = () => new Date(app.clock.now().getTime() + 31_000);

  /** As after a restart: the lease of the dead process must expire first. */
  async function goOn(): Promise<void> {
    const { database, config } = app.installation;
    const runner = new ImportRunner(database, await openStorage(config), pino({ level: 'silent' }));
    expect(await runner.runAll()).toBe(0);
    app.clock.set(afterItsTime());
    expect(await runner.runAll()).toBe(1);
  }

  async function expectWhole(id: string, mode: string): Promise<void> {
    expect(await importEnded(team.consultant.client, id)).toMatchObject({
      status: 'DONE',
      mode,
      linesTotal: many,
      linesProcessed: many,
      linesImported: many,
      linesDuplicate: 0,
      linesRefused: 0,
    });
    const plain = (found: Record<string, unknown>[]) =>
      found.map(({ day, minutes, note }) => `${String(day)} ${String(minutes)} ${String(note)}`).sort();
    const stored = await rows('SELECT workedOn AS day, minutes, note FROM time_entry WHERE importId = ?', id);
    expect(plain(stored)).toEqual(
      plain(
        lines.map(({ date, minutes, note }) => ({
          day: date,
          minutes,
          note: mode === 'ALL_OR_NOTHING' ? `${note} again` : note,
        })),
      ),
    );
    const [counted, worked] = await daysOf(app);
    expect(counted).toEqual(worked);
    const [history] = await rows(
      'SELECT COUNT(*) AS n FROM history_entry WHERE recordId IN (SELECT id FROM time_entry WHERE importId = ?)',
      id,
    );
    expect(Number(history!.n)).toBe(many);
    const entries = await app.installation.database
      .reader(system)
      .list(HistoryEntry, { recordId: id }, [{ column: 'recordVersion' }]);
    const [run] = await rows('SELECT historyHash FROM time_import WHERE id = ?', id);
    expect(entries.reduce(chainHash, emptyHash)).toBe(run!.historyHash);
  }

  it('keeps its complete steps, and the next process finishes with exactly the lines of the file', async () => {
    const id = await started('VALID_LINES', lines);
    for (const part of [0.2, 0.5]) {
      await workUntil(async () => Number((await stateOf(id)).linesProcessed) >= many * part);
      const { status, linesProcessed } = await stateOf(id);
      const [row] = await rows('SELECT COUNT(*) AS n FROM time_entry WHERE importId = ?', id);
      expect([status, Number(row!.n)]).toEqual(['RUNNING', Number(linesProcessed)]);
      expect(Number(linesProcessed)).toBeLessThan(many);
      if (part < 0.5) app.clock.set(afterItsTime());
    }
    await goOn();
    await expectWhole(id, 'VALID_LINES');
  }, 120_000);

  it('keeps nothing of an all-or-nothing import, and the next process imports all lines', async () => {
    const again = lines.map((line) => ({ ...line, note: `${line.note} again` }));
    const id = await started('ALL_OR_NOTHING', again);
    let checked = 0;
    await workUntil(async () => {
      if (Number((await stateOf(id)).linesProcessed) < many) return false;
      // All lines are checked; now they are being written.
      return (checked += 1) > 20;
    });
    const [row] = await rows('SELECT COUNT(*) AS n FROM time_entry WHERE importId = ?', id);
    expect([(await stateOf(id)).status, Number(row!.n)]).toEqual(['RUNNING', 0]);
    await goOn();
    await expectWhole(id, 'ALL_OR_NOTHING');
  }, 120_000);
});
