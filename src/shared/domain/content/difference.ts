import { minorDigits } from '../money';
import {
  type ContentValue,
  type Field,
  isSeenBy,
  type Part,
  type Said,
  say,
  type Shape,
  type Sight,
  valueOf,
} from './field';
import { keyOf, partsIn } from './parts';

/** One field in which two contents differ. */
export interface Change {
  kind: 'ADDED' | 'REMOVED' | 'CHANGED';
  /** As in the input that writes a content: in the content after or, for a removed part, before. */
  path: string[];
  label: string;
  before: string | null;
  after: string | null;
  part: ChangedPart;
  field: Field;
  /** For a field that is compared entry by entry, the key of the entry; null for any other. */
  key: string | null;
  said: { before: Said | null; after: Said | null };
}

/** The part of a content that a field belongs to: its kind, its name and its path. */
export interface ChangedPart {
  kind: string;
  /** Null for the content itself. */
  name: string | null;
  at: string;
}

/** A part with its content and its path there. */
interface Placed {
  part: Part;
  content: ContentValue;
  path: string[];
}

type Sides = readonly [before: Placed | null, after: Placed | null];

/**
 * The fields in which two contents differ, in words. Parts are matched by their origins. Of a part that exists on
 * only one side, every field with a value is listed. The order of the parts in a list makes no difference.
 */
export function differenceOf(shape: Shape, before: ContentValue, after: ContentValue, sight: Sight): Change[] {
  const [left, right] = [before, after].map((content): Placed => ({ part: content, content, path: [] }));
  return [...fieldsThatDiffer(shape, [left!, right!], sight), ...partsThatDiffer(shape, [left!], [right!], sight)];
}

function partsThatDiffer({ parts }: Shape, left: readonly Placed[], right: readonly Placed[], sight: Sight): Change[] {
  return Object.entries(parts).flatMap(([list, shape]) => {
    const [before, after] = [inside(left, list, shape, sight), inside(right, list, shape, sight)];
    const own = matched(before, after).flatMap((sides) => fieldsThatDiffer(shape, sides, sight));
    return [...own, ...partsThatDiffer(shape, before, after, sight)];
  });
}

function inside(owners: readonly Placed[], list: string, { isSeen }: Shape, sight: Sight): Placed[] {
  return owners.flatMap(({ part: owner, content, path }) =>
    partsIn(owner, list)
      .filter((part) => !isSeen || isSeen(part, sight))
      .map((part, place) => ({ part, content, path: [...path, list, String(place)] })),
  );
}

/** Each part of either side with its counterpart: those of the content after in their order, then the removed ones. */
function matched(before: readonly Placed[], after: readonly Placed[]): Sides[] {
  const left = new Map(before.map((placed) => [keyOf(placed.part), placed]));
  const pairs = after.map((placed): Sides => {
    const key = keyOf(placed.part);
    const counterpart = (key !== null && left.get(key)) || null;
    if (counterpart) left.delete(key);
    return [counterpart, placed];
  });
  return [...pairs, ...[...left.values()].map((placed): Sides => [placed, null])];
}

function fieldsThatDiffer({ kind, namedBy, fields }: Shape, sides: Sides, sight: Sight): Change[] {
  const [left, right] = sides;
  const there = right ?? left!;
  const name = namedBy === null ? null : String(there.part[namedBy]);
  const changed: ChangedPart = { kind, name, at: there.path.join('.') };
  return Object.entries(fields)
    .filter(([, field]) => isSeenBy(field, sight.of))
    .flatMap(([own, field]) => linesOf(own, field, sides, changed, sight));
}

function linesOf(own: string, field: Field, sides: Sides, part: ChangedPart, { nameOf }: Sight): Change[] {
  const { is, label } = field;
  const [left, right] = sides;
  const values = sides.map((placed) => placed && valueOf(field, placed.part[own]));
  const line = (key: string | null, words: string, [was, is]: (Said | null)[]): Change[] => {
    const before = left && plain(was!, left.content);
    const after = right && plain(is!, right.content);
    if (before === after) return [];
    return [
      {
        kind: !left ? 'ADDED' : !right ? 'REMOVED' : 'CHANGED',
        path: [...(right ?? left!).path, own, ...(key === null ? [] : [key])],
        label: part.name === null ? words : `${part.name}: ${words}`,
        before,
        after,
        part,
        field,
        key,
        said: { before: was!, after: is! },
      },
    ];
  };
  if (is.entries) {
    const entries = values.map((value) => (value === null ? [] : is.entries!(value)));
    const labels = new Map(entries.flat().map((entry) => [entry.key, entry.label]));
    return [...labels].flatMap(([key, words]) =>
      line(
        key,
        words,
        entries.map((each) => each.find((entry) => entry.key === key)?.said ?? null),
      ),
    );
  }
  const identities = sides.map((placed, side) =>
    !placed || values[side] === null ? '' : is.identity?.(values[side], placed.content),
  );
  if (is.identity && identities[0] === identities[1]) return [];
  return line(
    null,
    label,
    sides.map((placed) => placed && say(field, placed.part[own], nameOf)),
  );
}

/** In the words of the API, which are the same for every reader. */
function plain(said: Said | null, { currencyCode }: ContentValue): string | null {
  switch (said?.as) {
    case undefined:
      return null;
    case 'text':
      return said.text;
    case 'word':
      return said.word;
    case 'yesNo':
      return said.yes ? 'yes' : 'no';
    case 'number':
      return `${said.number.toFixed()}${said.unit}`;
    case 'amount':
      return `${said.amount.toFixed(minorDigits(currencyCode))} ${currencyCode}`;
  }
}
