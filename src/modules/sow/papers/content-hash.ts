import { createHash } from 'node:crypto';
import stringify from 'safe-stable-stringify';

/** The SHA-256 of a structure as JSON with sorted keys: equal content has an equal hash on any machine. */
export function contentHash(content: object): string {
  return createHash('sha256').update(stringify(content)).digest('hex');
}
