import 'reflect-metadata';
import { createHash } from 'node:crypto';
import pino from 'pino';
import {
  type Config,
  type Connections,
  defaultConnections,
  defaultLimits,
  defaultLoad,
  type Limits,
} from '../../src/config';
import { createInstallation, type Installation } from '../../src/installation';
import { createActiveUser, hashPassword, User } from '../../src/modules/identity';
import { createSchema, theSchema } from '../../src/schema';
import { startServer } from '../../src/server';
import { Role, system } from '../../src/shared/access/viewer';
import { HistoryEntry } from '../../src/shared/database/history';
import { ManualClock } from '../../src/shared/domain/clock';
import type { Id } from '../../src/shared/domain/ids';
import { Fact } from '../../src/shared/events/fact';
import { Client } from './client';
import type { TestDatabase } from './engine';
import { expectFactsToFit } from './fact-data';
import { createMigratedDatabase } from './template';

export const testPassword = 'correct horse battery staple';
let passwordHash: Promise<string> | null = null;

/** The time at which every test starts. */
export const testStart = '2026-03-02T09:00:00.000Z';

type Overrides = Partial<Omit<Config, 'limits' | 'connections'>> & {
  limits?: Partial<Limits>;
  connections?: Partial<Connections>;
  /** A separate schema, for a test that replaces resolvers. */
  ownSchema?: boolean;
};

/** Built after the schema of the process, because type-graphql orders arguments differently when it builds a schema again. */
function buildAnother() {
  theSchema();
  return createSchema();
}

/** A whole Trellis for a test file: its own database, its own server, and a manual clock. */
export class TestApp {
  private constructor(
    readonly installation: Installation,
    readonly url: string,
    readonly clock: ManualClock,
    readonly stop: () => Promise<void>,
  ) {}

  /** Starts without rate limits, because their clock stands still here. */
  static async start({ ownSchema, ...overrides }: Overrides = {}, given?: TestDatabase): Promise<TestApp> {
    const database = given ?? (await createMigratedDatabase());
    const config: Config = {
      environment: 'test',
      host: '127.0.0.1',
      port: 0,
      publicUrl: null,
      databaseUrl: database.databaseUrl,
      dataDirectory: database.dataDirectory,
      embeddedInProduction: false,
      demo: false,
      demoPassword: null,
      adminEmail: null,
      tokenSecret: 'a secret of the tests, long enough for anybody',
      issuerName: 'Loomworks',
      badgeKeys: null,
      timeZone: 'UTC',
      logLevel: process.env.LOG_LEVEL ?? 'silent',
      // Concurrent requests may queue for a long time on a machine that is busy with tests.
      load: { ...defaultLoad, burst: 60_000 },
      workers: 1,
      databaseConnections: 10,
      databaseWaitMilliseconds: 10_000,
      statementMilliseconds: 60_000,
      databaseSyncWait: true,
      persistedDocuments: null,
      trustedProxies: [],
      jobsSchedule: null,
      uploadBytes: 1_000_000,
      uploadsPerDay: 0,
      uploadBytesPerDay: 0,
      applicationsPerHour: 0,
      s3: null,
      scanner: null,
      ...overrides,
      limits: { ...defaultLimits, viewerRate: 0, addressRate: 0, ...overrides.limits },
      // A machine that is busy with tests may be slow without a fault.
      connections: { ...defaultConnections, requestTimeout: 150_000, drainTime: 0, ...overrides.connections },
    };
    const clock = new ManualClock(new Date(testStart), config.timeZone);
    // No polling, so that statements can be counted.
    const installation = await createInstallation(config, {
      clock,
      log: pino({ level: config.logLevel }),
      poll: false,
      ...(ownSchema && { schema: buildAnother() }),
    });
    const server = await startServer(installation, null);
    return new TestApp(installation, server.url, clock, async () => {
      await expectFactsToFit(installation.database);
      await server.stop();
      await installation.stop();
      await database.drop();
    });
  }

  /** An anonymous client. */
  get anonymous(): Client {
    return new Client(this.url, null);
  }

  /** Creates a user who can sign in; staff unless a partner is given. */
  async createUser(
    roles: Role[],
    options: { partnerId?: string; name?: string; email?: string; timeZone?: string } = {},
  ): Promise<User> {
    passwordHash ??= hashPassword(testPassword);
    const hash = await passwordHash;
    const name = options.name ?? `${roles.join(' ').toLowerCase()} ${Math.random().toString(36).slice(2, 8)}`;
    const email = options.email ?? `${name.replace(/[^a-z0-9]+/gi, '.').toLowerCase()}@example.com`;
    return this.installation.database.transaction({ viewer: system, action: 'test', requestId: 'test' }, (tx) =>
      createActiveUser(tx, {
        email,
        name,
        roles,
        partnerId: (options.partnerId as Id<'partner'>) ?? null,
        passwordHash: hash,
        timeZone: options.timeZone ?? null,
      }),
    );
  }

  /** A client signed in as this user. */
  async signIn(user: User): Promise<Client> {
    const session = await this.installation.sessions.open(user.id, 'test');
    return new Client(this.url, session.accessToken, user.id);
  }

  /** A client signed in as a new person with these roles. */
  async as(...roles: Role[]): Promise<Client> {
    return this.signIn(await this.createUser(roles));
  }

  /** A client signed in as a new member of a partner. */
  async asPartner(partnerId: string, ...roles: Role[]): Promise<Client> {
    return this.signIn(await this.createUser(roles.length > 0 ? roles : [Role.PARTNER_ADMIN], { partnerId }));
  }

  /** The types of all facts about a record, in order. */
  async factsAbout(subjectId: string): Promise<string[]> {
    const facts = await this.installation.database
      .reader(system)
      .list(Fact, { subjectId }, [{ column: 'occurredAt' }, { column: 'id' }]);
    return facts.map((fact) => fact.type);
  }

  /** The actions of a record's history, in order. */
  async historyOf(recordId: string): Promise<string[]> {
    const entries = await this.installation.database
      .reader(system)
      .list(HistoryEntry, { recordId }, [{ column: 'recordVersion' }]);
    return entries.map((entry) => entry.action);
  }

  /** Runs the work and asserts that no cell of the database has changed. */
  async expectNothingChanged<T>(work: () => Promise<T>): Promise<T> {
    // Pending handlers of earlier facts must not count as changes of the work.
    await this.installation.relay.settle();
    const before = await this.fingerprint();
    const result = await work();
    expect(await this.fingerprint()).toEqual(before);
    return result;
  }

  /** A digest of the rows of each table. */
  private async fingerprint(): Promise<Record<string, string>> {
    const { database } = this.installation;
    const digests: Record<string, string> = {};
    for (const { tableName, columns } of database.dataSource.entityMetadatas) {
      // Refused sign-ins and the use of API keys are recorded on purpose; sessions are not business records.
      if (['sign_in_guard', 'session', 'fact_delivery'].includes(tableName)) continue;
      const names = columns.map(({ databaseName }) => databaseName).filter((name) => name !== 'lastUsedOn');
      const text = `SELECT ${names.map((name) => `\`${name}\``).join(', ')} FROM \`${tableName}\``;
      const rows = await database.cells({ text, params: [] });
      digests[tableName] = createHash('sha1').update(JSON.stringify(rows)).digest('base64');
    }
    return digests;
  }

  /** The number of SQL statements that the work runs. */
  async countStatements(work: () => Promise<unknown>): Promise<number> {
    const { database, relay } = this.installation;
    await relay.settle();
    // The statements of the relay's polling are not part of the work.
    const nudge = jest.spyOn(relay, 'nudge').mockImplementation(() => undefined);
    const before = database.statements;
    await work();
    const count = database.statements - before;
    nudge.mockRestore();
    return count;
  }
}

export { Role };
