import {
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/** Values by argument name, for arguments whose sample value would find nothing. */
export type Known = Record<string, unknown>;

/** A sample value of an input type, for an argument or an input field with this name. */
export function sampleInput(type: GraphQLInputType, name: string, known: Known = {}): unknown {
  if (name in known)
    return isListType(getNullableType(type)) && !Array.isArray(known[name]) ? [known[name]] : known[name];
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [sampleInput(nullable.ofType, name, known)];
  if (isEnumType(nullable)) return nullable.getValues()[0]!.name;
  if (isInputObjectType(nullable)) {
    const required = Object.values(nullable.getFields()).filter(
      (field) => isNonNullType(field.type) || field.name in known,
    );
    return Object.fromEntries(required.map((field) => [field.name, sampleInput(field.type, field.name, known)]));
  }
  const samples: Record<string, unknown> = {
    Int: 1,
    Float: 1,
    Boolean: true,
    Date: '2026-03-02',
    DateTime: '2026-03-02T09:00:00Z',
    Decimal: '1',
    CurrencyCode: 'EUR',
    JSONObject: {},
  };
  if (nullable.name in samples) return samples[nullable.name];
  if (/email/i.test(name)) return 'somebody@example.com';
  if (/country/i.test(name)) return 'DE';
  if (/url|website/i.test(name)) return 'https://example.com/';
  return nullable.name === 'ID' ? `unknown_${name}` : 'some text';
}

/** Every operation of a type with its required arguments declared as variables. */
export function callOf(
  field: GraphQLField<unknown, unknown>,
  known: Known,
  optional: (argument: GraphQLArgument) => boolean,
) {
  const used = field.args.filter((argument) => isRequiredArgument(argument) || optional(argument));
  return {
    declared: used.length > 0 ? `(${used.map((each) => `$${each.name}: ${String(each.type)}`).join(', ')})` : '',
    passed: used.length > 0 ? `(${used.map((each) => `${each.name}: $${each.name}`).join(', ')})` : '',
    variables: Object.fromEntries(used.map((each) => [each.name, sampleInput(each.type, each.name, known)])),
  };
}

/**
 * Selects all fields of a type: all leaves, all computed objects, and relations down to a depth. `skip` omits fields whose
 * arguments have no sample values.
 */
export function selectEverything(schema: GraphQLSchema, type: GraphQLObjectType, depth: number): string {
  const parts = ['__typename'];
  for (const field of Object.values(type.getFields())) {
    const result = getNamedType(field.type);
    const passed = field.args
      .filter((argument) => isRequiredArgument(argument))
      .map((argument) => `${argument.name}: ${literal(sampleInput(argument.type, argument.name))}`);
    const call = passed.length > 0 ? `${field.name}(${passed.join(', ')})` : field.name;
    if (isLeafType(result)) parts.push(call);
    else if (depth > 0 && isObjectType(result)) {
      const inner = selectEverything(schema, result, isRecordLike(result) ? depth - 1 : depth);
      parts.push(`${call} { ${inner} }`);
    } else if (depth > 0 && isInterfaceType(result))
      parts.push(`${call} { __typename ${Object.keys(result.getFields()).includes('id') ? 'id' : ''} }`);
  }
  return parts.join(' ');
}

/** Records count as a level of depth; pages, money and other values do not. */
function isRecordLike(type: GraphQLObjectType): boolean {
  return type.getInterfaces().some(({ name }) => name === 'Node');
}

function literal(value: unknown): string {
  return typeof value === 'object' && value !== null
    ? `{ ${Object.entries(value)
        .map(([name, each]) => `${name}: ${literal(each)}`)
        .join(', ')} }`
    : JSON.stringify(value);
}

/** Every object of a response, with its `__typename`. */
export function* objectsOf(answer: unknown): Generator<Record<string, unknown>> {
  if (Array.isArray(answer)) for (const each of answer) yield* objectsOf(each);
  else if (typeof answer === 'object' && answer !== null) {
    yield answer as Record<string, unknown>;
    for (const each of Object.values(answer)) yield* objectsOf(each);
  }
}
