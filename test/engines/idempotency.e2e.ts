import { type Client } from '../support/client';
import { unique } from '../support/given';
import { Role, TestApp } from '../support/app';

const selection = 'product { id name version }';
const repeats = 50;

describe('a request that is repeated', () => {
  let app: TestApp;
  let manager: Client;
  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
  });
  afterAll(() => app.stop());

  const create = (name: string, further: object = {}) => ({
    input: { name, description: '', owner: 'Core', capabilities: [] },
    ...further,
  });
  const named = async (name: string) =>
    (
      await manager.query(
        'query ($search: String) { products(filter: { search: $search }) { nodes { id } totalCount } }',
        { search: name },
      )
    ).products.totalCount;

  it.each<[string, (key: string) => [object, Record<string, string>]]>([
    ['the header', (key) => [{}, { 'idempotency-key': key }]],
    ['the argument', (key) => [{ clientMutationId: key }, {}]],
  ])(
    'with %s does its work once and returns the same record, for any number of concurrent repeats',
    async (_what, mark) => {
      const name = unique('Once');
      const [further, headers] = mark(unique('key'));
      const answers = await Promise.all(
        Array.from({ length: repeats }, () => manager.done('productCreate', create(name, further), selection, headers)),
      );
      const [first] = answers;
      expect(answers).toEqual(Array.from({ length: repeats }, () => first));
      expect(await named(name)).toBe(1);
      expect(await app.factsAbout(first.id)).toEqual(['ProductCreated']);
      expect(await app.historyOf(first.id)).toEqual(['productCreate']);
      const later = await app.expectNothingChanged(() =>
        manager.done('productCreate', create(name, further), selection, headers),
      );
      expect(later).toEqual(first);
    },
  );

  it('is refused with another body, or for another mutation', async () => {
    const key = unique('key');
    const further = { clientMutationId: key };
    const first = await manager.done('productCreate', create(unique('First'), further), selection);
    const refusal = { code: 'RULE_VIOLATION', rule: 'idempotency-key-reused' };
    for (const other of [create(unique('Second'), further), create(`${first.name} `, further)]) {
      expect(await app.expectNothingChanged(() => manager.refused('productCreate', other, selection))).toMatchObject(
        refusal,
      );
    }
    const offering = {
      productId: first.id,
      name: unique('Offering'),
      description: '',
      deliverables: [],
      phases: ['Run'],
      roles: ['Consultant'],
      baselineHours: [],
    };
    const args = { input: offering, ...further };
    expect(
      await app.expectNothingChanged(() => manager.refused('offeringCreate', args, 'offering { id }')),
    ).toMatchObject(refusal);
  });

  it('concurrently with different bodies succeeds for only one of them', async () => {
    const headers = { 'idempotency-key': unique('key') };
    const names = Array.from({ length: 10 }, () => unique('Race'));
    const answers = await Promise.all(
      names.map((name) => manager.mutate('productCreate', create(name), selection, headers)),
    );
    const made = answers.filter(({ product }) => product !== null);
    expect(made).toHaveLength(1);
    const refusals = answers.filter(({ product }) => product === null);
    expect(new Set(refusals.map(({ userErrors }) => userErrors[0].rule))).toEqual(new Set(['idempotency-key-reused']));
    expect(await named('Race')).toBe(1);
  });

  it('after a refusal is evaluated again', async () => {
    const name = unique('Taken');
    const other = await manager.done('productCreate', create(name), selection);
    const headers = { 'idempotency-key': unique('key') };
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const refusal = await app.expectNothingChanged(() =>
        manager.refused('productCreate', create(name), selection, headers),
      );
      expect(refusal).toMatchObject({ rule: 'name-taken' });
    }
    expect(await app.factsAbout(other.id)).toEqual(['ProductCreated']);
  });

  it('is independent of an equal key of another user', async () => {
    const headers = { 'idempotency-key': unique('key') };
    const colleague = await app.as(Role.ECOSYSTEM_MANAGER);
    const mine = await manager.done('productCreate', create(unique('Mine')), selection, headers);
    const theirs = await colleague.done('productCreate', create(unique('Theirs')), selection, headers);
    expect(theirs.id).not.toBe(mine.id);
  });

  it('with several mutations distinguishes them', async () => {
    const [first, second] = [unique('Alias'), unique('Alias')];
    const document = `mutation ($first: ProductCreateInput!, $second: ProductCreateInput!) {
      first: productCreate(input: $first) { product { id } userErrors { message } }
      second: productCreate(input: $second) { product { id } userErrors { message } }
    }`;
    const input = (name: string) => ({ name, description: '', owner: 'Core', capabilities: [] });
    const variables = { first: input(first), second: input(second) };
    const headers = { 'idempotency-key': unique('key') };
    const answer = await manager.send(document, variables, headers);
    expect(answer.data.first.product.id).not.toBe(answer.data.second.product.id);
    expect(await app.expectNothingChanged(() => manager.send(document, variables, headers))).toEqual(answer);
  });

  it('is refused with a key of more than 200 characters', async () => {
    const args = create(unique('Long'), { clientMutationId: 'x'.repeat(201) });
    const refusal = await app.expectNothingChanged(() => manager.refused('productCreate', args, selection));
    expect(refusal).toMatchObject({ code: 'INVALID_INPUT', field: ['clientMutationId'] });
    const fits = create(unique('Long'), { clientMutationId: '🚀'.repeat(100) });
    await manager.done('productCreate', fits, selection);
  });
});
