// Starts a private MariaDB for tests and measurements, in its own folder, and stops it by its process id. `npm test` starts
// one for all tests; a test that kills its server starts another one.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProgram, installDebianPackage, isRoot, Problem } from '../../scripts/setup.mjs';

const DOCKER_IMAGE = 'mariadb:11.4';
const READY_WITHIN_MS = 60_000;

/**
 * Starts a server on 127.0.0.1, with a user root without a password.
 *
 * - `durable`: commits are flushed to disk before they are acknowledged, as in production; without it, tests are faster.
 * - `folder` and `port`: those of a server that was killed, to start it again with its data.
 */
export async function startMariadb({ durable = false, folder, port } = {}) {
  const program = findServer();
  if (program) return startInstalled(program, { durable, folder, port });
  if (await installDebianPackage('mariadb-server')) return startInstalled(findServer(), { durable, folder, port });
  if (dockerRuns()) return startInDocker({ durable, port });
  throw new Problem(
    'The tests need MariaDB or MySQL, and found none. One of these will do:\n' +
      '  - install a server, which then runs for the tests only: apt-get install mariadb-server, brew install mariadb\n' +
      '  - install Docker, and start it\n' +
      '  - name a server in TEST_DATABASE_URL, with a user who may create and drop databases: mysql://user:password@host:3306/',
  );
}

const findServer = () => findProgram('mariadbd', 'mysqld');

async function startInstalled(program, options) {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'trellis-mariadb-'));
  const data = join(folder, 'data');
  const log = join(folder, 'error.log');
  const port = options.port ?? (await freePort());
  // The server refuses to run as root unless told to.
  const asUser = isRoot() ? [`--user=${userInfo().username}`] : [];

  if (!existsSync(data)) {
    mkdirSync(data);
    createSystemTables(program, data, asUser);
  }

  const server = spawn(
    program,
    [
      '--no-defaults',
      ...asUser,
      `--datadir=${data}`,
      `--socket=${join(folder, 'socket')}`,
      `--pid-file=${join(folder, 'pid')}`,
      `--log-error=${log}`,
      '--bind-address=127.0.0.1',
      `--port=${port}`,
      '--character-set-server=utf8mb4',
      '--skip-log-bin',
      '--performance-schema=OFF',
      '--innodb-buffer-pool-size=128M',
      '--max-connections=300',
      ...(options.durable
        ? ['--innodb-flush-log-at-trx-commit=1']
        : ['--innodb-flush-log-at-trx-commit=2', '--innodb-doublewrite=0']),
    ],
    // In a group of its own: Ctrl-C in the terminal ends the tests first, and the tests end the server.
    { detached: true, stdio: 'ignore' },
  );
  // A program that forgets to stop its server can still end, and takes it along (atExit).
  server.unref();

  const exited = new Promise((resolve) => server.once('exit', resolve));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  // The last resort, when this process ends without having stopped the server.
  const atExit = () => {
    server.kill('SIGKILL');
    removeFolder();
  };
  process.once('exit', atExit);

  const end = async () => {
    server.ref();
    if (server.exitCode === null && server.signalCode === null) server.kill('SIGKILL');
    await exited;
    process.off('exit', atExit);
  };

  const running = {
    url: `mysql://root@127.0.0.1:${port}/`,
    pid: server.pid,
    folder,
    port,
    /** Ends the server, and removes its data: nobody reads them again, so nothing has to be written out. */
    async stop() {
      await end();
      removeFolder();
    },
    /** As a power cut would: the data stay, and `startMariadb({ folder, port })` recovers them. */
    async kill() {
      await end();
    },
  };

  try {
    await Promise.race([ready(port), new Promise((_, reject) => server.once('error', reject)), exited.then(failed)]);
  } catch (error) {
    const said = existsSync(log) ? readFileSync(log, 'utf8') : '';
    await running.stop();
    throw new Problem(`${program} did not start: ${error.message}\n${said}`);
  }
  return running;
}

function failed() {
  throw new Error('it ended immediately');
}

function createSystemTables(program, data, asUser) {
  const installer = findProgram('mariadb-install-db', 'mysql_install_db');
  const args = ['--no-defaults', ...asUser, `--datadir=${data}`];
  const { status, stdout, stderr } = installer
    ? spawnSync(installer, [...args, '--auth-root-authentication-method=normal', '--skip-test-db'], {
        encoding: 'utf8',
      })
    : // MySQL has no installer any more, its server does it.
      spawnSync(program, [...args, '--initialize-insecure'], { encoding: 'utf8' });
  if (status !== 0) throw new Problem(`${installer ?? program} failed:\n${stdout}\n${stderr}`);
}

const dockerRuns = () => Boolean(findProgram('docker')) && docker('info').status === 0;

const docker = (...args) => spawnSync('docker', args, { encoding: 'utf8' });

async function startInDocker({ durable, port: wantedPort }) {
  const port = wantedPort ?? (await freePort());
  const started = docker(
    ...['run', '--detach', '--publish', `127.0.0.1:${port}:3306`, '--env', 'MARIADB_ALLOW_EMPTY_ROOT_PASSWORD=1'],
    ...[DOCKER_IMAGE, '--character-set-server=utf8mb4', '--max-connections=300'],
    `--innodb-flush-log-at-trx-commit=${durable ? 1 : 2}`,
  );
  if (started.status !== 0) throw new Problem(`Docker could not start ${DOCKER_IMAGE}:\n${started.stderr}`);
  const container = started.stdout.trim();
  const remove = () => docker('rm', '--force', '--volumes', container);
  process.once('exit', remove);
  const running = {
    url: `mysql://root@127.0.0.1:${port}/`,
    pid: Number(docker('inspect', '--format', '{{.State.Pid}}', container).stdout),
    port,
    async stop() {
      process.off('exit', remove);
      remove();
    },
    async kill() {
      docker('kill', container);
    },
  };
  try {
    await ready(port);
  } catch (error) {
    const said = docker('logs', container);
    await running.stop();
    throw new Problem(`${DOCKER_IMAGE} did not start: ${error.message}\n${said.stdout}${said.stderr}`);
  }
  return running;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function ready(port) {
  const end = Date.now() + READY_WITHIN_MS;
  while (Date.now() < end) {
    if (await greets(port)) return;
    await sleep(50);
  }
  throw new Error(`it was not ready after ${READY_WITHIN_MS / 1000} s`);
}

/** Whether a server of this protocol answers: Docker's port is open before the server behind it is there. */
function greets(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const answer = (is) => {
      socket.destroy();
      resolve(is);
    };
    socket.setTimeout(1000, () => answer(false));
    socket.once('error', () => answer(false));
    socket.once('close', () => answer(false));
    // Three bytes of length, one of sequence, then the version of the protocol: 10.
    socket.once('data', (greeting) => answer(greeting[4] === 10));
  });
}
