import { parse } from 'csv-parse/sync';
import { quoted } from '../../../src/modules/time/transfer/formula-cells.formula';
import published from '../../cases/imports.json';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { takeTimeStep } from '../../support/costs';
import { forgetTime, givenRollout, importFile, type Rollout } from '../../support/transfer';

/* Files as tools and spreadsheets write them; those of public reports are in test/cases/imports.json. */

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON; the assertions say what they are */

const filesOf = (id: string) => published.cases.find((each) => each.id === id)!.files;
const columns = 'project,person,scopeItem,phase,date,hours,note,reference';
const row = (cells: string) => `Rollout Nord,anna@vendor.example,Data migration,Build,${cells}`;

describe('timeEntriesImport reads what tools really write', () => {
  let app: TestApp;
  let given: Rollout;

  beforeAll(async () => {
    app = await TestApp.start();
    app.clock.set(new Date('2026-03-27T09:00:00Z'));
    given = await givenRollout(app);
  });
  afterAll(() => app.stop());
  // Each test has the person's whole days for itself.
  afterEach(() => forgetTime(app));

  const rows = (text: string, ...params: unknown[]) => app.installation.database.query({ text, params });
  const bring = (content: string | Buffer, more: object = {}, mode = 'VALID_LINES') =>
    importFile(app, given.manager, content, mode, more);
  const entries = async () =>
    (await rows('SELECT workedOn, minutes, billable, note, phase FROM time_entry ORDER BY workedOn, id')).map(
      ({ workedOn, minutes, billable, note, phase }: any) => [
        workedOn,
        Number(minutes),
        Boolean(billable),
        note,
        phase,
      ],
    );
  /** Imports each file of the case separately, and returns the new entries. */
  const bringEach = async (id: string) => {
    const came: unknown[][] = [];
    for (const file of filesOf(id)) {
      const ended = await bring(file);
      expect([file, ended.status, ended.linesImported, ended.linesRefused]).toEqual([file, 'DONE', 1, 0]);
      came.push(...(await entries()));
      await forgetTime(app);
    }
    return came;
  };

  it('import-hours-7.67', async () => {
    expect((await bringEach('import-hours-7.67')).map(([, minutes]) => minutes)).toEqual([460]);
  });

  it('import-duration-hms', async () => {
    expect((await bringEach('import-duration-hms')).map(([, minutes]) => minutes)).toEqual([460, 460, 90]);
  });

  it('import-minutes-decimal-comma', async () => {
    expect((await bringEach('import-minutes-decimal-comma')).map(([, minutes]) => minutes)).toEqual([60]);
  });

  it('import-local-dates', async () => {
    expect((await bringEach('import-local-dates')).map(([day]) => day)).toEqual(Array(4).fill('2026-03-11'));
  });

  it('import-billable-words', async () => {
    const came = await bringEach('import-billable-words');
    expect(came.map(([, , billable]) => billable)).toEqual([true, false, true, false, true, false, true, false]);
  });

  it('import-name-other-case', async () => {
    expect(await bringEach('import-name-other-case')).toEqual(Array(5).fill(['2026-03-09', 3, true, 'x', 'Build']));
  });

  it('import-person-by-name', async () => {
    expect(await bringEach('import-person-by-name')).toHaveLength(1);
    const file = filesOf('import-person-by-name')[0]!;
    const turned = file.replace('Anna Müller', '"MÜLLER, Anna"');
    expect(await bring(turned)).toMatchObject({ linesImported: 1 });
    await forgetTime(app);
    const namesake = await app.createUser([Role.CONSULTANT], { name: 'ANNA MÜLLER', email: 'other@vendor.example' });
    // People who are not on the project do not match.
    expect(await bring(file)).toMatchObject({ linesImported: 1 });
    const input = {
      projectId: given.project.id,
      userId: namesake.id,
      offeringId: given.project.offeringId,
      role: 'Consultant',
      startsOn: '2026-02-01',
      endsOn: '2026-06-30',
      percent: 50,
    };
    await given.manager.done('allocationCreate', { input }, 'allocation { id }');
    const ended = await bring(file);
    expect(ended.findings.nodes).toMatchObject([{ line: 2, column: 'person', code: 'ambiguous' }]);
    await rows('UPDATE user SET name = ? WHERE id = ?', 'Somebody else', namesake.id);
  });

  it('import-one-column-more', async () => {
    for (const [mode, imported] of [
      ['ALL_OR_NOTHING', 1],
      ['VALID_LINES', 0],
    ] as const) {
      const ended = await bring(filesOf('import-one-column-more')[0]!, {}, mode);
      expect(ended).toMatchObject({ status: 'DONE', linesImported: imported, linesRefused: 0 });
      expect(ended.findings.nodes).toMatchObject([
        { line: 1, column: 'client', code: 'column-unknown', severity: 'REMARK' },
      ]);
      expect(ended.findings.nodes[0].message).toContain('Line 1, client: The column "client" is ignored.');
    }
  });

  it('import-excel-trailing-cells', async () => {
    for (const file of filesOf('import-excel-trailing-cells')) {
      const ended = await bring(file, {}, 'ALL_OR_NOTHING');
      expect(ended).toMatchObject({ status: 'DONE', linesTotal: 1, linesImported: 1, findings: { totalCount: 0 } });
    }
  });

  it('skips total lines with a remark, and refuses lines that may be an entry', async () => {
    const sums = ['Rollout Nord (2),,,,,2:30,,', 'Total,,,,,2.5,,', ',,,,,2.50,,'];
    const file = [columns, row('2026-03-09,1,a,'), row('2026-03-10,1.5,b,'), ...sums].join('\n');
    for (const [dryRun, linesDuplicate] of [
      [true, 0],
      [false, 0],
      [false, 2],
    ] as const) {
      const ended = await bring(file, { dryRun }, 'ALL_OR_NOTHING');
      expect(ended).toMatchObject({
        status: 'DONE',
        linesTotal: 5,
        linesProcessed: 5,
        linesDuplicate,
        linesRefused: 0,
      });
      expect(ended.linesImported).toBe(2 - linesDuplicate);
      expect(ended.findings.nodes.map(({ line, code, severity }: any) => [line, code, severity])).toEqual([
        [4, 'sums', 'REMARK'],
        [5, 'sums', 'REMARK'],
        [6, 'sums', 'REMARK'],
      ]);
      expect(ended.findings.nodes[1].message).toMatch(/^Line 5: "Total" is ignored/);
    }
    const damaged = `${file}\nTotal,anna@vendor.example,Data migration,Build,,1,,`;
    expect(await bring(damaged, {}, 'ALL_OR_NOTHING')).toMatchObject({ status: 'REFUSED', linesRefused: 1 });
  });

  it('import-utf16', async () => {
    const text = `\ufeff${columns}\n${row('2026-03-09,1,Einführung für 客户,')}`.replaceAll(',', '\t');
    const wide = Buffer.from(text, 'utf16le');
    expect(await bring(wide)).toMatchObject({
      status: 'DONE',
      linesImported: 1,
      findings: { totalCount: 0 },
      encoding: 'UTF_16LE',
    });
    expect(await bring(Buffer.from(wide).swap16())).toMatchObject({ linesDuplicate: 1, encoding: 'UTF_16BE' });
    // Without the byte order mark, as programs other than spreadsheets write it.
    const bare = Buffer.from(wide.subarray(2));
    expect(await bring(bare)).toMatchObject({ linesDuplicate: 1, linesRefused: 0, encoding: 'UTF_16LE' });
    expect(await bring(bare.swap16())).toMatchObject({ linesDuplicate: 1, linesRefused: 0, encoding: 'UTF_16BE' });
    expect(await entries()).toEqual([['2026-03-09', 60, true, 'Einführung für 客户', 'Build']]);
  });

  it('reads a file that ends with a Ctrl-Z, and reports other control characters at the upload', async () => {
    const file = `${columns}\r\n${row('2026-03-09,1,a,')}`;
    expect(await bring(`${file}\x1a`)).toMatchObject({ status: 'DONE', linesImported: 1, findings: { totalCount: 0 } });
    expect(await bring(`${file}\r\n\x1a`)).toMatchObject({ linesTotal: 1, linesDuplicate: 1 });
    for (const [sign, name] of [
      ['\v', 'vertical tab (U+000B) on line 2'],
      ['\0', 'NUL (U+0000) on line 2'],
    ] as const) {
      await expect(bring(file.replace(',a,', `,a${sign}b,`))).rejects.toThrow(name);
    }
  });

  it('reads Windows-1252 if the bytes are not UTF-8, or if it is named', async () => {
    const file = Buffer.from(
      `${columns}\n${row('2026-03-09,1,Gr\u00fc\u00dfe,').replace('Data migration', 'Einf\u00fchrung')}`,
      'latin1',
    );
    for (const more of [{ dryRun: true }, {}]) {
      const guessed = await bring(file, more);
      expect(guessed).toMatchObject({ status: 'DONE', linesImported: 1, encoding: 'WINDOWS_1252' });
      expect(guessed.findings.nodes).toMatchObject([{ line: 1, code: 'encoding-assumed', severity: 'REMARK' }]);
    }
    const named = await bring(file, { mapping: { encoding: 'WINDOWS_1252' } });
    expect(named).toMatchObject({ linesDuplicate: 1, encoding: 'WINDOWS_1252', findings: { totalCount: 0 } });
    expect(await bring(file.toString('latin1'))).toMatchObject({ linesDuplicate: 1, encoding: 'UTF_8' });
    expect(await entries()).toEqual([['2026-03-09', 60, true, 'Grüße', 'Build']]);
    const chinese = Buffer.concat([
      Buffer.from(`${columns}\n${row('2026-03-11,1,')}`),
      // 客户访谈客户访谈, in the encoding of a Chinese Excel.
      Buffer.from('bfcdbba7b7c3ccb8bfcdbba7b7c3ccb8', 'hex'),
      Buffer.from(','),
    ]);
    const unknown = await bring(chinese);
    expect(unknown).toMatchObject({ status: 'REFUSED', linesImported: 0, encoding: null });
    expect(unknown.findings.nodes[0].message).toContain('set mapping.encoding to its encoding: UTF_8');
    expect(unknown.findings.nodes).toMatchObject([{ line: 1, code: 'encoding', severity: 'REFUSAL' }]);
    expect(await bring(chinese, { mapping: { encoding: 'GB18030' } })).toMatchObject({ linesImported: 1 });
    expect((await entries())[1]).toEqual(['2026-03-11', 60, true, '客户访谈客户访谈', 'Build']);
    // Wdrożenie, as a Polish Excel writes it.
    const polish = Buffer.from(`${columns}\n${row('2026-03-12,1,Wdro\u00bfenie,')}`, 'latin1');
    expect((await bring(polish, { dryRun: true })).findings.nodes).toMatchObject([{ line: 1, code: 'encoding' }]);
    const read = await bring(polish, { mapping: { encoding: 'ISO_8859_2' } });
    expect(read).toMatchObject({ linesImported: 1, encoding: 'ISO_8859_2' });
    expect((await entries())[2]![3]).toBe('Wdrożenie');
    const garbled = Buffer.concat([
      Buffer.from(`${columns}\n${row('2026-03-10,1,Grüße für Jörg und Zoë,')}\n`),
      file.subarray(columns.length + 1),
    ]);
    const ended = await bring(garbled);
    expect(ended).toMatchObject({ linesImported: 1, linesRefused: 1 });
    expect(ended.findings.nodes).toMatchObject([{ line: 3, code: 'encoding' }]);
  });

  it('import-own-export-after-excel-de, and after other languages', async () => {
    const notes = ['=1+1', 'Grüße; "客户"', 'zwei\nZeilen', ''];
    const file = `${columns}\n${notes.map((note, index) => row(`2026-03-${17 + index},1.5,"${note.replaceAll('"', '""')}",`)).join('\n')}`;
    expect(await bring(file)).toMatchObject({ linesImported: 4 });
    const before = await entries();
    const response = await fetch(`${app.url}/exports/time-entries.csv`, {
      headers: { authorization: `Bearer ${given.manager.accessToken}` },
    });
    const exported = Buffer.from(await response.arrayBuffer())
      .toString()
      .slice(1);
    const cells = parse(exported, { record_delimiter: '\r\n' });
    /** What a spreadsheet makes of days and of true. */
    const saved = (delimiter: string, day: (year: string, month: string, day: string) => string, yes: string) => {
      const cellOf = (cell: string) => {
        const [, ...parts] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(cell) ?? [];
        if (parts.length > 0) return day(...(parts as [string, string, string]));
        return cell === 'true' ? yes : quoted(cell);
      };
      return cells.map((line) => line.map(cellOf).join(delimiter)).join('\r\n');
    };
    const excels: [string, string, string, Parameters<typeof saved>[1], BufferEncoding][] = [
      ['German', ';', 'WAHR', (year, month, day) => `${day}.${month}.${year}`, 'latin1'],
      ['French', ';', 'VRAI', (year, month, day) => `${day}/${month}/${year}`, 'utf8'],
      ['Spanish', ';', 'VERDADERO', (year, month, day) => `${Number(day)}/${Number(month)}/${year}`, 'utf8'],
      ['Dutch', ';', 'WAAR', (year, month, day) => `${Number(day)}-${Number(month)}-${year}`, 'utf8'],
      ['Chinese', ',', 'TRUE', (year, month, day) => `${year}/${Number(month)}/${Number(day)}`, 'utf8'],
      ['Hungarian', ';', 'IGAZ', (year, month, day) => `${year}.${month}.${day}`, 'utf8'],
      ['Unicode text', '\t', 'WAHR', (year, month, day) => `${day}.${month}.${year}`, 'utf16le'],
    ];
    for (const [language, delimiter, yes, day, encoding] of excels) {
      const text =
        encoding === 'latin1' ? saved(delimiter, day, yes).replaceAll('客户', '??') : saved(delimiter, day, yes);
      const known = await bring(Buffer.from(encoding === 'utf16le' ? `\ufeff${text}` : text, encoding));
      // Windows-1252 has no Chinese characters: what Excel lost is a change, and is reported.
      const lost = encoding === 'latin1' ? 1 : 0;
      expect([language, known.status, known.linesImported, known.linesDuplicate, known.linesRefused]).toEqual([
        language,
        'DONE',
        0,
        4 - lost,
        lost,
      ]);
    }
    await forgetTime(app);
    const [language, delimiter, yes, day] = excels[1]!;
    const again = await bring(saved(delimiter, day, yes));
    expect([language, again.linesImported, again.findings.nodes]).toEqual([language, 4, []]);
    expect(await entries()).toEqual(before);
  });

  it('reads its own export after Excel in English: the named entry settles an ambiguous day', async () => {
    const days = ['2026-03-04', '2026-03-03', '2026-02-12', '2026-03-17'];
    await bring(`${columns}\n${days.map((day) => row(`${day},1.5,${day},`)).join('\n')}`);
    const response = await fetch(`${app.url}/exports/time-entries.csv`, {
      headers: { authorization: `Bearer ${given.manager.accessToken}` },
    });
    const exported = Buffer.from(await response.arrayBuffer()).toString();
    const saved = (write: (year: string, month: string, day: string) => string) =>
      exported.replace(
        /,(\d{4})-(\d{2})-(\d{2}),90,true/g,
        (_all, ...parts: string[]) => `,${write(parts[0]!, parts[1]!, parts[2]!)},90,TRUE`,
      );
    const excels: Record<string, Parameters<typeof saved>[0]> = {
      American: (year, month, day) => `${Number(month)}/${Number(day)}/${year}`,
      British: (year, month, day) => `${day}/${month}/${year}`,
      Thai: (year, month, day) => `${Number(day)}/${Number(month)}/${Number(year) + 543}`,
    };
    for (const [language, write] of Object.entries(excels)) {
      for (const more of [{}, { dryRun: true }]) {
        const known = await bring(saved(write), more, 'ALL_OR_NOTHING');
        expect([language, known.status, known.linesImported, known.linesDuplicate]).toEqual([language, 'DONE', 0, 4]);
        expect(known.findings.nodes).toEqual([]);
      }
    }
    // Another day than the entry's stays ambiguous, as does one without its entry.
    const bent = saved(excels.American!).replace('3/4/2026', '5/4/2026');
    const unknown = saved(excels.British!).replace(/time_entry_(.)/g, 'time_entry_0$1');
    expect((await bring(bent)).findings.nodes).toMatchObject([{ column: 'date', code: 'date-ambiguous' }]);
    const refused = await bring(unknown);
    expect([refused.linesDuplicate, refused.linesRefused]).toEqual([0, 2]);
    expect(refused.findings.nodes[0]).toMatchObject({ column: 'date', code: 'date-ambiguous', severity: 'REFUSAL' });
  });

  it('never guesses an ambiguous day, and reads it in the named format', async () => {
    const file = `${columns}\n${row('03/04/2026,1,a,')}\n${row('3/17/26,1,b,')}\n${row('2026-03-05,1,c,')}`;
    const ended = await bring(file);
    expect(ended).toMatchObject({ linesImported: 2, linesRefused: 1 });
    expect(ended.findings.nodes).toMatchObject([
      { line: 2, column: 'date', code: 'date-ambiguous', severity: 'REFUSAL' },
    ]);
    expect(ended.findings.nodes[0].message).toBe(
      'Line 2, date: "03/04/2026" may be 2026-04-03 (dateFormat DAY_MONTH_YEAR) or 2026-03-04 (dateFormat MONTH_DAY_YEAR): name the format.',
    );
    expect(await bring(file, { mapping: { dateFormat: 'MONTH_DAY_YEAR' } })).toMatchObject({
      linesImported: 1,
      linesDuplicate: 2,
    });
    expect((await entries()).map(([day]) => day)).toEqual(['2026-03-04', '2026-03-05', '2026-03-17']);
  });

  it('takes the delimiter from the line that Excel requires', async () => {
    const file = `sep=;\r\n${columns.replaceAll(',', ';')}\r\n${row('2026-03-09,"1,5",a,').replace(/,(?!5)/g, ';')}`;
    expect(await bring(file)).toMatchObject({ linesImported: 1, findings: { totalCount: 0 } });
    expect(await bring(file.replaceAll(';', '\t'), { delimiter: '\t' })).toMatchObject({ linesDuplicate: 1 });
    expect(await entries()).toEqual([['2026-03-09', 90, true, 'a', 'Build']]);
  });

  it('import-reference-shared', async () => {
    const [file] = filesOf('import-reference-shared');
    const ended = await bring(file!);
    expect(ended).toMatchObject({ status: 'DONE', linesImported: 1, linesDuplicate: 0, linesRefused: 2 });
    expect(ended.findings.nodes.map(({ line, column, code }: any) => [line, column, code])).toEqual([
      [3, 'reference', 'known-differently'],
      [4, 'reference', 'known-differently'],
    ]);
    expect(ended.findings.nodes[0].message).toContain('date 2026-03-09, here 2026-03-10, minutes 60, here 120');
    expect(await bring(file!)).toMatchObject({ linesImported: 0, linesDuplicate: 1, linesRefused: 2 });
    expect(await bring(file!, {}, 'ALL_OR_NOTHING')).toMatchObject({ status: 'REFUSED', linesRefused: 2 });
  });

  it('reports a known line with another billable value', async () => {
    const file = (billable: string) => `${columns},billable\n${row(`2026-03-09,1,a,,${billable}`)}`;
    expect(await bring(file('yes'))).toMatchObject({ linesImported: 1 });
    expect((await bring(file('no'))).findings.nodes).toMatchObject([{ line: 2, code: 'known-differently' }]);
  });

  it('import-after-rejection', async () => {
    const file = (minutes: number) => `${columns.replace('hours', 'minutes')}\n${row(`2026-03-09,${minutes},a,B-1`)}`;
    const anna = (text: string) => importFile(app, given.client, text);
    expect(await anna(file(10))).toMatchObject({ linesImported: 1 });
    const [entry] = (await rows('SELECT id, version FROM time_entry')) as any[];
    const rejected = await takeTimeStep(given.manager, 'Reject', entry);
    expect(await anna(file(20))).toMatchObject({ linesImported: 1, linesDuplicate: 0, linesRefused: 0 });
    expect(await anna(file(20))).toMatchObject({ linesImported: 0, linesDuplicate: 1 });
    expect((await anna(file(30))).findings.nodes).toMatchObject([{ code: 'known-differently' }]);
    expect(await rows('SELECT status, minutes FROM time_entry ORDER BY minutes')).toEqual([
      { status: 'REJECTED', minutes: 10 },
      { status: 'SUBMITTED', minutes: 20 },
    ]);
    expect(await app.historyOf(rejected.id)).toEqual(['timeEntriesImport', 'timeEntryReject', 'timeEntriesImport']);
  });

  it('reopens rejected time only if no import has created it again', async () => {
    const anna = (text: string) => importFile(app, given.client, text);
    const argsOf = (entry: any): any => ({ id: entry.id, version: entry.version });
    // An import that took the key has changed the entry.
    const now = async ({ id }: any) => (await rows('SELECT id, version FROM time_entry WHERE id = ?', id))[0] as any;
    const reopen = async (entry: any) =>
      given.client.done('timeEntryReopen', argsOf(await now(entry)), 'timeEntry { id version status }');
    const refuse = async (entry: any, other: any) => {
      const args = argsOf(await now(entry));
      const refused = await app.expectNothingChanged(() =>
        given.client.refused('timeEntryReopen', args, 'timeEntry { id }'),
      );
      expect(refused).toMatchObject({ rule: 'replaced', message: expect.stringContaining(other.id) });
    };
    const submitted = async () =>
      (await rows("SELECT id, version FROM time_entry WHERE status = 'SUBMITTED'"))[0] as any;
    const reject = async () => takeTimeStep(given.manager, 'Reject', await submitted());
    const fileOf = (minutes: number, reference: string) =>
      `${columns.replace('hours', 'minutes')}\n${row(`2026-03-09,${minutes},again,${reference}`)}`;

    for (const reference of ['B-4', '']) {
      await anna(fileOf(10, reference));
      const first = await reject();
      expect(await anna(fileOf(reference === '' ? 10 : 20, reference))).toMatchObject({ linesImported: 1 });
      await refuse(first, await submitted());
      // If that one was rejected too, either may be reopened, and then the line belongs to it.
      const second = await reject();
      expect(await reopen(first)).toMatchObject({ status: 'DRAFT' });
      await refuse(second, first);
      expect(await anna(fileOf(10, reference))).toMatchObject({ linesImported: 0, linesDuplicate: 1 });
      await forgetTime(app);
    }

    // A line that names a recorded entry, as in our own export.
    await anna(fileOf(10, ''));
    await rows('UPDATE time_entry SET importKey = NULL');
    const recorded = await reject();
    expect(await anna(fileOf(20, recorded.id))).toMatchObject({ linesImported: 1 });
    await refuse(recorded, await submitted());
    await forgetTime(app);

    // A rejected correction makes room for the line of the corrected entry.
    await anna(fileOf(10, 'B-5'));
    const approved = await takeTimeStep(given.manager, 'Approve', await submitted());
    const more = { input: { minutes: 20 }, reason: 'Too short.' };
    await given.manager.done('timeEntryCorrect', { ...argsOf(approved), ...more }, 'timeEntry { id }');
    const admin = await app.as(Role.ADMIN);
    const correction = await takeTimeStep(admin, 'Reject', await submitted());
    expect(await anna(fileOf(30, 'B-5'))).toMatchObject({ linesImported: 1 });
    await refuse(correction, await submitted());
    await reject();
    await reopen(correction);
    expect(await anna(fileOf(20, 'B-5'))).toMatchObject({ linesImported: 0, linesDuplicate: 1 });
  });

  it('gives the key of a rejected entry to only one of two concurrent files', async () => {
    const file = (minutes: number) => `${columns.replace('hours', 'minutes')}\n${row(`2026-03-09,${minutes},a,B-3`)}`;
    await importFile(app, given.client, file(10));
    const [entry] = (await rows('SELECT id, version FROM time_entry')) as any[];
    await takeTimeStep(given.manager, 'Reject', entry);
    const ends = await Promise.all([20, 20, 30].map((minutes) => importFile(app, given.client, file(minutes))));
    const sum = (name: string) => ends.reduce((all, each) => all + each[name], 0);
    expect([sum('linesImported'), sum('linesImported') + sum('linesDuplicate') + sum('linesRefused')]).toEqual([1, 3]);
    const standing = await rows("SELECT importKey FROM time_entry WHERE status = 'SUBMITTED'");
    expect(standing).toEqual([{ importKey: expect.any(String) }]);
  });

  it('imports corrections of a reversed entry, with a reference and without', async () => {
    for (const reference of ['', 'B-2']) {
      const file = (minutes: number) =>
        `${columns.replace('hours', 'minutes')}\n${row(`2026-03-10,${minutes},a,${reference}`)}`;
      expect(await importFile(app, given.client, file(10))).toMatchObject({ linesImported: 1 });
      const [entry] = (await rows("SELECT id, version FROM time_entry WHERE status = 'SUBMITTED'")) as any[];
      const { id, version } = await takeTimeStep(given.manager, 'Approve', entry);
      expect((await importFile(app, given.client, file(10))).linesDuplicate).toBe(1);
      await given.manager.done('timeEntryReverse', { id, version, reason: 'Twenty.' }, 'timeEntry { id }');
      expect(await importFile(app, given.client, file(reference === '' ? 10 : 20))).toMatchObject({ linesImported: 1 });
      await rows("UPDATE time_entry SET status = 'REJECTED' WHERE status = 'SUBMITTED'");
      await rows('UPDATE person_day SET minutes = 0');
    }
    const exported = await fetch(`${app.url}/exports/time-entries.csv`, {
      headers: { authorization: `Bearer ${given.manager.accessToken}` },
    });
    // Rejected, reversed and reversing entries stay as they are.
    expect(await bring(Buffer.from(await exported.arrayBuffer()))).toMatchObject({
      linesImported: 0,
      linesDuplicate: 6,
      linesRefused: 0,
    });
  });

  it('recognizes corrected, discarded and withdrawn entries of a file', async () => {
    const file = (minutes: number, note = 'a') =>
      `${columns.replace('hours', 'minutes')}\n${row(`2026-03-10,${minutes},${note},`)}`;
    const anna = (text: string) => importFile(app, given.client, text);
    const step = (client: Client, name: string, entry: any, more: object = {}) =>
      client.done(
        `timeEntry${name}`,
        { id: entry.id, version: entry.version, ...more },
        'timeEntry { id version status }',
      );
    expect(await anna(file(10))).toMatchObject({ linesImported: 1 });
    const [imported] = (await rows('SELECT id, version FROM time_entry')) as any[];
    // A withdrawn and changed entry still belongs to its line.
    const draft = await step(given.client, 'Withdraw', imported);
    const changed = await step(given.client, 'Update', draft, { input: { billable: false } });
    expect((await anna(file(10))).findings.nodes).toMatchObject([{ code: 'known-differently' }]);
    const same = await step(given.client, 'Update', changed, { input: { billable: true } });
    expect(await anna(file(10))).toMatchObject({ linesDuplicate: 1 });
    // After even two corrections, the file matches the entry as it was and as it is.
    const approved = await step(given.manager, 'Approve', await step(given.client, 'Submit', same));
    const correct = (entry: any, minutes: number) =>
      step(given.manager, 'Correct', entry, { input: { minutes }, reason: 'Too long.' });
    const corrected = await correct(approved, 8);
    const last = await correct(corrected, 6);
    for (const minutes of [10])
      expect(await anna(file(minutes))).toMatchObject({ linesImported: 0, linesDuplicate: 1 });
    const response = await fetch(`${app.url}/exports/time-entries.csv`, {
      headers: { authorization: `Bearer ${given.manager.accessToken}` },
    });
    const exported = Buffer.from(await response.arrayBuffer()).toString();
    expect(await bring(exported)).toMatchObject({ linesImported: 0, linesDuplicate: 5, linesRefused: 0 });
    const bent = exported.split('\r\n').map((line) => (line.includes(last.id) ? line.replace(',6,', ',7,') : line));
    expect((await bring(bent.join('\r\n'))).findings.nodes).toMatchObject([
      { column: 'reference', code: 'known-differently' },
    ]);
    // A given-up key makes room.
    expect(await anna(file(5, 'b'))).toMatchObject({ linesImported: 1 });
    const [given5] = (await rows("SELECT id, version FROM time_entry WHERE note = 'b'")) as any[];
    await step(given.client, 'Discard', await step(given.client, 'Withdraw', given5));
    expect(await anna(file(5, 'b'))).toMatchObject({ linesImported: 1, linesDuplicate: 0 });
  });
});
