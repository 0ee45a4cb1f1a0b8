import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { strFromU8, unzipSync } from 'fflate';
import { TimeEntryStatus } from '../../../src/modules/time';
import { exportOf } from '../../../src/modules/time/transfer/export.csv';
import { Sheets, SheetsBusyError } from '../../../src/modules/time/transfer/export.xlsx';
import { quoted } from '../../../src/modules/time/transfer/formula-cells.formula';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { approveTime, givenTeam, recordTime, submitTime, type Team } from '../../support/costs';
import { givenApiKey } from '../../support/given';
import { csvOf, importFile, lineOf } from '../../support/transfer';
import { backdateActivation } from '../../support/delivery';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON; the assertions say what they are */

/** The first sheet of a workbook, row by row. */
function cellsOf(workbook: Uint8Array): unknown[][] {
  const files = unzipSync(workbook);
  const parser = new XMLParser({
    ignoreAttributes: false,
    parseTagValue: false,
    trimValues: false,
    isArray: (name) => ['row', 'c', 'si'].includes(name),
  });
  const read = (name: string) => parser.parse(strFromU8(files[name]!));
  const textOf = (t: any) => (typeof t === 'object' ? (t['#text'] ?? '') : t);
  const shared = (read('xl/sharedStrings.xml').sst.si as any[]).map(({ t }) => textOf(t));
  const rows: any[] = read('xl/worksheets/sheet1.xml').worksheet.sheetData.row;
  return rows.map(({ c }) => {
    const row: unknown[] = [];
    for (const cell of c) {
      const letters = /^[A-Z]+/.exec(cell['@_r'])![0];
      const place = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
      row[place] =
        cell['@_t'] === 's'
          ? shared[Number(cell.v)]
          : cell['@_t'] === 'b'
            ? cell.v === '1'
            : cell.v === undefined
              ? null
              : Number(cell.v);
    }
    return row;
  });
}

describe('the export of time entries', () => {
  let app: TestApp;
  let team: Team;
  let other: Team;
  let manager: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    app.clock.set(new Date('2026-04-20T09:00:00Z'));
    team = await givenTeam(app);
    other = await givenTeam(app);
    ({ manager } = team.project);
    await backdateActivation(app);
  });
  afterAll(() => app.stop());

  const rows = (text: string, ...params: unknown[]) => app.installation.database.query({ text, params });
  const get = (path: string, client?: Client) =>
    fetch(path.startsWith('http') ? path : `${app.url}${path}`, {
      headers: client?.accessToken ? { authorization: `Bearer ${client.accessToken}` } : {},
    });
  const csv = '/exports/time-entries.csv';
  const read = (text: string): Record<string, string>[] =>
    parse(text, { bom: true, columns: true, record_delimiter: '\r\n' });
  const lines = async (client: Client, query = ''): Promise<Record<string, string>[]> =>
    read(Buffer.from(await (await get(csv + query, client)).arrayBuffer()).toString());
  const link = async (client: Client, filter: object = {}): Promise<{ url: string; expiresAt: string }> =>
    (
      await client.query('query ($filter: TimeEntryFilter) { timeEntriesExport(filter: $filter) { url expiresAt } }', {
        filter,
      })
    ).timeEntriesExport;

  it('has what a viewer sees, the cost only for staff, with formulas escaped', async () => {
    const entry = await approveTime(team.consultant, { minutes: 90, note: '=HYPERLINK("http://evil";"客户, 🚀")' });
    await approveTime(team.member, { minutes: 30, note: '-1' });
    const reversal = await manager.done(
      'timeEntryReverse',
      { id: entry.id, version: entry.version, reason: '@wrong' },
      'timeEntry { id }',
    );
    const response = await get(`${csv}?project=${team.project.id}`, manager);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toContain('time-entries.csv');
    const text = Buffer.from(await response.arrayBuffer()).toString();
    expect(text.startsWith('\ufeffproject,projectName,person,')).toBe(true);
    expect(text.endsWith('\r\n')).toBe(true);
    const found = read(text);
    expect(found).toHaveLength(3);
    expect(found.find(({ reference }) => reference === entry.id)).toMatchObject({
      project: team.project.id,
      projectName: team.project.name,
      personName: expect.stringMatching(/^consultant/),
      scopeItem: team.project.inScope.id,
      scopeItemTitle: 'Rollout',
      phase: 'Build',
      date: '2026-03-02',
      minutes: '90',
      billable: 'true',
      note: '\'=HYPERLINK("http://evil";"客户, 🚀")',
      status: 'APPROVED',
      reverses: '',
      cost: '90.00',
      currency: 'EUR',
    });
    // Numbers stay numbers.
    expect(found.find(({ reference }) => reference === reversal.id)).toMatchObject({
      minutes: '-90',
      cost: '-90.00',
      note: "'@wrong",
      reverses: entry.id,
    });
    const administrator = await app.asPartner(team.member.partnerId!, Role.PARTNER_ADMIN);
    const theirs = await lines(administrator);
    expect(theirs).toMatchObject([{ note: "'-1", minutes: '30' }]);
    expect(Object.keys(theirs[0]!)).not.toEqual(expect.arrayContaining(['cost']));
    expect(Object.keys(theirs[0]!)).not.toEqual(expect.arrayContaining(['currency']));
    expect(await lines(await app.asPartner(team.member.partnerId!, Role.PARTNER_MEMBER))).toEqual([]);
    expect(await lines(await app.asPartner(other.member.partnerId!, Role.PARTNER_ADMIN))).toEqual([]);
  });

  it('names the partner, and uses the delimiter and decimals of a language', async () => {
    const partner = (await rows('SELECT name FROM partner WHERE id = ?', team.member.partnerId))[0]!.name as string;
    const text = async (path: string) => Buffer.from(await (await get(path, manager)).arrayBuffer()).toString();
    const form = { bom: true, columns: true, record_delimiter: '\r\n' };
    const query = `?project=${team.project.id}`;
    for (const [delimiter, decimalComma] of [
      [';', true],
      ['\t', false],
      ['|', true],
      [',', true],
    ] as const) {
      const path = `${csv}${query}&delimiter=${encodeURIComponent(delimiter)}&decimalComma=${decimalComma}`;
      const found = parse(await text(path), { ...form, delimiter }) as unknown as Record<string, string>[];
      expect(found.map(({ partnerName, cost, note }) => [partnerName, cost, note])).toEqual(
        (await lines(manager, query)).map(({ partnerName, cost, note }) => [
          partnerName,
          decimalComma ? cost!.replace('.', ',') : cost,
          note,
        ]),
      );
      expect(found.map(({ partnerName }) => partnerName).sort()).toEqual(['', '', partner]);
      const { timeEntriesExport } = await manager.query(
        'query ($id: ID!, $delimiter: String!, $comma: Boolean!) { timeEntriesExport(filter: { projectId: [$id] }, delimiter: $delimiter, decimalComma: $comma) { url } }',
        { id: team.project.id, delimiter, comma: decimalComma },
      );
      expect(await text(timeEntriesExport.url)).toBe(await text(path));
    }
    for (const wrong of ['?delimiter=x', '?delimiter=', '?delimiter=;&delimiter=,', '?decimalComma=perhaps']) {
      expect((await get(csv + wrong, manager)).status).toBe(400);
    }
    const refused = await manager.send('{ timeEntriesExport(delimiter: "x") { url } }');
    expect(refused.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('is a workbook with numbers, days and texts, up to a size', async () => {
    const query = `?project=${team.project.id}`;
    const response = await get(`/exports/time-entries.xlsx${query}`, manager);
    expect([
      response.status,
      response.headers.get('content-type'),
      response.headers.get('content-disposition'),
    ]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'attachment; filename="time-entries.xlsx"',
    ]);
    const sheet = cellsOf(new Uint8Array(await response.arrayBuffer()));
    const shown = await lines(manager, query);
    expect(sheet[0]).toEqual(Object.keys(shown[0]!));
    expect(sheet).toHaveLength(shown.length + 1);
    const first = Object.fromEntries(sheet[0]!.map((name, index) => [name, sheet.slice(1).map((row) => row[index])]));
    // In a workbook, text needs no escaping.
    expect(first.note).toEqual(expect.arrayContaining(['=HYPERLINK("http://evil";"客户, 🚀")', '-1', '@wrong']));
    expect(first.minutes).toEqual(expect.arrayContaining([90, -90, 30]));
    expect(first.cost).toEqual(expect.arrayContaining([90, -90, 15]));
    // The days since the end of 1899.
    expect(new Set(first.date)).toEqual(new Set([46_083]));
    const { timeEntriesExport } = await manager.query(
      'query ($id: ID!) { timeEntriesExport(filter: { projectId: [$id] }, format: XLSX) { url } }',
      { id: team.project.id },
    );
    const byLink = await get(timeEntriesExport.url);
    expect(cellsOf(new Uint8Array(await byLink.arrayBuffer()))).toEqual(sheet);
    const administrator = await app.asPartner(team.member.partnerId!, Role.PARTNER_ADMIN);
    const theirs = cellsOf(
      new Uint8Array(await (await get('/exports/time-entries.xlsx', administrator)).arrayBuffer()),
    );
    expect(theirs).toHaveLength(2);
    expect(theirs[0]).not.toContain('cost');
    expect((await get('/exports/time-entries.xlsx')).status).toBe(401);
    expect((await get('/exports/time-entries.xlsx?delimiter=;', manager)).status).toBe(400);

    const sheets = new Sheets(app.installation.database, 2);
    const viewer = { kind: 'STAFF', userId: null, roles: [], partnerId: null, sessionId: null } as const;
    await expect(sheets.make(viewer, { projectId: [team.project.id] })).rejects.toThrow('use CSV');
    const waiting = Array.from({ length: 9 }, () => sheets.make(viewer, { projectId: [other.project.id] }));
    const ends = await Promise.allSettled(waiting);
    expect(ends.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: expect.any(SheetsBusyError) }]);
    await sheets.close();
  });

  it('accepts filters, and refuses invalid ones', async () => {
    await recordTime(team.consultant, { workedOn: '2026-03-03' });
    await submitTime(other.consultant, { workedOn: '2026-03-05' });
    const days = async (query: string) => [...new Set((await lines(manager, query)).map(({ date }) => date))];
    expect(await days('?from=2026-03-03&to=2026-03-04')).toEqual(['2026-03-03']);
    expect(await days(`?status=SUBMITTED`)).toEqual(['2026-03-05']);
    expect(await days(`?status=SUBMITTED&status=DRAFT`)).toEqual(['2026-03-03', '2026-03-05']);
    expect(await days(`?user=${other.consultant.client.userId}`)).toEqual(['2026-03-05']);
    expect(await days(`?partner=${other.member.partnerId}`)).toEqual([]);
    for (const query of ['?colour=red', '?status=PERHAPS', '?from=2026-02-30', '?from=2026-03-01&from=2026-03-02']) {
      const response = await get(csv + query, manager);
      expect([response.status, ((await response.json()) as any).errors[0].extensions.code]).toEqual([
        400,
        'BAD_USER_INPUT',
      ]);
    }
  });

  it('requires a login or an API key with read access', async () => {
    expect((await get(csv)).status).toBe(401);
    expect((await get(csv, { accessToken: 'nonsense' } as Client)).status).toBe(401);
    const reading = await givenApiKey(app, ['GRAPHQL_READ']);
    const writing = await givenApiKey(app, ['XAPI_WRITE']);
    const as = (secret: string) => get(csv, { accessToken: secret } as Client);
    expect((await as(reading.secret)).status).toBe(200);
    expect((await as(writing.secret)).status).toBe(401);
  });

  it('uses a tamper-proof link, until it expires or the person loses access', async () => {
    const user = await app.createUser([Role.PARTNER_ADMIN], { partnerId: team.member.partnerId! });
    const client = await app.signIn(user);
    const { url, expiresAt } = await link(client, { projectId: [team.project.id] });
    expect(expiresAt).toBe('2026-04-20T09:05:00.000Z');
    const response = await get(url);
    expect(response.status).toBe(200);
    expect(read(Buffer.from(await response.arrayBuffer()).toString())).toEqual(await lines(client));

    const ticket = Buffer.from(JSON.stringify({ userId: manager.userId, filter: {} })).toString('base64url');
    const bent = url.replace(/time-entries\/[^?]+/, `time-entries/${ticket}`);
    expect((await get(bent)).status).toBe(403);
    expect((await get(url.replace(/signature=./, 'signature=_'))).status).toBe(403);
    expect((await get(url.split('?')[0]!)).status).toBe(403);
    await rows("UPDATE user SET status = 'DEACTIVATED' WHERE id = ?", user.id);
    expect((await get(url)).status).toBe(403);
    const mine = (await link(manager)).url;
    app.clock.set(new Date('2026-04-20T09:05:00Z'));
    expect((await get(mine)).status).toBe(403);
    const { errors } = await app.anonymous.send('{ timeEntriesExport { url } }');
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    const many = Array.from({ length: 200 }, () => team.project.id);
    const tooLong = await manager.send(
      'query ($ids: [ID!]) { timeEntriesExport(filter: { projectId: $ids }) { url } }',
      { ids: many },
    );
    expect(tooLong.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('streams under backpressure, in a constant number of statements per page', async () => {
    const { database } = app.installation;
    const mine = await lineOf(app, other.consultant, { minutes: 1, date: '2026-03-20' });
    const file = csvOf(Array.from({ length: 350 }, (_, index) => ({ ...mine, note: String(index) })));
    await importFile(app, other.consultant.client, file);
    const viewer = { kind: 'STAFF', userId: null, roles: [], partnerId: null, sessionId: null } as const;
    const pieces = exportOf(database, viewer, { from: '2026-03-20', to: '2026-03-20' });
    // Statements of fact handlers for the import do not count for the export.
    await app.installation.relay.settle();
    const before = database.statements;
    await pieces.next();
    await pieces.next();
    const first = database.statements - before;
    expect(first).toBe(4);
    let text = '';
    for await (const piece of pieces) text += piece;
    expect(text.split('\r\n')).toHaveLength(251);
    expect(database.statements - before).toBe(4 * first);
  });

  it('continues after the last complete line of a file that broke off, for what the viewer sees', async () => {
    const path = `${csv}?from=2026-03-20&to=2026-03-20`;
    const textOf = async (response: Response) => Buffer.from(await response.arrayBuffer()).toString();
    const whole = await textOf(await get(path, manager));
    expect(read(whole)).toHaveLength(350);
    const link = `query ($after: String, $format: TimeEntriesExportFormat! = CSV) {
      timeEntriesExport(filter: { from: "2026-03-20", to: "2026-03-20" }, after: $after, format: $format) { url }
    }`;
    for (const complete of [1, 100, 101, 349, 350]) {
      const kept = `${whole
        .split('\r\n')
        .slice(0, complete + 1)
        .join('\r\n')}\r\n`;
      const after = read(kept).at(-1)!.reference!;
      const response = await get(`${path}&after=${after}`, manager);
      expect(response.headers.get('content-type')).toContain('header=absent');
      expect(kept + (await textOf(response))).toBe(whole);
      const { timeEntriesExport } = await manager.query(link, { after });
      expect(kept + (await textOf(await get(timeEntriesExport.url)))).toBe(whole);
    }
    const { reference } = read(whole)[0]!;
    const stranger = await app.signIn(
      await app.createUser([Role.PARTNER_ADMIN], { partnerId: team.member.partnerId! }),
    );
    for (const [after, client] of [
      [reference, stranger],
      ['time_entry_01jd5s9c0ye5rt3t7m6x0j5d1q', manager],
      ['nonsense', manager],
      [team.project.id, manager],
    ] as const) {
      const response = await get(`${path}&after=${after}`, client);
      expect([response.status, ((await response.json()) as any).errors[0].message]).toEqual([
        400,
        'after must be the reference in the last complete line of an export.',
      ]);
    }
    expect((await get(`${path.replace('.csv', '.xlsx')}&after=${reference}`, manager)).status).toBe(400);
    const { errors } = await manager.send(link, { after: reference, format: 'XLSX' });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('can be imported again from a workbook saved as CSV, including text that begins with apostrophes', async () => {
    const { client, project } = other.consultant;
    const notes = ["'=1+1", "''-x", '=1+1', "it's", '007'];
    for (const note of notes) await recordTime(other.consultant, { note, minutes: 5, workedOn: '2026-04-02' });
    const query = '?from=2026-04-02&to=2026-04-02';
    const book = await get(`/exports/time-entries.xlsx${query}`, client);
    const [names, ...written] = cellsOf(new Uint8Array(await book.arrayBuffer()));
    const place = names!.indexOf('date');
    const saved = [names!, ...written.map((cells) => cells.with(place, '4/2/2026'))]
      .map((cells) => cells.map((cell) => quoted(String(cell ?? ''))).join(';'))
      .join('\r\n');
    const known = await importFile(app, project.manager, saved);
    expect([known.linesImported, known.linesDuplicate, known.findings.nodes]).toEqual([0, 5, []]);
    await rows('DELETE FROM time_entry WHERE workedOn = ?', '2026-04-02');
    await rows('DELETE FROM person_day WHERE workedOn = ?', '2026-04-02');
    const back = await importFile(app, project.manager, saved.replaceAll('4/2/2026', '2026-04-02'), 'ALL_OR_NOTHING');
    expect(back).toMatchObject({ status: 'DONE', linesImported: 5 });
    const came = await rows('SELECT note FROM time_entry WHERE workedOn = ?', '2026-04-02');
    expect(came.map(({ note }) => note).sort()).toEqual([...notes].sort());
  });

  it('can be imported again: known entries are recognized, and missing ones restored', async () => {
    const { client, project } = other.consultant;
    const note = fc
      .stringOf(fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ';', ' ', 'a', '客', '🚀'), {
        maxLength: 8,
      })
      // A note may be left empty; a blank one is refused.
      .filter((text) => text === '' || text.trim() !== '');
    const work = fc.record({ note, minutes: fc.integer({ min: 1, max: 9 }), billable: fc.boolean() });
    const content = () =>
      rows(
        'SELECT userId, projectId, scopeItemId, allocationId, phase, workedOn, minutes, billable, note FROM time_entry WHERE workedOn = ? ORDER BY note, minutes, billable',
        '2026-04-01',
      );
    const delimiter = fc.constantFrom(',', ';', '\t', '|');
    const encoding = fc.constantFrom('utf8', 'utf16le');
    await fc.assert(
      fc.asyncProperty(
        fc.array(work, { minLength: 1, maxLength: 4 }),
        delimiter,
        encoding,
        async (works, between, code) => {
          for (const each of works) await recordTime(other.consultant, { ...each, workedOn: '2026-04-01' });
          const before = await content();
          const query = `?from=2026-04-01&to=2026-04-01&delimiter=${encodeURIComponent(between)}`;
          const written = Buffer.from(await (await get(csv + query, client)).arrayBuffer()).toString();
          const text = Buffer.from(written, code as BufferEncoding);
          const known = await importFile(app, project.manager, text);
          expect(known).toMatchObject({
            status: 'DONE',
            linesImported: 0,
            linesDuplicate: before.length,
            linesRefused: 0,
          });
          await rows('DELETE FROM time_entry WHERE workedOn = ?', '2026-04-01');
          await rows('DELETE FROM person_day WHERE workedOn = ?', '2026-04-01');
          const back = await importFile(app, project.manager, text, 'ALL_OR_NOTHING');
          expect(back).toMatchObject({ status: 'DONE', linesImported: before.length });
          expect(await content()).toEqual(before);
        },
      ),
      { numRuns: 6, endOnFailure: true },
    );
    const states = await rows('SELECT DISTINCT status FROM time_entry WHERE workedOn = ?', '2026-04-01');
    expect(states).toEqual([{ status: TimeEntryStatus.SUBMITTED }]);
  });
});
