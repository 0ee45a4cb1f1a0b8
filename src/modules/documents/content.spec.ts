import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { zipSync } from 'fflate';
import {
  compound as ole,
  docx,
  excel,
  latin1,
  odf as openDocument,
  office,
  type Part,
  powerpoint,
  relation,
  typesOf,
  word,
  workbook,
  zip,
} from '../../../test/support/office-files';
import { disposition } from '../../shared/http/disposition';
import { searchKey } from '../../shared/domain/text';
import { fileName, mediaTypeOf } from './content';

const bytes = latin1;
const odf = (kind: string, ...more: Part[]) => openDocument(kind, ['content.xml', '<o/>'], ...more);
const rels = (type: string) => relation(`http://schemas.microsoft.com/office/2006/relationships/${type}`);
const boundSheet = (kind: number) =>
  Buffer.concat([bytes('\x85\x00\x0e\x00\x00\x02\x00\x00\x00'), Buffer.from([kind, 6, 0]), bytes('Sheet1')]);

const elf = bytes('\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00');
const windows = bytes('MZ\x90\x00\x03\x00\x00\x00\x04\x00');
const png = bytes('\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR');

describe('the media type of a file', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'trellis-content-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const typeOf = (content: Buffer, name: string) => {
    const path = join(folder, 'content');
    writeFileSync(path, content);
    return mediaTypeOf(path, name);
  };

  it.each([
    ['contract.pdf', bytes('%PDF-1.7\n%\xe2\xe3'), 'application/pdf'],
    ['SCAN.PDF', bytes('%PDF-1.4'), 'application/pdf'],
    ['newline.pdf', bytes('\n%PDF-1.4\n\x00'), 'application/pdf'],
    ['marked.pdf', bytes('\xef\xbb\xbf%PDF-1.4\n\x00'), 'application/pdf'],
    ['printed.pdf', bytes('\x1b%-12345X@PJL JOB\r\n%PDF-1.4\n\x00'), 'application/pdf'],
    ['mailed.pdf', bytes('Content-Type: application/pdf\r\n\r\n%PDF-1.4\n\x00'), 'application/pdf'],
    ['late.pdf', bytes(`${'\n'.repeat(1019)}%PDF-1.4\n\x00`), 'application/pdf'],
    ['logo.png', png, 'image/png'],
    ['photo.jpeg', bytes('\xff\xd8\xff\xe0\x00\x10JFIF'), 'image/jpeg'],
    ['photo.jpg', bytes('\xff\xd8\xff\xe1\x00\x10Exif'), 'image/jpeg'],
    ['offer.docx', docx(['_rels/.rels', rels('x')]), word],
    ['plan.xlsx', workbook(), excel],
    [
      'deck.pptx',
      zip(['_rels/.rels', '<r/>'], ['[Content_Types].xml', typesOf(powerpoint)], ['ppt/presentation.xml', '']),
      powerpoint,
    ],
    [
      'first.docx',
      zip(['customXml/item1.xml', '<i/>'], ['[Content_Types].xml', '<Types/>'], ['word/document.xml', '']),
      word,
    ],
    [
      'chart.pptx',
      zip(
        ['[Content_Types].xml', typesOf(powerpoint, '<Default Extension="xlsx" ContentType="application/x"/>')],
        ['ppt/slides/slide1.xml', 'x'.repeat(50_000)],
        ['ppt/embeddings/Microsoft_Excel_Worksheet1.xlsx', workbook()],
        ['ppt/presentation.xml', ''],
      ),
      powerpoint,
    ],
    ['object.docx', docx(['word/embeddings/oleObject1.bin', ole('Workbook', 'Equation Native')]), word],
    [
      'cleaned.docx',
      zip(
        [
          '[Content_Types].xml',
          typesOf(word, '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'),
        ],
        ['word/document.xml', ''],
      ),
      word,
    ],
    ['letter.odt', odf('text', ['Configurations2/menubar/a.xml', '']), 'application/vnd.oasis.opendocument.text'],
    ['figures.ods', odf('spreadsheet'), 'application/vnd.oasis.opendocument.spreadsheet'],
    ['notes.txt', Buffer.from('Grüße aus 北京 🚀\r\n\tok'), 'text/plain'],
    ['about-pdf.md', Buffer.from('A PDF begins with %PDF-1.7.'), 'text/plain'],
    ['cars.csv', Buffer.from('BMW;3\nMZ;4\n'), 'text/plain'],
    ['hours.csv', Buffer.from('a;b\n1;2\n'), 'text/plain'],
  ])('of %s follows from its content', async (name, content, type) => {
    expect(await typeOf(content, name)).toBe(type);
  });

  it.each([
    ['an executable named .pdf', 'invoice.pdf', windows],
    ['an executable of another system named .pdf', 'invoice.pdf', elf],
    ['an executable with the header of a PDF in it', 'invoice.pdf', Buffer.concat([windows, bytes('%PDF-1.7\n')])],
    ['an executable', 'setup.exe', windows],
    ['a script named .pdf', 'invoice.pdf', bytes('#!/bin/sh\nrm -rf /')],
    ['a script with the header of a PDF in it', 'invoice.pdf', bytes('#!/bin/sh\n# %PDF-1.7')],
    ['a script named .txt', 'readme.txt', bytes('#!/bin/sh\n')],
    ['a page named .pdf', 'invoice.pdf', bytes('<html><script>alert(1)</script>')],
    ['a PDF whose header comes too late', 'late.pdf', bytes(`${'\n'.repeat(1020)}%PDF-1.4\n\x00`)],
    ['a page', 'invoice.html', bytes('<html><script>alert(1)</script>')],
    ['a picture with a program in it', 'logo.svg', bytes('<svg onload="alert(1)"/>')],
    ['a picture named .pdf', 'logo.pdf', png],
    ['a PDF named .exe', 'contract.exe', bytes('%PDF-1.7')],
    ['a file without an ending', 'contract', bytes('%PDF-1.7')],
    ['an archive', 'all.zip', zip(['letter.txt', 'Dear'])],
    ['a Java archive named .docx', 'offer.docx', zip(['META-INF/MANIFEST.MF', ''], ['word/document.xml', ''])],
    ['a workbook named .docx', 'offer.docx', workbook()],
    [
      'a template named .docx',
      'offer.docx',
      zip(['[Content_Types].xml', typesOf(`${office}.wordprocessingml.template`)], ['word/document.xml', '']),
    ],
    ['noise', 'notes.txt', bytes('\x00\x01\x02\x03')],
    ['noise behind much text', 'notes.txt', bytes(`${'a'.repeat(80_000)}\x00\x01MZ`)],
    ['nothing', 'notes.txt', Buffer.alloc(0)],
  ])('refuses %s', async (_what, name, content) => {
    await expect(typeOf(content, name)).rejects.toThrow(/does not match its content|not of an accepted type/);
  });

  const macroTypes: [string, Buffer][] = [
    ['main type of a document', bytes('application/vnd.ms-word.document.macroEnabled.main+xml')],
    ['main type of a template', bytes('application/vnd.ms-word.template.macroEnabledTemplate.main+xml')],
    ['sheet of Excel 4 macros', bytes('application/vnd.ms-excel.macrosheet+xml')],
    ['international sheet of Excel 4 macros', bytes('application/vnd.ms-excel.intlmacrosheet+xml')],
    ['project', bytes('application/vnd.ms-office.vbaProject')],
    ['project with a letter escaped', bytes('application/vnd.ms-office.vb&#x61;Project')],
  ];
  it.each([
    ['in its project', 'a.docx', docx(['word/vbaProject.bin', 'x'])],
    [
      'in its project at the end of a long file',
      'a.docx',
      docx(['word/a.xml', 'x'.repeat(200_000)], ['word/VBAPROJECT.BIN', 'x']),
    ],
    ['in the signature of its project', 'a.docx', docx(['word/vbaProjectSignature.bin', 'x'])],
    ['in the data of its project', 'a.docx', docx(['word/vbaData.xml', 'x'])],
    ['in a project of any name', 'a.docx', docx(['word/other.dat', ole('VBA', '_VBA_PROJECT')])],
    ['that a relation leads to', 'a.docx', docx(['word/_rels/document.xml.rels', rels('vbaProject')])],
    ['in a sheet of Excel 4', 'a.xlsx', workbook(['xl/macrosheets/sheet1.xml', '<x/>'])],
    ['in an embedded workbook', 'a.docx', docx(['word/embeddings/a.xlsx', workbook(['xl/vbaProject.bin', 'x'])])],
    [
      'in a workbook embedded twice',
      'a.docx',
      docx(['word/a.bin', docx(['word/b.bin', workbook(['xl/vbaProject.bin', 'x'])])]),
    ],
    ['in an embedded file that is named so', 'a.docx', docx(['word/embeddings/a.xlsm', 'x'])],
    ['in an embedded template', 'a.docx', docx(['word/embeddings/a.dotm', 'x'])],
    [
      'in an embedded workbook of Excel 97',
      'a.docx',
      docx(['word/embeddings/a.bin', ole('Workbook', '_VBA_PROJECT_CUR')]),
    ],
    [
      'in an Excel 4 sheet of an embedded workbook of Excel 97',
      'a.docx',
      docx(['word/embeddings/a.xls', Buffer.concat([ole('Workbook'), boundSheet(1)])]),
    ],
    ['in Basic', 'a.odt', odf('text', ['Basic/Standard/Module1.xml', 'x'], ['Basic/script-lc.xml', 'x'])],
    ['in Basic of an embedded object', 'a.ods', odf('spreadsheet', ['Object 1/Basic/Standard/Module1.xml', 'x'])],
    ['in Python', 'a.odt', odf('text', ['Scripts/python/m.py', 'x'])],
    ['in an embedded workbook of Office', 'a.odp', odf('presentation', ['Object 1', ole('_VBA_PROJECT')])],
    ...macroTypes.map(([what, type]): [string, string, Buffer] => [
      `by the ${what}`,
      'a.docx',
      zip(
        ['[Content_Types].xml', typesOf(word, `<Override PartName="/word/a.bin" ContentType="${type.toString()}"/>`)],
        ['word/document.xml', ''],
      ),
    ]),
  ])('refuses macros %s', async (_where, name, content) => {
    await expect(typeOf(content, name)).rejects.toThrow(/has macros \(.+\)\. Save it without them\./);
  });

  it('accepts an embedded workbook of Excel 97 without macros', async () => {
    const embedded = Buffer.concat([ole('Workbook'), boundSheet(0)]);
    expect(await typeOf(docx(['word/embeddings/a.xls', embedded]), 'a.docx')).toBe(word);
  });

  it('refuses an archive that unpacks to too much, and reads no further than the limit', async () => {
    const zeros = zipSync({ 'word/a.xml': [new Uint8Array(30_000_000), { level: 9 }] });
    const many = Object.fromEntries(
      Array.from({ length: 10_001 }, (_, index) => [`word/${index}.xml`, new Uint8Array()]),
    );
    const declared = Buffer.from(zeros);
    // The list at the end says 4 GB.
    declared.writeUInt32LE(0xff_ff_ff_f0, declared.lastIndexOf(bytes('PK\x01\x02')) + 24);
    await expect(typeOf(declared, 'a.docx')).rejects.toThrow('unpacks to more than 10000 parts and 1000 MB');
    const markup = zipSync({ 'word/a.xml': [new Uint8Array(301_000_000).fill(0x20), { level: 9 }] });
    await expect(typeOf(Buffer.from(markup), 'a.docx')).rejects.toThrow('unpacks to more than 300 MB of XML');
    await expect(typeOf(Buffer.from(zipSync(many, { level: 0 })), 'a.docx')).rejects.toThrow('unpacks to more than');
    const nested = docx(['word/a.docx', docx(['word/b.docx', docx(['word/c.docx', docx(['word/d.docx', docx()])])])]);
    await expect(typeOf(nested, 'a.docx')).rejects.toThrow('nested too deeply');
    await expect(
      typeOf(docx(['word/a.docx', Buffer.concat([docx(), Buffer.alloc(25_000_000)])]), 'a.docx'),
    ).rejects.toThrow('too large');
  });

  it.each([
    ['cut off', (whole: Buffer) => whole.subarray(0, whole.length - 30)],
    [
      'with two names for one entry',
      (whole: Buffer) => bytes(whole.toString('latin1').replace('word/document.xml', 'word/vbaProject.b')),
    ],
  ])('refuses an archive that is %s', async (_what, broken) => {
    await expect(typeOf(broken(docx()), 'a.docx')).rejects.toThrow('is broken');
  });

  it('says what to do with an old Office file', async () => {
    await expect(typeOf(ole('Workbook'), 'a.xls')).rejects.toThrow('Save it as docx, xlsx or pptx');
  });

  it.each([
    ['windows-1252', bytes('Name;Stra\xdfe')],
    ['GB18030', bytes('\xd0\xd5\xc3\xfb;1')],
    ['Shift-JIS', bytes('\x96\xbc\x91O;1')],
    ['UTF-16', Buffer.from('\ufeffName;Straße', 'utf16le')],
    ['UTF-16, the other way round', Buffer.from('\ufeffName;Straße', 'utf16le').swap16()],
    ['UTF-8 that is cut inside a letter', Buffer.from('ü'.repeat(70_000)).subarray(0, -1)],
  ])('of a table in %s is text/csv; a text must be saved as UTF-8', async (_encoding, content) => {
    expect(await typeOf(content, 'a.csv')).toBe('text/csv');
    await expect(typeOf(content, 'a.txt')).rejects.toThrow('The text in a.txt is not in UTF-8. Save it as UTF-8.');
    await expect(typeOf(content, 'a.pdf')).rejects.toThrow('not of an accepted type');
  });

  it.each([
    ['in English', 'project\tdate\r\nRollout\t2026-03-09\r\n'],
    ['in Chinese', `project\tperson\tnote\r\n${'一致\t客户访谈\t会议\r\n'.repeat(60)}`],
  ])('of a table in UTF-16 without a mark, %s, is text/csv', async (_language, written) => {
    const content = Buffer.from(written, 'utf16le');
    expect(await typeOf(content, 'a.csv')).toBe('text/csv');
    expect(await typeOf(Buffer.from(content).swap16(), 'a.csv')).toBe('text/csv');
  });

  it('of a text is the same with a Ctrl-Z at its end, as programs of DOS write it', async () => {
    const long = 'a;b\r\n'.repeat(20_000);
    for (const end of ['\x1a', '\x1a\x1a', '\x1a\r\n', '\r\n\x1a'])
      expect(await typeOf(bytes(long + end), 'a.csv')).toBe('text/plain');
    await expect(typeOf(bytes(`a;b\x1a${long}`), 'a.csv')).rejects.toThrow('Ctrl-Z (U+001A) on line 1.');
    await expect(typeOf(bytes(`${long}\x1aa`), 'a.csv')).rejects.toThrow('Ctrl-Z (U+001A) on line 20001.');
  });

  it('refuses a text with a control character, and says which and where', async () => {
    const within = fc.integer({ min: 0, max: 12_000 });
    const control = fc.constantFrom('\0', '\v', '\x01', '\x1f');
    await fc.assert(
      fc.asyncProperty(within, control, fc.boolean(), async (line, sign, wide) => {
        const written = 'some;thing\r\n'.repeat(line) + `x${sign}y\n${'a;b\n'.repeat(20)}`;
        const content = Buffer.from(wide ? `\ufeff${written}` : written, wide ? 'utf16le' : 'utf8');
        const hex = sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
        await expect(typeOf(content, 'a.csv')).rejects.toThrow(
          new RegExp(`not of an accepted type.*\\(U\\+${hex}\\) on line ${line + 1}\\.`),
        );
      }),
      { numRuns: 40 },
    );
    await expect(typeOf(bytes('a\vb'), 'a.md')).rejects.toThrow('vertical tab (U+000B) on line 1');
    await expect(typeOf(bytes('a,b\n1,\x002\n'), 'a.csv')).rejects.toThrow('NUL (U+0000) on line 2');
    await expect(typeOf(bytes('a\vb'), 'a.pdf')).rejects.toThrow(/not of an accepted type: [^.]*\.$/);
  });

  it('refuses a table in UTF-16 that is cut, or that has control characters', async () => {
    const whole = Buffer.from('\ufeffName;Straße', 'utf16le');
    for (const content of [whole.subarray(0, -1), Buffer.concat([whole, Buffer.from('\u0000', 'utf16le')])])
      await expect(typeOf(content, 'a.csv')).rejects.toThrow('not of an accepted type');
  });

  it('is found, or the file refused, for any bytes', async () => {
    const anything = fc.uint8Array({ maxLength: 200 });
    const beginnings = ['PK\x03\x04', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', '\xff\xfe', '\x1f\x8b', 'RIFF', 'ID3'].map(
      bytes,
    );
    const begun = fc.tuple(fc.constantFrom(...beginnings), anything).map((parts) => Buffer.concat(parts));
    const damaged = fc.tuple(fc.nat(docx().length - 1), fc.nat(255)).map(([at, value]) => {
      const whole = docx();
      whole[at] = value;
      return whole;
    });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(anything, begun, damaged),
        fc.constantFrom('a.pdf', 'a.docx'),
        async (content, name) => {
          try {
            expect(['application/pdf', word]).toContain(await typeOf(Buffer.from(content), name));
          } catch (error) {
            expect((error as Error).name).toBe('InvalidInputError');
          }
        },
      ),
    );
  });
});

describe('the name of a file', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\System32\\evil.pdf', 'evil.pdf'],
    ['..\\..\\a.pdf', 'a.pdf'],
    ['/etc/cron.d/a.pdf', 'a.pdf'],
    ['  .hidden.pdf ', 'hidden.pdf'],
    ['a\u0000b\r\n.pdf', 'ab.pdf'],
    ['fdp.\u202eexe.pdf', 'fdp.exe.pdf'],
    ['Vertrag „Süd".pdf', 'Vertrag „Süd.pdf'],
    ['合同.pdf', '合同.pdf'],
    ['می\u200cخواهم.pdf', 'می\u200cخواهم.pdf'],
    ['क्\u200dष.pdf', 'क्\u200dष.pdf'],
    ['👩\u200d💻\ufe0f 🏴\u{e0067}\u{e0062}\u{e007f}.pdf', '👩\u200d💻\ufe0f 🏴\u{e0067}\u{e0062}\u{e007f}.pdf'],
    ['a\u2028b\u2060c\u061c\u00ad.pdf', 'abc.pdf'],
    ['שלום\u200f.pdf', 'שלום.pdf'],
  ])('%j is %j', (given, name) => {
    expect(fileName(given)).toBe(name);
  });

  it.each([
    ['blanks', ' '.repeat(100_000)],
    ['blanks before a letter', `a${' '.repeat(100_000)}b`],
    ['dots', `${'.'.repeat(100_000)}a`],
  ])('of a hundred thousand %s is refused by its length', (_what, given) => {
    expect(() => fileName(given)).toThrow('at most 200 characters');
  });

  it.each(['', '..', '/', '../', ' . ', '\u200d', '\u200d.pdf', '\u0301.pdf', undefined, `${'x'.repeat(198)}.pdf`])(
    '%j is refused',
    (given) => {
      expect(() => fileName(given)).toThrow('name');
    },
  );

  it('fits a header and is distinguishable by a reader, or is refused, for any input', () => {
    const given = fc.oneof(
      fc.fullUnicodeString({ maxLength: 300 }),
      fc.stringOf(
        fc.constantFrom('a', '.', ' ', '"', '\\', '/', '\u202e', '\u200d', '\ufe0f', 'م', '🚀', '\r', '\n', '%', "'"),
      ),
    );
    fc.assert(
      fc.property(given, (text) => {
        let name: string;
        try {
          name = fileName(text);
        } catch (error) {
          expect((error as Error).name).toBe('InvalidInputError');
          return;
        }
        expect([...name].length).toBeLessThanOrEqual(200);
        expect(name).not.toMatch(/[\p{Cc}/\\<>:"|?*\u2028\u2029\u202a-\u202e\u2066-\u2069]|^[\s.]|[\s.]$/u);
        expect(searchKey(name)).not.toBe('');
        expect(fileName(name)).toBe(name);
        const header = disposition('attachment', name);
        expect(header).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w!#$&+.^`|~%-]+$/);
        expect(decodeURIComponent(header.slice(header.lastIndexOf("''") + 2))).toBe(name);
      }),
      { numRuns: 2000 },
    );
  });
});
