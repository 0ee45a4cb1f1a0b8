import type { MysqlDriver } from 'typeorm/driver/mysql/MysqlDriver';
import { sql } from '../../src/shared/database/sql';
import { Role, TestApp } from '../support/app';
import type { Client } from '../support/client';
import { type GivenProject, type GivenSow, givenActiveProject, givenAllocation } from '../support/delivery';
import { pause } from '../support/database';
import { engine } from '../support/engine';
import { unique } from '../support/given';

const writers = 8;
const rounds = 6;
const minutes = 3;

interface Payload {
  timeEntry?: { id: string; version: number };
}

/** By default, MariaDB 11.8 refuses to change a row that has changed since the snapshot. 10.11 has it as an option. */
const modes = engine === 'mariadb' ? ['OFF', 'ON'] : ['unknown to this engine'];

/*
 * Writers that contend for the gaps between rows of an index, one person's day, one row of sums, and a unique name. None of
 * them may get an internal error for that, and all sums are exact.
 */
describe.each(modes)('eight concurrent writers, with snapshot isolation %s', (snapshotIsolation) => {
  let app: TestApp;
  let project: GivenProject & GivenSow;
  let consultants: { client: Client; allocationId: string }[];
  const answers: { status: number; errors?: unknown }[] = [];

  beforeAll(async () => {
    app = await TestApp.start({ databaseConnections: writers });
    if (engine === 'mariadb') {
      const { driver } = app.installation.database.dataSource;
      const pool = (driver as MysqlDriver).pool as {
        on(event: 'acquire', listener: (connection: { query(text: string): unknown }) => void): void;
      };
      pool.on('acquire', (connection) =>
        connection.query(`SET SESSION innodb_snapshot_isolation = ${snapshotIsolation}`),
      );
    }
    project = await givenActiveProject(app, { costRateMinor: 10_000 });
    consultants = [];
    for (let number = 0; number < 2; number += 1) {
      const client = await app.as(Role.CONSULTANT);
      consultants.push({ client, allocationId: (await givenAllocation(project, client.userId!)).id });
    }
  });
  afterAll(() => app.stop());

  /** Retries when told to, as a client does. */
  async function send(client: Client, query: string, variables: object): Promise<Payload> {
    for (;;) {
      const { status, errors, data } = await client.send(query, variables);
      answers.push({ status, errors });
      if (status !== 503) return Object.values((data ?? {}) as Record<string, Payload>)[0]!;
      await pause(200);
    }
  }

  const apply = () => {
    const name = unique('Applicant');
    const input = {
      name,
      legalName: `${name} GmbH`,
      country: 'DE',
      registrationNumber: name,
      region: 'EMEA',
      industries: ['Manufacturing', 'Retail', unique('Industry')],
      contactName: 'Renate Vogel',
      contactEmail: 'renate.vogel@example.com',
    };
    return send(
      app.anonymous,
      'mutation ($input: PartnerApplyInput!) { partnerApply(input: $input) { partner { id } userErrors { message } } }',
      { input },
    );
  };

  const work = async (writer: number) => {
    const { client, allocationId } = consultants[writer % consultants.length]!;
    const input = { allocationId, scopeItemId: project.inScope.id, phase: 'Build', workedOn: '2026-03-02', minutes };
    const payload = 'timeEntry { id version } userErrors { message }';
    const { timeEntry } = await send(
      client,
      `mutation ($input: TimeEntryRecordInput!) { timeEntryRecord(input: $input) { ${payload} } }`,
      { input },
    );
    const step = (by: Client, name: string, { id, version }: { id: string; version: number }) =>
      send(by, `mutation ($id: ID!, $version: Int!) { ${name}(id: $id, version: $version) { ${payload} } }`, {
        id,
        version,
      });
    const submitted = await step(client, 'timeEntrySubmit', timeEntry!);
    await step(project.manager, 'timeEntryApprove', submitted.timeEntry!);
  };

  it('finish without an internal error, and with exact sums', async () => {
    await Promise.all(
      Array.from({ length: writers }, async (_, writer) => {
        for (let round = 0; round < rounds; round += 1) {
          await apply();
          await work(writer);
        }
      }),
    );
    // On a busy machine, some may be told to retry.
    const turnedAway = answers.filter(({ status }) => status === 503);
    expect(turnedAway.length).toBeLessThan(answers.length / 10);
    expect(answers.filter(({ status, errors }) => status !== 503 && (status !== 200 || errors))).toEqual([]);
    expect(answers).toHaveLength(writers * rounds * 4 + turnedAway.length);
    const total = writers * rounds * minutes;
    const sum = async (statement: ReturnType<typeof sql>) =>
      Number((await app.installation.database.query(statement))[0]!.n);
    expect(await sum(sql`SELECT SUM(minutes) AS n FROM person_day`)).toBe(total);
    expect(await sum(sql`SELECT SUM(minutes) AS n FROM cost_rollup`)).toBe(total);
    expect(await sum(sql`SELECT SUM(minutes) AS n FROM person_month`)).toBe(total);
    expect(await sum(sql`SELECT COUNT(*) AS n FROM partner_industry`)).toBe(writers * rounds * 3);
  });
});
