import 'reflect-metadata';
import cluster from 'node:cluster';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { type Config, readConfig, StartError } from './config';
import { describeDemo, discardUnfinishedDemo, prepareDemo, refuseDemoInProduction } from './demo/start';
import { createInstallation, type Installation } from './installation';
import { administratorLink, administratorStatus, UserStatus } from './modules/identity';
import { type DemoLogins, startServer, urlOf } from './server';
import { claimFolder } from './shared/database/file-lock';
import { createLog } from './shared/log';
import { stopInOrder } from './shutdown';
import { explained } from './start-errors';
import { Workers } from './workers';

async function main(): Promise<void> {
  const config = readConfig();
  try {
    await start(config);
  } catch (error) {
    throw explained(error, config);
  }
}

async function start(config: Config): Promise<void> {
  // Claimed first, because cleaning up the folder next to a running server would destroy its files. Held until the
  // process ends.
  const claim = config.databaseUrl === null ? claimFolder(config.dataDirectory) : null;
  if (cluster.isPrimary) await tryPort(config);
  const { installation, demo } = await prepare(config);
  const administrator = cluster.isPrimary ? await findAdministrator(installation) : null;
  if (config.workers > 1 && cluster.isPrimary) {
    // From here on, this process only supervises the workers, which have connections of their own.
    await installation.stop();
    const log = createLog(config.logLevel);
    const { workers, port } = await Workers.start(config.workers, log, patienceOf(config));
    greet(urlOf(config.host, port), config.publicUrl, demo, administrator);
    stopInOrder(() => workers.stop(), log, patienceOf(config) + 10_000);
    return;
  }
  const server = await startServer(installation, demo);
  if (config.jobsSchedule) installation.jobs.start(config.jobsSchedule);
  if (cluster.isPrimary) greet(server.url, config.publicUrl, demo, administrator);
  const stop = async () => {
    await server.stop();
    await installation.stop();
    claim?.release();
  };
  stopInOrder(stop, installation.log, patienceOf(config));
}

/** Fails before the minutes that loading demo data takes, if the port is taken. */
async function tryPort({ host, port }: Config): Promise<void> {
  const server = createServer().listen(port, host);
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
}

/** Migrates the database and loads its demo data. In a worker, both have already happened. */
async function prepare(config: Config): Promise<{ installation: Installation; demo: DemoLogins | null }> {
  if (config.demo && cluster.isPrimary) discardUnfinishedDemo(config);
  const installation = await createInstallation(config);
  await refuseDemoInProduction(installation);
  const demo = config.demo ? await prepareDemo(installation, (message) => console.log(message)) : null;
  return { installation, demo };
}

/** What the greeting says about the first administrator; null once there is one. */
type Administrator = { path: string } | 'MISSING' | null;

/** At the first start, invites the administrator that the environment names. */
async function findAdministrator({ config, database }: Installation): Promise<Administrator> {
  const status = await administratorStatus(database);
  if (status === UserStatus.ACTIVE) return null;
  if (status === UserStatus.INVITED || config.adminEmail === null) return 'MISSING';
  return { path: await administratorLink(database, { email: config.adminEmail, name: config.adminEmail }) };
}

function describeAdministrator(url: string, administrator: Administrator): string {
  if (administrator === null) return '';
  if (administrator === 'MISSING') {
    return '\nThis installation has no administrator yet. Run `npm run admin -- <email> <name>` to print an invitation link.\n';
  }
  return `\nThe first administrator sets a password here, once, within 14 days:\n\n  ${url}${administrator.path}\n`;
}

function greet(url: string, publicUrl: string | null, demo: DemoLogins | null, administrator: Administrator): void {
  console.log(`Trellis is listening.

  explorer   ${url}/
  endpoint   ${url}/graphql
  schema     ${url}/schema.graphql
${demo ? describeDemo(demo) : ''}${describeAdministrator(publicUrl ?? url, administrator)}`);
}

/** How long stopping may take: time to drain, to finish requests in flight, and to close the rest. */
function patienceOf({ connections }: Config): number {
  return connections.drainTime + connections.requestTimeout + 10_000;
}

main().catch((error: unknown) => {
  console.error(error instanceof StartError ? error.message : error);
  process.exit(1);
});
