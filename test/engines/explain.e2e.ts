import {
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLField,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { recordClasses } from '../../src/shared/database/record';
import type { Sql } from '../../src/shared/database/sql';
import { Role, type TestApp } from '../support/app';
import type { Client } from '../support/client';
import { sampleInput } from '../support/crawler';
import { startWithDemo } from '../support/demo';
import { isConnection, literal, plainField } from '../support/documents';
import { engine } from '../support/engine';
import { multiply } from '../support/multiply';

/*
 * Every list of the schema with each filter alone and in each order, and every field of every record, all taken from the
 * schema itself: no SQL that runs for them may scan a whole table that grows.
 */

/** Tables that may be scanned: they do not grow with the business, or exist to be added up. */
const small: Record<string, string> = {
  product: 'the catalog: a vendor has tens of products',
  service_offering: 'the catalog: a vendor has tens of offerings',
  programme: 'one or two a year',
  scorecard_definition: 'one or two a year',
  working_calendar: 'one for a region: a vendor has tens of them',
  fund_activity_kind: 'a vendor has tens of kinds of activities',
  job_lease: 'one row per kind of job',
  cost_rollup: 'the sums of time entries, kept so that not these are added up',
  person_month: 'the sums of time entries by person and month, for the same reason',
};

/** Queries that aggregate many rows on purpose, for the few users who plan with them. */
const reports: Record<string, string> = {
  allianceSuggestions: 'all projects that deliver offerings of two products',
  utilisation: 'everybody who delivers, with all allocations and approved time of the days asked for',
  capacity: 'the same people, allocations and time',
  overAllocations: 'all allocations of the days asked for, for those who might have too many',
  solutionMap: 'partners and projects in their order, until a hundred of each belong on the map',
};

/** No index finds a substring, so names are scanned, in tables of some thousands of rows. */
const searched = [
  'product',
  'service_offering',
  'customer',
  'project',
  'user',
  'partner',
  'course',
  'document',
  'playbook_improvement',
  'organization',
  'alliance',
  'joint_solution',
];

describe('the statements of the read path', () => {
  let app: TestApp;
  const statements = new Map<string, { statement: Sql; from: string }>();

  const rows = (text: string) => app.installation.database.query({ text, params: [] });

  beforeAll(async () => {
    app = await startWithDemo({ limits: { cost: 1_000_000_000 } });
    const { database } = app.installation;
    const [busiest] = await rows(
      'SELECT partnerId AS id FROM project_staffing GROUP BY partnerId ORDER BY COUNT(DISTINCT projectId) DESC, partnerId LIMIT 1',
    );
    const clients = {
      staff: await app.as(Role.ECOSYSTEM_MANAGER, Role.PROJECT_MANAGER),
      administrator: await app.as(Role.ADMIN),
      'partner administrator': await app.asPartner(String(busiest!.id), Role.PARTNER_ADMIN),
      'partner member': await app.asPartner(String(busiest!.id), Role.PARTNER_MEMBER),
    };
    for (const [who, client] of Object.entries(clients))
      for (const query of await documents()) await run(who, client, query);
    await multiply(database, { rows: 1_500, scattered: true });
  }, 300_000);
  afterAll(() => app.stop());

  /** Runs the operation and collects its SQL statements. */
  async function run(who: string, client: Client, query: string): Promise<void> {
    const { database } = app.installation;
    const note = (statement: Sql) => {
      const text = statement.text.replace(/\?(, \?)+/g, '?');
      if (!statements.has(text)) statements.set(text, { statement, from: `${who}: ${query}` });
    };
    const { cells, query: objects } = database;
    const source = database as unknown as { figures(statement: Sql): Promise<unknown> };
    const { figures } = source;
    source.figures = (statement) => (note(statement), figures.call(database, statement));
    database.cells = (statement) => (note(statement), cells.call(database, statement));
    database.query = (statement) => (note(statement), objects.call(database, statement)) as never;
    await client.send(query);
    Object.assign(database, { cells, query: objects, figures });
  }

  async function documents(): Promise<string[]> {
    const { schema, database } = app.installation;
    const found: string[] = [];
    const ids = new Map<string, string[]>();
    for (const [prefix, recordClass] of recordClasses()) {
      const { tableName } = database.dataSource.getMetadata(recordClass);
      const some = await rows(`SELECT id FROM \`${tableName}\` ORDER BY id LIMIT 3`);
      ids.set(
        prefix,
        some.map(({ id }) => String(id)),
      );
    }
    const idOf = (name: string) => {
      const word = name.replace(/Id$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      return ids.get(word)?.[0] ?? ids.get('user')![0]!;
    };
    const known = (name: string): Record<string, unknown> => ({
      ...(/(Id|^id)$/.test(name) && { [name]: idOf(name) }),
    });
    const passed = ({ name, type }: GraphQLArgument, value: unknown) => `${name}: ${literal(type, value)}`;
    const page = 'nodes { id } pageInfo { endCursor }';

    for (const field of Object.values(schema.getQueryType()!.getFields())) {
      if (field.name in reports) continue;
      const type = getNamedType(field.type);
      if (!isConnection(type)) {
        const call = field.args
          .filter(isRequiredArgument)
          .map((each) => passed(each, sampleInput(each.type, each.name, known(each.name))));
        found.push(`{ ${field.name}${call.length > 0 ? `(${call.join(', ')})` : ''} { __typename } }`);
        continue;
      }
      const required = field.args
        .filter(isRequiredArgument)
        .map((each) => passed(each, sampleInput(each.type, each.name, known(each.name))));
      const call = (...more: string[]) => [...required, 'first: 10', ...more].join(', ');
      found.push(`{ ${field.name}(${call()}) { ${page} } }`);
      for (const filter of field.args.filter(({ name }) => name === 'filter')) {
        for (const value of eachAlone(filter, known))
          found.push(`{ ${field.name}(${call(passed(filter, value))}) { ${page} totalCount } }`);
      }
      for (const order of ordersOf(field)) {
        found.push(`{ ${field.name}(${call(order)}) { ${page} } }`);
        const { data } = await (
          await staffClient()
        ).send(`{ ${field.name}(${[...required, 'first: 2', order].join(', ')}) { ${page} } }`);
        const cursor = data?.[field.name].pageInfo.endCursor;
        if (cursor) found.push(`{ ${field.name}(${call(order, `after: "${cursor}"`)}) { ${page} } }`);
      }
    }
    for (const [prefix, recordClass] of recordClasses()) {
      const type = schema.getType(recordClass.name);
      if (!isObjectType(type) || !database.access.shows(recordClass) || ids.get(prefix)!.length === 0) continue;
      for (const field of Object.values(type.getFields())) {
        const selection = plainField(field);
        if (selection === null || !selection.includes('{')) continue;
        found.push(`{ nodes(ids: ${JSON.stringify(ids.get(prefix))}) { ... on ${type.name} { ${selection} } } }`);
      }
    }
    return found;
  }

  let staff: Client | null = null;
  const staffClient = async () => (staff ??= await app.as(Role.ECOSYSTEM_MANAGER));

  it('scan no table that grows', async () => {
    const sizes = new Map<string, number>();
    for (const { tableName } of app.installation.database.dataSource.entityMetadatas) {
      const [row] = await rows(`SELECT COUNT(*) AS n FROM \`${tableName}\``);
      sizes.set(tableName, Number(row!.n));
    }
    const findings: string[] = [];
    for (const { statement, from } of statements.values()) {
      const [, table = ''] = /FROM `?(\w+)`? AS t\b/.exec(statement.text) ?? [];
      if (table in small || (searched.includes(table) && / LIKE /.test(statement.text))) continue;
      // What the demo has nothing of is judged by the embedded engine alone: the other one looks at what there is.
      if (engine === 'mariadb' && sizes.get(table)! < 1_000) continue;
      for (const scan of await scannedBy(statement)) findings.push(`${scan}\n  ${statement.text}\n  ${from}`);
    }
    expect(statements.size).toBeGreaterThan(300);
    if (findings.length > 0) throw new Error(findings.join('\n\n'));
  });

  it('find the unapproved time of a project by the index on project and status', async () => {
    const { dataSource } = app.installation.database;
    const ofHealth = [...statements.values()].find(({ statement: { text } }) =>
      /MIN\(`t`\.`workedOn`\) AS day/.test(text),
    );
    const { text, params } = ofHealth!.statement;
    const explain = engine === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN';
    const plan = await dataSource.query<unknown[]>(`${explain} ${text}`, params as unknown[]);
    const columns = ['projectId', 'status', 'workedOn', 'scopeItemId', 'phase', 'costMinor'];
    const name = dataSource.namingStrategy.indexName('time_entry', columns);
    expect(JSON.stringify(plan)).toContain(name);
  });

  /** The aliases of the tables that the engine would scan. */
  async function scannedBy({ text, params }: Sql): Promise<string[]> {
    const { dataSource } = app.installation.database;
    if (engine === 'sqlite') {
      const plan = await dataSource.query<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${text}`, params as unknown[]);
      const sorts = plan.some(({ detail }) => detail.includes('TEMP B-TREE FOR ORDER BY'));
      // What a subquery has found is read as a whole.
      const found = ['(', 'CONSTANT', ...[...text.matchAll(/\) AS (\w+)/g)].map(([, alias]) => alias!)];
      const scans = plan.filter(
        ({ detail }) => detail.startsWith('SCAN ') && !found.some((each) => detail.startsWith(`SCAN ${each}`)),
      );
      // A list is read along the index of its order, to the end of the page.
      const alongOrder = (detail: string) =>
        / USING (COVERING )?INDEX /.test(detail) && text.includes('LIMIT') && !sorts;
      return scans.filter(({ detail }) => !alongOrder(detail)).map(({ detail }) => detail);
    }
    const plan = await dataSource.query<Record<string, string>[]>(`EXPLAIN ${text}`, params as unknown[]);
    return plan
      .filter(({ table, type }) => table && !table.startsWith('<') && (type === 'ALL' || type === 'index'))
      .filter(({ type, Extra }) => !(type === 'index' && text.includes('LIMIT') && !Extra!.includes('filesort')))
      .map(({ table, type, key, rows: many, Extra }) => `${table} ${type} ${key} ${many} ${Extra}`);
  }
});

/** Filters that set one field each; a nested filter sets each of its own fields in turn. */
function eachAlone(
  { type }: Pick<GraphQLArgument, 'type'>,
  known: (name: string) => Record<string, unknown>,
): object[] {
  const nullable = getNullableType(type);
  if (!isInputObjectType(nullable)) throw new Error(`${String(type)} is no filter.`);
  return Object.values(nullable.getFields()).flatMap((field) => {
    const inner = getNullableType(field.type);
    if (isInputObjectType(inner)) return eachAlone({ type: inner }, known).map((value) => ({ [field.name]: value }));
    if (isListType(inner) && isEnumType(getNamedType(inner)))
      return [{ [field.name]: [sampleInput(getNamedType(inner), field.name)] }];
    // Days before or after which there are few rows: filters are made to find few.
    const day = /from|since|after/i.test(field.name) ? '2099-01-01' : '1999-01-01';
    if (getNamedType(inner).name === 'Date') return [{ [field.name]: day }];
    return [{ [field.name]: sampleInput(field.type, field.name, known(field.name)) }];
  });
}

/** Each order that a list offers, in both directions. */
function ordersOf(field: GraphQLField<unknown, unknown>): string[] {
  const argument = field.args.find(({ name }) => name === 'orderBy');
  const type = argument && getNullableType(argument.type);
  if (!isInputObjectType(type)) return [];
  const columns = getNamedType(type.getFields().field!.type);
  if (!isEnumType(columns)) return [];
  return columns
    .getValues()
    .flatMap(({ name }) => ['ASC', 'DESC'].map((direction) => `orderBy: { field: ${name}, direction: ${direction} }`));
}
