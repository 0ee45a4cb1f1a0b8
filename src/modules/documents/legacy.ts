/* The compound files of Office 97 to 2003, as they are embedded in newer documents, and the signatures of programs. */

const utf16 = (name: string) => Buffer.from(name, 'utf16le');

export const compoundHead = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';

/**
 * The stream that contains a whole password-protected document; the directory of a compound file spells it in UTF-16.
 */
export const encryptedStream = utf16('EncryptedPackage');

/** BOF, optionally WRITEPROT, then FILEPASS: an encrypted workbook of Excel 97, sheet types included. */
const scrambledWorkbook = /\t\x08\x10\0[\s\S]{16}(?:\x86\0\0\0)?\/\0[\x04-\xff]\0/;

/** A presentation compresses its macros, so that no name reveals them: this record says whether there are any. */
const presentationMacros = /\x02\0\0\x04\x0c\0\0\0[\s\S]{4}\x01\0\0\0/;

/** The header of a packaged file: a label, a path, another path, and then the content. */
const packaged = /\x02\0([^\0]{1,260})\0[^\0]{0,260}\0[\s\S]{8}[^\0]{0,260}\0[\s\S]{4}/g;

const runnableEnding =
  /\.(?:exe|com|scr|pif|cpl|dll|bat|cmd|ps1|vb[es]?|jse?|ws[cfh]|hta|lnk|url|ms[ci]|jar|reg|inf|sh|py|app|appref-ms|settingcontent-ms)$/i;

/** An executable of Windows, Linux or macOS, or a script for a shell. */
const programHead = /^(?:MZ|\x7fELF|\xfe\xed\xfa[\xce\xcf]|[\xce\xcf]\xfa\xed\xfe|\xca\xfe\xba\xbe|#!)/;

/** Office obfuscates the first bytes of an embedded font, so they may look like anything. */
const scrambled = /\.(?:odttf|fntdata)$/i;

export function isProgram(part: string, head: string): boolean {
  return !part.endsWith('/') && (runnableEnding.test(part) || (programHead.test(head) && !scrambled.test(part)));
}

export function compoundHasPassword(content: Buffer): boolean {
  return content.includes(encryptedStream) || (isWorkbook(content) && scrambledWorkbook.test(latin1(content)));
}

export function compoundHasMacros(content: Buffer): boolean {
  // Stream names: each is stored whole in a directory entry.
  if (content.includes(utf16('_VBA_PROJECT'))) return true;
  if (content.includes(utf16('PowerPoint Document')) && presentationMacros.test(latin1(content))) return true;
  return isWorkbook(content) && hasMacroSheet(content);
}

export function compoundHasProgram(content: Buffer): boolean {
  if (hasWindowsProgram(content)) return true;
  if (!content.includes(utf16('Ole10Native'))) return false;
  const text = latin1(content);
  return [...text.matchAll(packaged)].some((found) => {
    const begin = found.index + found[0].length;
    return runnableEnding.test(found[1]!) || programHead.test(text.slice(begin, begin + 8));
  });
}

function latin1(content: Buffer): string {
  return content.toString('latin1');
}

function isWorkbook(content: Buffer): boolean {
  return content.includes(utf16('Workbook')) || content.includes(utf16('Book'));
}

/** The tenth byte of a workbook's BOUNDSHEET record is 1 for a sheet of Excel 4 macros. */
function hasMacroSheet(content: Buffer): boolean {
  const record = Buffer.from([0x85, 0x00]);
  for (let at = content.indexOf(record); at >= 0; at = content.indexOf(record, at + 1)) {
    if (at + 12 > content.length) return false;
    const length = content.readUInt16LE(at + 2);
    const letters = content[at + 10]!;
    const lengths = [7 + letters, 8 + letters, 8 + 2 * letters];
    if (content[at + 8]! <= 2 && lengths.includes(length) && content[at + 9] === 1) return true;
  }
  return false;
}

/** A DOS header that points to a Windows header, at any offset. */
function hasWindowsProgram(content: Buffer): boolean {
  for (let at = content.indexOf('MZ'); at >= 0 && at + 64 <= content.length; at = content.indexOf('MZ', at + 1)) {
    const header = at + content.readUInt32LE(at + 60);
    if (content.subarray(header, header + 4).equals(windowsHeader)) return true;
  }
  return false;
}
const windowsHeader = Buffer.from('PE\0\0');
