import { Product } from '../../src/modules/catalog';
import { sql } from '../../src/shared/database/sql';
import { type Client } from '../support/client';
import { asSystem } from '../support/database';
import { givenProduct } from '../support/given';
import { Role, TestApp } from '../support/app';

const changes = 30;

describe('the history of a record', () => {
  let app: TestApp;
  let analyst: Client;
  beforeAll(async () => {
    app = await TestApp.start();
    analyst = await app.as(Role.ANALYST);
  });
  afterAll(() => app.stop());

  /** A product that was changed often, sometimes concurrently. */
  async function changedOften(): Promise<string> {
    const { id } = await givenProduct(app);
    const { database } = app.installation;
    for (let number = 1; number <= changes; number += 1) {
      await database.transaction(asSystem, async (tx) => {
        const product = await tx.require(Product, id);
        product.owner = `Team ${number} 🚀`;
        product.capabilities = ['größer', `${number}`];
        await tx.save(product);
        if (number % 5 === 0) await tx.save(Object.assign(product, { description: `${number}` }));
      });
    }
    return id;
  }
  const entriesOf = (id: string) =>
    app.installation.database.query<{ id: string; hash: string; changes: unknown }>(
      sql`SELECT id, hash, changes FROM history_entry WHERE recordId = ${id} ORDER BY recordVersion`,
    );
  const verify = async (id: string, client = analyst) =>
    (
      await client.query('query ($id: ID!) { auditVerify(recordId: $id) { intact entries firstBrokenEntryId } }', {
        id,
      })
    ).auditVerify;
  const tamper = (statement: ReturnType<typeof sql>) => app.installation.database.query(statement);
  const entries = 1 + changes + changes / 5;

  it('is intact after many changes, and lists them in order', async () => {
    const id = await changedOften();
    expect(await verify(id)).toEqual({ intact: true, entries, firstBrokenEntryId: null });
    const { history } = await analyst.query(
      'query ($id: ID!) { history(recordId: $id, first: 3) { totalCount nodes { recordVersion action changes } } }',
      { id },
    );
    expect(history.totalCount).toBe(entries);
    expect(history.nodes[1]).toEqual({
      recordVersion: 2,
      action: 'test',
      changes: {
        owner: ['Core team', 'Team 1 🚀'],
        capabilities: [expect.anything(), expect.anything()],
      },
    });
  });

  it.each<[string, (entry: string) => ReturnType<typeof sql>]>([
    ['change', (entry) => sql`UPDATE history_entry SET changes = ${'{"owner":["a","b"]}'} WHERE id = ${entry}`],
    ['actor', (entry) => sql`UPDATE history_entry SET actorId = ${'user_x'} WHERE id = ${entry}`],
    ['time', (entry) => sql`UPDATE history_entry SET at = ${'2020-01-01 00:00:00.000'} WHERE id = ${entry}`],
    ['action', (entry) => sql`UPDATE history_entry SET action = ${'other'} WHERE id = ${entry}`],
    ['hash', (entry) => sql`UPDATE history_entry SET hash = ${'0'.repeat(64)} WHERE id = ${entry}`],
  ])('finds the first entry with a changed %s', async (_what, change) => {
    const id = await changedOften();
    const tampered = (await entriesOf(id))[6]!.id;
    await tamper(change(tampered));
    expect(await verify(id)).toEqual({ intact: false, entries, firstBrokenEntryId: tampered });
  });

  it('reveals that an entry was removed from the middle', async () => {
    const id = await changedOften();
    const [, , third, fourth] = await entriesOf(id);
    await tamper(sql`DELETE FROM history_entry WHERE id = ${third!.id}`);
    expect(await verify(id)).toEqual({ intact: false, entries: entries - 1, firstBrokenEntryId: fourth!.id });
  });

  it('reveals that the newest entries are missing', async () => {
    const id = await changedOften();
    const newest = (await entriesOf(id)).at(-1)!;
    await tamper(sql`DELETE FROM history_entry WHERE id = ${newest.id}`);
    expect(await verify(id)).toEqual({ intact: false, entries: entries - 1, firstBrokenEntryId: null });
  });

  it('reveals that a record was set back behind its history', async () => {
    const id = await changedOften();
    const [, , third] = await entriesOf(id);
    await tamper(sql`UPDATE product SET version = 3, historyHash = ${third!.hash} WHERE id = ${id}`);
    expect((await verify(id)).intact).toBe(false);
  });

  it('is only for staff', async () => {
    const { id } = await givenProduct(app);
    const partner = await app.asPartner('partner_01jd5s9c0ye5rt3t7m6x0j5d1q');
    for (const client of [partner, app.anonymous]) {
      for (const query of ['auditVerify(recordId: $id) { intact }', 'history(recordId: $id) { totalCount }']) {
        const answer = await client.send(`query ($id: ID!) { ${query} }`, { id });
        expect(answer.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
      }
    }
    const absent = await analyst.send('{ auditVerify(recordId: "product_01jd5s9c0ye5rt3t7m6x0j5d1q") { intact } }');
    expect(absent.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });
});
