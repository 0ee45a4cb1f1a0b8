import { zipSync } from 'fflate';

/* Small Office and OpenDocument files: what a program looks at, and nothing else. */

export type Part = [name: string, content: string | Buffer];

export const latin1 = (text: string) => Buffer.from(text, 'latin1');

export const zip = (...entries: Part[]) =>
  Buffer.from(
    zipSync(
      Object.fromEntries(
        entries.map(([name, content]) => [name, [new Uint8Array(Buffer.from(content)), { level: 0 }]]),
      ),
    ),
  );

export const office = 'application/vnd.openxmlformats-officedocument';
export const word = `${office}.wordprocessingml.document`;
export const excel = `${office}.spreadsheetml.sheet`;
export const powerpoint = `${office}.presentationml.presentation`;

/** The list of content types, with the main part's first. */
export const typesOf = (main: string, more = '') =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/main.xml" ContentType="${main}.main+xml"/>${more}</Types>`;

export const docx = (...more: Part[]) =>
  zip(['[Content_Types].xml', typesOf(word)], ['word/document.xml', '<w/>'], ...more);
export const workbook = (...more: Part[]) =>
  zip(['[Content_Types].xml', typesOf(excel)], ['xl/workbook.xml', '<x/>'], ...more);
export const deck = (...more: Part[]) =>
  zip(['[Content_Types].xml', typesOf(powerpoint)], ['ppt/presentation.xml', '<p/>'], ...more);
export const odf = (kind: string, ...more: Part[]) =>
  zip(['mimetype', `application/vnd.oasis.opendocument.${kind}`], ...more);

/** A list with one relation. */
export const relation = (type: string, target = 'a.bin', mode?: 'External') =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${type}" Target="${target}"${mode ? ` TargetMode="${mode}"` : ''}/></Relationships>`;
export const officeRelation = (type: string) =>
  `http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}`;

/** A compound file of Office 97 with streams of these names. */
export const compound = (...streams: string[]) =>
  Buffer.concat([
    latin1('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'),
    Buffer.alloc(600),
    ...streams.map((each) => Buffer.from(each, 'utf16le')),
  ]);

/** What Word makes of a file of another program that is put into a document. */
export const packaged = (label: string, content: Buffer) => {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(content.length);
  const path = latin1(`C:\\Temp\\${label}\0`);
  return Buffer.concat([
    compound('\u0001Ole10Native'),
    Buffer.alloc(4),
    latin1(`\x02\0${label}\0`),
    path,
    latin1('\0\0\x03\0'),
    Buffer.from([path.length, 0, 0, 0]),
    path,
    length,
    content,
  ]);
};

/** A header of DOS that leads to one of Windows. */
export const windowsProgram = () => {
  const program = Buffer.alloc(200);
  program.write('MZ');
  program.writeUInt32LE(128, 60);
  program.write('PE\0\0', 128);
  return program;
};
