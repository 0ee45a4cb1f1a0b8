import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { encodingOf, inUtf8 } from './file-encoding';
import { FileEncoding } from './import-mapping.formula';

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += size) {
    await Promise.resolve();
    yield bytes.subarray(start, start + size);
  }
}

async function read(bytes: Buffer, size = 1_000): Promise<[FileEncoding | null, string]> {
  const encoding = await encodingOf(pieces(bytes, size));
  if (encoding === null) return [null, ''];
  const read: Buffer[] = [];
  for await (const piece of inUtf8(pieces(bytes, size), encoding)) read.push(piece);
  return [encoding, Buffer.concat(read).toString()];
}

describe('the encoding of a file', () => {
  it.each([
    [FileEncoding.UTF_8, Buffer.from('plain')],
    [FileEncoding.UTF_8, Buffer.from('Grüße 客户 🚀')],
    [FileEncoding.UTF_8, Buffer.concat([Buffer.from('Grüße '), Buffer.from([0xfc])])],
    [FileEncoding.WINDOWS_1252, Buffer.from('Gr\u00fc\u00dfe', 'latin1')],
    [FileEncoding.WINDOWS_1252, Buffer.from([0x80, 0x2c, 0x93, 0x61, 0x94])],
    [FileEncoding.WINDOWS_1252, Buffer.from([0x61, 0x20, 0xfc])],
    [null, Buffer.from([0x61, 0xc3])],
    [FileEncoding.UTF_16LE, Buffer.from('\ufeffa', 'utf16le')],
    [FileEncoding.UTF_16BE, Buffer.from('\ufeffa', 'utf16le').swap16()],
    [FileEncoding.UTF_16LE, Buffer.from('project,客户', 'utf16le')],
    [FileEncoding.UTF_16BE, Buffer.from('project,客户'.repeat(200), 'utf16le').swap16()],
    [FileEncoding.WINDOWS_1252, Buffer.from('\u00e4\u00f6\u00fc\u00df', 'latin1')],
    [
      FileEncoding.WINDOWS_1252,
      Buffer.from('Gr\u00fc\u00dfe, cr\u00e9\u00e9e, S\u00e3o, \u00c5re, \u00d8l '.repeat(9), 'latin1'),
    ],
    // Привет, мир in Windows-1251, twice, and 客户访谈,会议 in GB18030, twice.
    [null, Buffer.from('cff0e8e2e5f22ceceef0cff0e8e2e5f22ceceef0', 'hex')],
    [null, Buffer.from('bfcdbba7b7c3ccb82cbbe1d2e9bfcdbba7b7c3ccb82cbbe1d2e9', 'hex')],
    [null, Buffer.concat([Buffer.from('ü'), Buffer.from('fc61fc', 'hex')])],
    [FileEncoding.UTF_8, Buffer.alloc(0)],
  ])('is %s for %j', async (encoding, bytes) => {
    for (const size of [1, 2, 1_000]) expect((await read(bytes, size))[0]).toBe(encoding);
  });

  it('reads each encoding by its name', async () => {
    for (const encoding of Object.values(FileEncoding)) {
      let text = '';
      const ascii = Buffer.from('a,1', encoding.startsWith('UTF_16') ? 'utf16le' : 'latin1');
      if (encoding === FileEncoding.UTF_16BE) ascii.swap16();
      for await (const piece of inUtf8(pieces(ascii, 1), encoding)) text += piece.toString();
      expect([encoding, text]).toEqual([encoding, 'a,1']);
    }
  });

  it('leaves the text unchanged, in any chunks', async () => {
    const size = fc.integer({ min: 1, max: 9 });
    await fc.assert(
      fc.asyncProperty(fc.fullUnicodeString(), size, async (text, many) => {
        const utf8 = Buffer.from(text);
        expect((await read(utf8, many))[1]).toBe(utf8.toString());
        const wide = Buffer.from(`\ufeff${text}`, 'utf16le');
        expect(await read(wide, many)).toEqual([FileEncoding.UTF_16LE, text]);
        expect(await read(Buffer.from(wide).swap16(), many)).toEqual([FileEncoding.UTF_16BE, text]);
      }),
    );
    const named = {
      [FileEncoding.WINDOWS_1251]: 'cff0e8e2e5f2',
      [FileEncoding.GB18030]: 'bfcdbba7',
      [FileEncoding.WINDOWS_1250]: 'a3f364bf',
    };
    const texts: string[] = [];
    for (const [encoding, hex] of Object.entries(named)) {
      let text = '';
      for await (const piece of inUtf8(pieces(Buffer.from(hex, 'hex'), 1), encoding as FileEncoding))
        text += piece.toString();
      texts.push(text);
    }
    expect(texts).toEqual(['Привет', '客户', 'Łódż']);
    const words = fc.array(fc.constantFrom('a', ',', 'Grüße', 'Øl', 'créée', 'São', 'Åsa', 'naïf,"à"'), {
      minLength: 1,
    });
    await fc.assert(
      fc.asyncProperty(words, size, async (some, many) => {
        const text = some.join(' ');
        expect((await read(Buffer.from(text, 'latin1'), many))[1]).toBe(text);
      }),
    );
    // Some versions of Node read Windows-1252 as ISO 8859-1.
    expect(await read(Buffer.from('93507265697394208035', 'hex'), 1)).toEqual([
      FileEncoding.WINDOWS_1252,
      '“Preis” €5',
    ]);
  });
});
