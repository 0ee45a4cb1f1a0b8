import { XMLParser } from 'fast-xml-parser';

/* What the parts of an Office or OpenDocument file say of it: which kind it is, and where it has macros. */

const office = 'application/vnd.openxmlformats-officedocument';
export const openDocument = 'application/vnd.oasis.opendocument';
export const openXml = {
  word: `${office}.wordprocessingml.document`,
  excel: `${office}.spreadsheetml.sheet`,
  powerpoint: `${office}.presentationml.presentation`,
} as const;

/** The part that holds the document itself, by kind. */
const mainParts: Readonly<Record<string, string>> = {
  'word/document.xml': openXml.word,
  'xl/workbook.xml': openXml.excel,
  'ppt/presentation.xml': openXml.powerpoint,
};

/** Names of parts that hold macros, or files that may hold them: VBA, Excel 4 sheets, Basic and scripts of OpenDocument. */
const macroNames =
  /(?:^|\/)(?:vbaproject[^/]*\.bin|vbadata\.xml|macrosheets\/.+|basic\/.+|scripts\/.+|[^/]+\.(?:doc|dot|xls|xlt|xla|ppt|pot|pps|ppa|sld)m)$/i;

export function isNameOfMacros(part: string): boolean {
  // A folder holds nothing by itself.
  return !part.endsWith('/') && macroNames.test(part);
}

/** Types of parts and of relations that stand for macros. A binary workbook is called so whether or not it has any. */
const macroTypes = /(?<!binary\.)macroenabled|vba(?:project|data)|macrosheet/i;

interface Declared {
  /** The part, or the ending of all parts that have this type. */
  part?: string;
  extension?: string;
  type: string;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  htmlEntities: true,
  parseAttributeValue: false,
});

/** What a list of content types or of relations declares; null where it is not XML as Office writes it. */
export function declaredIn(xml: Buffer): Declared[] | null {
  const decoded = decodedXml(xml);
  // No Office program writes one, and entities could spell a type in another way.
  if (/<!doctype/i.test(decoded)) return null;
  let tree: unknown;
  try {
    tree = parser.parse(decoded);
  } catch {
    return null;
  }
  const declared: Declared[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { ContentType, Type, PartName, Extension } = node as Record<string, unknown>;
    const type = ContentType ?? Type;
    if (typeof type === 'string') {
      declared.push({
        type,
        ...(typeof PartName === 'string' && { part: PartName }),
        ...(typeof Extension === 'string' && { extension: Extension.toLowerCase() }),
      });
    }
    Object.values(node).forEach(visit);
  };
  visit(tree);
  return declared;
}

function decodedXml(xml: Buffer): string {
  const mark = xml.subarray(0, 2).toString('latin1');
  const encoding = { '\xff\xfe': 'utf-16le', '\xfe\xff': 'utf-16be' }[mark] ?? 'utf-8';
  return new TextDecoder(encoding).decode(xml);
}

/** The first type that stands for macros. One declared for an ending counts where a part has it. */
export function macroTypeIn(declared: readonly Declared[], parts: ReadonlySet<string>): string | undefined {
  const endings = new Set([...parts].map((part) => part.slice(part.lastIndexOf('.') + 1).toLowerCase()));
  const counts = ({ extension }: Declared) => extension === undefined || endings.has(extension);
  return declared.find((each) => macroTypes.test(each.type) && counts(each))?.type;
}

/** The kinds of Office document that the content types name; by its main part where they name none. */
export function openXmlTypesIn(declared: readonly Declared[], parts: ReadonlySet<string>): string[] {
  const main = declared.map(({ type }) => /^(.+)\.main\+xml$/i.exec(type)?.[1]).filter((type) => type !== undefined);
  if (main.length > 0) return main;
  return Object.entries(mainParts).flatMap(([part, type]) => (parts.has(part) ? [type] : []));
}

const utf16 = (name: string) => Buffer.from(name, 'utf16le');

/** A file of Office 97 to 2003, as it is embedded, with macros or with a password, behind which macros cannot be seen. */
export function oleHoldsMacros(content: Buffer): boolean {
  // Names of its streams: each stands whole in an entry of its directory.
  const named = ['_VBA_PROJECT', 'EncryptedPackage'].some((name) => content.includes(utf16(name)));
  return named || (content.includes(utf16('Workbook')) && hasMacroSheet(content));
}

/** The record BOUNDSHEET of a workbook: its eleventh byte says 1 for a sheet of Excel 4 macros. */
function hasMacroSheet(content: Buffer): boolean {
  const record = Buffer.from([0x85, 0x00]);
  for (let at = content.indexOf(record); at >= 0; at = content.indexOf(record, at + 1)) {
    if (at + 12 > content.length) return false;
    const length = content.readUInt16LE(at + 2);
    const letters = content[at + 10]!;
    const isSheet = content[at + 8]! <= 2 && (length === 8 + letters || length === 8 + 2 * letters);
    if (isSheet && content[at + 9] === 1) return true;
  }
  return false;
}
