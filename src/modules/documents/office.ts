import { XMLParser } from 'fast-xml-parser';

/*
 * What the content types and relations of an Office or OpenDocument file say: its kind, its macros, and what it loads.
 */

const office = 'application/vnd.openxmlformats-officedocument';
export const openDocument = 'application/vnd.oasis.opendocument';
export const openXml = {
  word: `${office}.wordprocessingml.document`,
  excel: `${office}.spreadsheetml.sheet`,
  powerpoint: `${office}.presentationml.presentation`,
} as const;

/** The main part, by kind of document. */
const mainParts: Readonly<Record<string, string>> = {
  'word/document.xml': openXml.word,
  'xl/workbook.xml': openXml.excel,
  'ppt/presentation.xml': openXml.powerpoint,
};

/**
 * Names of parts with macros, or of files that may contain them: VBA, Excel 4 sheets, OpenDocument Basic and scripts.
 */
const macroNames =
  /(?:^|\/)(?:vbaproject[^/]*\.bin|vbadata\.xml|macrosheets\/.+|basic\/.+|scripts\/.+|[^/]+\.(?:doc|dot|xls|xlt|xla|ppt|pot|pps|ppa|sld)m)$/i;

export function isNameOfMacros(part: string): boolean {
  // A folder contains nothing by itself.
  return !part.endsWith('/') && macroNames.test(part);
}

/** ActiveX controls, which run their own code. */
export function isNameOfControl(part: string): boolean {
  return /(?:^|\/)activex\/[^/]+$/i.test(part);
}

/** Types of parts and relations for macros. A binary workbook has this type with or without macros. */
const macroTypes = /(?<!binary\.)macroenabled|vba(?:project|data)|macrosheet/i;

/** Types of controls that run their own code. Form controls, which the program itself draws, have other types. */
const controlTypes = /activex|\/relationships\/control$/i;

interface Declared {
  /** The part, or the extension of all parts with this type. */
  part?: string;
  extension?: string;
  type: string;
  /** The target of a relation outside the file. */
  outside?: string;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  htmlEntities: true,
  parseAttributeValue: false,
});

/** What a list of content types or relations declares; null if it is not XML as Office writes it. */
export function declaredIn(xml: Buffer): Declared[] | null {
  const decoded = decodedXml(xml);
  // No Office program writes a DOCTYPE, and entities could spell a type differently.
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

/** The first type for macros or controls. A type declared for an extension counts if a part has the extension. */
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

/** Relations that are followed when the file is opened. Links, pictures and other workbooks wait for the user. */
const followed = /\/(?:attachedTemplate|oleObject|frame|subDocument|attachedToolbars|aFChunk)$/i;
const onThisComputer = /^(?:file:\/\/\/(?![/\\]|%5c|%2f)|(?!file:|[a-z][\w+.-]+:|(?:[/\\]|%5c|%2f){2}))/i;

/**
 * The first address outside the file that is loaded when it is opened. Word stores the path of the template of every
 * letter: a template that cannot contain macros, or that everybody has, is harmless.
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

/** The kinds of Office document that the content types name, or the main part if they name none. */
export function openXmlTypesIn(declared: readonly Declared[], parts: ReadonlySet<string>): string[] {
  const main = declared.map(({ type }) => /^(.+)\.main\+xml$/i.exec(type)?.[1]).filter((type) => type !== undefined);
  if (main.length > 0) return main;
  return Object.entries(mainParts).flatMap(([part, type]) => (parts.has(part) ? [type] : []));
}
