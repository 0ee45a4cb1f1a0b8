import { givenCustomer, givenProduct } from '../../support/given';
import { type Client } from '../../support/client';
import { Role, TestApp } from '../../support/app';

const absent = 'product_01jd5s9c0ye5rt3t7m6x0j5d1q';

describe('records by id and lists by page', () => {
  let app: TestApp;
  let sales: Client;
  let partner: Client;
  let product: { id: string; name: string };
  let customer: { id: string; name: string };

  beforeAll(async () => {
    app = await TestApp.start();
    sales = await app.as(Role.SALES);
    partner = await app.asPartner('partner_01jd5s9c0ye5rt3t7m6x0j5d1q');
    product = await givenProduct(app);
    customer = await givenCustomer(app);
  });
  afterAll(() => app.stop());

  describe('node', () => {
    const node = (client: Client, id: string) =>
      client.send('query ($id: ID!) { node(id: $id) { __typename id ... on Product { name } } }', { id });

    it('finds any kind of record', async () => {
      expect((await node(sales, product.id)).data.node).toEqual({ __typename: 'Product', ...product });
      expect((await node(sales, customer.id)).data.node).toEqual({ __typename: 'Customer', id: customer.id });
      expect((await node(sales, sales.userId!)).data.node.__typename).toBe('User');
    });

    it('is null for a missing record and a hidden one alike', async () => {
      const foreign = await node(partner, customer.id);
      const missing = await node(partner, customer.id.replace(/_.*/, '_01jd5s9c0ye5rt3t7m6x0j5d1q'));
      expect(foreign).toEqual({ data: { node: null }, status: 200 });
      expect(foreign).toEqual(missing);
      expect(await node(app.anonymous, product.id)).toEqual(foreign);
    });

    it.each([
      ['no id', 'nonsense', '"nonsense" is not an id.'],
      ['nothing', '', '"" is not an id.'],
      ['a damaged id', absent.slice(0, -1), `"${absent.slice(0, -1)}" is not an id.`],
      ['SQL', "product_' OR 1=1 --", `"product_' OR 1=1 --" is not an id.`],
      ['an unknown kind', 'dragon_01jd5s9c0ye5rt3t7m6x0j5d1q', 'There is no kind of record with ids like dragon_….'],
      ['an internal kind', 'session_01jd5s9c0ye5rt3t7m6x0j5d1q', 'There is no kind of record with ids like session_….'],
    ])('refuses %s', async (_what, id, message) => {
      const answer = await node(sales, id);
      expect(answer.errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT', field: ['id'] } }]);
    });
  });

  describe('nodes', () => {
    const nodes = (client: Client, ids: string[]) =>
      client.send('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });

    it('keeps the requested order and repetitions, with null for missing records', async () => {
      const { data } = await nodes(sales, [customer.id, absent, product.id, customer.id]);
      expect(data.nodes).toEqual([{ id: customer.id }, null, { id: product.id }, { id: customer.id }]);
    });

    it('is null for records that the viewer may not see', async () => {
      const { data } = await nodes(partner, [customer.id, product.id]);
      expect(data.nodes).toEqual([null, { id: product.id }]);
    });

    it('reads all ids of a kind in one statement', async () => {
      const ids = [product.id, absent, customer.id, (await givenProduct(app)).id];
      const few = await app.countStatements(() => nodes(sales, ids.slice(0, 3)));
      expect(await app.countStatements(() => nodes(sales, ids))).toBe(few);
    });

    it('refuses a list of more than 100, and one with an invalid id', async () => {
      const tooMany = await nodes(
        sales,
        Array.from({ length: 101 }, () => absent),
      );
      expect(tooMany.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: ['ids'] } }]);
      expect((await nodes(sales, [product.id, 'nonsense'])).errors).toMatchObject([
        { extensions: { code: 'BAD_USER_INPUT' } },
      ]);
      expect((await nodes(sales, [])).data.nodes).toEqual([]);
    });
  });

  describe('an id of another kind', () => {
    it('is not found by the query of one kind', async () => {
      const { data } = await sales.send('query ($id: ID!) { product(id: $id) { id } }', { id: customer.id });
      expect(data.product).toBeNull();
    });
  });

  describe('a page', () => {
    const ofProducts = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { name } totalCount';
    const page = (args: string, client = sales) => client.send(`{ products${args} { ${ofProducts} } }`);

    beforeAll(async () => {
      for (const name of ['Page c', 'Page a', 'Page e', 'page B', 'Page D']) await givenProduct(app, { name });
    });

    it('follows the previous one in either order', async () => {
      for (const [direction, expected] of [
        ['ASC', 'abcde'],
        ['DESC', 'edcba'],
      ] as const) {
        let after = '';
        let seen = '';
        for (let more = true; more;) {
          const { data } = await page(
            `(first: 2, filter: { search: "page " }, orderBy: { field: NAME, direction: ${direction} }${after})`,
          );
          seen += data.products.nodes.map(({ name }: { name: string }) => name.slice(-1).toLowerCase()).join('');
          expect(data.products.totalCount).toBe(5);
          expect(data.products.pageInfo.hasPreviousPage).toBe(after !== '');
          more = data.products.pageInfo.hasNextPage;
          after = `, after: "${data.products.pageInfo.endCursor}"`;
        }
        expect(seen).toBe(expected);
      }
    });

    it('continues from its cursor when rows are inserted before it or its last row is deleted', async () => {
      const first = await page('(first: 2, filter: { search: "page " })');
      await givenProduct(app, { name: 'Page 0' });
      const after = first.data.products.pageInfo.endCursor;
      const next = await page(`(first: 2, filter: { search: "page " }, after: "${after}")`);
      expect(next.data.products.nodes).toEqual([{ name: 'Page c' }, { name: 'Page D' }]);
    });

    it('continues by timestamps', async () => {
      const names: string[] = [];
      let after: string | null = null;
      for (let more = true; more;) {
        const { data } = await sales.send(
          `query ($after: String) { products(first: 3, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) { ${ofProducts} } }`,
          { after },
        );
        names.push(...data.products.nodes.map(({ name }: { name: string }) => name));
        more = data.products.pageInfo.hasNextPage;
        after = data.products.pageInfo.endCursor;
      }
      const { data } = await page('(first: 100)');
      expect(names).toHaveLength(data.products.totalCount);
      expect(new Set(names).size).toBe(names.length);
      expect(names[0]).toBe('Page 0');
    });

    it.each([0, -1, 101, 2_147_483_647])('refuses %i items', async (first) => {
      const answer = await page(`(first: ${first})`);
      expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: ['first'] } }]);
    });

    it('has 1 to 100 items', async () => {
      expect((await page('(first: 1)')).data.products.nodes).toHaveLength(1);
      expect((await page('(first: 100)')).errors).toBeUndefined();
    });

    it('refuses a cursor of another list, of another order, and an invalid one', async () => {
      const { data } = await sales.send('{ customers { pageInfo { endCursor } } users { pageInfo { endCursor } } }');
      const descending = await page('(first: 1, orderBy: { field: CREATED_AT })');
      for (const cursor of [
        data.users.pageInfo.endCursor,
        descending.data.products.pageInfo.endCursor,
        'nonsense',
        absent,
        Buffer.from('["nameKey ASC, id ASC"]').toString('base64url'),
      ]) {
        const answer = await page(`(after: "${cursor}")`);
        expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: ['after'] } }]);
      }
    });

    it('of a list that is empty for the viewer is empty, with a total of 0', async () => {
      const { data } = await partner.send(
        '{ customers { nodes { id } totalCount pageInfo { hasNextPage endCursor } } }',
      );
      expect(data.customers).toEqual({
        nodes: [],
        totalCount: 0,
        pageInfo: { hasNextPage: false, endCursor: null },
      });
    });

    it('counts only when asked for', async () => {
      const plain = await app.countStatements(() => sales.send('{ products { nodes { id } } }'));
      const counted = await app.countStatements(() => sales.send('{ products { nodes { id } totalCount } }'));
      expect(counted).toBe(plain + 1);
    });

    it('matches characters literally that are special in SQL', async () => {
      await givenProduct(app, { name: '100% "real"_\\ \'product\'' });
      for (const search of ['100%', '"real"_', '_\\', "'product'"]) {
        const { data } = await sales.send(
          'query ($search: String) { products(filter: { search: $search }) { nodes { name } } }',
          { search },
        );
        expect(data.products.nodes).toHaveLength(1);
      }
      expect((await page('(filter: { search: "1%r" })')).data.products.nodes).toEqual([]);
    });
  });
});
