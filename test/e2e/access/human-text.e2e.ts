import {
  getNamedType,
  getNullableType,
  type GraphQLInputType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { Role, TestApp } from '../../support/app';
import { type Client, userErrors } from '../../support/client';
import { callOf, sampleInput } from '../../support/crawler';

/* Every text in the arguments of a mutation is checked by one rule. */

interface Place {
  mutation: string;
  path: string[];
  required: boolean;
  variables: Record<string, unknown>;
  query: string;
}

/** Secrets are accepted unchanged. */
const verbatim = /(password|token)$/i;

describe('a text that a person writes', () => {
  let app: TestApp;
  let admin: Client;
  let places: Place[];
  beforeAll(async () => {
    app = await TestApp.start();
    admin = await app.as(Role.ADMIN);
    places = Object.values(app.installation.schema.getMutationType()!.getFields()).flatMap((field) => {
      const { declared, passed, variables } = callOf(field, {}, ({ name }) => name !== 'clientMutationId');
      const query = `mutation${declared} { ${field.name}${passed} { ${userErrors} } }`;
      return field.args
        .filter(({ name }) => name !== 'clientMutationId')
        .flatMap(({ name, type }) => textsIn(type, [name]))
        .filter(({ path }) => !verbatim.test(path.filter((part) => part !== '0').at(-1)!))
        .map(({ path, required }) => ({ mutation: field.name, path, required, variables, query }));
    });
  });
  afterAll(() => app.stop());

  /** The path to each text in an input, and to the first one in a list. */
  function textsIn(type: GraphQLInputType, path: string[]): { path: string[]; required: boolean }[] {
    const nullable = getNullableType(type);
    if (isListType(nullable)) return textsIn(nullable.ofType, [...path, '0']);
    if (isInputObjectType(nullable) && path.length < 9)
      return Object.values(nullable.getFields()).flatMap((field) => textsIn(field.type, [...path, field.name]));
    return getNamedType(nullable).name === 'String' ? [{ path, required: isNonNullType(type) }] : [];
  }

  /** The variables with this text at this path, and valid values elsewhere. */
  function withText({ mutation, path, variables }: Place, text: string): Record<string, unknown> {
    const field = app.installation.schema.getMutationType()!.getFields()[mutation]!;
    const [argument, ...rest] = path as [string, ...string[]];
    const { type } = field.args.find(({ name }) => name === argument)!;
    return { ...variables, [argument]: placed(type, argument, rest, text) };
  }

  function placed(type: GraphQLInputType, name: string, path: string[], text: string): unknown {
    const nullable = getNullableType(type);
    if (isListType(nullable)) return [placed(nullable.ofType, name, path.slice(1), text)];
    if (!isInputObjectType(nullable)) return text;
    const [next, ...rest] = path as [string, ...string[]];
    const sample = sampleInput(nullable, name) as Record<string, unknown>;
    return { ...sample, [next]: placed(nullable.getFields()[next]!.type, next, rest, text) };
  }

  const findings = async (place: Place, text: string) => {
    const { data, errors } = await admin.send(place.query, withText(place, text));
    if (errors) throw new Error(`${place.mutation} ${place.path.join('.')}: ${JSON.stringify(errors)}`);
    return (data[place.mutation].userErrors as { code: string; field: string[] | null; message: string }[]).filter(
      ({ field, code }) => code === 'INVALID_INPUT' && field?.join('.') === place.path.join('.'),
    );
  };

  it.each<[string, string]>([
    ['a control character', 'Ada\u000bLovelace'],
    ['only blanks', '   '],
    ['only invisible characters', '\u200b\u3164\u2800'],
    ['a C1 control character', 'Ada\u0085Lovelace'],
    ['a noncharacter', 'Ada\uffffLovelace'],
    ['marks without a letter', '\u0301\u200d\u0323'],
    ['an override of its direction', 'Ada\u202eLovelace'],
    ['an unclosed isolate', '\u2067Ada'],
  ])(
    'is refused as %s in every argument of the schema [blank-names-and-reasons, badge-image-control-character]',
    async (_what, text) => {
      expect(places.length).toBeGreaterThan(100);
      const taken: string[] = [];
      await app.expectNothingChanged(async () => {
        for (const place of places) {
          if ((await findings(place, text)).length === 0) taken.push(`${place.mutation} ${place.path.join('.')}`);
        }
      });
      expect(taken).toEqual([]);
    },
  );

  it('is refused in a name or a title that changes its direction, even if it restores it', async () => {
    const taken: string[] = [];
    const named = places.filter(({ path }) => /^(name|title)$|Name$/.test(path.at(-1)!));
    expect(named.length).toBeGreaterThan(30);
    for (const place of named) {
      const found = await findings(place, '\u2068Ada\u2069');
      if (found.length === 0) taken.push(`${place.mutation} ${place.path.join('.')}`);
    }
    expect(taken).toEqual([]);
  });

  it('may contain direction marks in a search, as when copied from a page', async () => {
    const { users } = await admin.query(
      'query ($search: String!) { users(filter: { search: $search }) { totalCount } }',
      {
        search: '\u2068Nobody\u2069',
      },
    );
    expect(users.totalCount).toBe(0);
  });

  it('is refused if it is empty and a name, a title or a reason', async () => {
    const taken: string[] = [];
    const named = places.filter(({ path, required }) => required && /^(name|title|reason)$|Name$/.test(path.at(-1)!));
    expect(named.length).toBeGreaterThan(40);
    for (const place of named) {
      if ((await findings(place, '')).length === 0) taken.push(`${place.mutation} ${place.path.join('.')}`);
    }
    expect(taken).toEqual([]);
  });

  it('may have up to 5000 characters as a reason in any mutation, and is never blank', async () => {
    const reasons = places.filter(({ path }) => path.at(-1) === 'reason');
    expect(reasons.length).toBeGreaterThan(35);
    const refusedBy = async (text: string) => {
      const refused: string[] = [];
      await app.expectNothingChanged(async () => {
        for (const place of reasons) {
          if ((await findings(place, text)).length > 0) refused.push(place.mutation);
        }
      });
      return refused;
    };
    const all = reasons.map(({ mutation }) => mutation);
    for (const blank of ['', '   ', '\n\t', '\u200b\u2800']) expect(await refusedBy(blank)).toEqual(all);
    expect(await refusedBy('é'.repeat(5001))).toEqual(all);
    expect(await refusedBy('é'.repeat(5000))).toEqual([]);
  });

  it('is stored normalized, and found as it was typed', async () => {
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const input = { name: 'Cafe\u0301 Größe', description: 'Line\nby line', owner: 'Team', capabilities: ['e\u0301'] };
    const product = await manager.done('productCreate', { input }, 'product { name capabilities }');
    expect(product).toEqual({ name: 'Caf\u00e9 Größe', capabilities: ['\u00e9'] });
  });

  it('is refused with the rule and the path', async () => {
    const input = { email: 'a@example.com', name: 'Ada\nLovelace', roles: ['SALES'] };
    const payload = await admin.mutate('userInvite', { input }, 'invitation { id }');
    expect(payload.userErrors).toMatchObject([
      { message: 'name must be one line, without tabs.', field: ['input', 'name'] },
    ]);
  });
});
