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
import { requireId } from '../domain/ids';

type Args = Readonly<Record<string, unknown>>;

/**
 * Refuses ids of another kind where something is asked for: a filter by them would find nothing, and say nothing. Which kind
 * an argument is of, or a field of a filter, follows from its name: `id` is of the record that is answered, and others are
 * named as the columns that refer to records. A mutation's ids are checked where it finds their records.
 */
export function checkIdKinds(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type === schema.getMutationType() || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const known = idsOf(field).flatMap(({ path, prefix }) => (prefix === null ? [] : [{ path, prefix }]));
      if (known.length === 0) continue;
      const { resolve = defaultFieldResolver } = field;
      field.resolve = (source, args: Args, context, info) => {
        const findings = known.flatMap(({ path, prefix }) => foreign(args, path, prefix));
        const [first, ...others] = findings;
        if (first) throw new InvalidInputError(first.message, first.field, others);
        return resolve(source, args, context, info);
      };
    }
  }
}

/** Every place of a field's arguments where an id stands, with the kind that it is of; null where any will do. */
export function idsOf(field: GraphQLField<unknown, unknown>): { path: string[]; prefix: string | null }[] {
  const answered = answeredPrefix(getNamedType(field.type).name);
  const within = (type: GraphQLInputType, path: string[]): { path: string[]; prefix: string | null }[] => {
    const nullable = getNullableType(type);
    if (isListType(nullable)) return within(nullable.ofType, path);
    if (isInputObjectType(nullable)) {
      // Filters are flat, or nearly: an input that contains itself ends here.
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

/** What is wrong with the ids at a place; nothing where none is given. */
function foreign(value: unknown, path: readonly string[], prefix: string, at: string[] = []): InvalidInputError[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((each, index) => foreign(each, path, prefix, [...at, String(index)]));
  const [next, ...rest] = path;
  if (next !== undefined) return foreign((value as Args)[next], rest, prefix, [...at, next]);
  try {
    requireId(prefix, value as string, at);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return [error];
  }
}
