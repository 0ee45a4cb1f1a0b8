import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { migrations } from '../migrations';
import { type Config, ConfigError, minSecretLength } from './config';
import { AccessTokens, Sessions } from './modules/identity';
import { access, entities, factReaders, jobs, metrics, readersOf, theSchema } from './schema';
import { createDataSource, limitSessions } from './shared/database/data-source';
import { Database } from './shared/database/database';
import { migrate } from './shared/database/migration';
import { connect } from './shared/database/storage-health';
import { type Clock, SystemClock } from './shared/domain/clock';
import { Audience } from './shared/events/audience';
import { Relay } from './shared/events/relay';
import { SignedLinks } from './shared/http/links';
import { JobRunner } from './shared/jobs/runner';
import { createLog } from './shared/log';
import { closeDataFolder, makePrivateFolder } from './shared/private-files';

/** One running Trellis without its HTTP server: the base of the server, the scripts and the tests. */
export interface Installation {
  config: Config;
  log: Logger;
  clock: Clock;
  database: Database;
  schema: GraphQLSchema;
  relay: Relay;
  audience: Audience;
  jobs: JobRunner;
  links: SignedLinks;
  sessions: Sessions;
  stop(): Promise<void>;
}

/**
 * Connects, migrates the database to the newest version, and assembles the parts. The relay always delivers after a
 * commit of this process. Unless told not to, it also polls for facts of other nodes and for deliveries to retry.
 */
export async function createInstallation(
  config: Config,
  options: { clock?: Clock; log?: Logger; poll?: boolean; schema?: GraphQLSchema } = {},
): Promise<Installation> {
  const clock = options.clock ?? new SystemClock(config.timeZone);
  const log = options.log ?? createLog(config.logLevel);
  if (usesDataFolder(config)) closeDataFolder(config.dataDirectory);
  const dataSource = createDataSource(
    {
      url: config.databaseUrl,
      directory: config.dataDirectory,
      poolSize: config.databaseConnections,
      waitMilliseconds: config.databaseWaitMilliseconds,
    },
    entities,
    migrations,
  );
  await connect(dataSource);
  const onWait = () => log.info('waiting for another process to migrate the database');
  const ran = await migrate(dataSource, { onWait });
  if (ran.length > 0) log.info({ migrations: ran }, 'the database was migrated');
  limitSessions(dataSource, {
    statementMilliseconds: config.statementMilliseconds,
    waitMilliseconds: config.databaseWaitMilliseconds,
    syncWait: config.databaseSyncWait,
  });
  const database = new Database(dataSource, access, clock, metrics, readersOf, config.issuerName);
  const relay = new Relay(database, factReaders, log);
  if (options.poll !== false) relay.start();
  const runner = new JobRunner(database, jobs, { config, log });
  const secret = tokenSecret(config);
  const sessions = new Sessions(database, new AccessTokens(secret, clock));
  return {
    config,
    log,
    clock,
    database,
    relay,
    audience: new Audience(relay.stream, database, sessions, config.connections.subscriptionsPerViewer),
    jobs: runner,
    links: new SignedLinks(secret, clock, (holder) => sessions.viewerOfHolder(holder)),
    schema: options.schema ?? theSchema(),
    sessions,
    stop: async () => {
      await runner.stop();
      await relay.stop();
      // A frozen database does not acknowledge that its connections end.
      await dataSource
        .destroy()
        .catch((error: unknown) => log.warn({ err: error }, 'a connection could not be closed'));
    },
  };
}

/** A node whose database, secrets and documents are all elsewhere needs no data folder. */
function usesDataFolder({ databaseUrl, tokenSecret, badgeKeys, s3 }: Config): boolean {
  return !databaseUrl || !tokenSecret || !badgeKeys || !s3;
}

/** The configured secret, or one that is generated once and kept next to the embedded database. */
function tokenSecret(config: Config): string {
  if (config.tokenSecret !== null) return config.tokenSecret;
  const file = join(config.dataDirectory, 'token-secret');
  if (!existsSync(file)) {
    makePrivateFolder(config.dataDirectory);
    writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600 });
  }
  const secret = readFileSync(file, 'utf8');
  if (secret.length >= minSecretLength) return secret;
  throw new ConfigError([
    `DATA_DIR: ${file} is damaged. Delete it: a new secret is generated, and all users have to sign in again`,
  ]);
}
