// npm test [-- arguments for jest]: installs missing packages, builds if anything has changed, starts the database that the
// tests need, runs them, and ends with the number of passed and failed tests.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  buildWhenStale,
  checkNode,
  findProgram,
  installDebianPackage,
  installPackages,
  main,
  Problem,
  root,
} from './setup.mjs';
import { startMariadb } from '../test/support/mariadb.mjs';

const PROJECTS = ['unit', 'sqlite', 'mariadb', 'browser'];

await main(async () => {
  const jestArguments = process.argv.slice(2);
  const projects = chosenProjects(jestArguments);
  checkNode();
  await installPackages();

  const environment = { ...process.env };
  if (projects.has('browser')) {
    // Checked first, so that a missing browser is not reported only after ten minutes of tests.
    environment.BROWSER_PATH ??= await findBrowser();
    await buildWhenStale();
  }

  let mariadb;
  if (projects.has('mariadb') && !environment.TEST_DATABASE_URL) {
    mariadb = await startMariadb();
    environment.TEST_DATABASE_URL = mariadb.url;
  }
  const folder = mkdtempSync(join(tmpdir(), 'trellis-test-'));
  environment.TEST_SUMMARY = join(folder, 'summary.json');
  environment.TEST_TEMPLATES = folder;
  try {
    const exitCode = await runJest(jestArguments, environment);
    const summary = existsSync(environment.TEST_SUMMARY)
      ? JSON.parse(readFileSync(environment.TEST_SUMMARY, 'utf8'))
      : {};
    report(summary, exitCode, jestArguments.length === 0 ? projects : new Set());
  } finally {
    await mariadb?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** The projects that the arguments select: `npm test -- --selectProjects unit` needs no MariaDB. */
function chosenProjects(jestArguments) {
  const named = (option) => {
    const names = [];
    jestArguments.forEach((argument, index) => {
      if (argument.startsWith(`${option}=`)) names.push(argument.slice(option.length + 1));
      if (argument !== option) return;
      for (const name of jestArguments.slice(index + 1)) {
        if (name.startsWith('-')) break;
        names.push(name);
      }
    });
    return names;
  };
  const selected = named('--selectProjects');
  const ignored = named('--ignoreProjects');
  return new Set(
    PROJECTS.filter((name) => (selected.length === 0 || selected.includes(name)) && !ignored.includes(name)),
  );
}

async function findBrowser() {
  const find = () => findProgram('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable');
  const found = find() ?? ((await installDebianPackage('chromium')) ? find() : undefined);
  if (found) return found;
  throw new Problem(
    'The browser tests need Chromium or Chrome, and found none. Install one (apt-get install chromium), name its\n' +
      'program in BROWSER_PATH, or leave these tests out: npm test -- --ignoreProjects browser',
  );
}

function runJest(jestArguments, environment) {
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const reporters = ['--reporters=default', `--reporters=${join(root, 'scripts', 'jest-summary.mjs')}`];
  const child = spawn(process.execPath, [jest, ...reporters, ...jestArguments], {
    cwd: root,
    env: environment,
    stdio: 'inherit',
  });
  // Forward signals, so that this process outlives jest and can stop the database server.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

function report(summary, exitCode, expected) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  console.log();
  for (const [name, numbers] of Object.entries(summary)) {
    console.log(`${name.padEnd(8)} ${inWords(numbers)}`);
    for (const key of Object.keys(total)) total[key] += numbers[key];
  }
  if (exitCode !== 0) process.exitCode = exitCode;
  for (const name of expected) {
    // An engine that is silently skipped would look like one that passes.
    if (summary[name]?.passed > 0) continue;
    console.log(`${name.padEnd(8)} no test passed; a full run must have some`);
    process.exitCode ||= 1;
  }
  if (total.passed + total.failed === 0) {
    console.log('No test ran.');
    process.exitCode ||= 1;
  }
  console.log(inWords(total));
}

function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
