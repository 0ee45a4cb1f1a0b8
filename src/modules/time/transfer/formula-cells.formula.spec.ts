import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { escapeFormula, escapeInSheet, quoted, unescapeFormula } from './formula-cells.formula';

const nasty = fc.stringOf(
  fc.constantFrom(
    "'",
    '=',
    '+',
    '-',
    '@',
    '＝',
    '＋',
    '－',
    '＠',
    '\t',
    '\r',
    '\n',
    '"',
    ',',
    ';',
    ' ',
    'a',
    '7',
    '客',
    '🚀',
  ),
);

describe('cells that look like formulas', () => {
  it.each([
    ['=HYPERLINK("http://evil")', `'=HYPERLINK("http://evil")`],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['\rx', "'\rx"],
    ['\n=1+1', "'\n=1+1"],
    ['\r\n=1+1', "'\r\n=1+1"],
    ['＝1+1', "'＝1+1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠SUM(A1)', "'＠SUM(A1)"],
    ["'=x", "''=x"],
    ["'\n=x", "''\n=x"],
    ["it's", "it's"],
    ["'quoted'", "'quoted'"],
    ['a=b', 'a=b'],
    ['', ''],
  ])('%j becomes %j', (text, cell) => {
    expect(escapeFormula(text)).toBe(cell);
    expect(unescapeFormula(cell)).toBe(text);
  });

  it('round-trip through a workbook that was saved as CSV', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(unescapeFormula(escapeInSheet(text))).toBe(text);
        if (!text.startsWith("'")) expect(escapeInSheet(text)).toBe(text);
      }),
    );
  });

  it('round-trip through any file, and never begin like a formula', () => {
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 2, maxLength: 5 }), (texts) => {
        const cells = texts.map(escapeFormula);
        for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@＝＋－＠\t\r\n]/);
        const [read] = parse(`${cells.map(quoted).join(',')}\r\n`, { record_delimiter: '\r\n' });
        expect((read as string[]).map(unescapeFormula)).toEqual(texts);
      }),
    );
  });
});
