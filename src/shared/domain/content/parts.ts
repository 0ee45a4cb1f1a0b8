import type { Part } from './field';

/** The parts of a list of a content or of a part. */
export function partsIn(owner: { readonly [name: string]: unknown }, list: string): readonly Part[] {
  return owner[list] as readonly Part[];
}

/** The id that a part keeps through all revisions; null for a new part. */
export function keyOf({ id, originId }: Pick<Part, 'id' | 'originId'>): string | null {
  return originId ?? id ?? null;
}
