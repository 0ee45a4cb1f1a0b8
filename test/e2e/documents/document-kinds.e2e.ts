import { request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { type Zippable, zipSync } from 'fflate';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { compound, docx, odf, officeRelation, relation, windowsProgram } from '../../support/office-files';
import { downloadUrlOf, pdf, upload } from '../../support/uploads';

const office = 'application/vnd.openxmlformats-officedocument';
const utf8 = (text: string) => new Uint8Array(Buffer.from(text));
const zip = (parts: Record<string, string | Uint8Array>) => {
  const stored: Zippable = {};
  for (const [name, part] of Object.entries(parts))
    stored[name] = [typeof part === 'string' ? utf8(part) : part, { level: 0 }];
  return Buffer.from(zipSync(stored));
};
const types = (main: string) =>
  `<Types><Override PartName="/main.xml" ContentType="${office}.${main}.main+xml"/></Types>`;
const workbook = zip({ '[Content_Types].xml': types('spreadsheetml.sheet'), 'xl/workbook.xml': '' });
const openDocumentText = { mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '' };

describe('the media type of a document', () => {
  let app: TestApp;
  let manager: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
  });
  afterAll(() => app.stop());

  it.each([
    [
      'a deck with a chart, whose workbook starts far inside [upload-pptx-with-chart]',
      'deck.pptx',
      zip({
        '[Content_Types].xml': types('presentationml.presentation'),
        'ppt/slides/slide1.xml': 'x'.repeat(42_000),
        'ppt/embeddings/Microsoft_Excel_Worksheet1.xlsx': workbook,
        'ppt/presentation.xml': '',
      }),
      `${office}.presentationml.presentation`,
    ],
    [
      'a document whose own parts come last [upload-docx-customxml-first]',
      'a.docx',
      zip({ 'customXml/item1.xml': '<i/>', '[Content_Types].xml': '<Types/>', 'word/document.xml': '' }),
      `${office}.wordprocessingml.document`,
    ],
    [
      'a PDF after a line break [upload-pdf-after-newline]',
      'a.pdf',
      Buffer.concat([Buffer.from('\n'), pdf()]),
      'application/pdf',
    ],
    [
      "a PDF after a printer's lines",
      'a.pdf',
      Buffer.concat([Buffer.from('\x1b%-12345X@PJL\r\n'), pdf()]),
      'application/pdf',
    ],
    ["Excel's CSV in Windows-1252 [upload-csv-of-excel]", 'a.csv', Buffer.from('Name;Straße', 'latin1'), 'text/csv'],
    [
      'a PDF after the headers of an email',
      'a.pdf',
      Buffer.concat([Buffer.from('Content-Type: application/pdf\r\n\r\n'), pdf()]),
      'application/pdf',
    ],
    [
      'a workbook with an embedded one before its own parts',
      'a.xlsx',
      zip({
        'xl/embeddings/a.pptx': zip({ 'ppt/presentation.xml': '' }),
        '[Content_Types].xml': types('spreadsheetml.sheet'),
        'xl/workbook.xml': '',
      }),
      `${office}.spreadsheetml.sheet`,
    ],
    ['a CSV in GB18030', 'a.csv', Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x3b, 0xb5, 0xd8]), 'text/csv'],
    ['a CSV in UTF-16', 'a.csv', Buffer.from('\ufeffName;Straße', 'utf16le'), 'text/csv'],
  ])('accepts %s', async (_what, name, content, mediaType) => {
    const { status, document } = await upload(app, manager, { name, content });
    expect([status, document?.mediaType]).toEqual([201, mediaType]);
    const response = await fetch((await downloadUrlOf(manager, document.id))!);
    expect(response.headers.get('content-type')).toBe(mediaType);
    expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
  });

  it.each([
    [
      'Basic [upload-odt-with-basic-macro]',
      'a.odt',
      { ...openDocumentText, 'Basic/Standard/Module1.xml': '', 'Basic/script-lc.xml': '' },
    ],
    ['Python [upload-odt-python-macro]', 'a.odt', { ...openDocumentText, 'Scripts/python/m.py': '' }],
    [
      'an embedded workbook',
      'a.docx',
      {
        '[Content_Types].xml': types('wordprocessingml.document'),
        'word/document.xml': 'x'.repeat(100_000),
        'word/embeddings/a.xlsx': zip({ 'xl/vbaProject.bin': 'x' }),
      },
    ],
    [
      'a workbook with macros by its content type',
      'a.xlsx',
      {
        '[Content_Types].xml':
          '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
        'xl/workbook.xml': '',
        'xl/vbaProject.bin': 'x',
      },
    ],
    [
      'an OpenDocument spreadsheet, with part names in capitals',
      'a.ods',
      {
        mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
        'content.xml': '',
        'BASIC/Standard/Module1.xml': '',
      },
    ],
    [
      'an embedded object of a presentation',
      'a.odp',
      {
        mimetype: 'application/vnd.oasis.opendocument.presentation',
        'content.xml': '',
        'Object 1/Basic/Standard/Module1.xml': '',
      },
    ],
    [
      'a renamed part',
      'a.docx',
      {
        '[Content_Types].xml': types('wordprocessingml.document').replace(
          '</Types>',
          '<Override PartName="/word/data.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
        ),
        'word/document.xml': '',
        'word/data.bin': 'x',
      },
    ],
  ])('refuses macros in %s', async (_where, name, parts) => {
    const { status, error } = await app.expectNothingChanged(() => upload(app, manager, { name, content: zip(parts) }));
    expect([status, error.code, error.field]).toEqual([400, 'INVALID_INPUT', ['file']]);
    expect(error.message).toMatch(/has macros/);
  });

  it.each([
    ['a password', 'a.odt', odf('text', ['content.xml', 'x'], ['META-INF/manifest.xml', '<m:encryption-data/>'])],
    ['a password', 'a.docx', compound('EncryptedPackage')],
    ['macros', 'a.odt', odf('text', ['content.xml', '<x><script:event-listener xlink:href="macro:///a.b"/></x>'])],
    ['programs', 'a.docx', docx(['word/embeddings/oleObject1.bin', windowsProgram()])],
    ['ActiveX controls', 'a.docx', docx(['word/activeX/activeX1.bin', compound('Contents')])],
    ['links that start programs', 'a.docx', docx(['word/a.xml', '<w:fldSimple w:instr="DDEAUTO cmd"/>'])],
    [
      'links that load other files',
      'a.docx',
      docx([
        'word/_rels/settings.xml.rels',
        relation(officeRelation('attachedTemplate'), 'http://x.example', 'External'),
      ]),
    ],
  ])('refuses %s in %s, and says so', async (what, name, content) => {
    const { status, error } = await app.expectNothingChanged(() => upload(app, manager, { name, content }));
    expect([status, error.code, error.field]).toEqual([400, 'INVALID_INPUT', ['file']]);
    expect(error.message).toContain(`${name} has ${what}`);
  });

  it('asks for a text in another encoding to be saved as UTF-8', async () => {
    const { status, error } = await upload(app, manager, { name: 'a.txt', content: Buffer.from('Straße', 'latin1') });
    expect([status, error.message]).toEqual([400, 'The text in a.txt is not in UTF-8. Save it as UTF-8.']);
  });

  it('keeps the joiners in a name [upload-name-with-joiners]', async () => {
    const name = 'می\u200cخواهم.pdf';
    expect((await upload(app, manager, { name })).document.name).toBe(name);
  });

  /** Sends a form in pieces of this many bytes, with a pause before each. */
  function sendInPieces(
    disposition: string,
    content: Buffer,
    pieceBytes: number,
  ): Promise<{ status: number; body: string }> {
    return new Promise((resolve, reject) => {
      const request = httpRequest(`${app.url}/documents`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${manager.accessToken}`,
          'content-type': 'multipart/form-data; boundary=frontier',
        },
      });
      request.on('error', reject);
      request.on('response', (response) => {
        let body = '';
        response.on('data', (piece: Buffer) => (body += piece.toString()));
        response.on('end', () => resolve({ status: response.statusCode!, body }));
      });
      request.setNoDelay(true);
      const head = `--frontier\r\ncontent-disposition: form-data; ${disposition}\r\ncontent-type: application/octet-stream\r\n\r\n`;
      const whole = Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n--frontier--\r\n')]);
      const write = async () => {
        for (let at = 0; at < whole.length; at += pieceBytes) {
          request.write(whole.subarray(at, at + pieceBytes));
          await sleep(1);
        }
        request.end();
      };
      write().catch(reject);
    });
  }

  it('requires a file name in the form [upload-part-without-file-name]', async () => {
    const { status, body } = await app.expectNothingChanged(() => sendInPieces('name="file"', pdf(), 10_000));
    expect(status).toBe(400);
    expect(body).toContain('A file needs a name.');
  });

  const contents: [name: string, content: Buffer, status: number][] = [
    ['a.txt', Buffer.concat([Buffer.alloc(80_000, 'a'), Buffer.from('\x00\x01MZ')]), 400],
    ['a.txt', Buffer.from('ü'.repeat(40_000)), 201],
    ['a.docx', zip({ '[Content_Types].xml': types('wordprocessingml.document'), 'word/a.xml': 'x'.repeat(70_000), 'word/vbaProject.bin': 'x' }), 400],
    ['a.xlsx', workbook, 201],
    ['a.pdf', Buffer.concat([Buffer.alloc(1000, '\n'), pdf()]), 201],
  ]; // prettier-ignore

  it('does not depend on how the bytes arrive [upload-same-bytes-other-verdict]', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...contents),
        fc.integer({ min: 1, max: 32 }),
        async ([name, content, status], pieces) => {
          const pieceBytes = Math.ceil((content.length + 300) / pieces);
          expect((await sendInPieces(`name="file"; filename="${name}"`, content, pieceBytes)).status).toBe(status);
        },
      ),
      { numRuns: 25 },
    );
  });
});
