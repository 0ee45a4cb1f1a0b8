import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config';
import { createInstallation, type Installation } from '../src/installation';
import type { JobOutcome } from '../src/shared/jobs/runner';
import { run } from './run';

/* npm run jobs [-- --list | <name>…]: runs daily jobs, without a server or next to a running one. */

const usage = `Usage: npm run jobs [-- --list | <name>…]

  without an argument, runs the jobs that are due today
  <name>…  runs these, even if they ran today
  --list   lists all jobs, when each ran last, and whether it is due
`;

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { list: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const installation = await createInstallation({ ...readConfig(), logLevel: 'silent' });
  try {
    if (values.list) return await list(installation);
    if (positionals.length > 0) return await runNamed(installation, positionals);
    const outcomes = await installation.jobs.runDue();
    if (outcomes.length === 0) console.log('Nothing is due.');
    return print(outcomes);
  } finally {
    // The handlers of the jobs' facts finish before the process ends.
    await installation.relay.settle();
    await installation.stop();
  }
}

async function list({ jobs }: Installation): Promise<number> {
  for (const { job, lease, due } of await jobs.standings()) {
    const last = lease?.lastRunOn ? `last run on ${lease.lastRunOn}, changed ${lease.lastChanged}` : 'never run';
    const failed = lease?.lastError ? `; failed since: ${lease.lastError}` : '';
    console.log(`${job.name}  ${due ? 'due' : 'done'}  ${last}${failed}\n  ${job.description}`);
  }
  return 0;
}

async function runNamed({ jobs }: Installation, names: readonly string[]): Promise<number> {
  const known = (await jobs.standings()).map(({ job }) => job.name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`There is no job ${unknown.join(', ')}. Jobs: ${known.join(', ')}.`);
    return 2;
  }
  let code = 0;
  for (const name of names) {
    const outcome = await jobs.run(name);
    if (!outcome) console.log(`${name}  is running in another process`);
    code = Math.max(code, outcome ? print([outcome]) : 1);
  }
  return code;
}

function print(outcomes: readonly JobOutcome[]): number {
  for (const { name, changed, error, milliseconds } of outcomes) {
    console.log(`${name}  ${error === null ? `changed ${changed}` : `failed: ${error}`}  ${milliseconds} ms`);
  }
  return outcomes.some(({ error }) => error !== null) ? 1 : 0;
}

run(main);
