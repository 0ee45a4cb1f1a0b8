import { getNullableType, type GraphQLInputType, isInputObjectType, isListType, isRequiredArgument } from 'graphql';
import { recordClasses } from '../../../src/shared/database/record';
import { newId } from '../../../src/shared/domain/ids';
import { idsOf } from '../../../src/shared/graphql/id-kinds';
import { Role, TestApp } from '../../support/app';
import { type Client } from '../../support/client';
import { sampleInput } from '../../support/crawler';

/** Arguments that accept an id of any kind. */
const ofAnyKind = [
  'Query.node id',
  'Query.nodes ids',
  'Query.history recordId',
  'Query.auditVerify recordId',
  'Query.incentiveEntries filter.recordId',
];
/** Arguments whose resolver knows the kind, although the name does not say it. */
const ofKnownKind: [query: string, argument: string, kind: string][] = [
  ['incentiveSchemeDifference', 'id', 'incentive_scheme'],
  ['incentiveSchemeDifference', 'withId', 'incentive_scheme'],
  ['incentiveSchemeImpact', 'draftId', 'incentive_scheme'],
  ['programmeDifference', 'fromId', 'programme'],
  ['programmeDifference', 'toId', 'programme'],
  ['scorecardDefinitionDifference', 'fromId', 'scorecard_definition'],
  ['scorecardDefinitionDifference', 'toId', 'scorecard_definition'],
  ['programmeImpact', 'draftId', 'programme'],
  ['sowDifference', 'from', 'sow'],
  ['sowDifference', 'to', 'sow'],
];

describe('an id in a filter or an argument', () => {
  let app: TestApp;
  let admin: Client;
  beforeAll(async () => {
    app = await TestApp.start();
    admin = await app.as(Role.ADMIN);
  });
  afterAll(() => app.stop());

  const queries = () => Object.values(app.installation.schema.getQueryType()!.getFields());

  /** The arguments of a query with this id at a path, and valid values elsewhere. */
  function placed(type: GraphQLInputType, name: string, path: readonly string[], id: string): unknown {
    const nullable = getNullableType(type);
    if (isListType(nullable)) return [placed(nullable.ofType, name, path, id)];
    if (!isInputObjectType(nullable)) return id;
    const [next, ...rest] = path as [string, ...string[]];
    const sample = sampleInput(nullable, name) as Record<string, unknown>;
    return { ...sample, [next]: placed(nullable.getFields()[next]!.type, next, rest, id) };
  }

  async function ask(
    field: ReturnType<typeof queries>[number],
    path: readonly string[],
    id: string,
    otherwise = 'partner',
  ) {
    const [argument, ...rest] = path as [string, ...string[]];
    const used = field.args.filter((each) => isRequiredArgument(each) || each.name === argument);
    const ids = Object.fromEntries(idsOf(field).map((each) => [each.path.at(-1)!, newId(each.prefix ?? otherwise)]));
    const variables = Object.fromEntries(
      used.map(({ name, type }) => [
        name,
        name === argument ? placed(type, name, rest, id) : sampleInput(type, name, ids),
      ]),
    );
    const declared = used.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
    const passed = used.map(({ name }) => `${name}: $${name}`).join(', ');
    const { errors = [] } = await admin.send(
      `query (${declared}) { ${field.name}(${passed}) { __typename } }`,
      variables,
    );
    return errors.map(({ message, extensions }) => ({ message, code: extensions.code, field: extensions.field }));
  }

  it('has a kind, in every query of the schema and every relation', () => {
    const without = Object.values(app.installation.schema.getTypeMap()).flatMap((type) =>
      'getFields' in type && type.name !== 'Mutation' && !type.name.startsWith('__')
        ? Object.values(type.getFields()).flatMap((field) =>
            'args' in field
              ? idsOf(field as never)
                  .filter(({ prefix }) => prefix === null)
                  .map(({ path }) => `${type.name}.${field.name} ${path.join('.')}`)
              : [],
          )
        : [],
    );
    const known = ofKnownKind.map(([query, argument]) => `Query.${query} ${argument}`);
    expect(without.sort()).toEqual([...ofAnyKind, ...known].sort());
  });

  it.each(ofKnownKind)('of %s, %s, has the kind that its resolver loads: %s', async (query, argument, kind) => {
    const field = queries().find(({ name }) => name === query)!;
    const message = `Expected the id of a ${kind} (${kind}_…), but the value is the id of a fact.`;
    expect(await ask(field, [argument], newId('fact'), kind)).toMatchObject([{ message, field: [argument] }]);
  });

  it('is refused if it is of another kind or not an id, naming the expected kind', async () => {
    const wrong: unknown[] = [];
    let places = 0;
    for (const field of queries()) {
      for (const { path, prefix } of idsOf(field)) {
        if (prefix === null) continue;
        places += 1;
        const other = [...recordClasses().keys()].find((each) => each !== prefix)!;
        for (const [id, reason] of [
          ['banana', 'is not an id'],
          [newId(other), `is the id of a ${other}`],
        ] as const) {
          const message = `Expected the id of a ${prefix} (${prefix}_…), but the value ${reason}.`;
          const found = await ask(field, path, id);
          const told = found.some((each) => each.message === message && each.code === 'BAD_USER_INPUT');
          if (!told) wrong.push([field.name, path, id, found]);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(places).toBeGreaterThan(60);
  });

  it('is named by its path in the error', async () => {
    const { errors } = await admin.send('{ projects(filter: { managerId: ["banana"] }) { totalCount } }');
    expect(errors).toMatchObject([
      {
        message: 'Expected the id of a user (user_…), but the value is not an id.',
        extensions: { code: 'BAD_USER_INPUT', field: ['filter', 'managerId', '0'] },
      },
    ]);
  });
});
