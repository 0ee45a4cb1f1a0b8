import fc from 'fast-check';
import { getNamedType, isObjectType, isRequiredArgument, parse, validate } from 'graphql';
import { recordClasses } from '../../src/shared/database/record';
import { Role, type TestApp } from '../support/app';
import type { Client } from '../support/client';
import { startWithDemo } from '../support/demo';
import { isConnection, type KnownData, makeDocument, plainField, waysToRecords } from '../support/documents';
import { comparable, Oracle } from '../support/oracle';

/*
 * Operations over the whole schema, executed by the server and by the plain path. READ_PATH_RUNS sets how many of them are
 * random, and shrinks a failing one; READ_PATH_SEED changes the random choices.
 */
const runs = Number(process.env.READ_PATH_RUNS ?? 300);
const seed = Number(process.env.READ_PATH_SEED ?? 20260302);

describe('the read path', () => {
  let app: TestApp;
  let oracle: Oracle;
  let viewers: Map<string, Client>;
  let known: KnownData;

  const rows = (text: string) => app.installation.database.query({ text, params: [] });
  const wide = 1_000_000_000;

  beforeAll(async () => {
    app = await startWithDemo({
      limits: {
        tokens: 100_000,
        depth: 100,
        fields: wide,
        aliases: wide,
        duplicates: wide,
        directives: wide,
        cost: wide,
      },
    });
    oracle = new Oracle(app);
    const [busiest] = await rows(
      'SELECT partnerId AS id FROM project_staffing GROUP BY partnerId ORDER BY COUNT(DISTINCT projectId) DESC, partnerId LIMIT 1',
    );
    const partnerId = String(busiest!.id);
    viewers = new Map([
      ['ECOSYSTEM_MANAGER', await app.as(Role.ECOSYSTEM_MANAGER)],
      ['PROJECT_MANAGER', await app.as(Role.PROJECT_MANAGER)],
      ['PARTNER_ADMIN', await app.asPartner(partnerId, Role.PARTNER_ADMIN)],
      ['PARTNER_MEMBER', await app.asPartner(partnerId, Role.PARTNER_MEMBER)],
      ['ANALYST', await app.as(Role.ANALYST)],
    ]);
    known = await whatIsKnown();
  }, 300_000);
  jest.setTimeout(Math.max(300_000, runs * 1_000));
  afterAll(() => app.stop());

  async function whatIsKnown(): Promise<KnownData> {
    const { schema, database } = app.installation;
    const ids = new Map<string, string[]>();
    const words = new Map<string, Set<string>>();
    const prefixes = new Map<string, string>();
    for (const [prefix, recordClass] of recordClasses()) {
      const metadata = database.dataSource.getMetadata(recordClass);
      const found = await rows(`SELECT * FROM \`${metadata.tableName}\` ORDER BY id LIMIT 200`);
      if (found.length > 0 && database.access.shows(recordClass))
        ids.set(
          prefix,
          found.map(({ id }) => String(id)),
        );
      for (const { propertyName } of metadata.columns) {
        const known = words.get(propertyName) ?? new Set();
        for (const row of found) if (typeof row[propertyName] === 'string') known.add(row[propertyName]);
        words.set(propertyName, known);
      }
      prefixes.set(recordClass.name, prefix);
    }
    const cursors = new Map<string, string[]>();
    const manager = viewers.get('ECOSYSTEM_MANAGER')!;
    for (const [prefix, recordClass] of [['', null], ...recordClasses()] as const) {
      const type = recordClass ? schema.getType(recordClass.name) : schema.getQueryType();
      if (!isObjectType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        if (!isConnection(getNamedType(field.type))) continue;
        const page = `page: ${field.name}(first: 3) { edges { cursor } }`;
        const found: string[] = [];
        if (!recordClass && !field.args.some(isRequiredArgument)) {
          const { data } = await oracle.answer(manager, `{ ${page} }`);
          found.push(...(data?.page.edges ?? []).map(({ cursor }: { cursor: string }) => cursor));
        }
        if (recordClass && ids.has(prefix)) {
          const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${recordClass.name} { ${page} } } }`;
          const { data } = await oracle.answer(manager, query, { ids: ids.get(prefix)!.slice(0, 30) });
          for (const node of data.nodes)
            found.push(...(node?.page.edges ?? []).map(({ cursor }: { cursor: string }) => cursor));
        }
        cursors.set(`${type.name}.${field.name}`, found);
      }
    }
    return {
      ids,
      words: (name) => [...(words.get(name) ?? [])],
      cursors,
      prefixOf: (typeName) => prefixes.get(typeName),
    };
  }

  async function expectTheSame(viewer: string, query: string, variables: Record<string, unknown> = {}) {
    const client = viewers.get(viewer)!;
    const expected = comparable(await oracle.answer(client, query, variables));
    const { data, errors } = await client.send(query, variables);
    const answered = comparable({ data, errors });
    if (answered !== expected)
      throw new Error(`As ${viewer}, with ${JSON.stringify(variables)}:\n${query}\n${difference(expected, answered)}`);
    return { data, errors, text: answered };
  }

  it('answers each field of each record alone as graphql-js does without plans', async () => {
    const { schema } = app.installation;
    const ways = waysToRecords(schema);
    expect(ways.size).toBeGreaterThan(25);
    for (const [type, [before, behind]] of ways) {
      for (const field of Object.values(type.getFields())) {
        const selection = plainField(field);
        if (selection === null) continue;
        for (const viewer of ['ECOSYSTEM_MANAGER', 'PARTNER_ADMIN'])
          await expectTheSame(viewer, `{ ${before} ${selection} ${behind} }`);
      }
    }
  });

  const everybody = ['ECOSYSTEM_MANAGER', 'PROJECT_MANAGER', 'PARTNER_ADMIN', 'PARTNER_MEMBER', 'ANALYST'];
  const after = (of: string) => JSON.stringify(known.cursors.get(of)![0]);

  it.each<[string, () => string]>([
    [
      'the same connection twice with other arguments',
      () => `{ projects { nodes {
        few: timeEntries(first: 1) { totalCount nodes { id } pageInfo { hasNextPage endCursor } }
        more: timeEntries(first: 3) { totalCount nodes { minutes user { name } } }
        timeEntries(first: 3) { nodes { workedOn } }
      } } }`,
    ],
    [
      'fragments on an interface, one in another',
      () => `{ partners { nodes { ...Any qualifications(first: 2) { nodes { ...Any } } } } }
      fragment Any on Node { id ... on Partner { name members(first: 1) { nodes { ...Other } } }
        ... on Qualification { stage offering { ...Other } } }
      fragment Other on Node { id ... on User { email } ... on ServiceOffering { name } }`,
    ],
    [
      'directives that drop a relation, or half of its selection',
      () => `query ($no: Boolean = false, $yes: Boolean = true) { projects(first: 5) { nodes {
        allocations(first: 2) @include(if: $no) { nodes { role } }
        customer @skip(if: $yes) { region } customer { name @skip(if: $no) tier @include(if: $no) }
        ... @include(if: $no) { manager { email } } ... @skip(if: $no) { manager { name } }
      } } }`,
    ],
    [
      'a nested connection after a cursor',
      () => `{ projects { nodes { timeEntries(first: 2, after: ${after('Project.timeEntries')}) {
        totalCount edges { cursor node { id } } pageInfo { hasPreviousPage hasNextPage } } } } }`,
    ],
    ['an internal column', () => '{ customers { nodes { name tier } } projects { nodes { customer { tier } } } }'],
    [
      'a field with an error in the middle of a list',
      () => `{ projects { nodes { name staffings { partner { members(first: 1, after: "nonsense") { nodes { id } } } } } }
        customers(first: 1) { nodes { name } } }`,
    ],
    ['a forbidden read', () => '{ jobs { __typename } projects(first: 1) { nodes { name } } }'],
  ])('answers %s as graphql-js does without plans', async (_what, query) => {
    const { schema } = app.installation;
    expect(validate(schema, parse(query()))).toEqual([]);
    const answers = [];
    for (const viewer of everybody) answers.push(await expectTheSame(viewer, query()));
    expect(answers.some(({ text }) => text.split('{').length > 6 || text.includes('errors'))).toBe(true);
  });

  it('answers any operation as graphql-js does without plans', async () => {
    const { schema } = app.installation;
    const seen = { answers: 0, errors: 0, objects: 0 };
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (draw) => {
        const choose = (max: number) => draw(fc.integer, { min: 0, max });
        const viewer = [...viewers.keys()][choose(viewers.size - 1)]!;
        const { query, variables } = makeDocument(schema, choose, known);
        // GraphQL refuses two fields of one name with different arguments before execution.
        fc.pre(validate(schema, parse(query)).length === 0);
        const { errors, text } = await expectTheSame(viewer, query, variables);
        seen.answers += 1;
        seen.errors += errors ? 1 : 0;
        seen.objects += text.split('{').length;
      }),
      { numRuns: runs, seed, endOnFailure: !process.env.READ_PATH_RUNS },
    );
    // Operations that find nothing, or only errors, would prove nothing.
    expect(oracle.plans).toBeGreaterThan(seen.answers / 2);
    expect(seen.objects).toBeGreaterThan(seen.answers * 10);
    expect(seen.errors).toBeLessThan(seen.answers / 3);
    if (process.env.READ_PATH_RUNS) console.log(seen);
  });
});

/** The first lines that differ. */
function difference(expected: string, answered: string): string {
  const [left, right] = [expected.split('\n'), answered.split('\n')];
  const first = left.findIndex((line, index) => line !== right[index]);
  const from = Math.max(0, first - 3);
  return `expected\n${left.slice(from, first + 5).join('\n')}\nanswered\n${right.slice(from, first + 5).join('\n')}`;
}
