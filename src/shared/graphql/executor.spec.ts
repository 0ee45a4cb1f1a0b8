import { buildSchema, getOperationAST, type GraphQLSchema, parse } from 'graphql';
import * as jit from 'graphql-jit';
import { compiledExecution } from './executor';

jest.mock('graphql-jit', () => ({ __esModule: true, ...jest.requireActual<object>('graphql-jit') }));

describe('compiled execution', () => {
  const schema: GraphQLSchema = buildSchema('type Query { a: Int b: Int }');
  const compile = jest.spyOn(jit, 'compileQuery');
  beforeEach(() => compile.mockClear());

  /**
   * Runs an operation the given number of times, as the same object each time, like a cache of parsed operations
   * returns it.
   */
  async function run(text: string, times: number, kind: 'ANONYMOUS' | 'STAFF'): Promise<unknown[]> {
    const { executor } = await compiledExecution(schema).load({} as never);
    const document = parse(text);
    const operation = getOperationAST(document)!;
    const request = { document, operation, operationName: null, request: {}, context: { viewer: { kind } } };
    const answers: unknown[] = [];
    for (let time = 0; time < times; time += 1) answers.push(await executor!(request as never));
    return answers;
  }

  it.each<[times: number, kind: 'ANONYMOUS' | 'STAFF', compiled: number]>([
    [1, 'STAFF', 0],
    [2, 'STAFF', 1],
    [5, 'STAFF', 1],
    [5, 'ANONYMOUS', 0],
  ])('compiles an operation that is sent %i times, by %s, %i times', async (times, kind, compiled) => {
    const answers = await run('{ a b }', times, kind);
    expect(answers).toEqual(Array.from({ length: times }, () => ({ data: { a: null, b: null } })));
    expect(compile).toHaveBeenCalledTimes(compiled);
  });
});
