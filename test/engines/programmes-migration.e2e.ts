import 'reflect-metadata';
import { migrations } from '../../migrations';
import { Programmes0000000000011 } from '../../migrations/0011-programmes';
import { entities } from '../../src/schema';
import { createDataSource } from '../../src/shared/database/data-source';
import { migrate } from '../../src/shared/database/migration';
import { newId } from '../../src/shared/domain/ids';
import { createTestDatabase, type TestDatabase } from '../support/engine';

type Row = Record<string, unknown>;

describe('the migration to tier reviews, transitions and revocable waivers', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const connect = (upTo: typeof migrations, classes: typeof entities) =>
    createDataSource({ url: database.databaseUrl, directory: database.dataDirectory }, classes, upTo).initialize();

  it('keeps admissions, industries and waivers of partners', async () => {
    const at = '2026-03-02 09:00:00.125';
    const bookkeeping = { version: 1, createdAt: at, updatedAt: at, historyHash: 'h' };
    const [programmeId, partnerId, waiverId] = [newId('programme'), newId('partner'), newId('waiver')];
    const criteria = [{ code: 'agreements', met: false, waived: true }];
    const before = await connect(migrations.slice(0, migrations.indexOf(Programmes0000000000011)), []);
    await migrate(before);
    const insert = (table: string, row: Row) =>
      before.query(
        `INSERT INTO \`${table}\` (${Object.keys(row).map((name) => `\`${name}\``)}) VALUES (${Object.keys(row).map(() => '?')})`,
        Object.values(row),
      );
    const rules = { checklist: '[]', gates: '{}', tiers: '[]', graceDays: 30, notes: '' };
    await insert('programme', { id: programmeId, ...bookkeeping, name: 'Weave', status: 'PUBLISHED', ...rules });
    const firm = { name: 'Alpha', nameKey: 'alpha', legalName: 'Alpha', country: 'FR', registrationNumber: '1' };
    const keys = { firmKey: 'FR 1', registrationKey: 'FR 1', industriesKey: '|retail|space|' };
    const contact = { contactName: 'A', contactEmail: 'a@example.com', region: 'EMEA' };
    const admission = { programmeId, criteria, admittedById: 'user_1', admittedAt: '2026-02-01T10:00:00.000Z' };
    await insert('partner', {
      id: partnerId,
      ...bookkeeping,
      ...firm,
      ...keys,
      ...contact,
      industries: '["Retail","Space"]',
      status: 'ACTIVE',
      tier: 'Gold',
      admission: JSON.stringify(admission),
      dossierRevision: 0,
    });
    const waived = { subjectId: partnerId, partnerId, gate: 'admit', code: 'agreements', reason: 'Known.', at };
    await insert('gate_waiver', { id: waiverId, ...waived });
    await before.destroy();

    const after = await connect(migrations, entities);
    await migrate(after);
    const rows = (statement: string) => after.query<Row[]>(statement);
    expect(await rows('SELECT industryKey FROM partner_industry ORDER BY industryKey')).toEqual([
      { industryKey: 'retail' },
      { industryKey: 'space' },
    ]);
    const [step] = await rows('SELECT * FROM partner_transition');
    expect(step).toMatchObject({ partnerId, from: 'ONBOARDING', to: 'ACTIVE', programmeId, actorId: 'user_1' });
    const kept = step!.criteria;
    expect(typeof kept === 'string' ? JSON.parse(kept) : kept).toEqual(criteria);
    const [waiver] = await rows('SELECT * FROM gate_waiver');
    expect(waiver).toMatchObject({
      id: waiverId,
      version: 1,
      status: 'ACTIVE',
      activeKey: `${partnerId} admit agreements`,
      revokedAt: null,
    });
    expect(new Date(String(waiver!.at)).getTime()).toBe(new Date(String(waiver!.createdAt)).getTime());
    const [partner] = await rows('SELECT tier, CAST(tierDecidedOn AS CHAR) AS day FROM partner');
    expect(partner).toEqual({ tier: 'Gold', day: '2026-02-01' });

    while ((await rows("SELECT name FROM migration WHERE name LIKE 'Programmes%'")).length > 0) {
      await after.undoLastMigration();
    }
    const [undone] = await rows('SELECT id, industriesKey FROM partner');
    expect(undone).toEqual({ id: partnerId, industriesKey: '|retail|space|' });
    expect(await rows('SELECT id, gate FROM gate_waiver')).toEqual([{ id: waiverId, gate: 'admit' }]);
    await after.destroy();
  });
});
