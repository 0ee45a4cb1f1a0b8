import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type CsvRecord, inChunks, recordsOf } from './csv-records';
import { quoted } from './formula-cells.formula';

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += size) {
    await Promise.resolve();
    yield bytes.subarray(start, start + size);
  }
}

async function read(text: string, { size = 1_000_000, delimiter = null as string | null } = {}): Promise<CsvRecord[]> {
  const records: CsvRecord[] = [];
  for await (const record of recordsOf(pieces(Buffer.from(text), size), delimiter)) records.push(record);
  return records;
}

const brief = (records: CsvRecord[]) => records.map(({ line, cells }) => [line, cells?.join('|') ?? null]);
const filler = 'some,thing\n'.repeat(40_000);

describe('the records of a file', () => {
  it('carry their line numbers with any line ending, without the byte order mark and empty lines', async () => {
    expect(brief(await read('\ufeffa,b\r\n1,2\r\n\r\n"x\ny",3\r\n4,5'))).toEqual([
      [1, 'a|b'],
      [2, '1|2'],
      [4, 'x\ny|3'],
      [6, '4|5'],
    ]);
    expect(brief(await read('a,b\r1,2\r3,4'))).toEqual([
      [1, 'a|b'],
      [2, '1|2'],
      [3, '3|4'],
    ]);
    expect(await read('')).toEqual([]);
  });

  it.each([';', '\t', '|', ','])('detect %j as the delimiter', async (delimiter) => {
    expect(brief(await read(['a', 'b,c', 'd'].map(quoted).join(delimiter)))).toHaveLength(1);
    const [record] = await read(`a${delimiter}b${delimiter}c\n`);
    expect(record!.cells).toEqual(['a', 'b', 'c']);
  });

  it('leave out lines with only empty cells, and a line that names the delimiter', async () => {
    expect(brief(await read(';;;\n\na;"b,c,d,e,f"\n ; ;\n1;2\n;;\n;;'))).toEqual([
      [3, 'a|b,c,d,e,f'],
      [5, '1|2'],
    ]);
    for (const first of ['sep=;', '"sep=;"', 'SEP=;', 'sep=;;;;'])
      expect(brief(await read(`\ufeff${first}\r\na,b,c;d\r\n1,5;2`))).toEqual([
        [2, 'a,b,c|d'],
        [3, '1,5|2'],
      ]);
    expect(brief(await read('sep=;\na|b,c', { delimiter: '|' }))).toEqual([[2, 'a|b,c']]);
  });

  it('end before a Ctrl-Z at the end', async () => {
    for (const end of ['\x1a', '\r\n\x1a', '\x1a\x1a\r\n', ''])
      expect(brief(await read(`a,b\r\n1,2${end}`, { size: 3 }))).toEqual([
        [1, 'a|b'],
        [2, '1|2'],
      ]);
  });

  it.each([
    ['an open quote', '3,"4'],
    ['something behind a quote', '3,"4"x'],
    ['a quote in the middle', '3,x"4'],
    ['an open quote before others', '3,"4\n5,"six"'],
  ])('continue after %s', async (_what, broken) => {
    const records = await read(`a,b\n1,2\n${broken}\n7,8\n9,10\n`);
    expect(records[2]).toMatchObject({ line: 3, cells: null, problem: expect.any(String) });
    expect(
      brief(records)
        .slice(-2)
        .map(([, cells]) => cells),
    ).toEqual(['7|8', '9|10']);
  });

  it('continue after an open quote that is far from the end, or at the very end', async () => {
    const records = await read(`a,b\n${filler}3,"4\n${filler}`, { size: 65_536 });
    expect(records).toHaveLength(80_002);
    expect(records.filter(({ cells }) => cells === null)).toMatchObject([{ line: 40_002 }]);
    expect(records.at(-1)!.line).toBe(80_002);
    expect((await read('a,b\n1,"2')).at(-1)).toMatchObject({ line: 2, cells: null });
  });

  it('do not depend on the chunks in which the file arrives', async () => {
    const cell = fc.stringOf(fc.constantFrom('"', ',', '\n', '\r', 'a', ' ', '客', '🚀'), { maxLength: 6 });
    const row = fc.tuple(cell, cell, fc.constant('end'));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1 }), fc.integer({ min: 1, max: 50 }), async (rows, size) => {
        const text = rows.map((cells) => cells.map(quoted).join(',')).join('\r\n');
        const records = await read(text, { size, delimiter: ',' });
        expect(records.map(({ cells }) => cells)).toEqual(rows);
        const lines = (some: string) => some.split(/\r\n|\r|\n/).length;
        expect(records.at(-1)!.line).toBe(lines(text) - lines(rows.at(-1)!.map(quoted).join(',')) + 1);
      }),
    );
  });

  it('arrive in batches', async () => {
    const sizes: number[] = [];
    for await (const chunk of inChunks(recordsOf(pieces(Buffer.from('1\n2\n3\n4\n5'), 100), ','), 2))
      sizes.push(chunk.length);
    expect(sizes).toEqual([2, 2, 1]);
  });
});
