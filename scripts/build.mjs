// Builds dist/: the server (TypeScript → CommonJS) and the explorer (GraphiQL, bundled).
// `npm start` and `npm test` call it when something has changed since the last build.

import { spawn } from 'node:child_process';
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { build } from 'esbuild';
import { rememberBuild, root } from './setup.mjs';

const require = createRequire(import.meta.url);
const dist = join(root, 'dist');
const explorer = join(dist, 'explorer');
/** The compiler leaves plain JavaScript where it is. */
const thread = join('src', 'shared', 'database', 'sqlite-thread.cjs');

async function buildServer() {
  await removeLeftovers('src');
  await removeLeftovers('migrations');
  await runNode(require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json');
  await copyFile(join(root, thread), join(dist, thread));
}

/** Deletes compiled files whose source is gone: a deleted migration must not run. */
async function removeLeftovers(folder) {
  const compiled = join(dist, folder);
  if (!existsSync(compiled)) return;
  for (const entry of await readdir(compiled, { recursive: true, withFileTypes: true })) {
    const output = join(entry.parentPath, entry.name);
    const source = join(root, relative(dist, output)).replace(/\.js(\.map)?$/, '.ts');
    if (entry.isFile() && !existsSync(source)) await rm(output);
  }
}

async function buildExplorer() {
  await rm(explorer, { recursive: true, force: true });
  await mkdir(explorer, { recursive: true });
  const common = {
    absWorkingDir: root,
    bundle: true,
    minify: true,
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    // Fonts and images are embedded in the style sheet, so that the page loads nothing from other hosts.
    loader: { '.ttf': 'dataurl', '.woff2': 'dataurl', '.svg': 'dataurl', '.png': 'dataurl' },
    logLevel: 'warning',
  };
  await Promise.all([
    build({
      ...common,
      entryPoints: { main: 'explorer/main.ts' },
      outdir: explorer,
      format: 'esm',
      // Monaco is loaded in chunks; unused languages are never loaded.
      splitting: true,
      chunkNames: 'parts/[name]-[hash]',
    }),
    build({
      ...common,
      entryPoints: {
        editor: 'monaco-editor/esm/vs/editor/editor.worker.js',
        json: 'monaco-editor/esm/vs/language/json/json.worker.js',
        graphql: 'monaco-graphql/esm/graphql.worker.js',
      },
      outdir: join(explorer, 'workers'),
      format: 'iife',
    }),
    ...['index.html', 'icon.svg'].map((file) => copyFile(join(root, 'explorer', file), join(explorer, file))),
  ]);
}

function runNode(...args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${relative(dirname(root), args[0])} ended with ${code}`)),
    );
  });
}

// The fingerprint is taken before the build: files saved during the build belong to the next one.
const done = rememberBuild();
const results = await Promise.allSettled([buildServer(), buildExplorer()]);
const failures = results.filter(({ status }) => status === 'rejected');
for (const { reason } of failures) console.error(reason.message);
if (failures.length > 0) process.exitCode = 1;
else await done();
