import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failureHint, isPathForMake, isTested } from './setup.mjs';

const read = (name: string) => JSON.parse(readFileSync(join(__dirname, '..', name), 'utf8'));

describe('the installation', () => {
  it('allows or refuses every package with install scripts, as npm 12 runs only allowed ones', () => {
    const { packages } = read('package-lock.json') as { packages: Record<string, { hasInstallScript?: boolean }> };
    const withScripts = Object.entries(packages).flatMap(([path, { hasInstallScript }]) =>
      hasInstallScript ? [path.split('node_modules/').at(-1)!] : [],
    );
    expect(Object.keys(read('package.json').allowScripts).sort()).toEqual([...new Set(withScripts)].sort());
  });

  it('names the tested versions of Node', () => {
    const { node } = read('package.json').engines;
    expect(isTested(process.versions.node, node)).toBe(true);
    expect(['20.20.2', '22.23.5', '24.22.3', '26.12.1'].map((version) => isTested(version, node))).not.toContain(false);
    expect(
      ['18.20.0', '20.19.9', '21.0.0', '23.0.0', '27.0.0'].map((version) => isTested(version, node)),
    ).not.toContain(true);
  });

  it.each([
    ['npm error path /srv/trellis/node_modules/argon2\nnpm error command failed', 'argon2 could not be installed'],
    ['npm ERR! path /a (b)/node_modules/better-sqlite3', 'better-sqlite3 could not be installed'],
    ['npm error path C:\\trellis\\node_modules\\@swc\\core', '@swc\\core could not be installed'],
  ])('names the package that failed: %j', (output, expected) => {
    expect(failureHint(output)).toContain(expected);
  });

  it('blames no package for a network failure', () => {
    expect(failureHint('npm error code ENOTFOUND\nnpm error network request failed')).toBeUndefined();
  });

  it.each([
    ['/srv/trellis', true],
    ['C:\\trellis-1.0', true],
    ['/srv/trellis (copy)', false],
    ['/srv/my trellis', false],
    ["/srv/o'neill", false],
    ['/srv/$HOME', false],
  ])('installs in %s itself: %s', (path, expected) => {
    expect(isPathForMake(path)).toBe(expected);
  });
});
