import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  compound,
  deck,
  docx,
  excel,
  latin1,
  odf,
  officeRelation,
  packaged,
  type Part,
  powerpoint,
  relation,
  typesOf,
  windowsProgram,
  word,
  workbook,
  zip,
} from '../../../test/support/office-files';
import { mediaTypeOf } from './content';

const odt = (content: string, ...more: Part[]) => odf('text', ['content.xml', content], ...more);
const ods = (content: string, ...more: Part[]) => odf('spreadsheet', ['content.xml', content], ...more);
const odp = (content: string, ...more: Part[]) => odf('presentation', ['content.xml', content], ...more);
const namespaces =
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0"';
const content = (inside: string, more = '') =>
  `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${namespaces}${more}>${inside}</office:document-content>`;
const listener =
  '<script:event-listener script:language="ooo:script" script:event-name="dom:load" xlink:href="vnd.sun.star.script:Standard.M.Main?language=Basic&amp;location=document"/>';
const manifest = (inside: string): Part => [
  'META-INF/manifest.xml',
  `<manifest:manifest><manifest:file-entry manifest:full-path="content.xml" manifest:size="9">${inside}</manifest:file-entry></manifest:manifest>`,
];
const declared = (more: string, ...parts: Part[]) =>
  zip(['[Content_Types].xml', typesOf(word, more)], ['word/document.xml', '<w/>'], ...parts);
const paragraph = (inside: string): Part => ['word/footer1.xml', `<w:p>${inside}</w:p>`];
const begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>';
const end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>';
const says = (text: string) => `<w:r><w:instrText xml:space="preserve">${text}</w:instrText></w:r>`;
const sheet = (formula: string): Part => ['xl/worksheets/sheet1.xml', `<c><f>${formula}</f></c>`];
const loads = (type: string, target: string): Part => [
  'word/_rels/settings.xml.rels',
  relation(officeRelation(type), target, 'External'),
];

const macros = /has macros \(.+\)\. Save it without them/;
const controls = /has ActiveX controls \(.+\)\. Save it without them/;
const programs = /has programs \(.+\)\. Save it without them/;
const dde = /has links that start programs \(DDE\) \(.+\)\. Save it without them/;
const links = /has links that load other files \(.+\)\. Save it without them/;
const password = /has a password\. Save it without one/;

describe('an Office or OpenDocument file', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'trellis-office-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const typeOf = (file: Buffer, name: string) => {
    const path = join(folder, 'content');
    writeFileSync(path, file);
    return mediaTypeOf(path, name);
  };

  const refusals: [what: string, reason: RegExp, name: string, file: Buffer][] = [
    ['of OpenDocument with a password', password, 'a.odt', odt('\x8f\x01', manifest('<manifest:encryption-data/>'))],
    ['of OpenDocument, all of it behind a password', password, 'a.odt', odf('text', ['encrypted-package', '\x8f'], manifest('<m:encryption-data m:checksum="x"></m:encryption-data>'))],
    ['of Office with a password', password, 'a.docx', Buffer.concat([compound(), Buffer.alloc(200_000), compound('EncryptedPackage')])],
    ['with a workbook with a password in it', password, 'a.docx', docx(['word/embeddings/a.xlsx', compound('EncryptedPackage')])],
    ['with a scrambled workbook of Excel 97 in it', password, 'a.docx', docx(['word/embeddings/a.xls', Buffer.concat([compound('Workbook'), latin1(`\t\x08\x10\0${'x'.repeat(16)}/\0\x36\0`)])])],
    ['with an entry that is encrypted', password, 'a.docx', encryptedEntry()],

    ['with a listener', macros, 'a.odt', odt(content(`<office:scripts><office:event-listeners>${listener}</office:event-listeners></office:scripts>`))],
    ['with a listener by another prefix', macros, 'a.odt', odt(content(listener.replaceAll('script:event', 's:event'), ' xmlns:s="urn:oasis:names:tc:opendocument:xmlns:script:1.0"'))],
    ['with a listener by the prefix of presentations', macros, 'a.odt', odt(content('<presentation:event-listener xlink:href="x"/>', ' xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:script:1.0"'))],
    ['with a listener of an older office', macros, 'a.odt', odt(content('<script:event script:language="StarBasic" script:macro-name="M.Main"/>'))],
    ['with a listener of a control', macros, 'a.ods', ods(content(`<form:button><office:event-listeners>${listener}</office:event-listeners></form:button>`))],
    ['with Basic in its text', macros, 'a.odt', odt(content('<office:scripts><office:script script:language="ooo:Basic"><ooo:libraries/></office:script></office:scripts>'))],
    ['with a script field', macros, 'a.odt', odt(content('<text:script script:language="JavaScript">alert(1)</text:script>'))],
    ['with a macro field', macros, 'a.odt', odt(content('<text:execute-macro text:name="M.Main"/>'))],
    ['with a link that runs a macro', macros, 'a.odt', odt(content('<text:a xlink:href="macro:///Standard.M.Main()">x</text:a>'))],
    ['with a link that runs a macro, spelt in numbers', macros, 'a.odt', odt(content('<text:a xlink:href="&#118;nd.sun.star.&#x73;cript:M.py$main">x</text:a>'))],
    ['with a macro in its styles', macros, 'a.odt', odt(content(''), ['styles.xml', content(listener)])],
    ['with a macro in an embedded object', macros, 'a.odt', odt(content(''), ['Object 1/content.xml', content(listener)])],
    ['with a macro in a menu', macros, 'a.odt', odt(content(''), ['Configurations2/menubar/menubar.xml', '<menu:menuitem menu:id="vnd.sun.star.script:M.Main"/>'])],
    ['with a macro in UTF-16', macros, 'a.odt', odf('text', ['content.xml', Buffer.from(`\ufeff${content(listener)}`, 'utf16le')])],
    ['with a macro in UTF-16 that is not marked', macros, 'a.odt', odf('text', ['content.xml', Buffer.from(content(listener), 'utf16le').swap16()])],
    ['with a macro behind much text', macros, 'a.odt', odt(content(`<text:p>${'x'.repeat(3_000_000)}</text:p>${listener}`))],
    ['with Basic', macros, 'a.odp', odp(content(''), ['Basic/Standard/Module1.xml', '<script:module/>'])],
    ['with Python', macros, 'a.odp', odp(content(''), ['Scripts/python/m.py', 'x'])],
    ['with a click that runs a program', programs, 'a.odp', odp(content('<presentation:event-listener presentation:action="execute" xlink:href="calc.exe"/>'))],
    ['with DDE of a text', dde, 'a.odt', odt(content('<text:dde-connection-decl office:dde-application="soffice"/>'))],
    ['with DDE of a table', dde, 'a.ods', ods(content('<table:dde-link><office:dde-source/></table:dde-link>'))],
    ['with DDE in a formula', dde, 'a.ods', ods(content('<table:table-cell table:formula="of:=DDE(&quot;cmd&quot;;&quot;x&quot;;&quot;y&quot;)"/>'))],

    ['with a project of another name by its type', macros, 'a.docx', declared('<Override PartName="/word/a.dat" ContentType="application/vnd.ms-office.vbaProject"/>', ['word/a.dat', 'x'])],
    ['with a project of another name by its relation', macros, 'a.docx', docx(['word/a.dat', 'x'], ['word/_rels/document.xml.rels', relation('http://schemas.microsoft.com/office/2006/relationships/vbaProject', 'a.dat')])],
    ['with a project of another name by its content', macros, 'a.docx', docx(['word/media/image1.png', compound('VBA', '_VBA_PROJECT')])],
    ['with a document with macros in it', macros, 'a.docx', docx(['word/embeddings/a.docx', zip(['[Content_Types].xml', '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'])])],
    ['with a workbook with macros in it', macros, 'a.pptx', deck(['ppt/embeddings/a.xlsm', workbook()])],
    ['with an OpenDocument file with macros in it', macros, 'a.docx', docx(['word/embeddings/a.bin', odt(content(listener))])],
    ['with a presentation of PowerPoint 97 with macros in it', macros, 'a.docx', docx(['word/embeddings/a.ppt', Buffer.concat([compound('PowerPoint Document'), latin1('\x02\0\0\x04\x0c\0\0\0\x07\0\0\0\x01\0\0\0\x02\0\0\0')])])],
    ['with a sheet of Excel 4', macros, 'a.xlsx', workbook(['xl/macrosheets/sheet1.xml', '<x/>'])],
    ['with a sheet of Excel 4 by its relation', macros, 'a.xlsx', workbook(['xl/_rels/workbook.xml.rels', relation('http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet', 'a.xml')])],
    ['with a click that runs a macro', macros, 'a.pptx', deck(['ppt/slides/slide1.xml', '<a:hlinkClick r:id="" action="ppaction://macro?name=Main"/>'])],
    ['with a click that runs a program', programs, 'a.pptx', deck(['ppt/slides/slide1.xml', '<a:hlinkClick r:id="r1" action="ppaction://program"/>'])],
    ['with a control by its name', controls, 'a.docx', docx(['word/activeX/activeX1.xml', '<ax:ocx/>'])],
    ['with the content of a control by its name', controls, 'a.xlsx', workbook(['xl/activeX/activeX1.bin', compound('Contents')])],
    ['with a control by its type', controls, 'a.docx', declared('<Override PartName="/word/c.xml" ContentType="application/vnd.ms-office.activeX+xml"/>', ['word/c.xml', '<x/>'])],
    ['with a control by its relation', controls, 'a.docx', docx(['word/_rels/document.xml.rels', relation(officeRelation('control'), 'c.xml')])],

    ['with a program in it', programs, 'a.docx', docx(['word/embeddings/oleObject1.bin', windowsProgram()])],
    ['with a program of Linux in it', programs, 'a.docx', docx(['word/media/image1.png', latin1('\x7fELF\x02\x01\x01')])],
    ['with a script in it', programs, 'a.docx', docx(['word/embeddings/run.vbs', 'MsgBox 1'])],
    ['with a program in an object', programs, 'a.docx', docx(['word/embeddings/oleObject1.bin', Buffer.concat([compound('CONTENTS'), windowsProgram()])])],
    ['with a packaged program', programs, 'a.docx', docx(['word/embeddings/oleObject1.bin', packaged('invoice.exe', latin1('x'))])],
    ['with a packaged script', programs, 'a.xlsx', workbook(['xl/embeddings/oleObject1.bin', packaged('invoice.pdf.js', latin1('x'))])],
    ['with a packaged program of another name', programs, 'a.pptx', deck(['ppt/embeddings/oleObject1.bin', packaged('invoice.pdf', latin1('MZ\x90\0'))])],
    ['with a program in an archive in it', programs, 'a.docx', docx(['word/embeddings/a.zip', zip(['setup.exe', 'MZ'])])],
    ['of OpenDocument with a program in it', programs, 'a.odt', odt(content(''), ['Object 1', windowsProgram()])],

    ['with a DDE field', dde, 'a.docx', docx(paragraph(begin + says(' DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc" ') + end))],
    ['with a DDE field in pieces', dde, 'a.docx', docx(paragraph(begin + says(' D') + says('DE') + says('AUTO cmd "/k"') + end))],
    ['with a DDE field within another', dde, 'a.docx', docx(paragraph(begin + says('IF ') + begin + says('dde cmd') + end + end))],
    ['with a DDE field spelt in numbers', dde, 'a.docx', docx(paragraph(begin + begin + says('QUOTE 68 68 69') + end + says(' cmd "/k"') + end))],
    ['with a simple DDE field', dde, 'a.docx', docx(paragraph('<w:fldSimple w:instr=" DDE cmd &quot;/k&quot;"/>'))],
    ['with a simple DDE field spelt in numbers', dde, 'a.docx', docx(paragraph('<w:fldSimple w:instr="&#x44;D&#69; cmd"/>'))],
    ['with DDE in a formula', dde, 'a.xlsx', workbook(sheet("cmd|'/c calc'!A1"))],
    ['with DDE in a name', dde, 'a.xlsx', workbook(['xl/workbook2.xml', '<definedName name="x">cmd|&apos;/c calc&apos;!A1</definedName>'])],
    ['with a DDE link', dde, 'a.xlsx', workbook(['xl/externalLinks/externalLink1.xml', '<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'])],

    ...['http://evil.example/a.dotx', 'https://evil.example/a', '\\\\evil.example\\a.dotx', 'file://evil.example/a.dotx', 'file:\\\\evil.example\\a.dotx', 'file:////evil.example/a.dotx', 'ftp://evil.example/a', 'mhtml:http://evil.example/a!x', '//evil.example/a.dotx', 'file:///C:/Temp/evil.dotm', 'C:\\Temp\\evil.dot'].map(
      (target): [string, RegExp, string, Buffer] => [`with the template ${target}`, links, 'a.docx', docx(loads('attachedTemplate', target))],
    ),
    ...['oleObject', 'frame', 'subDocument', 'aFChunk'].map(
      (type): [string, RegExp, string, Buffer] => [`with a ${type} from elsewhere`, links, 'a.docx', docx(loads(type, 'https://evil.example/a.rtf'))],
    ),

    ['in one XML file', /written as text/, 'a.txt', latin1('<?xml version="1.0"?>\n<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>')],
    ['in one XML file, in UTF-16', /written as text/, 'a.csv', Buffer.from('\ufeff<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>', 'utf16le')],
    ['in one XML file behind a long comment', /written as text/, 'a.txt', latin1(`<!--${'x'.repeat(5000)}--><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>`)],
    ['in one XML file of Word', /written as text/, 'a.md', latin1('<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package/>')],
    ['as RTF', /written as text/, 'a.txt', latin1('{\\rtf1\\ansi x}')],
    ['with entities', /is broken/, 'a.odt', odt(`<!DOCTYPE x [<!ENTITY e "vnd.sun.star.script:">]>${content('<text:a xlink:href="&e;M"/>')}`)],
    ['with XML in an encoding of its own', /is broken/, 'a.odt', odt('<?xml version="1.0" encoding="UTF-7"?><x/>')],
    ['with a tag that does not end', /is broken/, 'a.odt', odt(`<x ${' '.repeat(2_000_000)}`)],
  ]; // prettier-ignore

  it.each(refusals)('%s is refused: %s, %s', async (_what, reason, name, file) => {
    await expect(typeOf(file, name)).rejects.toThrow(reason);
  });

  const openDocument = 'application/vnd.oasis.opendocument';
  const presentation = ' xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"';
  it.each<[what: string, type: string, name: string, file: Buffer]>([
    ['with a chart and its workbook', powerpoint, 'a.pptx', deck(['ppt/charts/chart1.xml', '<c:chart><c:f>Sheet1!$A$1:$A$3</c:f></c:chart>'], ['ppt/charts/_rels/chart1.xml.rels', relation(officeRelation('package'), '../embeddings/a.xlsx')], ['ppt/embeddings/a.xlsx', workbook(sheet('SUM(A1:A3)'))])],
    ['with a click that shows another slide', powerpoint, 'a.pptx', deck(['ppt/slides/slide1.xml', '<a:hlinkClick r:id="" action="ppaction://hlinkshowjump?jump=nextslide"/>'])],
    ['with a drawing of another program', powerpoint, 'a.pptx', deck(['ppt/media/image1.svg', '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY ns "http://ns.example/">]><svg/>'])],
    ['with links, pictures and a link to a workbook', word, 'a.docx', docx(loads('hyperlink', 'https://example.com/'), ['word/_rels/a.rels', relation(officeRelation('image'), 'https://example.com/a.png', 'External')], ['word/_rels/b.rels', relation(officeRelation('externalLinkPath'), 'file:///\\\\server\\a.xlsx', 'External')])],
    ...['file:///C:\\Users\\ada\\Templates\\Letter.dotx', 'C:/Templates/Letter.dotx', 'Letter.dotx', 'file:///C:/Users/ada/Templates/Normal.dotm'].map(
      (target): [string, string, string, Buffer] => [`with the template ${target}`, word, 'a.docx', docx(loads('attachedTemplate', target))],
    ),
    ['with fields', word, 'a.docx', docx(paragraph(begin + says(' PAGE ') + end + begin + says(' HYPERLINK "https://example.com/dde auto" ') + end + '<w:fldSimple w:instr=" AUTHOR "/><w:t>DDE is old</w:t>'))],
    ['that writes of fields and scripts', word, 'a.docx', docx(['word/document2.xml', '<w:t>&lt;script&gt; DDEAUTO macro:///</w:t>'])],
    ['with an equation and a scrambled font', word, 'a.docx', docx(['word/embeddings/oleObject1.bin', compound('Equation Native')], ['word/fonts/font1.odttf', 'MZ scrambled'])],
    ['with a packaged letter', word, 'a.docx', docx(['word/embeddings/oleObject1.bin', packaged('letter.pdf', latin1('%PDF-1.7'))])],
    ['with a workbook of Excel 97', word, 'a.docx', docx(['word/embeddings/a.xls', compound('Workbook')])],
    ['with XML of its own', word, 'a.docx', docx(['customXml/item1.xml', '<?xml version="1.0" encoding="utf-16"?><script>x</script>'])],
    ['with a form control', excel, 'a.xlsx', declaredWorkbook('<Override PartName="/xl/ctrlProps/ctrlProp1.xml" ContentType="application/vnd.ms-excel.controlproperties+xml"/>')],
    ['with formulas', excel, 'a.xlsx', workbook(sheet('IF(A1=&quot;a|b&quot;,&apos;c|d&apos;!A1,Table1[[e|f],[g]])&amp;&quot;DDE(&quot;'))],
    ['with no macros, as LibreOffice writes it', `${openDocument}.text`, 'a.odt', odt(content('<office:scripts/><text:p>Macros: &lt;script:event-listener&gt;</text:p><text:a xlink:href="https://example.com/">x</text:a>'), manifest(''), ['Configurations2/accelerator/current.xml', ''], ['Thumbnails/thumbnail.png', latin1('\x89PNG')])],
    ['with an empty list of listeners', `${openDocument}.text`, 'a.odt', odt(content('<office:scripts><office:script/><office:event-listeners/></office:scripts>'))],
    ['with a bookmark called macro', `${openDocument}.text`, 'a.odt', odt(content('<text:bookmark text:name="Macro: overview"/>'))],
    ['with a click that shows another slide', `${openDocument}.presentation`, 'a.odp', odp(content('<presentation:event-listener script:event-name="dom:click" presentation:action="next-page"/>', presentation))],
    ['with formulas', `${openDocument}.spreadsheet`, 'a.ods', ods(content('<table:table-cell table:formula="of:=CONCATENATE(&quot;DDE(&quot;;[.A1])"/>'))],
    ['with much text', `${openDocument}.text`, 'a.odt', odt(content(`<text:p>${'x'.repeat(3_000_000)}</text:p>`))],
    ['that is text about OpenDocument', 'text/plain', 'a.md', latin1('The namespace is urn:oasis:names:tc:opendocument:xmlns:office:1.0, as {\\rtf is of RTF.')],
  ])('%s passes as %s', async (_what, type, name, file) => {
    expect(await typeOf(file, name)).toBe(type);
  }); // prettier-ignore

  it('is refused for a macro anywhere in its XML, for any chunk boundaries', async () => {
    const text = fc.string({ maxLength: 50 }).map((each) => each.replace(/[<>&]/g, ' '));
    const length = fc.integer({ min: 65_300, max: 65_700 });
    await fc.assert(
      fc.asyncProperty(text, length, async (some, before) => {
        const file = odt(content(`<text:p>${some}</text:p>${'x'.repeat(before)}${listener}`));
        await expect(typeOf(file, 'a.odt')).rejects.toThrow(macros);
      }),
      { numRuns: 50 },
    );
  });

  function declaredWorkbook(more: string): Buffer {
    return zip(['[Content_Types].xml', typesOf(excel, more)], ['xl/workbook.xml', '<x/>']);
  }

  /** Its flags say so, in the list and before the content. */
  function encryptedEntry(): Buffer {
    const file = docx();
    for (const flags of [file.indexOf('PK\x03\x04') + 6, file.indexOf('PK\x01\x02') + 8]) {
      file.writeUInt16LE(1, flags);
      // Deflated, because a stored entry must have its declared length.
      file.writeUInt16LE(8, flags + 2);
    }
    return file;
  }
});
