// What `npm start` and `npm test` have in common: a Node that is new enough, packages installed, the app built when
// something has changed. Imports only what Node brings along, because it runs before anything is installed.

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const OLDEST_NODE = [20, 19];
const buildStamp = join(root, 'dist', 'built-from');
const builtFrom = [
  'src',
  'migrations',
  'explorer',
  'scripts/build.mjs',
  'ormconfig.ts',
  'tsconfig.json',
  'tsconfig.build.json',
  'package-lock.json',
];

/** A reason to stop that needs no stack to be understood. */
export class Problem extends Error {}

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    throw new Problem(
      `Trellis needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}. See https://nodejs.org/`,
    );
  }
}

export async function installPackages() {
  const wanted = join(root, 'package-lock.json');
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return;
  // Not `npm ci`: it fails on registries that lack some of the optional packages for other platforms.
  const install = ['install', '--no-audit', '--no-fund', '--include=dev'];
  await step('Installing packages', ...npm(install), {
    hint:
      'The SQLite binding is compiled where no prebuilt one can be had; that needs Python, make and a C++ compiler\n' +
      '(Debian: apt-get install python3 make g++, macOS: xcode-select --install).',
  });
  // npm leaves its record alone when there was nothing to do; without a new date it would be asked every time.
  if (existsSync(installed)) utimesSync(installed, new Date(), new Date());
}

/** npm itself: the one that has started this script, or else the one in the PATH. */
function npm(args) {
  const own = process.env.npm_execpath;
  return own && own.endsWith('.js') ? [process.execPath, [own, ...args]] : ['npm', args];
}

export async function buildWhenStale() {
  const built = existsSync(buildStamp) ? readFileSync(buildStamp, 'utf8') : '';
  if (built !== fingerprint()) await step('Building', process.execPath, [join(root, 'scripts', 'build.mjs')]);
}

/** Call it before a build, and what it returns after it has succeeded. */
export function rememberBuild() {
  const before = fingerprint();
  return () => {
    mkdirSync(dirname(buildStamp), { recursive: true });
    writeFileSync(buildStamp, before);
  };
}

/** Names, sizes and dates of all that goes into a build: dates alone would not tell that a file has been deleted. */
function fingerprint() {
  const hash = createHash('sha256');
  const add = (path) => {
    if (!existsSync(path)) return;
    const { mtimeMs, size } = statSync(path);
    if (!statSync(path).isDirectory()) hash.update(`${relative(root, path)} ${size} ${mtimeMs}\n`);
    else for (const name of readdirSync(path).sort()) add(join(path, name));
  };
  for (const name of builtFrom) add(join(root, name));
  return hash.digest('hex');
}

/** Runs a program that takes a while: says so when it takes more than a second, and shows its output when it fails. */
export function step(title, program, args, { hint, env } = {}) {
  const begun = Date.now();
  const seconds = () => `${Math.round((Date.now() - begun) / 1000)} s`;
  const terminal = process.stdout.isTTY;
  let shown = 0;
  const timer = setInterval(() => {
    // A terminal's line is written over every second; in a log, one line in ten seconds is enough.
    if (terminal) process.stdout.write(`\r${title} … ${seconds()}`);
    else if (shown++ % 10 === 0) console.log(`${title} … ${seconds()}`);
  }, 1000);

  return new Promise((resolve, reject) => {
    let output = '';
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
    // Whoever ends this process ends what it has begun.
    const passOn = (signal) => child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, passOn);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, passOn);
      clearInterval(timer);
      const outcome = code === 0 ? 'done' : 'failed';
      if (terminal) process.stdout.write('\r\x1b[K');
      if (code !== 0 || Date.now() - begun > 1000) console.log(`${title}: ${outcome} in ${seconds()}`);
      if (code === 0) return resolve();
      const reason = `${[program, ...args].join(' ')} ended with ${code ?? signal}`;
      reject(new Problem([output.trimEnd(), `${title} failed: ${reason}`, hint].filter(Boolean).join('\n')));
    });
  });
}

/** The full path of the first of these programs that is installed, or undefined. */
export function findProgram(...names) {
  // A server's program is often in a folder that only root has in the PATH.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/usr/local/bin'];
  for (const name of names) {
    for (const folder of folders.filter(Boolean)) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not in this folder.
      }
    }
  }
  return undefined;
}

export const isRoot = () => process.getuid?.() === 0;

/** Installs a Debian package; false where that is not possible. */
export async function installDebianPackage(name) {
  if (!isRoot() || !findProgram('apt-get')) return false;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  if (spawnSync('apt-cache', ['show', name], { stdio: 'ignore' }).status !== 0) {
    await step('Reading the list of Debian packages', 'apt-get', ['update', '-qq'], { env });
  }
  const install = ['install', '-y', '-qq', '--no-install-recommends', name];
  await step(`Installing Debian's ${name}`, 'apt-get', install, { env });
  return true;
}

/** Runs a script's main function; a problem is one message and exit code 1. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Problem ? error.message : error);
    process.exitCode = 1;
  }
}
