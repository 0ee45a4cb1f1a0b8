/** How many bytes of a file are examined. */
export const wideTextHead = 1024;

/**
 * The byte order of a UTF-16 text, by its byte order mark or else by its first bytes: some programs omit the mark, and
 * then every other byte of plain ASCII, such as column names and delimiters, is 0. Null for any other text.
 */
export function wideTextOf(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  let [even, odd, plain] = [0, 0, 0];
  for (let place = 0; place + 1 < head.length; place += 2) {
    const [first, second] = [head[place]!, head[place + 1]!];
    if (first === 0) even += 1;
    if (second === 0) odd += 1;
    if (isPlain(first) && isPlain(second)) plain += 1;
  }
  const many = Math.max(even, odd);
  // Some Chinese characters have a 0 in the other byte, and some consist of two ASCII bytes.
  if (many < 3 || many < 4 * Math.min(even, odd) || 4 * many < plain) return null;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

const isPlain = (byte: number) => byte >= 0x20 && byte < 0x7f;
