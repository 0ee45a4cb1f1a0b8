import { HistoryEntry } from '../../src/shared/database/history';
import { system } from '../../src/shared/access/viewer';
import { Role, TestApp } from '../support/app';
import { givenTeam, type Team } from '../support/costs';
import { givenAllocation } from '../support/delivery';
import { engine } from '../support/engine';
import { csvOf, daysOf, importEnded, type Line, lineOf, startImport } from '../support/transfer';

/** As many as an import may have take minutes on both engines: IMPORT_LINES=100000 does it with them. */
const many = Number(process.env.IMPORT_LINES ?? (engine === 'sqlite' ? 20_000 : 5_000));
const people = 25;

describe('a file with very many lines, one of them broken', () => {
  let app: TestApp;
  let team: Team;
  let lines: Line[];
  const broken = Math.floor(many * 0.7) + 1;

  beforeAll(async () => {
    app = await TestApp.start({ uploadBytes: 50_000_000 });
    app.clock.set(new Date('2026-06-25T09:00:00Z'));
    team = await givenTeam(app);
    await app.installation.database.query({ text: "UPDATE project SET activatedOn = '2026-02-01'", params: [] });
    const workers: Line[] = [];
    for (let index = 0; index < people; index += 1) {
      const client = await app.as(Role.CONSULTANT);
      await givenAllocation(team.project, client.userId!);
      workers.push(await lineOf(app, { ...team.consultant, client }));
    }
    const day = (index: number) =>
      new Date(Date.UTC(2026, 1, 1 + (Math.floor(index / people) % 140))).toISOString().slice(0, 10);
    lines = Array.from({ length: many }, (_, index) => ({
      ...workers[index % people]!,
      date: day(index),
      minutes: 1 + (index % 20),
      note: index % 3 === 0 ? '' : `Ticket ${index}, "review"`,
    }));
  });
  afterAll(() => app.stop());

  /** The line of the file with this number, counted as people do: the first has the names of the columns. */
  const withBroken = (line: string) => {
    const all = csvOf(lines).split('\n');
    all[broken - 1] = line;
    return all.join('\n');
  };
  const bring = async (text: string, mode: string) => {
    const began = performance.now();
    const { id } = await startImport(app, team.project.manager, text, mode);
    const ended = await importEnded(team.project.manager, id, 280);
    const perSecond = Math.round(many / ((performance.now() - began) / 1_000));
    if (process.env.IMPORT_LINES) console.log(`${mode}: ${perSecond} lines a second, ${ended.status}`);
    return ended;
  };
  const count = async () => {
    const [row] = await app.installation.database.query({ text: 'SELECT COUNT(*) AS n FROM time_entry', params: [] });
    return Number(row!.n);
  };

  it('brings in nothing where it is all or nothing, and names the line', async () => {
    const ended = await bring(withBroken('"an open quote'), 'ALL_OR_NOTHING');
    expect(ended).toMatchObject({ status: 'REFUSED', linesTotal: many, linesImported: 0, linesRefused: 1 });
    expect(ended.findings.nodes).toMatchObject([{ line: broken, code: 'syntax' }]);
    expect(await count()).toBe(0);
  }, 300_000);

  it('brings in the others where valid lines are wanted, tells how far it is, and the rest when it is mended', async () => {
    const ended = await bring(withBroken('"an open quote'), 'VALID_LINES');
    expect(ended).toMatchObject({ status: 'DONE', linesProcessed: many, linesImported: many - 1, linesRefused: 1 });
    expect(ended.findings.nodes).toMatchObject([{ line: broken, code: 'syntax' }]);
    expect(await count()).toBe(many - 1);
    const facts = await app.factsAbout(ended.id);
    const progressed = facts.filter((type) => type === 'TimeImportProgressed');
    expect(progressed.length).toBeGreaterThan(5);
    expect(progressed.length).toBeLessThanOrEqual(50);
    expect(await bring(csvOf(lines), 'ALL_OR_NOTHING')).toMatchObject({
      status: 'DONE',
      linesImported: 1,
      linesDuplicate: many - 1,
    });
    const [counted, worked] = await daysOf(app);
    expect(counted).toEqual(worked);
  }, 600_000);

  it('brings in all of them in one unit of work, each with its history', async () => {
    const moved = lines.map((line) => ({ ...line, note: 'again' }));
    const [before] = [await app.installation.database.reader(system).count(HistoryEntry, {})];
    expect(await bring(csvOf(moved), 'ALL_OR_NOTHING')).toMatchObject({ status: 'DONE', linesImported: many });
    const after = await app.installation.database.reader(system).count(HistoryEntry, {});
    expect(after - before).toBeGreaterThanOrEqual(many);
    expect(await count()).toBe(2 * many);
  }, 600_000);
});
