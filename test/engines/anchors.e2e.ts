import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Product } from '../../src/modules/catalog';
import { type Anchor, anchorHistory } from '../../src/shared/database/anchor';
import { anchorsOf, auditAnchors, auditChains } from '../../src/shared/database/audit';
import { chainHash, emptyHash, HistoryEntry } from '../../src/shared/database/history';
import { sql } from '../../src/shared/database/sql';
import { system } from '../../src/shared/access/viewer';
import { idAt } from '../../src/shared/domain/ids';
import { SigningKeys } from '../../src/shared/http/signing-keys';
import { Role, TestApp } from '../support/app';
import { asSystem } from '../support/database';
import { givenProduct } from '../support/given';

describe('the anchors of the history', () => {
  let app: TestApp;
  let dataDirectory: string;
  let keys: SigningKeys;
  let products: string[];

  beforeEach(async () => {
    app = await TestApp.start();
    dataDirectory = mkdtempSync(join(tmpdir(), 'anchors-'));
    keys = SigningKeys.open({ badgeKeys: null, dataDirectory });
    products = [];
    for (let day = 0; day < 3; day += 1) {
      const { id } = await givenProduct(app);
      products.push(id);
      await change(id, 'owner', `Team ${day}`);
      await anchor();
    }
  });
  afterEach(async () => {
    await app.stop();
    rmSync(dataDirectory, { recursive: true });
  });

  const database = () => app.installation.database;
  const anchor = () => anchorHistory(database(), keys, idAt('history', Date.now() + 60_000));
  const change = (id: string, property: 'owner', value: string) =>
    database().transaction(asSystem, async (tx) => {
      const product = await tx.require(Product, id);
      product[property] = value;
      await tx.save(product);
    });
  const collect = async (findings: AsyncGenerator<string>) => {
    const all: string[] = [];
    for await (const each of findings) all.push(each);
    return all;
  };
  const audit = async (kept: Anchor[] = []) => ({
    anchors: await collect(auditAnchors(database(), keys, kept)),
    chains: await collect(auditChains(database())),
  });
  const entriesOf = (recordId: string) =>
    database()
      .reader(system)
      .list(HistoryEntry, { recordId }, [{ column: 'recordVersion' }]);
  const run = (statement: ReturnType<typeof sql>) => database().query(statement);

  /** Forges the history of a record, as an attacker with database access would who knows how chains are computed. */
  async function rewrite(recordId: string): Promise<void> {
    let hash = emptyHash;
    for (const entry of await entriesOf(recordId)) {
      if (entry.changes.owner) entry.changes.owner[1] = 'Nobody';
      hash = chainHash(hash, entry);
      await run(
        sql`UPDATE history_entry SET changes = ${JSON.stringify(entry.changes)}, hash = ${hash} WHERE id = ${entry.id}`,
      );
    }
    await run(sql`UPDATE product SET owner = ${'Nobody'}, historyHash = ${hash} WHERE id = ${recordId}`);
  }

  it('cover every entry once, and the audit finds nothing in an untouched history', async () => {
    const anchors = await anchorsOf(database());
    expect(anchors.map(({ number }) => number)).toEqual([1, 2, 3]);
    const [row] = await run(sql`SELECT COUNT(*) AS n FROM history_entry`);
    expect(anchors.reduce((sum, { entries }) => sum + entries, 0)).toBe(Number(row!.n));
    expect(await anchor()).toBeNull();
    expect(await audit(anchors)).toEqual({ anchors: [], chains: [] });
  });

  it('detect a recomputed chain, which the chain check cannot', async () => {
    await rewrite(products[1]!);
    expect(await audit()).toEqual({
      anchors: [expect.stringMatching(/^At least one entry that anchor 2 covers was changed or replaced/)],
      chains: [],
    });
    const analyst = await app.as(Role.ANALYST);
    const { auditVerify } = await analyst.query('query ($id: ID!) { auditVerify(recordId: $id) { intact } }', {
      id: products[1],
    });
    expect(auditVerify.intact).toBe(true);
  });

  it('detect a deleted entry', async () => {
    const [, newest] = await entriesOf(products[0]!);
    await run(sql`DELETE FROM history_entry WHERE id = ${newest!.id}`);
    expect((await audit()).anchors).toEqual([expect.stringMatching(/^Anchor 1 covers \d+ entries, but the database/)]);
  });

  it('detect, with archived copies, anchors that were deleted or signed again with another key', async () => {
    const kept = await anchorsOf(database());
    await rewrite(products[2]!);
    await run(sql`DELETE FROM history_anchor WHERE number = 3`);
    expect((await audit(kept)).anchors).toEqual([
      'Anchor 3 is in the archive but not in the database.',
      expect.stringMatching(/^At least one entry that anchor 3 covers/),
    ]);
    const others = mkdtempSync(join(tmpdir(), 'anchors-'));
    await anchorHistory(
      database(),
      SigningKeys.open({ badgeKeys: null, dataDirectory: others }),
      idAt('history', Date.now() + 60_000),
    );
    rmSync(others, { recursive: true });
    expect((await audit()).anchors).toEqual(['Anchor 3 is not signed by this installation.']);
    expect((await audit(kept)).anchors).toEqual([
      'Anchor 3 in the database differs from its archived copy.',
      expect.stringMatching(/^At least one entry that anchor 3 covers/),
    ]);
  });

  it('stay valid when the key is rotated, and the chain check covers entries that are not anchored yet', async () => {
    SigningKeys.rotate({ badgeKeys: null, dataDirectory });
    keys = SigningKeys.open({ badgeKeys: null, dataDirectory });
    await change(products[0]!, 'owner', 'Later');
    const { id } = (await entriesOf(products[0]!)).at(-1)!;
    expect(await audit()).toEqual({ anchors: [], chains: [] });
    await run(sql`UPDATE history_entry SET actorId = ${'user_x'} WHERE id = ${id}`);
    expect((await audit()).chains).toEqual([
      `${products[0]!}: the entry ${id} does not follow from the previous entries.`,
    ]);
  });

  it('made while the clock was ahead do not stop later anchors from covering entries of an earlier time', async () => {
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 86_400_000);
    await change(products[0]!, 'owner', 'Ahead');
    await anchor();
    now.mockRestore();
    await change(products[1]!, 'owner', 'Corrected');
    expect(await anchor()).toMatchObject({ number: 5, entries: 1 });
    await change(products[2]!, 'owner', 'Next');
    expect(await anchor()).toMatchObject({ number: 6, entries: 1 });
    expect(await audit(await anchorsOf(database()))).toEqual({ anchors: [], chains: [] });
    await rewrite(products[1]!);
    expect((await audit()).anchors).toEqual([
      expect.stringMatching(/^At least one entry that anchor 2 covers/),
      expect.stringMatching(/^At least one entry that anchor 5 covers/),
    ]);
  });

  it('are made by the daily job from entries that are an hour old, and logged', async () => {
    expect(await app.installation.jobs.run('anchorHistory')).toMatchObject({ error: null, changed: 0 });
    await givenProduct(app);
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_660_000);
    const said = jest.spyOn(app.installation.log, 'info');
    expect(await app.installation.jobs.run('anchorHistory')).toMatchObject({ error: null, changed: 1 });
    now.mockRestore();
    const [newest] = (await anchorsOf(database())).slice(-1);
    const { number, head, signature } = newest!;
    expect(said).toHaveBeenCalledWith(
      { anchor: expect.objectContaining({ number, head, signature }) },
      'the history was anchored',
    );
  });

  it('are shown only to ADMIN', async () => {
    const query = '{ historyAnchors { nodes { number entries head keyId signature } } }';
    const { historyAnchors } = await (await app.as(Role.ADMIN)).query(query);
    expect(historyAnchors.nodes.map(({ number }: { number: number }) => number)).toEqual([3, 2, 1]);
    expect(await (await app.as(Role.ANALYST)).query(query)).toEqual({ historyAnchors: { nodes: [] } });
  });
});
