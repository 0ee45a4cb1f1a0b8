import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { engine } from '../../support/engine';

const run = promisify(execFile);

/** The cache does not depend on the engine, so one run is enough. */
const onOneEngine = engine === 'sqlite' ? describe : describe.skip;

onOneEngine('many different operations', () => {
  // When the cache was limited only by count, entries of four megabytes each ran the process out of memory.
  const heap = 400;
  const maxGrowth = 110;

  it.each([
    ['anonymous', 'large', '100'],
    ['signed-in', 'large', '100'],
    // Few nodes, and a comment of 900 kB.
    ['anonymous', 'long', '200'],
    ['signed-in', 'long', '200'],
  ])('leave the heap of the server bounded: %s, %s', async (who, shape, count) => {
    const script = join(__dirname, '..', '..', 'support', 'many-operations.ts');
    const flags = ['--expose-gc', `--max-old-space-size=${heap}`, '-r', '@swc-node/register'];
    const { stdout } = await run(process.execPath, [...flags, script, count, who, shape], {
      cwd: join(__dirname, '..', '..', '..'),
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const { bytes, grown } = JSON.parse(stdout.trim().split('\n').at(-1)!) as { bytes: number; grown: number };
    expect(bytes).toBeGreaterThan(6_000);
    expect(grown).toBeLessThan(maxGrowth);
  });
});
