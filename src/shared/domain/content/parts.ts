import type { Part } from './field';

/** The parts of a list of a content or of a part. */
export function partsIn(owner: { readonly [name: string]: unknown }, list: string): readonly Part[] {
  return owner[list] as readonly Part[];
}

/** What stays the same of a part through all revisions; null for one that is new. */
export function keyOf({ id, originId }: Pick<Part, 'id' | 'originId'>): string | null {
  return originId ?? id ?? null;
}
