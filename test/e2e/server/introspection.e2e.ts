import { TestApp } from '../../support/app';

const times = (n: number, part: (i: number) => string) => Array.from({ length: n }, (_, i) => part(i)).join(' ');

describe('introspection queries', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const typed = '{ name kind ofType { name kind ofType { name kind ofType { name kind } } } }';
  const everyField = `fields { name args { name type ${typed} } type ${typed} }`;

  it.each([
    [
      'one type repeatedly',
      `{ ${times(20, (i) => `a${i}: __type(name: "Node") { possibleTypes { ${everyField} } }`)} }`,
    ],
    [
      'types, their interfaces, and the possible types of those',
      `{ __schema { types { interfaces { possibleTypes { ${times(40, (i) => `a${i}: name`)} } } } } }`,
    ],
    ['the whole schema many times', `{ ${times(15, (i) => `a${i}: __schema { types { ${everyField} } }`)} }`],
  ])('cost as much as their responses contain: %s', async (_what, query) => {
    const started = Date.now();
    const { status, errors } = await app.anonymous.send(query);
    expect(status).toBe(400);
    expect(errors!.map(({ extensions }) => extensions.code)).toEqual(['TOO_COSTLY']);
    // Refused before execution, which would take many seconds.
    expect(Date.now() - started).toBeLessThan(5_000);
  });

  it('with fifty errors get five of them', async () => {
    const wrong = await app.anonymous.send(`{ viewer { id ${'@aa '.repeat(50)} } }`);
    expect(wrong.errors).toHaveLength(5);
    const values = await app.anonymous.send('query ($a: [Int!]) { programmes(status: $a) { nodes { id } } }', {
      a: Array.from({ length: 50 }, () => 'a'),
    });
    expect(values.errors!.length).toBeLessThanOrEqual(5);
  });

  it('are charged by the type that a variable names', async () => {
    const query = `query ($name: String!) { __type(name: $name) { possibleTypes { ${everyField} ${everyField.replace('fields', 'again: fields')} } } }`;
    expect((await app.anonymous.send(query, { name: 'Money' })).status).toBe(200);
    expect((await app.anonymous.send(query, { name: 'None' })).data).toEqual({ __type: null });
    const costly = `query ($name: String!) { ${times(20, (i) => `a${i}: __type(name: $name) { possibleTypes { ${everyField} } }`)} }`;
    expect((await app.anonymous.send(costly, { name: 'Node' })).errors![0]!.extensions.code).toBe('TOO_COSTLY');
  });
});
