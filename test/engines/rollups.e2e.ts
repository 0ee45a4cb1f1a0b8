import { rollups } from '../../src/schema';
import type { TestApp } from '../support/app';
import { startWithDemo } from '../support/demo';

describe('the roll-ups of all modules, with the records of the demo', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startWithDemo();
  }, 300_000);
  afterAll(() => app.stop());

  const rows = (text: string) => app.installation.database.query({ text, params: [] });

  async function differences(name: string, repair = false): Promise<string[]> {
    const lines: string[] = [];
    const rollup = rollups.find((each) => each.name === name)!;
    for await (const line of rollup.check(app.installation.database, { repair })) lines.push(line);
    return lines;
  }

  it.each(rollups.map(({ name }) => name))('%s: agrees, and is restored row by row after a loss', async (name) => {
    expect(await differences(name)).toEqual([]);
    const stored = await rows(`SELECT * FROM ${name} ORDER BY id`);
    expect(stored.length).toBeGreaterThan(0);
    await rows(`DELETE FROM ${name}`);
    expect(await differences(name)).toHaveLength(stored.length);
    expect(await rows(`SELECT * FROM ${name}`)).toEqual([]);
    expect(await differences(name, true)).toHaveLength(stored.length);
    expect(await rows(`SELECT * FROM ${name} ORDER BY id`)).toEqual(stored);
    expect(await differences(name)).toEqual([]);
  });
});
