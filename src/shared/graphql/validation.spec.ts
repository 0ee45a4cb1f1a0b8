import 'reflect-metadata';
import { ArrayMaxSize, Length, Max, Min, ValidateNested } from 'class-validator';
import { graphql, type GraphQLSchema } from 'graphql';
import { Arg, Args, ArgsType, buildSchemaSync, Field, ID, InputType, Int, Query, Resolver } from 'type-graphql';
import { InvalidInputError } from '../domain/errors';
import { validateInput } from './validation';

// The name in the schema differs from the class name, as with object types that are also inputs.
@InputType('TestLineInput')
class TestLine {
  @Field()
  @Length(1, 5)
  name!: string;

  @Field(() => Int, { nullable: true })
  @Min(1)
  amount?: number | null;
}

@InputType()
class TestOrderInput {
  @Field()
  @Length(1, 5)
  title!: string;

  @Field(() => [TestLine])
  @ArrayMaxSize(2)
  @ValidateNested({ each: true })
  lines!: TestLine[];
}

@ArgsType()
class TestPage {
  @Field(() => Int, { defaultValue: 20 })
  @Max(100)
  first!: number;
}

@Resolver()
class TestResolver {
  @Query()
  order(@Arg('input') _input: TestOrderInput): boolean {
    return true;
  }

  @Query()
  line(@Arg('line', () => TestLine) _line: TestLine): boolean {
    return true;
  }

  @Query()
  lines(@Arg('lines', () => [TestLine]) _lines: TestLine[]): boolean {
    return true;
  }

  @Query()
  page(@Args() _page: TestPage): boolean {
    return true;
  }

  @Query()
  ids(@Arg('ids', () => [ID]) _ids: string[]): boolean {
    return true;
  }
}

describe('validation', () => {
  let schema: GraphQLSchema;
  beforeAll(() => {
    schema = buildSchemaSync({ resolvers: [TestResolver], validateFn: validateInput, orphanedTypes: [] });
  });

  /** The paths of all findings. */
  async function findings(source: string): Promise<string[][]> {
    const { data, errors } = await graphql({ schema, source });
    if (!errors) {
      expect(Object.values(data!)).toEqual([true]);
      return [];
    }
    const error = errors[0]!.originalError as InvalidInputError;
    expect(error).toBeInstanceOf(InvalidInputError);
    return [error, ...error.others].map(({ field }) => field);
  }

  it.each<[string, string[][]]>([
    ['{ order(input: { title: "fine", lines: [] }) }', []],
    ['{ order(input: { title: "fine", lines: [{ name: "a", amount: null }] }) }', []],
    ['{ order(input: { title: "", lines: [] }) }', [['input', 'title']]],
    ['{ order(input: { title: "🚀🚀🚀🚀🚀", lines: [] }) }', []],
    [
      '{ order(input: { title: "too long", lines: [{ name: "a" }, { name: "", amount: 0 }] }) }',
      [
        ['input', 'title'],
        ['input', 'lines', '1', 'name'],
        ['input', 'lines', '1', 'amount'],
      ],
    ],
    ['{ order(input: { title: "a", lines: [{ name: "a" }, { name: "b" }, { name: "c" }] }) }', [['input', 'lines']]],
    ['{ line(line: { name: "too long" }) }', [['line', 'name']]],
    ['{ lines(lines: [{ name: "a" }, { name: "too long" }]) }', [['lines', '1', 'name']]],
    ['{ lines(lines: []) }', []],
    ['{ page(first: 101) }', [['first']]],
    ['{ page }', []],
    ['{ ids(ids: ["constructor", "b"]) }', []],
  ])('%s', async (source, paths) => {
    expect(await findings(source)).toEqual(paths);
  });

  it('says what is wrong in words that name the input', async () => {
    const { errors } = await graphql({ schema, source: '{ line(line: { name: "too long" }) }' });
    expect(errors![0]!.message).toBe('name must be shorter than or equal to 5 characters.');
  });
});
