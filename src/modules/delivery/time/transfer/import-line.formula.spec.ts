import { describe, expect, it } from '@jest/globals';
import { contentOf, keyOfContent, keyOfReference } from './import-key.formula';
import { readHeader, readLine } from './import-line.formula';

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
  ])('of %s hours has %d minutes', (hours, minutes) => {
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
    ['hours', '1', 'minutes'],
    ['date', '2026-02-30', 'date'],
    ['date', '02.03.2026', 'date'],
    ['date', '', 'missing'],
    ['person', ' ', 'missing'],
    ['billable', 'perhaps', 'billable'],
    ['note', 'x'.repeat(5_001), 'too-long'],
    ['reference', 'x'.repeat(201), 'too-long'],
    ['note', '\ufffd', 'encoding'],
  ])('with %s %j is refused: %s', (column, cell, code) => {
    expect(findings(changed(column, cell))).toMatchObject([
      [7, code === 'encoding' ? null : column === 'hours' ? 'minutes' : column, code],
    ]);
  });

  it('tells everything that is wrong with its cells at once, and what has too many', () => {
    expect(findings(changed('date', 'x').map((cell) => (cell === '60' ? '0' : cell)))).toHaveLength(2);
    expect(findings([...good, 'more'])).toEqual([[7, null, 'cells']]);
  });

  it('needs a first line with each column once', () => {
    expect(readHeader(['project', 'project', 'colour'], 1).findings.map(({ column, code }) => [column, code])).toEqual([
      ['project', 'column-twice'],
      [null, 'column-unknown'],
      ['person', 'column-missing'],
      ['scopeItem', 'column-missing'],
      ['phase', 'column-missing'],
      ['date', 'column-missing'],
      ['minutes', 'column-missing'],
    ]);
  });

  it('is known again by its reference, or by what it says and how often it was said', () => {
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
    expect(keyOfContent(line, 1)).not.toBe(keyOfContent(line, 2));
    expect(contentOf({ ...line, reference: '' })).toBe(contentOf(line));
    expect(contentOf({ ...line, note: 'x' })).not.toBe(contentOf(line));
    expect(keyOfContent(line, 1)).toMatch(/^[0-9a-f]{64}$/);
  });
});
