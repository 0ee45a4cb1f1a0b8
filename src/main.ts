import 'reflect-metadata';
import { ConfigError, readConfig } from './config';
import { describeDemo, prepareDemo } from './demo/start';
import { createInstallation } from './installation';
import { startServer } from './server';

async function main(): Promise<void> {
  const config = readConfig();
  const installation = await createInstallation(config);
  const demo = config.demo ? await prepareDemo(installation, (message) => console.log(message)) : null;
  const server = await startServer(installation, demo);
  console.log(`Trellis is listening.

  explorer   ${server.url}/
  endpoint   ${server.url}/graphql
  schema     ${server.url}/schema.graphql
${demo ? describeDemo(demo) : ''}`);

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await server.stop();
    await installation.stop();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
