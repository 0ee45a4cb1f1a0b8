import { type ContentValue, type Field, type Part, type Shape } from './field';
import { partsIn } from './parts';

/*
 * A delta changes a content: it has the fields that change, and for each list the changed and added parts and the ids
 * of the removed ones. A part with the id of a stored part replaces it as a whole; a part without an id is added.
 */

type Delta = object;

const removedFrom = (list: string) => `${list}Removed`;

/** The names of the fields and lists that a delta may contain. */
export function namesInDelta({ fields, parts }: Shape): string[] {
  const changeable = Object.entries(fields).filter(([, { fixed }]) => !fixed);
  return [...changeable.map(([name]) => name), ...Object.keys(parts).flatMap((list) => [list, removedFrom(list)])];
}

/** The content after the change. Parts that continue keep their positions; added parts follow them. */
export function applyDelta<T extends ContentValue>(shape: Shape, before: T, delta: Delta): T {
  const given = delta as Record<string, unknown>;
  const fields = Object.entries(shape.fields).flatMap(([name, field]) =>
    !field.fixed && changes(field, given[name]) ? [[name, given[name]]] : [],
  );
  const lists = Object.entries(shape.parts).map(([list, inner]) => [
    list,
    changed(inner, partsIn(before, list), partsIn(given, list), given[removedFrom(list)] as string[]),
  ]);
  const after = { ...before, ...Object.fromEntries([...fields, ...lists]) } as T;
  const followed = Object.entries(shape.parts).map(([list, inner]) => {
    const rewritten = new Set(partsIn(given, list).map(({ id }) => id));
    const parts = partsIn(after, list).map((part) =>
      part.id && !rewritten.has(part.id) ? following(inner, part, before, after) : part,
    );
    return [list, parts];
  });
  return { ...after, ...Object.fromEntries(followed) } as T;
}

/** Null clears a field whose default is null, and leaves any other field unchanged. */
function changes(field: Field, value: unknown): boolean {
  return value !== undefined && (value !== null || field.default === null);
}

function changed(
  shape: Shape,
  parts: readonly Part[],
  given: readonly Part[],
  removed: readonly string[],
): readonly Part[] {
  const replacements = new Map(continuing(shape, parts, given).map((part) => [part.id, part]));
  const kept = parts
    .filter(({ id }) => !removed.includes(id!))
    .map((part) => {
      const replacement = replacements.get(part.id);
      return replacement ? { ...replacement, originId: part.originId } : part;
    });
  return [...kept, ...continuing(shape, parts, given).filter(({ id }) => !id)];
}

/** Nested parts keep the origins of the stored parts that they name, even if they move to another part. */
function continuing(shape: Shape, before: readonly Part[], given: readonly Part[]): Part[] {
  return given.map((part) => {
    const lists = Object.entries(shape.parts).map(([list, inner]) => {
      const known = before.flatMap((each) => partsIn(each, list));
      const origins = new Map(known.map(({ id, originId }) => [id, originId]));
      const parts = continuing(inner, known, partsIn(part, list));
      return [list, parts.map((each) => ({ ...each, originId: origins.get(each.id) ?? null }))];
    });
    return { ...part, ...Object.fromEntries(lists) };
  });
}

function following({ fields }: Shape, part: Part, before: ContentValue, after: ContentValue): Part {
  const followed = Object.entries(fields).flatMap(([name, { is }]) =>
    is.follow ? [[name, is.follow(part[name], before, after)]] : [],
  );
  return { ...part, ...Object.fromEntries(followed) };
}

/**
 * The index in the delta of the part at a position of the content after the change; null if the delta does not name it.
 */
export function placeInDelta(after: ContentValue, delta: Delta, list: string, place: number): number | null {
  const parts = partsIn(after, list);
  const given = partsIn(delta as Record<string, unknown>, list);
  const part = parts[place];
  if (!part) return null;
  const found = part.id
    ? given.findIndex(({ id }) => id === part.id)
    : given.flatMap(({ id }, index) => (id ? [] : index))[place - parts.findIndex(({ id }) => !id)]!;
  return found < 0 ? null : found;
}

/** The stored form of a delta: exact decimals as text, without fields that were left out. */
export function frozen(delta: Delta): object {
  return JSON.parse(JSON.stringify(delta)) as object;
}

/** Restores a delta from its stored form. */
export function thawed<T extends Delta>(shape: Shape, kept: object): T {
  return thawedPart(shape, kept) as T;
}

function thawedPart({ fields, parts }: Shape, kept: object): object {
  return Object.fromEntries(
    Object.entries(kept).map(([name, value]: [string, unknown]) => {
      const [field, list] = [fields[name], parts[name]];
      if (list) return [name, (value as object[]).map((part) => thawedPart(list, part))];
      return [name, field && value !== null ? field.is.fromKept(value) : value];
    }),
  );
}
