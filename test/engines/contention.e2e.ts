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

/** MariaDB 11.8 fails a transaction by default that changes a row which has changed since its snapshot; 10.11 can. */
const modes = engine === 'mariadb' ? ['OFF', 'ON'] : ['unknown to this engine'];

/*
 * Writers that keep meeting each other: on the gaps between rows of an index, on one person's day, on one row of sums, on one
 * attempt to be first with a name. None of them may see an error of ours for that, and every figure is exact.
 */
describe.each(modes)('eight writers at the same time, with snapshot isolation %s', (snapshotIsolation) => {
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

  /** As a client does that is told to come back: it comes back. */
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

  it('end without an error of ours, and with exact figures', async () => {
    await Promise.all(
      Array.from({ length: writers }, async (_, writer) => {
        for (let round = 0; round < rounds; round += 1) {
          await apply();
          await work(writer);
        }
      }),
    );
    // On a machine that is busy with other things, some may be told to come back.
    const turnedAway = answers.filter(({ status }) => status === 503);
    expect(turnedAway.length).toBeLessThan(answers.length / 10);
    expect(answers.filter(({ status, errors }) => status !== 503 && (status !== 200 || errors))).toEqual([]);
    expect(answers).toHaveLength(writers * rounds * 4 + turnedAway.length);
    const total = writers * rounds * minutes;
    const sum = async (statement: ReturnType<typeof sql>) =>
      Number((await app.installation.database.query(statement))[0]!.n);
    expect(await sum(sql`SELECT SUM(minutes) AS n FROM person_day`)).toBe(total);
    expect(await sum(sql`SELECT SUM(minutes) AS n FROM cost_rollup`)).toBe(total);
    expect(await sum(sql`SELECT COUNT(*) AS n FROM partner_industry`)).toBe(writers * rounds * 3);
  });
});
