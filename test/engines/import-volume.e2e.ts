import { monitorEventLoopDelay } from 'node:perf_hooks';
import { HistoryEntry } from '../../src/shared/database/history';
import { system } from '../../src/shared/access/viewer';
import { Role, TestApp } from '../support/app';
import { givenTeam, type Team } from '../support/costs';
import { backdateActivation, givenAllocation } from '../support/delivery';
import { csvOf, daysOf, importEnded, type Line, lineOf, startImport } from '../support/transfer';

/** The maximum of an import. All lines are checked here; writing all takes long, so only IMPORT_LINES=100000 does it. */
const maxLines = 100_000;
const many = Number(process.env.IMPORT_LINES ?? 20_000);
const people = 25;

describe('a file with very many lines, one of them broken', () => {
  let app: TestApp;
  let team: Team;
  let lines: Line[];

  beforeAll(async () => {
    app = await TestApp.start({ uploadBytes: 50_000_000 });
    app.clock.set(new Date('2026-06-25T09:00:00Z'));
    team = await givenTeam(app);
    await backdateActivation(app);
    const workers: Line[] = [];
    for (let index = 0; index < people; index += 1) {
      const client = await app.as(Role.CONSULTANT);
      await givenAllocation(team.project, client.userId!);
      workers.push(await lineOf(app, { ...team.consultant, client }));
    }
    const day = (index: number) =>
      new Date(Date.UTC(2026, 1, 1 + (Math.floor(index / people) % 140))).toISOString().slice(0, 10);
    lines = Array.from({ length: maxLines }, (_, index) => ({
      ...workers[index % people]!,
      date: day(index),
      minutes: 1 + (index % 20),
      note: index % 3 === 0 ? '' : `Ticket ${index}, "review"`,
    }));
  });
  afterAll(() => app.stop());

  /** The line of the file with this number, counted from 1; the first has the names of the columns. */
  const withBroken = (some: Line[]) => {
    const all = csvOf(some).split('\n');
    const broken = Math.floor(some.length * 0.7) + 1;
    all[broken - 1] = '"an open quote';
    return { text: all.join('\n'), broken };
  };
  const bring = async (text: string, mode: string, more: object = {}) => {
    const { id } = await startImport(app, team.project.manager, text, mode, more);
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const began = performance.now();
    const ended = await importEnded(team.project.manager, id, 280);
    const perSecond = Math.round(ended.linesTotal / ((performance.now() - began) / 1_000));
    delay.disable();
    const held = [99, 100].map((percent) => Math.round(delay.percentile(percent) / 1_000_000)).join(' and at most ');
    const how = `${mode}${ended.dryRun ? ', dry run' : ''}`;
    if (process.env.IMPORT_LINES)
      console.log(`${how}: ${perSecond} lines a second, event loop held ${held} ms, ${ended.status}`);
    return ended;
  };
  const count = async () => {
    const [row] = await app.installation.database.query({ text: 'SELECT COUNT(*) AS n FROM time_entry', params: [] });
    return Number(row!.n);
  };

  it('imports nothing if it is all-or-nothing, and names the line', async () => {
    const { text, broken } = withBroken(lines);
    expect(broken).toBe(70_001);
    const ended = await bring(text, 'ALL_OR_NOTHING');
    expect(ended).toMatchObject({ status: 'REFUSED', linesTotal: maxLines, linesImported: 0, linesRefused: 1 });
    expect(ended.findings.nodes).toMatchObject([{ line: broken, code: 'syntax' }]);
    expect(await count()).toBe(0);
  }, 300_000);

  it('is checked in a dry run, which writes nothing', async () => {
    const { text, broken } = withBroken(lines);
    const ended = await bring(text, 'VALID_LINES', { dryRun: true });
    expect(ended).toMatchObject({
      status: 'DONE',
      linesProcessed: maxLines,
      linesImported: maxLines - 1,
      linesRefused: 1,
    });
    expect(ended.findings.nodes).toMatchObject([{ line: broken, code: 'syntax' }]);
    expect(await count()).toBe(0);
  }, 300_000);

  it('imports only the valid lines in that mode, reports its progress, and imports the last line once it is corrected', async () => {
    const { text, broken } = withBroken(lines.slice(0, many));
    const ended = await bring(text, 'VALID_LINES');
    expect(ended).toMatchObject({ status: 'DONE', linesProcessed: many, linesImported: many - 1, linesRefused: 1 });
    expect(ended.findings.nodes).toMatchObject([{ line: broken, code: 'syntax' }]);
    expect(await count()).toBe(many - 1);
    const facts = await app.factsAbout(ended.id);
    const progressed = facts.filter((type) => type === 'TimeImportProgressed');
    expect(progressed.length).toBeGreaterThan(5);
    expect(progressed.length).toBeLessThanOrEqual(50);
    expect(await bring(csvOf(lines.slice(0, many)), 'ALL_OR_NOTHING')).toMatchObject({
      status: 'DONE',
      linesImported: 1,
      linesDuplicate: many - 1,
    });
    const [counted, worked] = await daysOf(app);
    expect(counted).toEqual(worked);
  }, 600_000);

  it('imports all lines in one transaction, each with its history', async () => {
    const moved = lines.slice(0, many).map((line) => ({ ...line, note: 'again' }));
    const [before] = [await app.installation.database.reader(system).count(HistoryEntry, {})];
    expect(await bring(csvOf(moved), 'ALL_OR_NOTHING')).toMatchObject({ status: 'DONE', linesImported: many });
    const after = await app.installation.database.reader(system).count(HistoryEntry, {});
    expect(after - before).toBeGreaterThanOrEqual(many);
    expect(await count()).toBe(2 * many);
  }, 600_000);
});
