import { diff } from '@graphql-inspector/core';
import {
  buildSchema,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  parse,
  print,
  visit,
} from 'graphql';

/* Rules for every part of the schema, and the check that clients of the baseline still work with it. */

/** A type, a field, an argument or an enum value, with its path. */
interface Part {
  path: string;
  kind: 'type' | 'field' | 'argument' | 'value';
  name: string;
  description?: string | null;
  deprecationReason?: string | null;
}

const naming: Record<Part['kind'], RegExp> = {
  type: /^[A-Z][A-Za-z0-9]*$/,
  field: /^[a-z][A-Za-z0-9]*$/,
  argument: /^[a-z][A-Za-z0-9]*$/,
  value: /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/,
};

/** Words without meaning of their own. */
const empty = new Set(
  'a an and as at be by for from in is it its of on or that the their this to which with'.split(' '),
);

/** The faults of the schema, each with its path. */
export function flawsOf(schema: GraphQLSchema): string[] {
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
  const flaws = types.flatMap(partsOf).flatMap((part) => flawsIn(part).map((flaw) => `${part.path} ${flaw}`));
  const known = new Map<string, string>();
  for (const { name } of types) {
    const other = known.get(name.toLowerCase());
    if (other) flaws.push(`${name} differs from ${other} by its capitals alone`);
    known.set(name.toLowerCase(), name);
  }
  for (const type of types) {
    if (isInputObjectType(type) && !/(Input|Filter|Order)$/.test(type.name)) {
      flaws.push(`${type.name} is an input and does not end in Input, Filter or Order`);
    }
    if (isEnumType(type) && /Enum$/.test(type.name)) flaws.push(`${type.name} says Enum in its name`);
  }
  return flaws;
}

function partsOf(type: GraphQLNamedType): Part[] {
  const { name, description } = type;
  const own: Part = { path: name, kind: 'type', name, description };
  if (isEnumType(type)) {
    return [
      own,
      ...type.getValues().map((value): Part => ({ ...value, path: `${name}.${value.name}`, kind: 'value' })),
    ];
  }
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    return [own, ...fields.map((field): Part => ({ ...field, path: `${name}.${field.name}`, kind: 'field' }))];
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [own];
  const parts = Object.values(type.getFields()).flatMap((field): Part[] => {
    const path = `${name}.${field.name}`;
    const args = field.args.map((each): Part => ({ ...each, path: `${path}(${each.name})`, kind: 'argument' }));
    return [{ ...field, path, kind: 'field' }, ...args];
  });
  return [own, ...parts];
}

function flawsIn({ kind, name, description, deprecationReason }: Part): string[] {
  const flaws: string[] = [];
  if (!naming[kind].test(name)) flaws.push(`is not named as a ${kind} is`);
  if (deprecationReason?.trim() === '') flaws.push('is deprecated without a reason');
  const text = description?.trim();
  if (!text) return [...flaws, 'has no description'];
  if (!/^["(]?[A-Z0-9`]/.test(text)) flaws.push('has a description that does not begin with a capital');
  if (!/[.?]$/.test(text)) flaws.push('has a description that does not end with a full stop');
  const said = wordsOf(text).filter((word) => !empty.has(word));
  const named = new Set(wordsOf(name));
  if (kind !== 'value' && said.every((word) => named.has(word)))
    flaws.push('has a description that only says its name');
  return flaws;
}

function wordsOf(text: string): string[] {
  const apart = text.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return apart.split(/[^a-z0-9]+/).filter((word) => word !== '');
}

/** The parts of the schema that clients rely on: everything but the descriptions. */
export function promiseOf(sdl: string): string {
  const withoutWords = visit(parse(sdl), {
    enter: (node) => ('description' in node ? { ...node, description: undefined } : undefined),
  });
  return `${print(withoutWords)}\n`;
}

/** The changes that could break a client of the baseline. */
export async function breaksBetween(baseline: string, sdl: string): Promise<string[]> {
  const changes = await diff(buildSchema(baseline), buildSchema(promiseOf(sdl)));
  return changes
    .filter(({ criticality }) => criticality.level.toString() === 'BREAKING')
    .map(({ path, message }) => `${path ?? 'schema'}: ${message}`);
}
