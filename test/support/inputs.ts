import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { sampleInput, selectEverything } from './crawler';

/** A position of a client's value: an argument of a field, or an input field below one. */
export interface Place {
  /** For example `Mutation.sowDraft(input.scopeItems.0.title)`. */
  name: string;
  type: GraphQLInputType;
  /** An operation with these values at their paths, and sample values where others are required. */
  operation(values: Record<string, unknown>): { query: string; variables: Record<string, unknown> };
  /** For `operation`: the argument and the path below it, with dots. */
  path: string;
}

type Field = GraphQLField<unknown, unknown>;

/** A field with arguments, and the operation that reaches it. */
export interface Call {
  owner: string;
  field: Field;
  operation(variables: Record<string, unknown>): { query: string; variables: Record<string, unknown> };
}

/** Every field with arguments: of queries, mutations, and one record of each type. */
export function callsOf(schema: GraphQLSchema, idsByType: ReadonlyMap<string, string>): Call[] {
  const calls: Call[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type === schema.getSubscriptionType() || type.name.startsWith('__')) continue;
    const id = idsByType.get(type.name);
    const isRoot = type === schema.getQueryType() || type === schema.getMutationType();
    if (!isRoot && id === undefined) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.args.length === 0) continue;
      calls.push({
        owner: type.name,
        field,
        operation: (variables) => operationOf(schema, type, field, id, variables),
      });
    }
  }
  return calls;
}

function operationOf(
  schema: GraphQLSchema,
  owner: GraphQLObjectType,
  field: Field,
  id: string | undefined,
  variables: Record<string, unknown>,
) {
  const used = field.args.filter(({ name }) => name in variables);
  const declared = used.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const passed = used.map(({ name }) => `${name}: $${name}`).join(', ');
  const call = `${field.name}${passed && `(${passed})`} ${selectionOf(schema, owner, field)}`;
  const keyword = owner === schema.getMutationType() ? 'mutation' : 'query';
  const body = id === undefined ? call : `node(id: ${JSON.stringify(id)}) { ... on ${owner.name} { ${call} } }`;
  return { query: `${keyword}${declared && `(${declared})`} { ${body} }`, variables };
}

function selectionOf(schema: GraphQLSchema, owner: GraphQLObjectType, field: Field): string {
  const type = getNamedType(field.type);
  if (owner === schema.getMutationType()) return '{ userErrors { __typename message code field } }';
  if (isObjectType(type)) return `{ ${selectEverything(schema, type, 0)} }`;
  return 'getFields' in type ? '{ __typename }' : '';
}

/** Every position in the calls with a wanted type. */
export function placesOf(calls: readonly Call[], isWanted: (type: GraphQLInputType) => boolean): Place[] {
  return calls.flatMap(({ owner, field, operation }) => {
    const required = field.args.filter(isRequiredArgument);
    const sample = () => Object.fromEntries(required.map(({ name, type }) => [name, sampleInput(type, name)]));
    return field.args.flatMap((argument) =>
      below(argument.type, [argument.name], isWanted).map(({ type, path }) => ({
        name: `${owner}.${field.name}(${path.join('.')})`,
        type,
        path: path.join('.'),
        operation: (values) => {
          const variables: Record<string, unknown> = sample();
          for (const [at, value] of Object.entries(values)) put(variables, at.split('.'), value, field.args);
          return operation(variables);
        },
      })),
    );
  });
}

function below(
  type: GraphQLInputType,
  path: string[],
  isWanted: (type: GraphQLInputType) => boolean,
): { type: GraphQLInputType; path: string[] }[] {
  const nullable = getNullableType(type);
  const own = isWanted(nullable) ? [{ type: nullable, path }] : [];
  if (isListType(nullable)) return [...own, ...below(nullable.ofType, [...path, '0'], isWanted)];
  if (!isInputObjectType(nullable)) return own;
  const fields = Object.values(nullable.getFields());
  return [...own, ...fields.flatMap((field) => below(field.type, [...path, field.name], isWanted))];
}

type Inputs = readonly Pick<GraphQLInputField, 'name' | 'type'>[];

/** Sets a value at a path below the arguments, with sample values around it. */
function put(target: Record<string, unknown>, [name, ...rest]: string[], value: unknown, fields: Inputs): void {
  if (rest.length === 0) {
    target[name!] = value;
    return;
  }
  const type = getNullableType(fields.find((field) => field.name === name)!.type);
  target[name!] ??= sampleInput(type, name!);
  const [holder, left, inner] = isListType(type)
    ? [target[name!] as unknown[], rest.slice(1), getNullableType(type.ofType)]
    : [target, rest, type];
  if (isListType(type) && left.length === 0) {
    target[name!] = [value];
    return;
  }
  const object = isListType(type) ? ((holder as unknown[])[0] as Record<string, unknown>) : target[name!];
  if (isInputObjectType(inner)) {
    put(object as Record<string, unknown>, left, value, Object.values(inner.getFields()));
  }
}

/** One id of each type of record in the database. */
export async function idsByType(app: {
  installation: {
    database: {
      dataSource: { entityMetadatas: { tableName: string; name: string }[] };
      query(statement: { text: string; params: unknown[] }): Promise<Record<string, unknown>[]>;
    };
  };
}): Promise<Map<string, string>> {
  const { database } = app.installation;
  const found = new Map<string, string>();
  for (const { tableName, name } of database.dataSource.entityMetadatas) {
    const [row] = await database.query({ text: `SELECT id FROM \`${tableName}\` ORDER BY id LIMIT 1`, params: [] });
    if (row) found.set(name, String(row.id));
  }
  return found;
}
