import * as fc from 'fast-check';
import { fileName, headBytes, mediaTypeOf } from './content';

const zip = (...entries: [name: string, content: string][]) =>
  Buffer.concat(
    entries.map(([name, content]) => {
      const header = Buffer.alloc(30);
      header.write('PK\x03\x04', 'latin1');
      header.writeUInt32LE(content.length, 18);
      header.writeUInt32LE(content.length, 22);
      header.writeUInt16LE(name.length, 26);
      return Buffer.concat([header, Buffer.from(name), Buffer.from(content)]);
    }),
  );
const types: [string, string] = ['[Content_Types].xml', '<Types/>'];
const bytes = (text: string) => Buffer.from(text, 'latin1');
const elf = bytes('\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00');
const windows = bytes('MZ\x90\x00\x03\x00\x00\x00\x04\x00');
const png = bytes('\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR');
const office = 'application/vnd.openxmlformats-officedocument';

describe('the media type of a file', () => {
  it.each([
    ['contract.pdf', bytes('%PDF-1.7\n%\xe2\xe3'), 'application/pdf'],
    ['SCAN.PDF', bytes('%PDF-1.4'), 'application/pdf'],
    ['logo.png', png, 'image/png'],
    ['photo.jpeg', bytes('\xff\xd8\xff\xe0\x00\x10JFIF'), 'image/jpeg'],
    ['photo.jpg', bytes('\xff\xd8\xff\xe1\x00\x10Exif'), 'image/jpeg'],
    ['offer.docx', zip(types, ['_rels/.rels', ''], ['word/document.xml', '']), `${office}.wordprocessingml.document`],
    ['plan.xlsx', zip(types, ['xl/workbook.xml', '']), `${office}.spreadsheetml.sheet`],
    ['deck.pptx', zip(['_rels/.rels', ''], ['ppt/presentation.xml', '']), `${office}.presentationml.presentation`],
    [
      'letter.odt',
      zip(['mimetype', 'application/vnd.oasis.opendocument.text'], ['content.xml', '']),
      'application/vnd.oasis.opendocument.text',
    ],
    ['notes.txt', Buffer.from('Grüße aus 北京 🚀\r\n\tok'), 'text/plain'],
    ['hours.csv', Buffer.from('a;b\n1;2\n'), 'text/plain'],
  ])('of %s is what its content says', (name, content, type) => {
    expect(mediaTypeOf(content, name)).toBe(type);
  });

  it.each([
    ['an executable named .pdf', 'invoice.pdf', windows],
    ['an executable of another system named .pdf', 'invoice.pdf', elf],
    ['an executable', 'setup.exe', windows],
    ['a script named .pdf', 'invoice.pdf', bytes('#!/bin/sh\nrm -rf /')],
    ['a script named .txt', 'readme.txt', bytes('#!/bin/sh\n')],
    ['a page named .pdf', 'invoice.pdf', bytes('<html><script>alert(1)</script>')],
    ['a page', 'invoice.html', bytes('<html><script>alert(1)</script>')],
    ['a picture with a program in it', 'logo.svg', bytes('<svg onload="alert(1)"/>')],
    ['a picture named .pdf', 'logo.pdf', png],
    ['a PDF named .exe', 'contract.exe', bytes('%PDF-1.7')],
    ['a file without an ending', 'contract', bytes('%PDF-1.7')],
    ['an archive', 'all.zip', zip(['setup.exe', 'MZ'])],
    ['a Java archive named .docx', 'offer.docx', zip(['META-INF/MANIFEST.MF', ''], ['word/x', ''])],
    ['a document with macros', 'offer.docx', zip(types, ['word/document.xml', ''], ['word/vbaProject.bin', ''])],
    ['noise', 'notes.txt', bytes('\x00\x01\x02\x03')],
    ['broken UTF-8', 'notes.txt', bytes('abc\xff\xfe')],
    ['nothing', 'notes.txt', Buffer.alloc(0)],
  ])('refuses %s', (_what, name, content) => {
    expect(() => mediaTypeOf(content, name)).toThrow(/does not fit its content|of no kind that is accepted/);
  });

  it('takes a text that is cut inside a character', () => {
    const long = Buffer.from('ü'.repeat(headBytes)).subarray(0, headBytes - 1);
    expect(mediaTypeOf(long, 'notes.md')).toBe('text/plain');
  });

  it('is found, or the file refused, whatever the bytes', () => {
    const anything = fc.uint8Array({ maxLength: 200 });
    const archive = anything.map((rest) => Buffer.concat([bytes('PK\x03\x04'), rest]));
    fc.assert(
      fc.property(fc.oneof(anything, archive), (content) => {
        try {
          expect(mediaTypeOf(content, 'a.pdf')).toBe('application/pdf');
        } catch (error) {
          expect((error as Error).name).toBe('InvalidInputError');
        }
      }),
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

  it.each(['', '..', '/', '../', ' . ', `${'x'.repeat(198)}.pdf`])('%j is refused', (given) => {
    expect(() => fileName(given)).toThrow('name');
  });
});
