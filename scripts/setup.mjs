// The common part of `npm start` and `npm test`: checks the version of Node, installs packages, and builds the app if
// anything has changed. Imports only modules of Node, because it runs before packages are installed.

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Packages with a binary that must fit this machine and this Node, each with a test. */
const NATIVE = {
  argon2: "require('argon2')",
  'better-sqlite3': "new (require('better-sqlite3'))(':memory:').close()",
};
/** Node 20.19 is the first that can `require` an ES module, which the server does. */
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

/** An error that is clear without a stack trace. */
export class Problem extends Error {}

export function checkNode() {
  const { node } = process.versions;
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (isBelow(node, OLDEST_NODE)) {
    throw new Problem(`Trellis needs Node ${OLDEST_NODE.join('.')} or newer; this is ${node}. See https://nodejs.org/`);
  }
  if (!isTested(node, engines.node)) console.warn(`Trellis is tested on Node ${engines.node}; this is ${node}.`);
}

function isBelow(version, [major, minor]) {
  const [ownMajor, ownMinor] = version.split('.').map(Number);
  return ownMajor < major || (ownMajor === major && ownMinor < minor);
}

/** Whether a range of the form `^20.20.0 || ^22.22.0` contains the version. */
export function isTested(version, range) {
  return range.split(' || ').some((each) => {
    const [major, minor] = each.slice(1).split('.').map(Number);
    return Number(version.split('.')[0]) === major && !isBelow(version, [major, minor]);
  });
}

export async function installPackages() {
  const wanted = join(root, 'package-lock.json');
  const installed = join(root, 'node_modules', '.package-lock.json');
  const isCurrent = existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs;
  if (!isCurrent) {
    await runInstall();
    // npm does not touch its record if nothing had to be done; with the old date, every start would run npm again.
    if (existsSync(installed)) utimesSync(installed, new Date(), new Date());
  }
  let broken = unloadable();
  if (broken.length > 0 && isCurrent) {
    // Usually because Node was upgraded after the installation.
    await rebuild(broken);
    broken = unloadable();
  }
  if (broken.length > 0) {
    throw new Problem(
      `${broken.map(({ name, reason }) => `${name} cannot be loaded: ${reason}`).join('\n')}\n` +
        `${compilerHint(broken.map(({ name }) => name))}\n` +
        'Where npm is told to run no install scripts (npm config get ignore-scripts), it must be allowed to.',
    );
  }
}

async function runInstall() {
  // Not `npm ci`: it fails on registries that lack some of the optional packages for other platforms.
  const install = npm(['install', '--no-audit', '--no-fund', '--include=dev']);
  if (isPathForMake(root)) return step('Installing packages', ...install, { hint: failureHint, env: headers() });

  // make splits a path at spaces, and a shell fails on parentheses, so packages are installed elsewhere and moved here.
  const folder = mkdtempSync(join(tmpdir(), 'trellis-install-'));
  try {
    for (const name of ['package.json', 'package-lock.json']) copyFileSync(join(root, name), join(folder, name));
    await step('Installing packages', ...install, { hint: failureHint, env: headers(), cwd: folder });
    const target = join(root, 'node_modules');
    rmSync(target, { recursive: true, force: true });
    moveFolder(join(folder, 'node_modules'), target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function rebuild(packages) {
  if (!isPathForMake(root)) return runInstall();
  const names = packages.map(({ name }) => name);
  const title = `Building ${names.join(' and ')} for Node ${process.versions.node}`;
  await step(title, ...npm(['rebuild', ...names]), { hint: failureHint, env: headers() });
}

export const isPathForMake = (path) => /^[\w@%+=:,./\\~-]+$/.test(path);

function moveFolder(from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    if (error.code !== 'EXDEV') throw error;
    cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  }
}

/** The headers that come with Node, if any: binaries compiled with them fit, and nothing has to be downloaded. */
function headers() {
  const prefix = dirname(dirname(process.execPath));
  const file = join(prefix, 'include', 'node', 'node_version.h');
  if (!existsSync(file)) return {};
  const text = readFileSync(file, 'utf8');
  const version = ['MAJOR', 'MINOR', 'PATCH'].map((part) => new RegExp(`NODE_${part}_VERSION (\\d+)`).exec(text)?.[1]);
  return version.join('.') === process.versions.node ? { npm_config_nodedir: prefix } : {};
}

/** The native packages that this Node cannot load. Tested in another process, which a wrong binary may crash. */
function unloadable() {
  return Object.entries(NATIVE).flatMap(([name, attempt]) => {
    const { status, stderr } = spawnSync(process.execPath, ['-e', attempt], { cwd: root, encoding: 'utf8' });
    const reason = /^(?:\w*Error[^\n]*)$/m.exec(stderr)?.[0] ?? stderr.trim().slice(0, 500);
    return status === 0 ? [] : [{ name, reason }];
  });
}

/** Names the packages that npm could not install, from npm's own report. */
export function failureHint(output) {
  const failed = [...output.matchAll(/^npm (?:error|ERR!) path .*node_modules[\\/]((?:@[^\\/\s]+[\\/])?[^\\/\s]+)$/gm)];
  return failed.length > 0 ? compilerHint([...new Set(failed.map(([, name]) => name))]) : undefined;
}

function compilerHint(names) {
  return (
    `${names.join(' and ')} could not be installed. A package with a binary is compiled where it has none for this platform\n` +
    'and Node; that needs Python, make and a C++ compiler (Debian: apt-get install python3 make g++, macOS:\n' +
    'xcode-select --install).'
  );
}

/** npm itself: the one that started this script, or else the one in the PATH. */
function npm(args) {
  const own = process.env.npm_execpath;
  return own && own.endsWith('.js') ? [process.execPath, [own, ...args]] : ['npm', args];
}

export async function buildWhenStale() {
  const built = existsSync(buildStamp) ? readFileSync(buildStamp, 'utf8') : '';
  if (built !== fingerprint()) await step('Building', process.execPath, [join(root, 'scripts', 'build.mjs')]);
}

/** Call before a build; call the returned function after the build has succeeded. */
export function rememberBuild() {
  const before = fingerprint();
  return () => {
    mkdirSync(dirname(buildStamp), { recursive: true });
    writeFileSync(buildStamp, before);
  };
}

/** Names, sizes and dates of all inputs of a build: dates alone would not reveal a deleted file. */
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

/**
 * Runs a slow program: reports progress if it takes more than a second, and shows its output if it fails, with the advice
 * that `hint` derives from it.
 */
export function step(title, program, args, { hint, env, cwd = root } = {}) {
  const begun = Date.now();
  const seconds = () => `${Math.round((Date.now() - begun) / 1000)} s`;
  const terminal = process.stdout.isTTY;
  let shown = 0;
  const timer = setInterval(() => {
    // In a terminal, the line is rewritten every second; in a log, one line every ten seconds is enough.
    if (terminal) process.stdout.write(`\r${title} … ${seconds()}`);
    else if (shown++ % 10 === 0) console.log(`${title} … ${seconds()}`);
  }, 1000);

  return new Promise((resolve, reject) => {
    let output = '';
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
    // Signals that end this process end its child as well.
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
      reject(new Problem([output.trimEnd(), `${title} failed: ${reason}`, hint?.(output)].filter(Boolean).join('\n')));
    });
  });
}

/** The full path of the first of these programs that is installed; undefined if none is. */
export function findProgram(...names) {
  // Server programs are often in folders that only root has in the PATH.
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

/** Installs a Debian package; false if that is not possible. */
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

/** Runs a script's main function; a `Problem` prints one message and exits with 1. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Problem ? error.message : error);
    process.exitCode = 1;
  }
}
