// node scripts/fresh-clone.mjs [node version] [npm version]: tests a fresh clone of the committed state with another Node and
// npm. Installs both, clones into a folder with a difficult name, starts with the demo data, stops, and runs the unit tests
// and one end-to-end file of each folder on both engines. The last line is the summary of the tests.

import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { main, Problem, root, step } from './setup.mjs';

const READY_WITHIN_MS = 15 * 60_000;

await main(async () => {
  const [node = '24', npm = '12'] = process.argv.slice(2);
  const folder = mkdtempSync(join(tmpdir(), 'trellis-fresh-'));
  try {
    const environment = await otherNode(join(folder, 'tools'), node, npm);
    const clone = join(folder, 'a clone (fresh)');
    await step('Cloning', 'git', ['clone', '--quiet', root, clone]);
    await startAndStop(clone, environment);
    // The start has already installed the packages, which the tests use as well.
    process.exitCode = await run(environment, clone, 'npm', ['test', '--silent', '--', ...chosenTests(clone)]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** An environment with these versions of `node` and `npm`. */
async function otherNode(folder, node, npm) {
  const binaries = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const packages = [`${binaries}@${node}`, `npm@${npm}`];
  mkdirSync(join(folder, 'bin'), { recursive: true });
  await step(
    `Installing Node ${node} and npm ${npm}`,
    'npm',
    ['install', '--no-audit', '--no-fund', '--no-save', '--prefix', folder, ...packages],
    { cwd: folder },
  );
  const installed = join(folder, 'node_modules');
  const program = join(installed, binaries, 'bin', 'node');
  chmodSync(program, 0o755);
  symlinkSync(program, join(folder, 'bin', 'node'));
  symlinkSync(join(installed, 'npm', 'bin', 'npm-cli.js'), join(folder, 'bin', 'npm'));
  const inherited = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  const path = [join(folder, 'bin'), process.env.PATH].join(delimiter);
  const environment = { ...Object.fromEntries(inherited), PATH: path };
  for (const name of ['node', 'npm']) {
    const { stdout } = spawnSync(join(folder, 'bin', name), ['--version'], { env: environment, encoding: 'utf8' });
    console.log(`${name} ${stdout.trim()}`);
  }
  return environment;
}

async function startAndStop(clone, environment) {
  const server = spawn('npm', ['start'], {
    cwd: clone,
    env: { ...environment, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => server.once('exit', (code, signal) => resolve(code ?? signal)));
  let said = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (data) => (said += data));
  try {
    const address = await until(() => /explorer +(http\S+?)\/?$/m.exec(said)?.[1], ended);
    if (!address) throw new Problem(`npm start did not listen:\n${said}`);
    const ready = await fetch(`${address}/readyz`);
    if (!ready.ok || !said.includes('Demo logins')) throw new Problem(`npm start did not get ready:\n${said}`);
    server.kill('SIGTERM');
    const code = await ended;
    if (code !== 0) throw new Problem(`npm start ended with ${code} when it was told to stop:\n${said}`);
    console.log('npm start: ready with demo data, and stopped when it was told to');
  } finally {
    server.kill('SIGTERM');
  }
}

async function until(find, ended) {
  let over = false;
  void ended.then(() => (over = true));
  for (const end = Date.now() + READY_WITHIN_MS; Date.now() < end && !over;) {
    const found = find();
    if (found) return found;
    await sleep(200);
  }
  return undefined;
}

/** All unit tests, and the first end-to-end file of each folder, on both engines. */
function chosenTests(clone) {
  const files = (folder) => readdirSync(join(clone, folder), { recursive: true }).map((name) => join(folder, name));
  const first = new Map();
  for (const file of files(join('test', 'e2e')).filter((name) => name.endsWith('.e2e.ts'))) {
    const known = first.get(dirname(file));
    if (!known || file < known) first.set(dirname(file), file);
  }
  const units = [...files('src'), ...files('scripts')].filter((name) => name.endsWith('.spec.ts'));
  const chosen = [...units, ...first.values()].map((file) => relative(clone, join(clone, file)));
  return ['--selectProjects', 'unit', 'sqlite', 'mariadb', '--runTestsByPath', ...chosen];
}

function run(environment, cwd, program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: environment, stdio: 'inherit' });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
