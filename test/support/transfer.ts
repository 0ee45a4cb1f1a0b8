import { quoted } from '../../src/modules/time/transfer/formula-cells.formula';
import { Role, type TestApp } from './app';
import type { Client } from './client';
import type { Worker } from './costs';
import { pause } from './database';
import { givenActiveProject, givenAllocation } from './delivery';
import { upload } from './uploads';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON; the assertions say what they are */

export type Line = Record<string, string | number>;
const columns = ['project', 'person', 'scopeItem', 'phase', 'date', 'minutes', 'billable', 'note', 'reference'];

/** A file with these lines, and all the columns that one of them has. */
export function csvOf(lines: readonly Line[], delimiter = ','): string {
  const names = [...new Set([...columns, ...lines.flatMap((line) => Object.keys(line))])];
  const rows = lines.map((line) => names.map((name) => quoted(String(line[name] ?? ''))));
  return [names, ...rows].map((cells) => cells.join(delimiter)).join('\n');
}

/** A line of the worker's, as the person's own program would write it. */
export async function lineOf(app: TestApp, { client, project }: Worker, changes: Line = {}): Promise<Line> {
  const [user] = await app.installation.database.query<{ email: string }>({
    text: 'SELECT email FROM user WHERE id = ?',
    params: [client.userId],
  });
  return {
    project: project.name,
    person: user!.email,
    scopeItem: 'Rollout',
    phase: 'Build',
    date: '2026-03-02',
    minutes: 10,
    note: '',
    ...changes,
  };
}

export async function givenFile(
  app: TestApp,
  client: Client,
  content: string | Buffer,
  name = 'time.csv',
): Promise<string> {
  const { document, error } = await upload(app, client, { name, content: Buffer.from(content), type: 'text/csv' });
  if (error) throw new Error(`The upload was refused: ${JSON.stringify(error)}`);
  return document.id;
}

export const importSelection = `timeImport {
  id version status mode linesTotal linesProcessed linesImported linesDuplicate linesRefused finishedAt failureReason
  dryRun encoding findings(first: 100) { totalCount nodes { line column code message severity } }
}`;

export async function startImport(
  app: TestApp,
  client: Client,
  content: string | Buffer,
  mode = 'VALID_LINES',
  more: object = {},
): Promise<any> {
  const input = { documentId: await givenFile(app, client, content), mode, ...more };
  return client.done('timeEntriesImport', { input }, importSelection);
}

/** The import when it has ended. */
export async function importEnded(client: Client, id: string, seconds = 60): Promise<any> {
  for (let waited = 0; waited < seconds * 50; waited += 1) {
    const { timeImport } = await client.query(`query ($id: ID!) { timeImport(id: $id) { status } }`, { id });
    if (timeImport.status !== 'RUNNING') break;
    await pause(20);
  }
  return (
    await client.query(`query ($id: ID!) { ${importSelection.replace('timeImport', 'timeImport(id: $id)')} }`, { id })
  ).timeImport;
}

/** Imports the file and answers how it ended. */
export async function importFile(
  app: TestApp,
  client: Client,
  content: string | Buffer,
  mode = 'VALID_LINES',
  more: object = {},
): Promise<any> {
  const { id } = await startImport(app, client, content, mode, more);
  return importEnded(client, id);
}

/** What the counters of days say, and what the entries say; the two are the same. */
export async function daysOf(app: TestApp): Promise<[counted: unknown, worked: unknown]> {
  const rows = (text: string) => app.installation.database.query({ text, params: [] });
  const plain = (found: Record<string, unknown>[]) =>
    found.map(({ userId, workedOn, minutes }) => [userId, workedOn, Number(minutes)]);
  return [
    plain(await rows('SELECT userId, workedOn, minutes FROM person_day WHERE minutes <> 0 ORDER BY userId, workedOn')),
    plain(
      await rows(
        "SELECT userId, workedOn, SUM(minutes) AS minutes FROM time_entry WHERE status NOT IN ('REJECTED', 'DISCARDED') GROUP BY userId, workedOn HAVING SUM(minutes) <> 0 ORDER BY userId, workedOn",
      ),
    ),
  ];
}

export interface Rollout extends Worker {
  manager: Client;
}

/** What the files of public reports are about: Rollout Nord, its two items, and Anna Müller, who works on it since February. */
export async function givenRollout(app: TestApp): Promise<Rollout> {
  const project = await givenActiveProject(app, { costRateMinor: 6_000 });
  const rows = (text: string, ...params: unknown[]) => app.installation.database.query({ text, params });
  await rows(
    "UPDATE project SET name = 'Rollout Nord', nameKey = 'rollout nord', activatedOn = '2026-02-02' WHERE id = ?",
    project.id,
  );
  await rows("UPDATE scope_item SET title = 'Data migration' WHERE id = ?", project.inScope.id);
  await rows("UPDATE scope_item SET title = 'Einführung', inScope = TRUE WHERE id = ?", project.outOfScope.id);
  const anna = await app.createUser([Role.CONSULTANT], { name: 'Anna Müller', email: 'anna@vendor.example' });
  const client = await app.signIn(anna);
  const { id: allocationId } = await givenAllocation(project, anna.id);
  return { client, partnerId: null, allocationId, project, manager: project.manager };
}

/** Checks the counters of days, and takes all time away, so that the next test has whole days. */
export async function forgetTime(app: TestApp): Promise<void> {
  const [counted, worked] = await daysOf(app);
  expect(counted).toEqual(worked);
  for (const table of ['time_entry', 'person_day']) {
    await app.installation.database.query({ text: `DELETE FROM ${table}`, params: [] });
  }
}
