import {
  execute,
  getNullableType,
  getOperationAST,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLScalarType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  parse,
} from 'graphql';
import * as jit from 'graphql-jit';
import { Chance } from '../test/support/fuzz';
import { createSchema } from './schema';
import { compiledExecution } from './shared/graphql/executor';

jest.mock('graphql-jit', () => ({ __esModule: true, ...jest.requireActual<object>('graphql-jit') }));

/*
 * A mutation must not write something else because it was compiled: its resolver gets the same arguments as from
 * graphql-js, and refused variables are refused by the same errors.
 */

const requestsEach = 12;
const scalars = [
  ...['', 'text', '2026-03-02', '2026-02-30', '2026-03-02T10:00:00Z', '12.50', '1e3', 'EUR', '0', '-1'],
  ...[0, 1, -3, 2.5, 3_000_000_000, 1e21, true, false, [], ['text'], {}, { text: 1 }],
];

type Field = GraphQLField<unknown, unknown>;

function valueOf(type: GraphQLInputType, chance: Chance, depth = 0): unknown {
  if (isNonNullType(type)) return chance.below(20) === 0 ? null : valueOf(type.ofType, chance, depth);
  if (chance.below(8) === 0) return null;
  if (isListType(type)) {
    const item = () => valueOf(type.ofType, chance, depth + 1);
    return chance.below(8) === 0 ? item() : Array.from({ length: chance.below(3) }, item);
  }
  if (isEnumType(type)) return chance.one([...type.getValues().map(({ name }) => name), chance.one(scalars)]);
  if (!isInputObjectType(type)) return chance.one(chance.below(20) === 0 ? scalars : takenBy(type));
  if (depth > 6 || chance.below(20) === 0) return chance.one(scalars);
  const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || chance.below(3) > 0);
  const entries = fields.map((field): [string, unknown] => [field.name, valueOf(field.type, chance, depth + 1)]);
  if (chance.below(20) === 0) entries.pop();
  if (chance.below(20) === 0) entries.push(['unknown', 1]);
  return Object.fromEntries(entries);
}

/** The values that the scalar accepts. */
function takenBy(type: GraphQLScalarType): unknown[] {
  return scalars.filter((value) => {
    try {
      type.parseValue(value);
      return true;
    } catch {
      return false;
    }
  });
}

function operationOf({ name, args }: Field) {
  const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const passed = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const document = parse(`mutation (${declared}) { ${name}(${passed}) { __typename } }`);
  return { document, operation: getOperationAST(document)!, operationName: null };
}

describe('compiled mutations', () => {
  const schema: GraphQLSchema = createSchema();
  const mutations = Object.values(schema.getMutationType()!.getFields());
  let calls: unknown[] = [];
  for (const field of mutations) {
    field.resolve = (_source, args: object) => {
      calls.push(args);
      return Promise.resolve({ type: String(getNullableType(field.type)) });
    };
  }

  it('pass the same arguments and refuse the same variables as plain ones', async () => {
    const { executor } = await compiledExecution(schema).load({} as never);
    const compile = jest.spyOn(jit, 'compileQuery');
    const chance = new Chance(20260302);
    let passed = 0;
    for (const field of mutations) {
      const asked = operationOf(field);
      const send = async (variables: object) => {
        const request = { ...asked, request: { variables }, context: { viewer: { kind: 'STAFF' } } };
        return JSON.parse(JSON.stringify(await executor!(request as never))) as unknown;
      };
      // Compiled from its second request on.
      await send({});
      await send({});
      for (let time = 0; time < requestsEach; time += 1) {
        const variables = Object.fromEntries(
          field.args
            .filter(({ type }) => isNonNullType(type) || chance.below(3) > 0)
            .map(({ name, type }) => [name, valueOf(type, chance)]),
        );
        calls = [];
        const expected: unknown = await execute({ schema, document: asked.document, variableValues: variables });
        const plain = calls;
        calls = [];
        const answer = await send(variables);
        const about = { mutation: field.name, variables };
        expect({ ...about, answer }).toEqual({ ...about, answer: JSON.parse(JSON.stringify(expected)) as unknown });
        expect({ ...about, calls }).toEqual({ ...about, calls: plain });
        passed += calls.length;
      }
    }
    expect(compile).toHaveBeenCalledTimes(mutations.length);
    // Otherwise the test would compare refusals only.
    expect(passed).toBeGreaterThan(mutations.length * 3);
  }, 120_000);
});
