import { TimeImport } from '../../../src/modules/time';
import { HistoryEntry } from '../../../src/shared/database/history';
import { system } from '../../../src/shared/access/viewer';
import { Role, TestApp } from '../../support/app';
import { givenTeam, recordTime, takeTimeStep, type Team } from '../../support/costs';
import { backdateActivation, givenAllocation } from '../../support/delivery';
import { pdf, upload } from '../../support/uploads';
import {
  csvOf,
  daysOf,
  givenFile,
  importEnded,
  importFile,
  importSelection,
  type Line,
  lineOf,
  startImport,
} from '../../support/transfer';

describe('timeEntriesImport', () => {
  let app: TestApp;
  let team: Team;
  let other: Team;
  let mine: Line;
  let day = 1;

  beforeAll(async () => {
    app = await TestApp.start({ uploadBytes: 5_000_000 });
    app.clock.set(new Date('2026-04-20T09:00:00Z'));
    team = await givenTeam(app);
    other = await givenTeam(app);
    await backdateActivation(app);
  });
  afterAll(() => app.stop());
  /** Each test has its own day, so that none takes another's hours. */
  beforeEach(async () => {
    day += 1;
    mine = await lineOf(app, team.consultant, { date: `2026-03-${String(day).padStart(2, '0')}` });
  });

  const rows = (text: string, ...params: unknown[]) => app.installation.database.query({ text, params });
  const entriesOf = async (id: string) =>
    (
      await team.project.manager.query(
        `query ($id: ID!) { timeEntries(first: 100, filter: { importId: [$id] }) { nodes {
          id status minutes billable note phase workedOn userId partnerId user { id } import { id } importedBy { id } reversedBy { id }
        } } }`,
        { id },
      )
    ).timeEntries.nodes;

  it('imports time in the background, and submits it for approval', async () => {
    const { client } = team.consultant;
    const csv = csvOf([
      mine,
      { ...mine, minutes: '', hours: '1.5', note: '客户访谈, "🚀"\nzwei', billable: 'no' },
      { ...mine, project: team.project.id, person: client.userId!, scopeItem: team.project.inScope.id, note: "'=1+1" },
    ]);
    const started = await startImport(app, client, csv);
    expect(started).toMatchObject({ version: 1, status: 'RUNNING', linesTotal: null, finishedAt: null });
    const ended = await importEnded(client, started.id);
    expect(ended).toMatchObject({
      status: 'DONE',
      linesTotal: 3,
      linesProcessed: 3,
      linesImported: 3,
      linesDuplicate: 0,
      linesRefused: 0,
      failureReason: null,
      findings: { totalCount: 0 },
    });
    const entries = await entriesOf(started.id);
    expect(entries.map(({ minutes, billable, note }: never) => [minutes, billable, note]).sort()).toEqual([
      [10, true, ''],
      [10, true, '=1+1'],
      [90, false, '客户访谈, "🚀"\nzwei'],
    ]);
    for (const entry of entries) {
      expect(entry).toMatchObject({
        status: 'SUBMITTED',
        user: { id: client.userId },
        import: { id: started.id },
        importedBy: { id: client.userId },
      });
    }
    const facts = await app.factsAbout(started.id);
    expect([facts[0], facts.at(-2), facts.at(-1)]).toEqual([
      'TimeImportStarted',
      'TimeEntriesImported',
      'TimeImportEnded',
    ]);
    expect(facts).toContain('TimeImportProgressed');
    expect(new Set(await app.historyOf(entries[0].id))).toEqual(new Set(['timeEntriesImport']));
    const [entry] = await app.installation.database.reader(system).list(HistoryEntry, { recordId: entries[0].id });
    expect(entry).toMatchObject({ actorId: client.userId, recordVersion: 1 });
    const [counted, worked] = await daysOf(app);
    expect(counted).toEqual(worked);
    // The manager approves it like any other time.
    await takeTimeStep(team.project.manager, 'Approve', { id: entries[0].id, version: 1 });
  });

  it('is repeatable without duplicates: the same line, the same line twice, and a changed line with a reference', async () => {
    const { client } = team.consultant;
    const csv = csvOf([mine, mine, { ...mine, reference: 'R-1', minutes: 20 }]);
    expect(await importFile(app, client, csv)).toMatchObject({ linesImported: 3 });
    const again = csvOf([mine, mine, { ...mine, reference: 'R-1', minutes: 25 }, mine, { ...mine, reference: 'R-1' }]);
    const ended = await importFile(app, client, again);
    expect(ended).toMatchObject({ status: 'DONE', linesImported: 1, linesDuplicate: 2, linesRefused: 2 });
    expect(ended.findings.nodes.map(({ line, column, code }: never) => [line, column, code])).toEqual([
      [4, 'reference', 'known-differently'],
      [6, 'reference', 'known-differently'],
    ]);
    const same = csvOf([mine, mine, { ...mine, reference: 'R-1', minutes: 20 }, mine]);
    expect(await importFile(app, client, same, 'ALL_OR_NOTHING')).toMatchObject({
      status: 'DONE',
      linesImported: 0,
      linesDuplicate: 4,
    });
  });

  it('reports the errors of each line, and imports the others', async () => {
    const { client } = team.consultant;
    await givenAllocation(team.project, client.userId!, {
      role: 'Architect',
      startsOn: '2026-04-01',
      endsOn: '2026-04-02',
    });
    const wrong: [Line, string | null, string][] = [
      [{ minutes: 0 }, 'minutes', 'minutes'],
      [{ date: '2026-02-30' }, 'date', 'date'],
      [{ phase: 'Party' }, 'phase', 'phase-unknown'],
      [{ scopeItem: 'Hardware' }, 'scopeItem', 'not-in-scope'],
      [{ scopeItem: 'Nothing' }, 'scopeItem', 'not-found'],
      [{ scopeItem: other.project.inScope.id }, 'scopeItem', 'not-found'],
      [{ project: 'Nothing' }, 'project', 'not-found'],
      [{ person: 'nobody@example.com' }, 'person', 'not-found'],
      [{ date: '2026-07-01' }, 'date', 'outside-the-allocation'],
      [{ date: '2026-05-05' }, 'date', 'in-the-future'],
      [{ date: '2026-01-05' }, 'date', 'project-not-in-work'],
      [{ date: '2026-04-01' }, 'allocation', 'ambiguous'],
      [{ allocation: other.consultant.allocationId }, 'allocation', 'not-found'],
      [{ project: other.project.name }, 'person', 'not-allocated'],
      [{ minutes: 1_440 }, 'minutes', 'day-full'],
    ];
    const csv = csvOf([mine, ...wrong.map(([changes]) => ({ ...mine, ...changes })), { ...mine, note: 'last' }]);
    const ended = await importFile(app, client, csv);
    expect(ended).toMatchObject({ status: 'DONE', linesImported: 2, linesRefused: wrong.length });
    expect(ended.findings.nodes.map(({ line, column, code }: never) => [line, column, code])).toEqual(
      wrong.map(([, column, code], index) => [index + 3, column, code]),
    );
    const [counted, worked] = await daysOf(app);
    expect(counted).toEqual(worked);
  });

  it('imports nothing in all-or-nothing mode if a line is wrong', async () => {
    const { client } = team.consultant;
    const csv = `${csvOf([mine, { ...mine, minutes: 1_430 }, { ...mine, minutes: 20 }, { ...mine, phase: 'Party' }])}\n"open`;
    const [before] = await rows('SELECT COUNT(*) AS n FROM time_entry');
    const ended = await importFile(app, client, csv, 'ALL_OR_NOTHING');
    expect(ended).toMatchObject({
      status: 'REFUSED',
      linesTotal: 5,
      linesProcessed: 5,
      linesImported: 0,
      linesRefused: 3,
    });
    expect(ended.findings.nodes.map(({ line, code }: never) => [line, code])).toEqual([
      [4, 'day-full'],
      [5, 'phase-unknown'],
      [6, 'syntax'],
    ]);
    expect(await rows('SELECT COUNT(*) AS n FROM time_entry')).toEqual([before]);
    expect(await importFile(app, client, csvOf([mine, { ...mine, minutes: 1_430 }]), 'ALL_OR_NOTHING')).toMatchObject({
      status: 'DONE',
      linesImported: 2,
      linesRefused: 0,
    });
  });

  it('refuses any other file', async () => {
    const { client } = team.consultant;
    for (const [csv, codes] of [
      ['what,ever\n1,2', ['column-unknown', 'column-unknown', 'column-missing']],
      [' ', ['empty']],
    ] as const) {
      const ended = await importFile(app, client, csv);
      expect(ended).toMatchObject({ status: 'REFUSED', linesImported: 0 });
      expect(ended.findings.nodes.map(({ code }: never) => code)).toEqual(expect.arrayContaining([...codes]));
    }
  });

  it("is made on behalf of others only by those who may; another firm's project is not found", async () => {
    const theirs = await lineOf(app, team.member, { date: mine.date! });
    const foreign = { ...theirs, project: other.project.name };
    const absent = { ...theirs, project: 'No such project' };
    const codes = async (client: typeof team.consultant.client, lines: Line[]) => {
      const ended = await importFile(app, client, csvOf(lines));
      return [
        ended.linesImported,
        ...ended.findings.nodes.map(({ column, code, message }: never) => [column, code, message]),
      ];
    };
    const unknown = (name: string, line: number) => [
      'project',
      'not-found',
      `Line ${line}, project: There is no project "${name}" that you may see.`,
    ];
    const [{ partnerId }] = [team.member];
    const administrator = await app.asPartner(partnerId!, Role.PARTNER_ADMIN);
    const colleague = await app.asPartner(partnerId!, Role.PARTNER_MEMBER);

    expect(await codes(team.member.client, [theirs])).toEqual([1]);
    expect(await codes(administrator, [{ ...theirs, note: 'a' }, foreign, absent])).toEqual([
      1,
      unknown(other.project.name, 3),
      unknown('No such project', 4),
    ]);
    const forbidden = ['person', 'forbidden', expect.any(String)];
    expect(await codes(colleague, [{ ...theirs, note: 'b' }])).toEqual([0, forbidden]);
    // The vendor's people are invisible to a partner.
    expect(await codes(administrator, [{ ...mine }])).toEqual([0, ['person', 'not-found', expect.any(String)]]);
    expect(await codes(team.project.manager, [mine, { ...theirs, note: 'c' }])).toEqual([2]);
    expect(await codes(other.project.manager, [{ ...mine, note: 'd' }])).toEqual([0, forbidden]);
    expect(await codes(await app.as(Role.ADMIN), [{ ...mine, note: 'e' }])).toEqual([1]);
    expect(await codes(await app.as(Role.CONSULTANT), [{ ...mine, note: 'f' }])).toEqual([0, forbidden]);
  });

  it('cannot be decided on by the importer', async () => {
    const { manager } = team.project;
    const { id } = await importFile(app, manager, csvOf([mine]));
    const [entry] = await entriesOf(id);
    const args = { id: entry.id, version: 1 };
    const refused = await app.expectNothingChanged(() => manager.refused('timeEntryApprove', args, 'timeEntry { id }'));
    expect(refused).toMatchObject({ code: 'RULE_VIOLATION', rule: 'own-act' });
    await (await app.as(Role.ADMIN)).done('timeEntryApprove', args, 'timeEntry { id }');
  });

  it('refuses a file that the user may not see, and a file that is not text', async () => {
    const { client } = team.member;
    const foreign = await givenFile(app, team.consultant.client, csvOf([mine]));
    const { document } = await upload(app, client, { content: pdf() });
    const refuse = (documentId: string, more: object = {}) =>
      app.expectNothingChanged(() =>
        client.refused('timeEntriesImport', { input: { documentId, mode: 'VALID_LINES', ...more } }, importSelection),
      );
    const field = ['input', 'documentId'];
    expect(await refuse(foreign)).toMatchObject({ code: 'NOT_FOUND', field });
    expect(await refuse('document_01jd5s9c0ye5rt3t7m6x0j5d1q')).toMatchObject({ code: 'NOT_FOUND', field });
    expect(await refuse(document.id)).toMatchObject({ code: 'INVALID_INPUT', field });
    expect(await refuse(document.id, { delimiter: 'x' })).toMatchObject({ field: ['input', 'delimiter'] });
    const refused = await app.expectNothingChanged(() =>
      app.anonymous.refused(
        'timeEntriesImport',
        { input: { documentId: foreign, mode: 'VALID_LINES' } },
        importSelection,
      ),
    );
    expect(refused).toMatchObject({ code: 'FORBIDDEN' });
  });

  it("is visible to the user who started it, to staff, and to the firm's administrator", async () => {
    const { client, partnerId } = team.member;
    const broken = { ...(await lineOf(app, team.member)), phase: 'Party' };
    const { id } = await importFile(app, client, csvOf([broken]));
    const see = async (who: typeof client) => {
      const query = `query ($id: ID!) { timeImport(id: $id) { findings { nodes { line } } }
        timeImports(filter: { partnerId: ["${partnerId}"], status: [DONE] }) { nodes { id } } }`;
      const { timeImport, timeImports } = await who.query(query, { id });
      return [
        timeImport?.findings.nodes.length ?? null,
        timeImports.nodes.some((each: { id: string }) => each.id === id),
      ];
    };
    expect(await see(client)).toEqual([1, true]);
    expect(await see(await app.asPartner(partnerId!, Role.PARTNER_ADMIN))).toEqual([1, true]);
    expect(await see(await app.as(Role.PROJECT_MANAGER))).toEqual([1, true]);
    expect(await see(await app.asPartner(partnerId!, Role.PARTNER_MEMBER))).toEqual([null, false]);
    expect(await see(await app.asPartner(other.member.partnerId!, Role.PARTNER_ADMIN))).toEqual([null, false]);
  });

  it('keeps the hours of a day within 24 when files and a person record concurrently', async () => {
    const { client } = team.consultant;
    const lines = (note: string) =>
      Array.from({ length: 12 }, (_, index) => ({ ...mine, minutes: 120, note: `${note} ${index}` }));
    const ended = await Promise.all([
      importFile(app, client, csvOf(lines('one'))),
      importFile(app, client, csvOf(lines('two'))),
      recordTime(team.consultant, { workedOn: mine.date, minutes: 120 }).catch(() => null),
    ]);
    const [counted, worked] = await daysOf(app);
    expect(counted).toEqual(worked);
    const [row] = await rows(
      'SELECT SUM(minutes) AS minutes FROM time_entry WHERE userId = ? AND workedOn = ?',
      client.userId,
      mine.date,
    );
    expect(Number(row!.minutes)).toBe(1_440);
    expect(ended[0].linesImported + ended[1].linesImported + (ended[2] ? 1 : 0)).toBe(12);
  });

  it('resumes where it stopped, with exactly the lines of the file', async () => {
    const { client } = team.consultant;
    const csv = csvOf(Array.from({ length: 700 }, (_, index) => ({ ...mine, minutes: 1, note: String(index % 350) })));
    const first = await importFile(app, client, csv);
    expect(first).toMatchObject({ linesImported: 700 });
    // As left by a process that was killed after the first chunk.
    await rows(
      'DELETE FROM time_entry WHERE importId = ? AND id NOT IN (SELECT id FROM (SELECT id FROM time_entry WHERE importId = ? ORDER BY id LIMIT 500) AS kept)',
      first.id,
      first.id,
    );
    await rows('UPDATE person_day SET minutes = 500 WHERE userId = ? AND workedOn = ?', client.userId, mine.date);
    await rows(
      "UPDATE time_import SET status = 'RUNNING', linesProcessed = 500, linesImported = 500, finishedAt = NULL WHERE id = ?",
      first.id,
    );
    await startImport(app, client, csvOf([mine]));
    expect(await importEnded(client, first.id)).toMatchObject({
      status: 'DONE',
      linesProcessed: 700,
      linesImported: 700,
      linesDuplicate: 0,
    });
    const keys = await rows('SELECT COUNT(DISTINCT importKey) AS n FROM time_entry WHERE importId = ?', first.id);
    expect(Number(keys[0]!.n)).toBe(700);
  });

  it('fails if the file or the person who started it is gone', async () => {
    const { client } = team.consultant;
    const documentId = await givenFile(app, client, csvOf([mine]));
    await rows("UPDATE document SET storageKey = 'upload_01jd5s9c0ye5rt3t7m6x0j5d1q' WHERE id = ?", documentId);
    const input = { documentId, mode: 'ALL_OR_NOTHING' };
    const { id } = await client.done('timeEntriesImport', { input }, importSelection);
    expect(await importEnded(client, id)).toMatchObject({
      status: 'FAILED',
      failureReason: 'The file no longer exists.',
    });
    const [stored] = await app.installation.database.reader(system).list(TimeImport, { id });
    expect(stored).toMatchObject({ holder: null, heldUntil: null });
  });

  it('takes no more statements for many lines than for few', async () => {
    const { client } = team.consultant;
    const statementsFor = async (many: number, note: string) => {
      const csv = csvOf(
        Array.from({ length: many }, (_, index) => ({ ...mine, minutes: 1, note: `${note} ${index}` })),
      );
      const { database } = app.installation;
      await app.installation.relay.settle();
      const before = database.statements;
      const { id } = await startImport(app, client, csv);
      for (;;) {
        const [row] = await database.dataSource.query<{ status: string }[]>(
          'SELECT status FROM time_import WHERE id = ?',
          [id],
        );
        if (row!.status !== 'RUNNING') break;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return database.statements - before;
    };
    const few = await statementsFor(2, 'few');
    const many = await statementsFor(90, 'many');
    expect(many - few).toBeLessThan(5);
  });
});
