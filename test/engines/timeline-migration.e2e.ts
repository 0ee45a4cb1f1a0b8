import 'reflect-metadata';
import { migrations } from '../../migrations';
import { Running0000000000027 } from '../../migrations/0027-running';
import { entities } from '../../src/schema';
import { createDataSource } from '../../src/shared/database/data-source';
import { migrate } from '../../src/shared/database/migration';
import { newId } from '../../src/shared/domain/ids';
import { createTestDatabase, type TestDatabase } from '../support/engine';

type Row = Record<string, unknown>;

describe('the migration to timelines', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const connect = (upTo: typeof migrations, classes: typeof entities) =>
    createDataSource({ url: database.databaseUrl, directory: database.dataDirectory }, classes, upTo).initialize();

  it('assigns earlier facts to their projects, for any number of facts', async () => {
    const at = '2026-03-02 09:00:00.125';
    const before = await connect(migrations.slice(0, migrations.indexOf(Running0000000000027)), []);
    await migrate(before);
    const insert = async (table: string, rows: Row[]) => {
      const names = Object.keys(rows[0]!);
      const places = rows.map(() => `(${names.map(() => '?')})`).join(', ');
      await before.query(
        `INSERT INTO \`${table}\` (${names.map((name) => `\`${name}\``)}) VALUES ${places}`,
        rows.flatMap((row) => names.map((name) => row[name])),
      );
    };
    const [projectId, documentId, partnerId] = [newId('project'), newId('document'), newId('partner')];
    const embedded = before.options.type === 'better-sqlite3';
    await before.query(embedded ? 'PRAGMA foreign_keys = OFF' : 'SET FOREIGN_KEY_CHECKS = 0');
    const documents = before.createQueryRunner();
    const columns = (await documents.getTable('document'))!.columns;
    await documents.release();
    // The other columns of a document do not matter here.
    const document = Object.fromEntries(
      columns.filter(({ isNullable }) => !isNullable).map(({ name, type }) => [name, blank(type, at)]),
    );
    await insert('document', [{ ...document, id: documentId, projectId }]);
    const fact = (subjectId: string, data: object) => ({
      id: newId('fact'),
      type: 'Happened',
      subjectId,
      occurredAt: at,
      requestId: 'r',
      data: JSON.stringify(data),
    });
    const entries = Array.from({ length: 2_100 }, () => fact(newId('time_entry'), { projectId, minutes: 60 }));
    const facts = [
      fact(projectId, { reason: 'x' }),
      fact(documentId, { size: 1 }),
      fact(partnerId, { projectId: null }),
      ...entries,
    ];
    for (let from = 0; from < facts.length; from += 500) await insert('fact', facts.slice(from, from + 500));
    await before.destroy();

    const after = await connect(migrations, entities);
    await migrate(after);
    const contexts = await after.query<Row[]>('SELECT id, subjectId, contextId FROM fact ORDER BY id');
    expect(contexts).toHaveLength(facts.length);
    const elsewhere = contexts.filter(({ contextId }) => contextId !== projectId);
    expect(elsewhere).toMatchObject([{ subjectId: partnerId, contextId: partnerId }]);
    await after.undoLastMigration();
    await after.destroy();
  });

  const blank = (type: string, at: string): unknown => {
    if (/int|bool/.test(type)) return 0;
    if (/date/.test(type)) return at;
    return /json/.test(type) ? '[]' : 'x';
  };
});
