import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readHeader, readLine } from './import-line.formula';
import { ImportField, type Mapping, mergedMapping, ownMapping } from './import-mapping.formula';
import { importTools } from './import-tools';

const build: Mapping = { ...ownMapping, fixed: [{ field: ImportField.PHASE, value: 'Build', onlyWhereEmpty: false }] };
const names = ['project', 'person', 'scopeItem', 'phase', 'date', 'hours', 'note', 'reference', 'cost', 'client'];
const judge = (first: readonly string[], cells: readonly string[], mapping = ownMapping) => {
  const read = readLine(readHeader(first, 1, mapping).header, cells, 9);
  if (!Array.isArray(read)) return 'entry';
  return read.every(({ isRemark }) => isRemark) ? read.map(({ code }) => code).join() : 'refused';
};

describe('a line of sums', () => {
  it.each([
    'Total,,,,,12.5',
    'TOTAL:,,,,,12:30',
    'Grand Total,,,,,"1,234.50"',
    'Summe,,,,,37:45:00,,,"1.250,00 €"',
    'Gesamt,,,,,37h 45m',
    'Gesamtergebnis,,,,,8',
    'Rollout Nord Total: ,,,,,8',
    'Rollout Nord Ergebnis,,,,,8',
    'Rollout Nord Total,,,,,8',
    'Rollout Nord (12),,,,,8',
    'Sous-total,,,,,8',
    'Итого:,,,,,8',
    '合计,,,,,8',
    '项目小计,,,,,8',
    'סה״כ,,,,,8',
    ',,,,Total,12.5',
    ',Total hours,,,,12.5',
    ',,,,,12.5,Total',
    'Total,,,,,,,,,EUR',
    'Total,,,,,180.5,,,USD 90.00,ACME',
    ',,,,,12.5',
    ',,,,,180:30:00,,,$1.00',
    ',,,,,,,,-12%',
  ])('is ignored: %s', (line) => {
    expect(judge(names, line.replace(/"([^"]*)"/g, (_all, inner: string) => inner.replace(',', "'")).split(','))).toBe(
      'sums',
    );
  });

  it.each([
    'Total,anna@b.c,Rollout,Build,,60',
    'Total,anna@b.c,,,,60',
    'Total,,Rollout,,,60',
    'Total,,,,,60,,4711',
    'Total,12,,,,60',
    'Total,,,,32.13.2026,60',
    'Rollout Nord,,,,,60',
    'Totally new,,,,,60',
    ',,Rollout,,,60',
    ',anna@b.c,,,,60',
    ',,,,2026-03-09,60',
    ',,,,,60,,R-1',
    ',,,,,60,what was done',
    '1001,,,,,60',
    'what was done',
  ])('is not a line that may be an entry with something missing: %s', (line) => {
    expect(judge(names, line.split(','))).toBe('refused');
  });

  it('is not a line for which the mapping gives the person and the day', () => {
    const fixed = (...fields: [ImportField, string][]): Mapping => ({
      ...ownMapping,
      fixed: fields.map(([field, value]) => ({ field, value, onlyWhereEmpty: false })),
    });
    const { PERSON, DATE, PHASE, SCOPE_ITEM } = ImportField;
    const all = fixed([PERSON, 'a'], [DATE, '2026-03-09'], [PHASE, 'Build'], [SCOPE_ITEM, 'R']);
    expect(judge(['project', 'hours'], ['Total', '1'], all)).toBe('entry');
    const person = fixed([PERSON, 'a'], [PHASE, 'Build'], [SCOPE_ITEM, 'R']);
    expect(judge(['project', 'date', 'hours'], ['', '', '1'], person)).toBe('refused');
    expect(judge(['project', 'date', 'hours'], ['Total', '', '1'], person)).toBe('sums');
  });

  it('is recognized in the columns of tools', () => {
    const clockify = mergedMapping(importTools.CLOCKIFY.mapping, build);
    const first = [
      'Project',
      'Client',
      'Description',
      'Task',
      'User',
      'Email',
      'Billable',
      'Start Date',
      'Duration (h)',
    ];
    expect(judge(first, ['Total', '', '', '', '', '', '', '', '37:30:00'], clockify)).toBe('sums');
    const harvest = mergedMapping(importTools.HARVEST.mapping, build);
    const columns = ['Date', 'Client', 'Project', 'Task', 'Notes', 'Hours', 'First Name', 'Last Name', 'Currency'];
    expect(judge(columns, ['Total', '', '', '', '', '37,5', '', '', 'Euro - EUR'], harvest)).toBe('sums');
  });

  it('never remains of an entry that keeps one of its texts', () => {
    const word = fc.constantFrom('Total', 'Summe', 'Rollout', '合计', 'Anna');
    const blank = fc.subarray([...names.keys()]);
    fc.assert(
      fc.property(word, word, blank, (project, item, gone) => {
        const whole = [project, 'anna@b.c', item, 'Build', '2026-03-09', '1', 'note', 'R-1', '', ''];
        const cells = whole.map((cell, place) => (gone.includes(place) ? '' : cell));
        const told = [1, 4, 6, 7].some((place) => cells[place] !== '') || (cells[0] !== '' && cells[2] !== '');
        if (told) expect(judge(names, cells)).not.toBe('sums');
      }),
    );
  });
});
