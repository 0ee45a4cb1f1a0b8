import { buildSchema, type FieldNode, graphql, type OperationDefinitionNode, parse, validate } from 'graphql';
import { CostRule } from './cost';
import { fieldsPerPoint, IntrospectionCount } from './introspection-cost';

const schema = buildSchema(`
  type Query { partner: Partner, partners(first: Int = 20): PartnerConnection!, nodes(ids: [ID!]!): [Node]!, count: Int }
  type Mutation { partnerAdmit: PartnerPayload! }
  type PartnerPayload { partner: Partner, userErrors: [UserError!]! }
  type UserError { message: String }
  interface Node { id: ID! }
  type Partner implements Node {
    id: ID!, name: String, tags: [String!]!, tier: Tier, members: [Person!]!, deputies(first: Int): [Person!]!
    projects(first: Int = 20): ProjectConnection!
  }
  type Tier { name: String, forecast: Forecast, paper: String }
  type Forecast { cost: Int, tier: Tier }
  type Person implements Node { id: ID!, name: String, tier: Tier }
  type PartnerConnection { edges: [PartnerEdge!]!, nodes: [Partner!]!, pageInfo: PageInfo!, totalCount: Int! }
  type PartnerEdge { cursor: String!, node: Partner! }
  type ProjectConnection { nodes: [Project!]!, pageInfo: PageInfo!, totalCount: Int! }
  type Project { id: ID!, tier: Tier }
  type PageInfo { hasNextPage: Boolean! }
`);
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the type is known
(schema.getType('PartnerPayload') as any).getFields().userErrors.extensions = { items: 1 };
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the type is known
(schema.getType('Tier') as any).getFields().forecast.extensions = { points: 50 };
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the type is known
(schema.getType('Tier') as any).getFields().paper.extensions = { points: 50 };

const rule = new CostRule(schema);
function cost(text: string, variables: Record<string, unknown> = {}, operationName?: string): number {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  return rule.costOf(document, operationName, variables);
}

describe('the cost of an operation', () => {
  it.each<[string, string, number]>([
    ['is at least 1', '{ count }', 1],
    ['is 1 for an object', '{ partner { id name tags } }', 1],
    ['is 1 for each nested object', '{ partner { id tier { name } } }', 2],
    ['is what a field declares', '{ partner { tier { forecast { cost tier { name } } } } }', 2 + 50 + 1],
    ['is what a scalar declares', '{ partners(first: 3) { nodes { tier { name paper } } } }', 1 + 3 * (1 + 1 + 50)],
    ['counts repeated selections each time', '{ a: partner { id } b: partner { id } }', 2],
    ['is 10 items for a plain list', '{ partner { members { id tier { name } } } }', 1 + 10 * 2],
    [
      'is the requested number of items for a plain list with a size',
      '{ partner { deputies(first: 3) { id } } }',
      1 + 3,
    ],
    ['is the number of given ids', '{ nodes(ids: ["a", "b", "c"]) { id ... on Partner { tier { name } } } }', 3 * 2],
    ['is 20 items for a connection', '{ partners { nodes { id } } }', 1 + 20],
    ['is the requested number of items', '{ partners(first: 7) { nodes { id tier { name } } } }', 1 + 7 * 2],
    ['is the same through edges', '{ partners(first: 7) { edges { cursor node { id tier { name } } } } }', 1 + 7 * 2],
    ['counts fields next to the items once', '{ partners(first: 7) { totalCount pageInfo { hasNextPage } } }', 3],
    [
      'multiplies',
      '{ partners(first: 10) { nodes { projects(first: 5) { totalCount nodes { tier { name } } } } } }',
      1 + 10 * (1 + 1 + 1 + 5 * 2),
    ],
    [
      'adds up fragments',
      '{ partners(first: 5) { ...P } } fragment P on PartnerConnection { nodes { id } totalCount }',
      1 + 1 + 5,
    ],
    [
      'adds up fragments of several types',
      '{ nodes(ids: ["a"]) { ... on Partner { tier { name } } ... on Person { tier { name } } } }',
      3,
    ],
    ['ignores @include and @skip', 'query ($no: Boolean = false) { partner @include(if: $no) { id } count }', 1],
    [
      'is 10 for a mutation, plus its record and its user errors',
      'mutation { partnerAdmit { partner { id } userErrors { message } } }',
      12,
    ],
    ['is 1000 for the whole schema', '{ __schema { types { name } } }', 1_000],
    ['is one point per hundred nodes of the query text', `{ ${'count '.repeat(150)} }`, 3],
    ['is 10 for one type of the schema', '{ __type(name: "Partner") { fields { name } } }', 10],
  ])('%s: %s', (_what, document, expected) => {
    expect(cost(document)).toBe(expected);
  });

  it('is one point per ten fields of an introspection result', async () => {
    const inner = 'fields { name args { name } type { name ofType { name } } } possibleTypes { ...N }';
    const source = `{ __schema { types { ${inner} interfaces { ${inner} } a: fields { name } } } } fragment N on __Type { name kind }`;
    const { data } = await graphql({ schema, source });
    const fieldsIn = (value: unknown): number =>
      typeof value !== 'object' || value === null
        ? 0
        : Object.values(value).reduce((sum: number, each) => sum + fieldsIn(each), 0) +
          (Array.isArray(value) ? 0 : Object.keys(value).length);
    const fields = fieldsIn(data) - 1;
    const parsed = parse(source);
    const [definition] = parsed.definitions as [OperationDefinitionNode];
    const points = new IntrospectionCount(schema, parsed).ofSchema(definition.selectionSet.selections[0] as FieldNode);
    expect(points).toBe(Math.ceil(fields / fieldsPerPoint));
  });

  it('depends on the variables and their defaults', () => {
    const document =
      'query ($n: Int = 3, $m: Int) { partners(first: $n) { nodes { projects(first: $m) { nodes { id } } } } }';
    expect(cost(document)).toBe(1 + 3 * (1 + 1 + 20));
    expect(cost(document, { n: 2, m: 4 })).toBe(1 + 2 * (1 + 1 + 4));
    expect(cost(document, { n: null, m: null })).toBe(1 + 20 * (1 + 1 + 20));
    expect(cost(document, { n: 'many' })).toBe(1 + 20 * (1 + 1 + 20));
    expect(cost('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ['a', 'b'] })).toBe(2);
  });

  it('is that of the requested operation', () => {
    const document = 'query A { partner { id } } query B { partners { nodes { id } } }';
    expect(cost(document, {}, 'A')).toBe(1);
    expect(cost(document, {}, 'B')).toBe(21);
    expect(cost(document, {}, 'C')).toBe(1);
  });

  it.each([0, 101, -1, 1_000_000])('is not computed for an invalid page size of %i', (first) => {
    expect(() => cost(`{ partners(first: ${first}) { nodes { id } } }`)).toThrow('first must be from 1 to 100.');
    const nested = 'query ($n: Int) { partner { projects(first: $n) { nodes { id } } } }';
    expect(() => cost(nested, { n: first })).toThrow('first must be from 1 to 100.');
  });

  it('is computed once, however often fragments name each other', () => {
    const fragments = Array.from({ length: 60 }, (_, i) => `fragment F${i} on Partner { ...F${i + 1} ...F${i + 1} }`);
    const document = `query ($n: Int) { partner { ...F0 } } ${fragments.join(' ')}
      fragment F60 on Partner { projects(first: $n) { nodes { id } } }`;
    expect(cost(document, { n: 5 })).toBe(1_000_000_000);
  });
});
