import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateFormat } from './cell-date.formula';
import { type CsvRecord, recordsOf } from './csv-records';
import { encodingOf, inUtf8 } from './file-encoding';
import { escapeFormula, quoted } from './formula-cells.formula';
import {
  lineContentOf,
  differencesBetween,
  keyOfContent,
  keyOfReference,
  type LineContent,
} from './import-key.formula';
import { type Known, settled } from './import-known';
import { type LineValues, readHeader, readLine } from './import-line.formula';
import { importTools } from './import-tools';
import {
  flawOfFixed,
  flawOfMapping,
  ImportField,
  type Mapping,
  mergedMapping,
  ownMapping,
} from './import-mapping.formula';

const names = ['Project', 'person', 'scopeitem', 'phase', 'date', 'minutes', 'hours', 'billable', 'note', 'reference'];
const { header } = readHeader(names, 1);
const good = ['P', 'a@b.c', 'Rollout', 'Build', '2026-03-02', '60', '', '', " it's ", ''];
const changed = (column: string, cell: string) => good.map((each, index) => (names[index] === column ? cell : each));
const findings = (cells: string[]) => {
  const read = readLine(header, cells, 7);
  return Array.isArray(read) ? read.map(({ line, column, code }) => [line, column, code]) : [];
};

describe('a line of an import', () => {
  it('is read cell by cell', () => {
    expect(readLine(header, good, 7)).toEqual({
      line: 7,
      project: 'P',
      person: 'a@b.c',
      scopeItem: 'Rollout',
      phase: 'Build',
      date: '2026-03-02',
      minutes: 60,
      billable: true,
      note: " it's ",
      allocation: '',
      reference: '',
    });
  });

  it.each([
    ['1.5', 90],
    ['0,25', 15],
    ['24', 1440],
  ])('reads %s hours as %d minutes', (hours, minutes) => {
    const cells = changed('minutes', '').map((cell, index) => (names[index] === 'hours' ? hours : cell));
    expect(readLine(header, cells, 7)).toMatchObject({ minutes });
  });

  it.each([
    ['minutes', '0', 'minutes'],
    ['minutes', '-60', 'minutes'],
    ['minutes', '1441', 'minutes'],
    ['minutes', '7.5', 'minutes'],
    ['minutes', 'an hour', 'minutes'],
    ['minutes', '', 'minutes'],
    ['minutes', '1:30', 'minutes'],
    ['hours', '1', 'minutes'],
    ['date', '2026-02-30', 'date'],
    ['date', '02.03.26', 'date-ambiguous'],
    ['date', '02/03/2026', 'date-ambiguous'],
    ['date', '', 'missing'],
    ['person', ' ', 'missing'],
    ['billable', 'perhaps', 'billable'],
    ['note', 'x'.repeat(5_001), 'too-long'],
    ['reference', 'x'.repeat(201), 'too-long'],
    ['note', '\ufffd', 'encoding'],
    ['note', 'a\u0007b', 'text'],
    ['reference', 'a\nb', 'text'],
  ])('with %s %j is refused: %s', (column, cell, code) => {
    expect(findings(changed(column, cell))).toMatchObject([
      [7, code === 'encoding' ? null : column === 'hours' ? 'minutes' : column, code],
    ]);
  });

  it('reports all faulty cells together, and surplus cells', () => {
    expect(findings(changed('date', 'x').map((cell) => (cell === '60' ? '0' : cell)))).toHaveLength(2);
    expect(findings([...good, 'more'])).toEqual([[7, null, 'cells']]);
  });

  it('needs a header with each column once', () => {
    expect(readHeader(['project', 'project', 'colour'], 1).findings.map(({ column, code }) => [column, code])).toEqual([
      ['project', 'column-twice'],
      ['person', 'column-missing'],
      ['scopeItem', 'column-missing'],
      ['phase', 'column-missing'],
      ['date', 'column-missing'],
      ['minutes', 'column-missing'],
      ['colour', 'column-unknown'],
    ]);
  });

  it('may be shorter or longer than the header if the surplus is empty', () => {
    const values = { minutes: 60, note: '', reference: '' };
    expect(readLine(header, good.slice(0, 6), 7)).toMatchObject(values);
    expect(readLine(header, [...good, '', ' '], 7)).toMatchObject({ ...values, note: " it's " });
    const wide = readHeader(['', ...names, '', ''], 1);
    expect(wide.findings).toEqual([]);
    expect(readLine(wide.header, ['0', ...good, '', ''], 7)).toMatchObject({ project: 'P' });
    expect(readLine(wide.header, ['0', ...good, '', 'x'], 7)).toMatchObject([{ code: 'cells' }]);
  });

  it('reads the day first if a spreadsheet wrote true in such a language', () => {
    const cells = (billable: string) =>
      changed('billable', billable).map((cell) => (cell === '2026-03-02' ? '02/03/2026' : cell));
    expect(readLine(header, cells('VRAI'), 7)).toMatchObject({ date: '2026-03-02', billable: true });
    expect(findings(cells('TRUE'))).toEqual([[7, 'date', 'date-ambiguous']]);
  });

  it('keeps several readings if it names an entry, which then decides between them', () => {
    const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2029-12-31') });
    const written = fc.constantFrom<(parts: number[]) => string>(
      ([year, month, date]) => `${month}/${date}/${year}`,
      ([year, month, date]) => `${String(date).padStart(2, '0')}/${String(month).padStart(2, '0')}/${year}`,
      ([year, month, date]) => `${month}-${date}-${year! % 100}`,
      ([year, month, date]) => `${date}/${month}/${year! + 543}`,
      ([year, month, date]) => `${year}/${month}/${date}`,
    );
    fc.assert(
      fc.property(day, written, fc.integer({ min: 1, max: 1_440 }), fc.boolean(), (at, write, minutes, grouped) => {
        const date = at.toISOString().slice(0, 10);
        const digits = grouped && minutes >= 1_000 ? minutes.toLocaleString('en') : String(minutes);
        const cells = changed('reference', 'time_entry_1').map((cell) =>
          cell === '2026-03-02' ? write(date.split('-').map(Number)) : cell === '60' ? digits : cell,
        );
        const read = readLine(header, cells, 7) as LineValues;
        const entry = { date, minutes, correctedBy: null } as Known;
        const found = read.doubt ? settled(read.doubt, entry) : read;
        expect(found).toMatchObject({ date, minutes });
        if (!read.doubt) return;
        expect(settled(read.doubt, undefined)).toBeNull();
        expect(settled(read.doubt, { ...entry, date: '2019-01-01' })).toBeNull();
        expect(settled(read.doubt, { ...entry, minutes: -1 })).toBeNull();
        expect(readLine(header, [...cells.slice(0, -1), 'R-1'], 7)).toEqual(read.doubt.findings);
      }),
    );
  });

  it('has negative minutes only in a reversing entry of an export', () => {
    const reversing = readHeader([...names, 'reverses'], 1).header;
    const cells = changed('minutes', '-60');
    expect(readLine(reversing, [...cells, 'time_entry_1'], 7)).toMatchObject({ minutes: -60 });
    expect(readLine(reversing, [...cells, ''], 7)).toMatchObject([{ code: 'minutes' }]);
  });

  describe('read by a mapping', () => {
    const mapping = (changes: Partial<Mapping>): Mapping => ({ ...ownMapping, ...changes });
    const values = (first: string[], cells: string[], changes: Partial<Mapping>) => {
      const read = readHeader(first, 1, mapping(changes));
      return read.findings.length > 0 ? read.findings : readLine(read.header, cells, 2);
    };
    const { PROJECT, PERSON, SCOPE_ITEM, PHASE, DATE, HOURS, NOTE } = ImportField;
    const fixed = (field: ImportField, value: string, onlyWhereEmpty = false) => ({ field, value, onlyWhereEmpty });

    it('takes the first alternative in the file, joins columns, and falls back to our own names', () => {
      const first = ['Projekt', 'Last name', 'First name', 'Task', 'Work day', 'Time', 'phase', 'Junk'];
      const cells = ['P', 'Müller', 'Anna', 'T', '03/09/2026', '7:40', 'Build', '?'];
      const changes = {
        columns: [
          { field: PROJECT, columns: ['Projet'] },
          { field: PROJECT, columns: ['PROJEKT'] },
          { field: PERSON, columns: ['First name', 'Last name'] },
          { field: SCOPE_ITEM, columns: ['task'] },
          { field: DATE, columns: ['Work  day'] },
          { field: HOURS, columns: ['Time'] },
        ],
        dateFormat: DateFormat.MONTH_DAY_YEAR,
        ignored: ['junk'],
      };
      expect(values(first, cells, changes)).toMatchObject({
        project: 'P',
        person: 'Anna Müller',
        scopeItem: 'T',
        phase: 'Build',
        date: '2026-03-09',
        minutes: 460,
      });
      expect(values(first, cells, { ...changes, ignored: [] })).toMatchObject([{ column: 'Junk', isRemark: true }]);
      expect(values(first.slice(1), cells.slice(1), changes)).toMatchObject([
        {
          column: 'project',
          code: 'column-missing',
          message: expect.stringContaining('"Projet" or "PROJEKT" or "project"'),
        },
      ]);
    });

    it('falls back to the next alternative in each line whose first one is empty', () => {
      const first = [
        'project',
        'Email',
        'User',
        'Task',
        'Item',
        'date',
        'Duration',
        'Decimal',
        'Text',
        'First',
        'Last',
      ];
      const alternatives = (field: ImportField, ...all: string[][]) => all.map((columns) => ({ field, columns }));
      const changes = {
        columns: [
          ...alternatives(PERSON, ['Email'], ['User'], ['First', 'Last']),
          ...alternatives(SCOPE_ITEM, ['Task'], ['Gone'], ['Item']),
          ...alternatives(HOURS, ['Duration'], ['Decimal']),
          ...alternatives(NOTE, ['Text'], ['Item']),
        ],
        fixed: [fixed(PHASE, 'Build', true)],
      };
      const cells = ['P', 'a@b.c', 'Anna', 'T', 'I', '2026-03-09', '1:30', '2.5', 'x', 'A', 'B'];
      const read = (...empty: string[]) =>
        values(
          first,
          cells.map((cell, place) => (empty.includes(first[place]!) ? ' ' : cell)),
          changes,
        );
      expect(read()).toMatchObject({ person: 'a@b.c', scopeItem: 'T', minutes: 90, note: 'x' });
      expect(read('Email', 'Task', 'Duration', 'Text')).toMatchObject({
        person: 'Anna',
        scopeItem: 'I',
        minutes: 150,
        note: 'I',
      });
      expect(read('Email', 'User', 'First')).toMatchObject({ person: 'B' });
      expect(read('Email', 'User', 'First', 'Last')).toMatchObject([{ column: 'person', code: 'missing' }]);
      // A column that occurs twice is ambiguous, so it is no alternative for anything.
      const twice = readHeader([...first, 'User'], 1, mapping(changes));
      expect(twice.findings).toMatchObject([
        { column: 'User', isRemark: true },
        { column: 'User', isRemark: true },
      ]);
    });

    it('puts fixed values in place of cells, or only of empty ones', () => {
      const first = ['project', 'person', 'scopeItem', 'date', 'hours', 'note'];
      const cells = ['Old', 'a', '', '2026-03-09', '1', ''];
      const changes = {
        fixed: [fixed(PROJECT, 'New'), fixed(SCOPE_ITEM, 'T', true), fixed(PHASE, 'Build'), fixed(NOTE, 'n', true)],
      };
      expect(values(first, cells, changes)).toMatchObject({
        project: 'New',
        scopeItem: 'T',
        phase: 'Build',
        note: 'n',
      });
      expect(values(first, ['Old', 'a', 'U', '2026-03-09', '1', 'm'], changes)).toMatchObject({
        scopeItem: 'U',
        note: 'm',
      });
    });

    it('reads a column as the mapping says, and not under its own name as well', () => {
      const first = ['project', 'person', 'phase', 'date', 'minutes', 'hours'];
      const cells = ['P', 'a', 'T', '2026-03-09', '1.5', '7'];
      const changes = {
        columns: [
          { field: SCOPE_ITEM, columns: ['phase'] },
          { field: HOURS, columns: ['minutes'] },
        ],
        fixed: [fixed(PHASE, 'Build', true)],
        ignored: ['hours'],
      };
      expect(values(first, cells, changes)).toMatchObject({ scopeItem: 'T', phase: 'Build', minutes: 90 });
    });

    it('changes the mapping of a tool field by field', () => {
      const base = mapping({
        columns: [
          { field: PROJECT, columns: ['A'] },
          { field: NOTE, columns: ['B'] },
        ],
        fixed: [fixed(PHASE, 'x')],
      });
      const own = mapping({
        columns: [{ field: NOTE, columns: ['C'] }],
        fixed: [fixed(PHASE, 'y')],
        dateFormat: DateFormat.YEAR_MONTH_DAY,
      });
      expect(mergedMapping(base, own)).toEqual({
        ...ownMapping,
        columns: [
          { field: NOTE, columns: ['C'] },
          { field: PROJECT, columns: ['A'] },
        ],
        fixed: [fixed(PHASE, 'y')],
        dateFormat: DateFormat.YEAR_MONTH_DAY,
      });
    });

    it('replaces all durations of a tool by one', () => {
      const kimai = importTools.KIMAI.mapping;
      const fieldsOf = (own: Partial<Mapping>) => {
        const { columns, fixed: values } = mergedMapping(kimai, mapping(own));
        return [...columns, ...values]
          .map(({ field }) => field)
          .filter((field) => /hours|minutes|seconds/i.test(field));
      };
      const { MINUTES, SECONDS, HOURS_OR_SECONDS } = ImportField;
      expect(fieldsOf({})).toEqual([HOURS_OR_SECONDS]);
      for (const field of [MINUTES, HOURS, SECONDS, HOURS_OR_SECONDS]) {
        expect(fieldsOf({ columns: [{ field, columns: ['Duration'] }] })).toEqual([field]);
        expect(fieldsOf({ fixed: [fixed(field, '1')] })).toEqual([field]);
      }
      expect(fieldsOf({ fixed: [fixed(HOURS_OR_SECONDS, '1.5', true)] })).toHaveLength(2);
    });

    it.each([
      ['7260', 121],
      ['2.5', 150],
      ['2:01', 121],
    ])('reads %j of Kimai as %d minutes', (cell, minutes) => {
      const first = ['Project', 'Username', 'Activity', 'Date', 'Duration', 'phase'];
      expect(values(first, ['P', 'a', 'T', '2026-03-09', cell, 'Build'], importTools.KIMAI.mapping)).toMatchObject({
        minutes,
      });
    });

    it.each<[Partial<Mapping>, string[]]>([
      [{ columns: [{ field: NOTE, columns: [] }] }, ['columns', '0', 'columns']],
      [{ columns: [{ field: NOTE, columns: ['\u200b'] }] }, ['columns', '0', 'columns']],
      [{ fixed: [fixed(PHASE, 'a'), fixed(PHASE, 'b')] }, ['fixed', '1', 'field']],
      [{ fixed: [fixed(ImportField.REFERENCE, 'R')] }, ['fixed', '0', 'field']],
    ])('refuses %j', (changes, path) => {
      expect(flawOfMapping(mapping(changes))).toMatchObject({ path });
    });

    it.each<[ImportField, string, DateFormat?]>([
      [DATE, 'soon'],
      [DATE, '2026-02-30'],
      [DATE, '31/02/2026'],
      [DATE, '03/04/2026'],
      [DATE, '31/03/2026', DateFormat.MONTH_DAY_YEAR],
      [HOURS, 'long'],
      [HOURS, '0'],
      [HOURS, '25'],
      [HOURS, '7.123'],
      [ImportField.MINUTES, '1:30'],
      [ImportField.MINUTES, '1.440'],
      [ImportField.SECONDS, '-60'],
      [ImportField.BILLABLE, 'perhaps'],
      [PROJECT, ' '],
      [PERSON, 'a\nb'],
      [PHASE, '\u200b'],
      [NOTE, 'a\u0007b'],
    ])('refuses %s fixed as %j', (field, value, dateFormat = null as never) => {
      const changes = mapping({
        fixed: [fixed(PHASE, 'Build'), fixed(field, value)].slice(field === PHASE ? 1 : 0),
        dateFormat,
      });
      expect(flawOfFixed(changes)).toEqual({
        index: field === PHASE ? 0 : 1,
        message: expect.stringContaining(`${field} is fixed as`),
      });
    });

    it('accepts exactly the fixed values that a line could be read with', () => {
      const first = ['project', 'person', 'scopeItem', 'phase', 'date', 'hours', 'billable', 'note'];
      const field = fc.constantFrom(DATE, HOURS, ImportField.BILLABLE, NOTE, PHASE);
      const text = fc.stringOf(fc.constantFrom('1', '2', '0', '3', ':', '.', '/', '-', ' ', 'h', 'm', 'x', 'no'), {
        minLength: 1,
        maxLength: 10,
      });
      const format = fc.constantFrom(null, ...Object.values(DateFormat));
      fc.assert(
        fc.property(
          field,
          fc.oneof(
            text,
            fc.date().map((at) => at.toISOString().slice(0, 10)),
          ),
          format,
          (name, value, dateFormat) => {
            const changes = mapping({ fixed: [fixed(name, value)], dateFormat });
            const read = values(first, ['P', 'a', 'R', 'B', '2026-03-09', '1', 'yes', 'n'], changes);
            const isBlank = name === NOTE && value.trim() === '';
            expect(flawOfFixed(changes) === null).toBe(!Array.isArray(read) && !isBlank);
          },
        ),
        { numRuns: 500 },
      );
    });
  });

  it('differs from a stored entry by its content, not by its line endings', () => {
    const content = {
      scopeItemOrigin: 's',
      phase: 'f',
      date: '2026-03-02',
      minutes: 1,
      billable: true,
      note: 'a\r\nb ',
    };
    expect(differencesBetween(content, { ...content, note: 'a\nb', scopeItemOrigin: null })).toEqual([]);
    const changes: Partial<LineContent>[] = [
      { scopeItemOrigin: 't' },
      { phase: 'g' },
      { date: '2026-03-03' },
      { minutes: 2 },
      { billable: false },
      { note: 'c' },
      { note: `a\nb${' '.repeat(300)}c` },
    ];
    for (const change of changes) expect(differencesBetween(content, { ...content, ...change })).toHaveLength(1);
    const long = 'x'.repeat(300);
    expect(differencesBetween({ ...content, note: long }, { ...content, note: `${long}y` })).toEqual([
      'the end of the note',
    ]);
  });

  it('does not differ if a spreadsheet reformatted a note that looks like something else', () => {
    const content = {
      scopeItemOrigin: null,
      phase: 'f',
      date: '2026-03-02',
      minutes: 1,
      billable: true,
      note: '',
    } as LineContent;
    const differ = (known: string, note: string) =>
      differencesBetween({ ...content, note: known }, { ...content, note }).length > 0;
    for (const [known, note] of [
      ['007', '7'],
      ['1.50', '1.5'],
      ['1.50', '1,5'],
      ['true', 'WAHR'],
      ['FALSE', 'FAUX'],
      ['2026-03-09', '09.03.2026'],
      ['2026-03-09', '3/9/2026'],
      ['10:00', '10:00:00'],
      ["'=1+1", '=1+1'],
      ["''=1+1", "'=1+1"],
    ] as const)
      expect([known, note, differ(known, note)]).toEqual([known, note, false]);
    for (const [known, note] of [
      ['007', '8'],
      ['1.5', '15'],
      ['7', ''],
      ['true', ''],
      ['true', 'FALSCH'],
      ['yes', 'ja'],
      ['2026-03-09', '10.03.2026'],
      ['10:00', '10:30:00'],
      ['10', '10:00'],
      ["'a'", "a'"],
      ['1h', '60m'],
    ] as const)
      expect([known, note, differ(known, note)]).toEqual([known, note, true]);
  });

  it('is recognized by its reference, or by its content and how often that occurred', () => {
    const line = {
      userId: 'u',
      projectId: 'p',
      reference: 'R',
      scopeItemOrigin: 's',
      phase: 'f',
      date: '2026-03-02',
      minutes: 1,
      note: '',
    };
    expect(keyOfReference({ ...line, note: 'changed', minutes: 2 })).toBe(keyOfReference(line));
    expect(keyOfReference({ ...line, projectId: 'q' })).not.toBe(keyOfReference(line));
    expect(keyOfContent(lineContentOf(line), 1)).not.toBe(keyOfContent(lineContentOf(line), 2));
    expect(lineContentOf({ ...line, reference: '' })).toBe(lineContentOf(line));
    expect(lineContentOf({ ...line, note: 'x' })).not.toBe(lineContentOf(line));
    expect(keyOfContent(lineContentOf(line), 1)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('round-trips with any names, notes, delimiter, encoding and line endings', async () => {
    const letter = fc.constantFrom("'", '=', '-', '"', ',', ';', '|', '\t', ' ', 'a', 'ß', '客', '🚀', '\u00a0');
    // Names have neither tabs nor blanks around them; a note may have several lines.
    const name = fc.stringOf(letter, { maxLength: 9 }).map((text) => `N${text.replaceAll('\t', '')}n`);
    const end = fc.constantFrom('\n', '\r\n', '\r');
    const note = fc
      .stringOf(fc.oneof(letter, end), { maxLength: 9 })
      .filter((text) => text === '' || text.trim() !== '');
    const said = fc.record({ project: name, person: name, scopeItem: name, phase: name, note, reference: name });
    const form = fc.record({
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      encoding: fc.constantFrom('utf8', 'utf8 with mark', 'utf16le', 'utf16be'),
      end,
      sep: fc.boolean(),
    });
    const bytesOf = (text: string, encoding: string) => {
      if (encoding === 'utf8') return Buffer.from(text);
      if (encoding === 'utf8 with mark') return Buffer.from(`\ufeff${text}`);
      const wide = Buffer.from(`\ufeff${text}`, 'utf16le');
      return encoding === 'utf16le' ? wide : wide.swap16();
    };
    async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
      for (let start = 0; start < bytes.length; start += 7)
        yield await Promise.resolve(bytes.subarray(start, start + 7));
    }
    await fc.assert(
      fc.asyncProperty(
        fc.array(said, { minLength: 1, maxLength: 5 }),
        form,
        async (lines, { delimiter, encoding, end: ends, sep }) => {
          const first = ['project', 'person', 'scopeItem', 'phase', 'date', 'minutes', 'note', 'reference'];
          const cells = lines.map(({ project, person, scopeItem, phase, note: text, reference }) =>
            [project, person, scopeItem, phase, '2026-03-02', '60', text, reference].map((cell) =>
              quoted(escapeFormula(cell)),
            ),
          );
          const text =
            (sep ? `sep=${delimiter}${ends}` : '') + [first, ...cells].map((each) => each.join(delimiter)).join(ends);
          const bytes = bytesOf(text, encoding);
          const records: CsvRecord[] = [];
          const told = (await encodingOf(pieces(bytes)))!;
          for await (const record of recordsOf(inUtf8(pieces(bytes), told), null)) records.push(record);
          const read = readHeader(records[0]!.cells!, 1);
          expect(read.findings).toEqual([]);
          expect(records.slice(1).map((record) => readLine(read.header, record.cells!, 1))).toEqual(
            lines.map((line) => expect.objectContaining({ ...line, date: '2026-03-02', minutes: 60 })),
          );
        },
      ),
    );
  });
});
