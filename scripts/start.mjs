// npm start: installs missing packages, builds if anything has changed, and runs the server in this terminal. The server
// migrates its database, loads the demo data and prints the addresses (src/main.ts).

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildWhenStale, checkNode, installPackages, main, root } from './setup.mjs';

await main(async () => {
  checkNode();
  await installPackages();
  await buildWhenStale();

  const server = spawn(process.execPath, [join(root, 'dist', 'src', 'main.js'), ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  });
  // Ctrl-C in a terminal reaches the server directly; a signal to only this process has to be forwarded. In either case,
  // this process waits until the server has stopped.
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) server.kill('SIGINT');
  });
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal));

  server.on('error', (error) => {
    console.error(error);
    process.exitCode = 1;
  });
  server.on('exit', (code, signal) => {
    // After a signal, shells and the callers of `npm start` expect 128 + its number.
    process.exitCode = code ?? 128 + { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal];
  });
});
