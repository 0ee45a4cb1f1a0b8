import { TestApp } from '../../support/app';
import {
  day,
  earnedValueOf,
  type Given,
  givenActive,
  item,
  on,
  record,
  spend,
  start,
  work,
} from '../../support/earned-value';

/* One project with more records than any real one. */

let app: TestApp;

beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

const many = 100_000;

/** Copies of the project's only time entry, cycling through days, phases and items. */
async function multiplyTime({ project, sow }: Given, copies: number): Promise<void> {
  const { dataSource } = app.installation.database;
  const [entry] = await dataSource.query<[Record<string, unknown>]>('SELECT * FROM time_entry WHERE projectId = ?', [
    project.id,
  ]);
  const names = Object.keys(entry);
  const list = names.map((name) => `\`${name}\``).join(', ');
  const rows = Array.from({ length: copies }, (_, index) => {
    const changed = {
      ...entry,
      id: `${String(entry.id).slice(0, -6)}${String(index).padStart(6, '0')}`,
      scopeItemId: sow.scopeItems[index % sow.scopeItems.length]!.id,
      phase: `Phase ${index % 4}`,
      workedOn: day(index % 10),
    } as Record<string, unknown>;
    return names.map((name) => changed[name]);
  });
  const runner = dataSource.createQueryRunner();
  await runner.startTransaction();
  for (let from = 0; from < rows.length; from += 1_000) {
    const chunk = rows.slice(from, from + 1_000);
    const places = chunk.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ');
    await runner.query(`INSERT INTO time_entry (${list}) VALUES ${places}`, chunk.flat());
  }
  await runner.commitTransaction();
  await runner.release();
}

it('adds up a hundred thousand time entries in as many statements as one', async () => {
  app.clock.set(`${start}T09:00:00.000Z`);
  const given = await givenActive(app, 9, [item('One', 0, 9, '1000'), item('Two', 0, 9, '500')], '60.00');
  await record(given, 'One', 3, '40');
  await work(app, given, 'One', 0, 60);
  await spend(app, given, 2, 1_000);
  const { manager, id } = given.project;
  const ask = () =>
    earnedValueOf(
      manager,
      id,
      on,
      'ac { amount } acTime { amount } items { ac { amount } } phases { phase ac { amount } } series { ac { amount } }',
    );
  await ask();
  const few = await app.countStatements(ask);
  await multiplyTime(given, many);
  let answered: Awaited<ReturnType<typeof ask>>;
  const statements = await app.countStatements(async () => {
    answered = await ask();
  });
  expect(statements).toBe(few);
  const total = `${(many + 1) * 60}.00`;
  expect(answered).toMatchObject({
    ac: { amount: `${(many + 1) * 60 + 10}.00` },
    acTime: { amount: total },
    items: [{ ac: { amount: `${(many / 2 + 1) * 60}.00` } }, { ac: { amount: `${(many / 2) * 60}.00` } }],
    series: [{}, { ac: { amount: `${(many + 1) * 60 + 10}.00` } }],
  });
  expect(answered.phases).toHaveLength(6);
}, 300_000);
