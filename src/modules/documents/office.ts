import { XMLParser } from 'fast-xml-parser';

/* What the lists of an Office or OpenDocument file say of it: which kind it is, where it has macros, and what it loads. */

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

/** ActiveX controls, which run code of their own. */
export function isNameOfControl(part: string): boolean {
  return /(?:^|\/)activex\/[^/]+$/i.test(part);
}

/** Types of parts and of relations that stand for macros. A binary workbook is called so whether or not it has any. */
const macroTypes = /(?<!binary\.)macroenabled|vba(?:project|data)|macrosheet/i;

/** Types of controls that run code of their own. Form controls, which are drawn by the program itself, are called otherwise. */
const controlTypes = /activex|\/relationships\/control$/i;

interface Declared {
  /** The part, or the ending of all parts that have this type. */
  part?: string;
  extension?: string;
  type: string;
  /** Where a relation leads to outside of the file. */
  outside?: string;
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
    const { ContentType, Type, PartName, Extension, Target, TargetMode } = node as Record<string, unknown>;
    const type = ContentType ?? Type;
    if (typeof type === 'string') {
      declared.push({
        type,
        ...(typeof PartName === 'string' && { part: PartName }),
        ...(typeof Extension === 'string' && { extension: Extension.toLowerCase() }),
        ...(TargetMode === 'External' && { outside: String(Target) }),
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

/** The first type that stands for macros, or for controls. One declared for an ending counts where a part has it. */
export function dangerousTypeIn(
  declared: readonly Declared[],
  parts: ReadonlySet<string>,
): { danger: 'MACROS' | 'CONTROLS'; type: string } | null {
  const endings = new Set([...parts].map((part) => part.slice(part.lastIndexOf('.') + 1).toLowerCase()));
  for (const { extension, type } of declared) {
    if (extension !== undefined && !endings.has(extension)) continue;
    if (macroTypes.test(type)) return { danger: 'MACROS', type };
    if (controlTypes.test(type)) return { danger: 'CONTROLS', type };
  }
  return null;
}

/** Relations that a program follows when it opens the file: links, pictures and other workbooks wait for somebody. */
const followed = /\/(?:attachedTemplate|oleObject|frame|subDocument|attachedToolbars|aFChunk)$/i;
const onThisComputer = /^(?:file:\/\/\/(?![/\\]|%5c|%2f)|(?!file:|[a-z][\w+.-]+:|(?:[/\\]|%5c|%2f){2}))/i;

/**
 * The first address outside of the file from which opening it loads something. Word writes the template of every letter,
 * by its path on the author's computer: one that can hold no macros, or that everybody has, is harmless.
 */
export function loadedFrom(declared: readonly Declared[]): string | null {
  const dangerous = ({ type, outside }: Declared) => {
    if (outside === undefined || !followed.test(type)) return false;
    return (
      !onThisComputer.test(outside.trim()) ||
      (/\.dotm?\s*$/i.test(outside) && !/(?:^|[/\\])normal\.dotm$/i.test(outside))
    );
  };
  return declared.find(dangerous)?.outside ?? null;
}

/** The kinds of Office document that the content types name; by its main part where they name none. */
export function openXmlTypesIn(declared: readonly Declared[], parts: ReadonlySet<string>): string[] {
  const main = declared.map(({ type }) => /^(.+)\.main\+xml$/i.exec(type)?.[1]).filter((type) => type !== undefined);
  if (main.length > 0) return main;
  return Object.entries(mainParts).flatMap(([part, type]) => (parts.has(part) ? [type] : []));
}
