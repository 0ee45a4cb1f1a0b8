import {
  defaultFieldResolver,
  getNamedType,
  getNullableType,
  type GraphQLField,
  GraphQLID,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
  isObjectType,
} from 'graphql';
import { kindsByColumn } from '../database/columns';
import { prefixOfClass, recordClasses, recordClassOf, type StoredClass } from '../database/record';
import { InvalidInputError } from '../domain/errors';
import { prefixOf, requireId } from '../domain/ids';

type Args = Readonly<Record<string, unknown>>;

/**
 * Refuses ids of the wrong kind in queries, where a filter by them would silently find nothing. The expected kind
 * follows from the name of the argument or filter field: `id` refers to the returned record, others are named like the
 * columns that refer to records. A mutation checks its ids when it loads the records.
 */
export function checkIdKinds(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type === schema.getMutationType() || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const known = treeOf(idsOf(field));
      if (!known) continue;
      const { resolve = defaultFieldResolver } = field;
      field.resolve = (source, args: Args, context, info) => {
        const findings: InvalidInputError[] = [];
        findForeign(args, known, [], findings);
        const [first, ...others] = findings;
        if (first) throw new InvalidInputError(first.message, first.field, others);
        return resolve(source, args, context, info);
      };
    }
  }
}

/** Every position of an id in a field's arguments, with the expected kind; null if any kind will do. */
export function idsOf(field: GraphQLField<unknown, unknown>): { path: string[]; prefix: string | null }[] {
  const answered = answeredPrefix(getNamedType(field.type).name);
  const within = (type: GraphQLInputType, path: string[]): { path: string[]; prefix: string | null }[] => {
    const nullable = getNullableType(type);
    if (isListType(nullable)) return within(nullable.ofType, path);
    if (isInputObjectType(nullable)) {
      // Filters are flat or nearly so: this stops at an input that contains itself.
      return path.length > 4
        ? []
        : Object.values(nullable.getFields()).flatMap((each) => within(each.type, [...path, each.name]));
    }
    return nullable === GraphQLID ? [{ path, prefix: prefixFor(path.at(-1)!, answered) }] : [];
  };
  return field.args.flatMap(({ name, type }) => within(type, [name]));
}

function answeredPrefix(typeName: string): string | null {
  const name = typeName.replace(/Connection$/, '');
  return [...recordClasses()].find(([, recordClass]) => recordClass.name === name)?.[0] ?? null;
}

function prefixFor(name: string, answered: string | null): string | null {
  if (/^ids?$/.test(name)) return answered;
  const column = name.replace(/Ids$/, 'Id');
  const kinds = new Set([...(kindsByColumn.get(column) ?? [])].map((each) => prefixOfClass(each() as StoredClass)));
  if (kinds.size === 1) return [...kinds][0]!;
  const word = column.replace(/Id$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return kinds.size === 0 && recordClassOf(word) ? word : null;
}

/** Where a value contains ids: it is an id of this kind, or some of its fields contain ids. */
type Ids = string | readonly (readonly [name: string, ids: Ids])[];

/** The positions as a tree, so that absent inputs are skipped as a whole; null if no position has a kind. */
function treeOf(places: readonly { path: readonly string[]; prefix: string | null }[]): Ids | null {
  const known = places.filter(({ prefix }) => prefix !== null);
  const own = known.find(({ path }) => path.length === 0);
  if (own) return own.prefix;
  const names = new Set(known.map(({ path }) => path[0]!));
  const fields = [...names].flatMap((name) => {
    const within = known.filter(({ path }) => path[0] === name);
    const ids = treeOf(within.map(({ path, prefix }) => ({ path: path.slice(1), prefix })));
    return ids === null ? [] : [[name, ids] as const];
  });
  return fields.length > 0 ? fields : null;
}

/** Adds an error for each id of the wrong kind in a value. */
function findForeign(value: unknown, ids: Ids, at: readonly string[], findings: InvalidInputError[]): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) findForeign(each, ids, [...at, String(index)], findings);
  } else if (typeof ids !== 'string') {
    for (const [name, within] of ids) {
      const given = (value as Args)[name];
      if (given !== null && given !== undefined) findForeign(given, within, [...at, name], findings);
    }
  } else if (prefixOf(value as string) !== ids) {
    try {
      requireId(ids, value as string, [...at]);
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      findings.push(error);
    }
  }
}
