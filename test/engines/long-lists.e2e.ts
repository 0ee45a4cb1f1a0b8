import { Product } from '../../src/modules/catalog';
import { system } from '../../src/shared/access/viewer';
import { column, sql } from '../../src/shared/database/sql';
import { newId } from '../../src/shared/domain/ids';
import { asSystem, openDatabase, type OpenDatabase } from '../support/database';

/* Lists that are built from rows grow with the business, so they must not reach a limit of either engine. */
describe('lists of forty thousand values', () => {
  let open: OpenDatabase;
  let products: Product[];
  let ids: string[];
  beforeAll(async () => {
    open = await openDatabase();
    const values = Array.from({ length: 3 }, (_, number) => ({ name: `“${number}” \\ 中`, nameKey: `${number}` }));
    products = await open.database.transaction(asSystem, (tx) =>
      tx.insertAll(
        Product,
        values.map((each) => ({ ...each, description: '', owner: 'Core', capabilities: [] })),
      ),
    );
    ids = [...Array.from({ length: 40_000 }, () => newId('product') as string), ...products.map(({ id }) => id)];
  });
  afterAll(() => open.close());

  const sorted = (found: readonly (Product | null)[]) => found.flatMap((each) => (each ? [each.id] : [])).sort();
  const all = () => sorted(products);

  it('find their rows, inside and outside of transactions', async () => {
    const reader = open.database.reader(system);
    expect(sorted(await reader.list(Product, { id: ids as Product['id'][] }))).toEqual(all());
    expect(sorted(await Promise.all(ids.map((id) => reader.byId(Product, id))))).toEqual(all());
    expect(await reader.count(Product, { id: ids as Product['id'][] })).toBe(3);
    const inside = await open.database.transaction(asSystem, (tx) => tx.list(Product, { id: ids as Product['id'][] }));
    expect(sorted(inside)).toEqual(all());
  });

  it('batch relations', async () => {
    const reader = open.database.reader(system);
    const keys = [...Array.from({ length: 40_000 }, (_, number) => `key ${number}`), '0', '1', '2'];
    const found = await Promise.all(keys.map((key) => reader.listBy(Product, 'nameKey', key)));
    expect(sorted(found.flat())).toEqual(all());
  });

  it('compare texts and numbers as short lists do, also with NOT IN', async () => {
    const found = async (condition: ReturnType<typeof sql>) =>
      sorted(await open.database.reader(system).list(Product, { and: [condition] }));
    const filler = Array.from({ length: 2_000 }, (_, number) => number + 10);
    const names = [...filler.map(String), ...products.map(({ name }) => name)];
    expect(await found(sql`${column<Product>('name')} IN (${names})`)).toEqual(all());
    expect(await found(sql`${column<Product>('version')} IN (${[...filler, 1]})`)).toEqual(all());
    expect(await found(sql`${column<Product>('name')} NOT IN (${names})`)).toEqual([]);
    expect(await found(sql`${column<Product>('name')} NOT IN (${filler.map(String)})`)).toEqual(all());
  });

  it('delete rows by their ids', async () => {
    await open.database.transaction(asSystem, async (tx) => {
      const many = Array.from({ length: 250 }, (_, number) => `deleted ${number}`);
      const inserted = await tx.insertAll(
        Product,
        many.map((name) => ({ name, nameKey: name, description: '', owner: 'Core', capabilities: [] })),
      );
      await tx.deleteAll(Product, inserted);
    });
    expect(await open.database.reader(system).count(Product, {})).toBe(3);
  });
});
