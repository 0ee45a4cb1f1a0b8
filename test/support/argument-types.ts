import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse, print } from 'graphql';

/** The types of arguments, by mutation. */
let mutations: Map<string, Map<string, string>> | null = null;

/** The type of a mutation's argument in the committed schema, independent of the server under test. */
export function argumentType(mutation: string, argument: string): string {
  const types = (mutations ??= readMutations()).get(mutation);
  if (!types) throw new Error(`schema/schema.graphql has no mutation ${mutation}.`);
  const type = types.get(argument);
  if (!type) {
    const known = [...types.keys()].join(', ');
    throw new Error(`The mutation ${mutation} has no argument ${argument} in schema/schema.graphql, only: ${known}.`);
  }
  return type;
}

/** Parses only this type, because each test file does it again, and the whole schema takes many times as long. */
function readMutations(): Map<string, Map<string, string>> {
  const schema = readFileSync(join(__dirname, '..', '..', 'schema', 'schema.graphql'), 'utf8');
  const [text = ''] = /^type Mutation \{$.*?^\}$/ms.exec(schema) ?? [];
  const [type] = parse(text, { noLocation: true }).definitions;
  if (type?.kind !== Kind.OBJECT_TYPE_DEFINITION) throw new Error('schema/schema.graphql has no type Mutation.');
  return new Map(
    (type.fields ?? []).map((field) => [
      field.name.value,
      new Map((field.arguments ?? []).map((argument) => [argument.name.value, print(argument.type)])),
    ]),
  );
}
