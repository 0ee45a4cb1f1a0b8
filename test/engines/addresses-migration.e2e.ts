import 'reflect-metadata';
import { migrations } from '../../migrations';
import { AddressesAsKept0000000000052 } from '../../migrations/0052-addresses-as-kept';
import { migrate } from '../../src/shared/database/migration';
import { newId } from '../../src/shared/domain/ids';
import { mailAddress } from '../../src/shared/domain/text';
import { createTestDatabase, type TestDatabase } from '../support/engine';
import { openUpTo } from '../support/upgrades';

type Row = Record<string, unknown>;

describe('the migration of email addresses', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('normalizes them, takes the login from the second of two equal ones, and logs each clash', async () => {
    const at = '2026-03-02 09:00:00.125';
    const count = migrations.indexOf(AddressesAsKept0000000000052);
    const before = await openUpTo(database, count);
    await migrate(before);
    const insert = async (email: string, more: Row = {}): Promise<string> => {
      const bookkeeping = { version: 1, createdAt: at, updatedAt: at, historyHash: 'h' };
      const person = { name: 'Ada', status: 'ACTIVE', roles: '[]', partnerId: null, login: email };
      const all: Row = { id: newId('user'), ...bookkeeping, email, ...person, ...more };
      await before.query(
        `INSERT INTO \`user\` (${Object.keys(all).map((name) => `\`${name}\``)}) VALUES (${Object.keys(all).map(() => '?')})`,
        Object.values(all),
      );
      return all.id as string;
    };
    const ids = [
      await insert('right@loom.example'),
      await insert('wide@\uff4coom.example'),
      await insert('hidden@lo\u00adom.\u200bexample'),
      await insert('no-login@lo\u00adom.example', { login: null }),
      await insert('twin@lo\u00adom.example'),
      await insert('twin@loom.example'),
      await insert('pair@lo\u00adom.example'),
      await insert('pair@loom\u00ad.example'),
      await insert('firm@lo\u00adom.example', { partnerId: 'partner_1' }),
      await insert('firm@loom.example', { partnerId: 'partner_2' }),
      await insert(`long@${'\ufdfa'.repeat(60)}.example`),
    ];
    // More than one batch of the migration.
    const many = Array.from(
      { length: 510 },
      (_, number) => `('${newId('user')}', 1, '${at}', '${at}', 'h',
      'n${number}@lo\u00adom.example', 'n${number}@lo\u00adom.example', 'Ada', 'ACTIVE', '[]')`,
    );
    await before.query(
      `INSERT INTO \`user\` (id, version, createdAt, updatedAt, historyHash, email, login, name, status, roles) VALUES ${many.join(', ')}`,
    );
    await before.destroy();

    const warned = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const after = await openUpTo(database, count + 1);
    await migrate(after);
    const read = () => after.query<Row[]>('SELECT id, email, login FROM `user` ORDER BY id');
    const kept = await read();
    const long = `long@${'\ufdfa'.repeat(60)}.example`;
    expect(ids.map((id) => kept.find((row) => row.id === id)).map((row) => [row!.email, row!.login])).toEqual([
      ['right@loom.example', 'right@loom.example'],
      ['wide@loom.example', 'wide@loom.example'],
      ['hidden@loom.example', 'hidden@loom.example'],
      ['no-login@loom.example', null],
      ['twin@lo\u00adom.example', null],
      ['twin@loom.example', 'twin@loom.example'],
      ['pair@loom.example', 'pair@loom.example'],
      ['pair@loom\u00ad.example', null],
      ['firm@loom.example', null],
      ['firm@loom.example', 'firm@loom.example'],
      [long, null],
    ]);
    for (const { login } of kept) if (login !== null) expect(mailAddress(login as string)).toBe(login);
    expect(kept.filter(({ email }) => mailAddress(email as string) !== email)).toHaveLength(3);
    const said = warned.mock.calls.map(([line]) => String(line).trim());
    expect(said).toEqual([
      `user ${ids[4]} has the same address as ${ids[5]} now ("twin@loom.example"): correct one of them.`,
      `user ${ids[7]} has the same address as ${ids[6]} now ("pair@loom.example"): correct one of them.`,
      `user ${ids[10]} has an address that is too long: correct it.`,
    ]);

    // A second run, as after a kill, changes nothing.
    const runner = after.createQueryRunner();
    await new AddressesAsKept0000000000052().up(runner);
    await runner.release();
    expect(await read()).toEqual(kept);
    warned.mockRestore();
    await after.destroy();
  });
});
