import { getNamedType, isObjectType, isRequiredArgument } from 'graphql';
import { Role, type TestApp } from '../support/app';
import type { Client } from '../support/client';
import { startWithDemo } from '../support/demo';
import { isConnection, plainField, waysToRecords } from '../support/documents';
import { multiply } from '../support/multiply';

/*
 * The number of SQL statements of an operation depends on the operation alone: every field of every record, below the list
 * that leads to it, is read from the demo, and from ten times as many records of the same kinds and statuses.
 */
describe('the number of statements', () => {
  let app: TestApp;
  let client: Client;

  beforeAll(async () => {
    app = await startWithDemo({ limits: { cost: 1_000_000_000 } });
    client = await app.as(Role.ECOSYSTEM_MANAGER);
  }, 300_000);
  afterAll(() => app.stop());

  it('is the same for few records and for many', async () => {
    const documents = everyField();
    const counts = async () => {
      const found = new Map<string, number>();
      for (const document of documents) found.set(document, await statementsOf(document));
      return found;
    };
    const few = await counts();
    await multiply(app.installation.database, { copies: 9 });
    const many = await counts();
    // A field that waits for two results continues after the later one; now and then that splits a batch.
    for (const document of documents.filter((each) => many.get(each)! > few.get(each)!)) {
      const again = [await statementsOf(document), await statementsOf(document)];
      many.set(document, Math.min(many.get(document)!, ...again));
    }
    const dearer = documents
      .filter((document) => many.get(document)! > few.get(document)!)
      .map((document) => `${few.get(document)} became ${many.get(document)}: ${document}`);
    expect(documents.length).toBeGreaterThan(100);
    expect(dearer).toEqual([]);
  }, 300_000);

  async function statementsOf(document: string): Promise<number> {
    const { database } = app.installation;
    const before = database.statements;
    await client.send(document);
    return database.statements - before;
  }

  function everyField(): string[] {
    const { schema } = app.installation;
    const found: string[] = [];
    for (const [type, [before, behind]] of waysToRecords(schema)) {
      for (const field of Object.values(type.getFields())) {
        const result = getNamedType(field.type);
        if (!isObjectType(result) || field.args.some(isRequiredArgument)) continue;
        const selection = plainField(field);
        const page = before.replaceAll('first: 100', isConnection(result) ? 'first: 40' : 'first: 100');
        if (selection !== null) found.push(`{ ${page} ${selection} ${behind} }`);
      }
    }
    return found;
  }
});
