/*
 * Scans the XML of Office and OpenDocument files for active content, piece by piece, because a sheet may have 100 MB.
 */

export type Danger = 'MACROS' | 'CONTROLS' | 'PROGRAMS' | 'DDE' | 'LOADS' | 'PASSWORD';

/**
 * The first finding in an XML part, per dialect. Which dialect applies is known only when the whole archive has been
 * read.
 */
export interface Found {
  openXml: Danger | null;
  openDocument: Danger | null;
}

/** Encodings that are supersets of ASCII. */
const plainEncoding =
  /^(?:utf-?8|utf-?16(?:le|be)?|(?:us-)?ascii|iso-?8859-\d+|windows-\d+|gb2312|gbk|gb18030|big5|shift_jis|euc-\w+|koi8-\w+)$/i;

/** No program writes a tag of this length. */
const maxTag = 200_000;

/** The encoding of a part by its first bytes; null if it is not XML. */
export function xmlEncodingOf(head: string): string | null {
  if (/^(?:\xff\xfe|<\0)/.test(head)) return 'utf-16le';
  if (/^(?:\xfe\xff|\0<)/.test(head)) return 'utf-16be';
  if (!/^(?:\xef\xbb\xbf)?\s*(?:<|$)/.test(head) || head === '') return null;
  const declaration = /<\?xml\s[^>]*/.exec(head)?.[0] ?? '';
  const declared = /\sencoding\s*=\s*["']([^"']*)/.exec(declaration)?.[1] ?? 'utf-8';
  // In other encodings, another program could read the text differently.
  if (!plainEncoding.test(declared)) throw new Error(`The encoding ${declared} is not allowed in documents.`);
  return 'utf-8';
}

/** Scans an XML part. */
export async function dangersIn(part: string, encoding: string, content: AsyncIterable<Buffer>): Promise<Found> {
  const decoder = new TextDecoder(encoding);
  const found: Found = { openXml: null, openDocument: null };
  const fields = new Fields();
  let rest = '';
  const look = (text: string) => {
    // Drawing programs put entities into their pictures; elsewhere, entities could spell anything differently.
    if (text.includes('<!ENTITY') && !/\.svg$/i.test(part)) throw new Error(`${part} has entities.`);
    const values = withoutReferences(text);
    found.openXml ??= fields.look(values) ?? openXmlDanger(values);
    found.openDocument ??= openDocumentDanger(part, values);
  };
  for await (const piece of content) {
    rest += decoder.decode(piece, { stream: true });
    const end = rest.lastIndexOf('<');
    if (end > 0) look(rest.slice(0, end));
    if (end > 0) rest = rest.slice(end);
    if (rest.length > maxTag) {
      if (rest.startsWith('<') && !rest.slice(0, maxTag / 2).includes('>'))
        throw new Error(`${part} has a tag that does not end.`);
      look(rest);
      rest = '';
    }
  }
  look(rest + decoder.decode());
  return found;
}

/** Characters that would end a value or begin a tag keep their entity names. */
const markupSigns: Readonly<Record<string, string>> = { '"': '&quot;', "'": '&apos;', '<': '&lt;', '>': '&gt;' };

/** Decodes numeric character references, as a program would. */
function withoutReferences(text: string): string {
  if (!text.includes('&#')) return text;
  return text.replace(/&#(?:x([\da-f]+)|(\d+));/gi, (whole, hex: string | undefined, decimal: string) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    const letter = code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    return markupSigns[letter] ?? letter;
  });
}

/** A regular expression, and a word that it requires: searching for the word first takes a tenth of the time. */
type Sign = [word: string, expression: RegExp, danger: Danger];

/* Element names cannot be spelled differently, but their prefixes can. */
const openDocumentSigns: readonly Sign[] = [
  ['script', /<(?:[^\s<>/:"'=]+:)?script(?:[\s>]|\/(?!>))/, 'MACROS'],
  ['execute-macro', /<(?:[^\s<>/:"'=]+:)?execute-macro[\s/>]/, 'MACROS'],
  ['event', /<(?!presentation:)(?:[^\s<>/:"'=]+:)?(?:event-listener|event)[\s/>]/, 'MACROS'],
  // A click action on a slide uses elements of the same name, with a prefix that is used only for it.
  [
    'xmlns:presentation',
    /xmlns:presentation\s*=\s*["'](?!(?:urn:oasis:names:tc:opendocument:xmlns:presentation:1\.0|http:\/\/openoffice\.org\/2000\/presentation)["'])/,
    'MACROS',
  ],
  [':', /=\s*["']\s*(?:vnd\.sun\.star\.(?:script|expand|cmd):|macro:\/\/)/i, 'MACROS'],
  ['href', /\bhref\s*=\s*["']\s*(?:macro|script|javascript|vbscript):/i, 'MACROS'],
  ['execute', /\baction\s*=\s*["']execute["']/, 'PROGRAMS'],
  ['dde-', /<(?:[^\s<>/:"'=]+:)?(?:dde-source|dde-link|dde-connection-decl)[\s/>]/, 'DDE'],
];
const openXmlSigns: readonly Sign[] = [
  ['action', /=\s*["']\s*ppaction:\/\/macro/i, 'MACROS'],
  ['action', /=\s*["']\s*ppaction:\/\/program/i, 'PROGRAMS'],
  ['ddeLink', /<(?:[^\s<>/:"'=]+:)?ddeLink[\s/>]/, 'DDE'],
];
const encrypted: Sign = ['encryption-data', /<(?:[^\s<>/:"'=]+:)?encryption-data[\s/>]/, 'PASSWORD'];

function signIn(signs: readonly Sign[], text: string): Danger | null {
  return signs.find(([word, expression]) => text.includes(word) && expression.test(text))?.[2] ?? null;
}

const formulas = /\bformula\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

function openDocumentDanger(part: string, values: string): Danger | null {
  const signs = /(?:^|\/)META-INF\/manifest\.xml$/i.test(part) ? [encrypted, ...openDocumentSigns] : openDocumentSigns;
  const found = signIn(signs, values);
  if (found || !/dde\s*\(/i.test(values)) return found;
  const hasDde = [...values.matchAll(formulas)].some(([, double, single]) =>
    /\bDDE\s*\(/i.test((double ?? single)!.replace(/&quot;.*?&quot;/gs, '')),
  );
  return hasDde ? 'DDE' : null;
}

/** A formula of a cell or of a defined name. */
const cellFormulas = /<(?:[^\s<>/:"'=]+:)?(?:f|definedName)(?:\s[^<>]*)?>([^<]+)/g;

function openXmlDanger(values: string): Danger | null {
  const found = signIn(openXmlSigns, values);
  if (found || !/\||dde/i.test(values)) return found;
  return [...values.matchAll(cellFormulas)].some(([, text]) => isDde(text!)) ? 'DDE' : null;
}

/** A program, a bar and a topic: `cmd|'/c calc'!A1`. A bar inside a text or a sheet name does not count. */
function isDde(formula: string): boolean {
  const bare = formula
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replace(/"[^"]*"/g, '')
    .replace(/'[^']*'(?!\|)/g, '')
    .replace(/\[[^\][]*\]/g, '');
  return bare.includes('|') || /\bDDE\s*\(/i.test(bare);
}

const fieldParts = /<(?:[^\s<>/:"'=]+:)?(instrText|fldChar|fldSimple)(?:\s([^<>]*))?>([^<]*)/g;

/** The instructions of a text's fields, which come in pieces and may be nested. */
class Fields {
  private readonly open: string[] = [''];

  look(values: string): Danger | null {
    if (!/instr|fldChar/.test(values)) return null;
    for (const [, name, attributes = '', content] of values.matchAll(fieldParts)) {
      if (name === 'instrText') this.say(content!);
      else if (name === 'fldSimple') this.say(/\binstr\s*=\s*["']([^"']*)/.exec(attributes)?.[1] ?? '', true);
      else if (/fldCharType\s*=\s*["']begin/.test(attributes)) this.begin();
      else if (/fldCharType\s*=\s*["']end/.test(attributes)) this.end();
      if (/^"?DDE(?:AUTO)?[\s"]/i.test(`${this.open.at(-1)!} `)) return 'DDE';
    }
    return null;
  }

  /** The beginning is enough. */
  private say(more: string, whole = false): void {
    const before = whole ? '' : this.open.pop()!;
    this.open.push(`${before}${more}`.replaceAll('&quot;', '"').trimStart().slice(0, 100));
  }

  private begin(): void {
    if (this.open.length > 1000) throw new Error('Fields are nested too deeply.');
    this.open.push('');
  }

  /** A nested field may spell the name letter by letter: QUOTE 68 68 69. */
  private end(): void {
    const spelt = /^QUOTE((?:\s+\d{1,5})+)/i.exec(this.open.pop()!)?.[1] ?? '';
    if (this.open.length === 0) this.open.push('');
    if (spelt) this.say(String.fromCodePoint(...spelt.trim().split(/\s+/).map(Number)));
  }
}
