import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { migrations } from '../migrations';

const files = readdirSync(join(__dirname, '..', 'migrations'))
  .filter((file) => /^\d{4}-[a-z-]+\.ts$/.test(file))
  .sort();

/** Derives `ProjectsInDepth0000000000007` from `0007-projects-in-depth.ts`. */
function classOf(file: string): string {
  const [number, ...words] = file.replace('.ts', '').split('-');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('') + number!.padStart(13, '0');
}

describe('the list of migrations', () => {
  it('names each file of the folder once, in the order of their numbers', () => {
    expect(migrations.map(({ name }) => name)).toEqual(files.map(classOf));
    expect(new Set(files.map((file) => file.slice(0, 4))).size).toBe(files.length);
  });
});
