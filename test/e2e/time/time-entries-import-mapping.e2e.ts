import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenPartner } from '../../support/given';
import {
  forgetTime,
  givenRollout,
  importFile,
  importSelection,
  type Rollout,
  startImport,
} from '../../support/transfer';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON; the assertions say what they are */

/**
 * A line or two of the export of each tool, in its own columns and formats, for the same work: 1:30 and 0:45 on 9
 * March.
 */
const samples: Record<string, { file: string; mapping?: object }> = {
  CLOCKIFY: {
    file: [
      '"Project","Client","Description","Task","User","Group","Email","Tags","Billable","Start Date","Start Time","End Date","End Time","Duration (h)","Duration (decimal)","Billable Rate (USD)","Billable Amount (USD)"',
      '"Rollout Nord","ACME","Mapping, first part","Data migration","Anna Müller","","anna@vendor.example","","Yes","03/09/2026","09:00:00 AM","03/09/2026","10:30:00 AM","01:30:00","1.50","0.00","0.00"',
      '"Rollout Nord","ACME","Review","Data migration","Anna Müller","","anna@vendor.example","a, b","No","03/09/2026","11:00:00 AM","03/09/2026","11:45:00 AM","00:45:00","0.75","0.00","0.00"',
    ].join('\n'),
    mapping: { dateFormat: 'MONTH_DAY_YEAR' },
  },
  TOGGL: {
    file: [
      'User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount (USD)',
      'Anna Müller,anna@vendor.example,ACME,Rollout Nord,Data migration,"Mapping, first part",Yes,2026-03-09,09:00:00,2026-03-09,10:30:00,01:30:00,,',
      'Anna Müller,anna@vendor.example,ACME,Rollout Nord,Data migration,Review,No,2026-03-09,11:00:00,2026-03-09,11:45:00,00:45:00,,',
    ].join('\r\n'),
  },
  KIMAI: {
    file: [
      'Date,From,To,Duration,Currency,Price,Internal price,Hourly price,Fixed price,Name,Username,Account,Customer,Project,Activity,Description,Exported,Billable,Tags,Type,Category',
      '2026-03-09,09:00,10:30,1:30,EUR,0,0,0,,Anna Müller,anna@vendor.example,,ACME,Rollout Nord,Data migration,"Mapping, first part",No,Yes,,timesheet,work',
      '2026-03-09,11:00,11:45,2700,EUR,0,0,0,,Anna Müller,anna@vendor.example,,ACME,Rollout Nord,Data migration,Review,No,No,,timesheet,work',
      ',,,,,,,,,,,,,,,,,,,,',
    ].join('\n'),
  },
  HARVEST: {
    file: [
      'Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,Approved?,First Name,Last Name,Roles,Employee?,Billable Rate,Billable Amount,Cost Rate,Cost Amount,Currency,External Reference URL',
      '2026-03-09,ACME,Rollout Nord,,Data migration,"Mapping, first part","1,5",Yes,No,No,Anna,Müller,,Yes,"100,0","150,0","0,0","0,0",Euro - EUR,',
      '2026-03-09,ACME,Rollout Nord,,Data migration,Review,"0,75",No,No,No,Anna,Müller,,Yes,"100,0","1,0","0,0","0,0",Euro - EUR,',
    ].join('\n'),
  },
  JIRA_TEMPO: {
    file: [
      'Issue Key,Issue summary,Hours,Work date,Username,Full name,Period,Account Key,Account Name,Activity Name,Component,Project Key,Project Name,Work Description,Worklog ID',
      'NORD-1,Move the data,1.5,2026-03-09 09:00,amueller,Anna Müller,0326,MIG,Data migration,Build,,NORD,Rollout Nord,"Mapping, first part",4711',
      'NORD-1,Move the data,0.75,2026-03-09 11:00,amueller,Anna Müller,0326,MIG,Data migration,Build,,NORD,Rollout Nord,Review,4712',
    ].join('\n'),
    mapping: { fixed: [] },
  },
  ODOO: {
    file: [
      '"External ID","Date","Employee","Project","Task","Description","Hours Spent"',
      '"__export__.account_analytic_line_1","2026-03-09","Anna Müller","Rollout Nord","Data migration","Mapping, first part","1.5"',
      '"__export__.account_analytic_line_2","2026-03-09","Anna Müller","Rollout Nord","Data migration","Review","0.75"',
    ].join('\n'),
  },
};

describe('the mapping of an import', () => {
  let app: TestApp;
  let given: Rollout;

  beforeAll(async () => {
    app = await TestApp.start();
    app.clock.set(new Date('2026-03-27T09:00:00Z'));
    given = await givenRollout(app);
  });
  afterAll(() => app.stop());
  afterEach(() => forgetTime(app));

  const rows = (text: string, ...params: unknown[]) => app.installation.database.query({ text, params });
  const build = { fixed: [{ field: 'PHASE', value: 'build' }] };
  const selection =
    'timeImportMapping { id version name partnerId savedById reading { columns { field columns } fixed { field value onlyWhereEmpty } dateFormat encoding } }';
  const save = (client: Client, input: object) => client.done('timeImportMappingSave', { input }, selection);
  const refuseSave = (client: Client, input: object) =>
    app.expectNothingChanged(() => client.refused('timeImportMappingSave', { input }, selection));
  const refuseImport = (client: Client, text: string, more: object) =>
    startImport(app, client, text, 'VALID_LINES', more).then(
      () => null,
      (error: Error) => error.message,
    );

  it('is built in for each tool, with its source', async () => {
    const { timeImportTools } = await given.client.query(
      '{ timeImportTools { tool source reading { columns { field columns } ignored dateFormat } } }',
    );
    expect(timeImportTools.map(({ tool }: any) => tool)).toEqual(Object.keys(samples).sort());
    for (const { source, reading } of timeImportTools) {
      expect(source).toMatch(/https:\/\//);
      const fields = new Set(reading.columns.map(({ field }: any) => field.replace('_OR_SECONDS', '')));
      for (const field of ['PROJECT', 'PERSON', 'SCOPE_ITEM', 'DATE', 'HOURS', 'NOTE']) expect(fields).toContain(field);
    }
  });

  it.each(Object.entries(samples))('reads the export of %s', async (tool, { file, mapping = {} }) => {
    const reading = { tool, ...build, ...mapping };
    const ended = await importFile(app, given.manager, file, 'ALL_OR_NOTHING', { mapping: reading });
    expect([ended.status, ended.linesImported, ended.findings.nodes]).toEqual(['DONE', 2, []]);
    const came = await rows('SELECT workedOn, minutes, billable, phase, note FROM time_entry ORDER BY minutes DESC');
    const saysBillable = /billable/i.test(file.split('\n')[0]!);
    expect(came.map((each) => ({ ...each, billable: Boolean(each.billable) }))).toEqual([
      { workedOn: '2026-03-09', minutes: 90, billable: true, phase: 'Build', note: 'Mapping, first part' },
      { workedOn: '2026-03-09', minutes: 45, billable: !saysBillable, phase: 'Build', note: 'Review' },
    ]);
    expect(await importFile(app, given.manager, file, 'ALL_OR_NOTHING', { mapping: reading })).toMatchObject({
      linesImported: 0,
      linesDuplicate: 2,
    });
  });

  it('import-clockify-60-lines', async () => {
    const [head] = samples.CLOCKIFY!.file.split('\n');
    let minutes = 0;
    const lines = Array.from({ length: 60 }, (_, index) => {
      // Whole minutes, from 7 to 243, a few of them on each of fifteen days.
      const long = 7 + ((index * 97) % 237);
      minutes += long;
      const day = `03/${String(2 + (index % 15)).padStart(2, '0')}/2026`;
      const clock = `${String(Math.floor(long / 60)).padStart(2, '0')}:${String(long % 60).padStart(2, '0')}:00`;
      const item = index % 2 === 0 ? 'Data migration' : 'Einführung';
      return `"Rollout Nord","ACME","Work ${index}","${item}","Anna Müller","","anna@vendor.example","","Yes","${day}","09:00:00 AM","${day}","10:00:00 AM","${clock}","${(long / 60).toFixed(2)}","0.00","0.00"`;
    });
    const file = [head, ...lines].join('\n');
    const mapping = { tool: 'CLOCKIFY', dateFormat: 'MONTH_DAY_YEAR', ...build };
    const ended = await importFile(app, given.client, file, 'ALL_OR_NOTHING', { mapping });
    expect(ended).toMatchObject({ status: 'DONE', linesImported: 60, linesRefused: 0, findings: { totalCount: 0 } });
    const [sum] = await rows('SELECT SUM(minutes) AS minutes FROM time_entry');
    expect(Number(sum!.minutes)).toBe(minutes);
    await forgetTime(app);
    // The decimal hours, which Clockify rounds, give the same minutes.
    const decimal = { ...mapping, columns: [{ field: 'HOURS', columns: ['Duration (decimal)'] }] };
    expect(await importFile(app, given.client, file, 'ALL_OR_NOTHING', { mapping: decimal })).toMatchObject({
      linesImported: 60,
    });
    const [again] = await rows('SELECT SUM(minutes) AS minutes FROM time_entry');
    expect(Number(again!.minutes)).toBe(minutes);
    await forgetTime(app);
    const guessed = await importFile(app, given.client, file, 'VALID_LINES', {
      mapping: { ...mapping, dateFormat: null },
    });
    expect(guessed.findings.nodes[0]).toMatchObject({ column: 'date', code: 'date-ambiguous' });
    expect(guessed.findings.nodes[0].message).toContain('Start Date: "03/02/2026" may be');
  });

  it('is part of the import, and refused if wrong', async () => {
    const { client } = given;
    const file = 'Who,Where,What,When,Seconds\nanna@vendor.example,Rollout Nord,Data migration,2026-03-09,5400';
    const mapping = {
      columns: [
        { field: 'PERSON', columns: ['who'] },
        { field: 'PROJECT', columns: ['where'] },
        { field: 'SCOPE_ITEM', columns: ['what'] },
        { field: 'DATE', columns: ['when'] },
      ],
      ...build,
    };
    const { id } = await importFile(app, client, file, 'VALID_LINES', { mapping });
    const { timeImport } = await client.query(
      'query ($id: ID!) { timeImport(id: $id) { linesImported reading { columns { field columns } fixed { field value onlyWhereEmpty } dateFormat } } }',
      { id },
    );
    expect(timeImport).toEqual({
      linesImported: 1,
      reading: { columns: mapping.columns, fixed: [{ ...build.fixed[0], onlyWhereEmpty: false }], dateFormat: null },
    });
    const missing = 'time_import_mapping_01jd5s9c0ye5rt3t7m6x0j5d1q';
    for (const [wrong, words] of [
      [{ tool: 'TOGGL', savedId: missing }, 'not both'],
      [{ savedId: missing }, missing],
      [{ savedId: given.project.id }, 'savedId'],
      [{ columns: [{ field: 'NOTE', columns: [] }] }, 'at least one column'],
      [{ fixed: [{ field: 'REFERENCE', value: 'R' }] }, 'identifies one line'],
      [{ fixed: [{ field: 'BILLABLE', value: 'perhaps' }] }, 'true or false'],
      [{ fixed: [{ field: 'DATE', value: 'soon' }] }, 'this is not a day'],
      [{ fixed: [{ field: 'DATE', value: '03/04/2026' }] }, 'this may be 2026-04-03 or 2026-03-04'],
      [{ fixed: [{ field: 'HOURS', value: '25' }] }, 'an entry has 1 to 1440 minutes'],
    ] as const) {
      expect(await refuseImport(client, file, { mapping: wrong })).toContain(words);
    }
  });

  it('is saved, changed and discarded by its author, and used by the firm', async () => {
    const partner = await givenPartner(app);
    const [member, colleague] = [
      await app.asPartner(partner.id, Role.PARTNER_MEMBER),
      await app.asPartner(partner.id, Role.PARTNER_MEMBER),
    ];
    const administrator = await app.asPartner(partner.id, Role.PARTNER_ADMIN);
    const stranger = await app.asPartner((await givenPartner(app)).id, Role.PARTNER_ADMIN);
    const input = { name: 'Our Clockify', tool: 'CLOCKIFY', dateFormat: 'DAY_MONTH_YEAR', ...build };
    const saved = await save(member, input);
    expect(saved).toMatchObject({
      version: 1,
      name: 'Our Clockify',
      partnerId: partner.id,
      savedById: member.userId,
      reading: {
        dateFormat: 'DAY_MONTH_YEAR',
        encoding: null,
        fixed: [{ field: 'PHASE', value: 'build', onlyWhereEmpty: false }],
      },
    });
    expect(saved.reading.columns).toContainEqual({ field: 'DATE', columns: ['Start Date'] });
    expect(await app.factsAbout(saved.id)).toEqual(['TimeImportMappingSaved']);
    expect(await app.historyOf(saved.id)).toEqual(['timeImportMappingSave']);
    expect(await refuseSave(colleague, { ...input, name: 'OUR  clockify' })).toMatchObject({
      rule: 'name-taken',
      field: ['input', 'name'],
    });
    expect(await refuseSave(colleague, { ...input, name: ' ' })).toMatchObject({ field: ['input', 'name'] });
    expect(await refuseSave(await app.as(Role.ANALYST), input)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refuseSave(app.anonymous, input)).toMatchObject({ code: 'FORBIDDEN' });
    // Another firm may use the name.
    await save(stranger, input);
    await save(given.client, input);

    const list = async (client: Client) =>
      (await client.query('{ timeImportMappings(first: 10) { nodes { id name partner { id } savedBy { id } } } }'))
        .timeImportMappings.nodes;
    const sees = async (client: Client) => (await list(client)).some(({ id }: any) => id === saved.id);
    expect([await sees(member), await sees(colleague), await sees(given.manager), await sees(stranger)]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    const { timeImportMapping } = await stranger.query('query ($id: ID!) { timeImportMapping(id: $id) { id } }', {
      id: saved.id,
    });
    expect(timeImportMapping).toBeNull();

    const change = { name: 'Ours', fixed: [{ field: 'PROJECT', value: 'Rollout Nord', onlyWhereEmpty: true }] };
    const args = (version = 1, more: object = { input: change }): any => ({ id: saved.id, version, ...more });
    const refuseBoth = async (client: Client, expected: object) => {
      for (const [name, given] of [
        ['timeImportMappingUpdate', args()],
        ['timeImportMappingDiscard', args(1, {})],
      ] as const) {
        expect(await app.expectNothingChanged(() => client.refused(name, given, selection))).toMatchObject(expected);
      }
    };
    await refuseBoth(colleague, { code: 'FORBIDDEN' });
    await refuseBoth(given.manager, { code: 'FORBIDDEN' });
    await refuseBoth(await app.as(Role.ANALYST), { code: 'FORBIDDEN' });
    await refuseBoth(stranger, { code: 'NOT_FOUND' });
    const updated = await member.done('timeImportMappingUpdate', args(), selection);
    expect(updated).toMatchObject({
      version: 2,
      name: 'Ours',
      reading: { columns: [], dateFormat: null, fixed: change.fixed },
    });
    await refuseBoth(member, { code: 'CONFLICT' });
    await administrator.done('timeImportMappingUpdate', args(2), selection);
    const other = await save(colleague, input);
    expect(
      await app.expectNothingChanged(() => member.refused('timeImportMappingUpdate', args(2, { input }), selection)),
    ).toMatchObject({ rule: 'name-taken' });
    await (await app.as(Role.ADMIN)).done('timeImportMappingDiscard', args(2, {}), selection);
    expect(await app.historyOf(saved.id)).toEqual([
      'timeImportMappingSave',
      'timeImportMappingUpdate',
      'timeImportMappingDiscard',
    ]);
    expect((await list(member)).map(({ id }: any) => id)).toEqual([other.id]);
    for (const [name, given] of [
      ['timeImportMappingUpdate', args(3)],
      ['timeImportMappingDiscard', args(3, {})],
    ] as const) {
      expect(await app.expectNothingChanged(() => member.refused(name, given, selection))).toMatchObject({
        rule: 'discarded',
      });
    }
    for (const wrong of [
      { fixed: [{ field: 'DATE', value: 'soon' }] },
      { fixed: [{ field: 'HOURS', value: 'long' }] },
    ]) {
      const field = ['input', 'fixed', '0', 'value'];
      expect(await refuseSave(member, { ...wrong, name: 'Wrong' })).toMatchObject({ field });
    }
    // The name is free again, and the discarded mapping can no longer be used.
    await save(administrator, { ...input, name: 'Ours' });
    expect(await refuseImport(member, 'a', { mapping: { savedId: saved.id } })).toContain('discarded');
  });

  it('that is saved reads a file as it was when the import started', async () => {
    const saved = await save(given.client, { name: 'Mine', tool: 'TOGGL', ...build });
    const use = { mapping: { savedId: saved.id, fixed: [{ field: 'NOTE', value: 'From Toggl' }] } };
    const ended = await importFile(app, given.client, samples.TOGGL!.file, 'ALL_OR_NOTHING', use);
    expect(ended).toMatchObject({ status: 'DONE', linesImported: 2 });
    expect(await rows('SELECT DISTINCT note, phase FROM time_entry')).toEqual([
      // Fixed values of the call replace only those of the same field.
      { note: 'From Toggl', phase: 'Build' },
    ]);
  });

  it('that is saved with a day is refused with a format that cannot read it', async () => {
    const fixed = [{ field: 'DATE', value: '31/03/2026' }];
    const saved = await save(given.client, { name: 'One day', dateFormat: 'DAY_MONTH_YEAR', fixed });
    const use = { mapping: { savedId: saved.id, dateFormat: 'MONTH_DAY_YEAR' } };
    expect(await refuseImport(given.client, 'a', use)).toContain('this is not a day in the format MONTH_DAY_YEAR');
  });

  it('saves only one of two concurrent mappings of the same name', async () => {
    const colleague = await app.as(Role.CONSULTANT);
    const attempts = await Promise.all(
      [given.client, colleague].map((client) =>
        save(client, { name: 'Raced', ...build }).then(
          () => 'saved',
          () => 'refused',
        ),
      ),
    );
    expect(attempts.sort()).toEqual(['refused', 'saved']);
  });

  describe('a dry run', () => {
    const file = [
      'project,person,scopeItem,phase,date,minutes,note,reference,client',
      ...[
        'Data migration,Build,2026-03-09,60,a,R-1,ACME',
        'Data migration,Build,2026-03-09,60,a,R-1,ACME',
        'Data migration,Build,2026-03-09,70,a,R-1,ACME',
        'Data migration,Party,2026-03-09,60,b,,ACME',
        'Data migration,Build,2026-03-10,1400,c,,ACME',
        'Data migration,Build,2026-03-10,60,d,,ACME',
        'Data migration,Build,03/04/2026,60,e,,ACME',
      ].map((line) => `Rollout Nord,anna@vendor.example,${line}`),
    ].join('\n');
    const tables = async () => {
      const counts: Record<string, unknown> = {};
      for (const table of ['time_entry', 'person_day', 'cost_rollup', 'allocation']) {
        [counts[table]] = await rows(`SELECT COUNT(*) AS n FROM ${table}`);
      }
      counts.history = await rows(
        "SELECT COUNT(*) AS n FROM history_entry WHERE recordId LIKE 'time_entry%' OR recordId LIKE 'allocation%'",
      );
      counts.facts = await rows(
        "SELECT COUNT(*) AS n FROM fact WHERE type NOT LIKE 'TimeImport%' AND type <> 'DocumentUploaded'",
      );
      return counts;
    };

    it.each(['VALID_LINES', 'ALL_OR_NOTHING'])('of %s checks like the import, and writes nothing', async (mode) => {
      const before = await tables();
      const dry = await importFile(app, given.client, file, mode, { dryRun: true });
      expect(dry).toMatchObject({
        dryRun: true,
        linesTotal: 7,
        linesProcessed: 7,
        linesDuplicate: 1,
        linesRefused: 4,
      });
      expect(dry.findings.nodes.map(({ line, code }: any) => [line, code])).toEqual([
        [1, 'column-unknown'],
        [4, 'known-differently'],
        [5, 'phase-unknown'],
        [7, 'day-full'],
        [8, 'date-ambiguous'],
      ]);
      await app.installation.relay.settle();
      expect(await tables()).toEqual(before);
      expect(await app.factsAbout(dry.id)).not.toContain('TimeEntriesImported');
      const judgement = ({ status, linesImported, linesDuplicate, linesRefused, findings }: any) => [
        [status, linesImported, linesDuplicate, linesRefused],
        findings,
      ];
      const real = await importFile(app, given.client, file, mode);
      expect(real.dryRun).toBe(false);
      expect(judgement(real)).toEqual(judgement(dry));
      if (mode === 'VALID_LINES') {
        const after = await importFile(app, given.client, file, mode, { dryRun: true });
        expect(after).toMatchObject({ status: 'DONE', linesImported: 0, linesDuplicate: 3 });
      } else expect(real.status).toBe('REFUSED');
    });

    it('is marked in the list of imports', async () => {
      const list = async (dryRun: boolean | null) =>
        (
          await given.client.query(
            'query ($filter: TimeImportFilter) { timeImports(first: 100, filter: $filter) { nodes { dryRun } } }',
            { filter: { dryRun } },
          )
        ).timeImports.nodes.map(({ dryRun: is }: any) => is);
      expect(new Set(await list(true))).toEqual(new Set([true]));
      expect(new Set(await list(false))).toEqual(new Set([false]));
      expect(await list(null)).toHaveLength((await list(true)).length + (await list(false)).length);
    });

    it('starts over after an interruption', async () => {
      const { id } = await importFile(app, given.client, file, 'VALID_LINES', { dryRun: true });
      await rows("UPDATE time_import SET status = 'RUNNING', finishedAt = NULL WHERE id = ?", id);
      const again = await importFile(app, given.client, 'nothing', 'VALID_LINES');
      expect(again.status).toBe('REFUSED');
      const { timeImport } = await given.client.query(
        `query ($id: ID!) { ${importSelection.replace('timeImport', 'timeImport(id: $id)')} }`,
        { id },
      );
      expect(timeImport).toMatchObject({
        status: 'DONE',
        linesProcessed: 7,
        linesImported: 2,
        findings: { totalCount: 5 },
      });
    });
  });
});
