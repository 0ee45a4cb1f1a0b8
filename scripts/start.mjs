// npm start: installs what is missing, builds what has changed, and runs the server in this terminal. The server itself
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
  // A terminal's Ctrl-C reaches the server by itself; what is sent to this process alone has to be passed on.
  // Either way this process stays until the server has finished what it was doing.
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) server.kill('SIGINT');
  });
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal));

  server.on('error', (error) => {
    console.error(error);
    process.exitCode = 1;
  });
  server.on('exit', (code, signal) => {
    // By a signal: 128 + its number is what shells say, and what the callers of `npm start` expect.
    process.exitCode = code ?? 128 + { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal];
  });
});
