import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { parse, validate } from 'graphql';
import { theSchema } from '../../../src/schema';
import { Role, TestApp, testPassword } from '../../support/app';
import { givenAdmittedPartner, givenOffering, givenOpenedQualification } from '../../support/given';

const root = join(__dirname, '..', '..', '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

interface Block {
  file: string;
  language: string;
  text: string;
}

const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true }).map((name) => `docs/${String(name)}`),
];
const blocks = pages
  .filter((name) => name.endsWith('.md'))
  .flatMap((file): Block[] =>
    [...read(file).matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language, text]) => ({
      file,
      language: language!,
      text: text!,
    })),
  );
const inLanguage = (...languages: string[]) =>
  blocks.filter(({ language }) => languages.includes(language)).map(({ file, text }): [string, string] => [file, text]);

/** A `curl` with only the options that the pages use, so that they can be tested where none is installed. */
const curl = `#!${process.execPath}
const args = process.argv.slice(2);
const headers = {};
let body, url;
while (args.length > 0) {
  const next = args.shift();
  if (next === '-s') continue;
  else if (next === '-H') { const [name, ...value] = args.shift().split(': '); headers[name] = value.join(': '); }
  else if (next === '-d') body = args.shift();
  else if (/^http/.test(next)) url = next;
  else throw new Error('This curl knows no ' + next);
}
fetch(url, { method: body ? 'POST' : 'GET', headers, body }).then((answer) => answer.text()).then((text) => process.stdout.write(text));
`;

describe('the documentation', () => {
  it('has only code blocks of languages that are tested here', () => {
    const known = ['graphql', 'json', 'sh', 'ts', ''];
    expect(blocks.filter(({ language }) => !known.includes(language))).toEqual([]);
    expect(blocks.length).toBeGreaterThan(3);
  });

  it.each(inLanguage('graphql'))('%s has GraphQL that is valid for the schema', (_file, text) => {
    expect(validate(theSchema(), parse(text))).toEqual([]);
  });

  it.each(inLanguage('json'))('%s has valid JSON', (_file, text) => {
    expect(() => JSON.parse(text) as unknown).not.toThrow();
  });

  it.each(inLanguage('sh'))('%s has shell commands that parse', (_file, text) => {
    execFileSync('sh', ['-n'], { input: text });
  });

  it('names only npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = pages
      .filter((name) => name.endsWith('.md'))
      .flatMap((file) =>
        [...read(file).matchAll(/\bnpm (?:run )?(?:--silent )?([a-z][\w:-]*)/g)].map(([, name]) => name!),
      );
    const builtIn = ['install', 'ci', 'rebuild', 'packages', 'package', 'is', 'runs', 'and', 'config', 'root'];
    expect([...new Set(named)].filter((name) => !(name in scripts) && !builtIn.includes(name))).toEqual([]);
    expect(named).toContain('load');
  });

  it('lists exactly the variables that the configuration reads', () => {
    const source = read('src/config.ts');
    const known = [...source.matchAll(/(?:read(?:<[^>]*>)?\(|whole\()\s*'([A-Z][A-Z0-9_]+)'/g)].map(
      ([, name]) => name!,
    );
    const used = [...source.matchAll(/variables\.([A-Z][A-Z0-9_]+)/g)].map(([, name]) => name!);
    const table = read('README.md').split('## Configuration')[1]!.split('\n## ')[0]!;
    const rows = table.split('\n').filter((line) => line.startsWith('| `') && !line.startsWith('| `npm'));
    const listed = rows.flatMap((row) =>
      [...row.split('|')[1]!.matchAll(/`([A-Z][A-Z0-9_]+)`/g)].map(([, name]) => name!),
    );
    expect(listed.sort()).toEqual([...new Set([...known, ...used])].sort());
  });

  it('starts with a query that works when pasted', async () => {
    const app = await TestApp.start();
    const folder = mkdtempSync(join(tmpdir(), 'trellis-documentation-'));
    try {
      const { id } = await givenAdmittedPartner(app);
      await givenOpenedQualification(app, id, (await givenOffering(app)).id);
      await app.createUser([Role.ECOSYSTEM_MANAGER], { email: 'mei.lin@loomworks.example' });
      mkdirSync(join(folder, '.data'));
      writeFileSync(join(folder, '.data', 'demo-password'), testPassword);
      writeFileSync(join(folder, 'curl'), curl);
      chmodSync(join(folder, 'curl'), 0o755);
      const section = read('README.md').split('## A first query')[1]!;
      const commands = /^```sh\n([\s\S]*?)^```$/m.exec(section)![1]!.replaceAll('http://127.0.0.1:4000', app.url);
      const { stdout } = await promisify(execFile)('sh', ['-c', commands], {
        cwd: folder,
        env: { PATH: [folder, process.env.PATH].join(delimiter) },
      });
      const answer = JSON.parse(stdout) as {
        errors?: unknown;
        data: { partners: { nodes: { qualifications: { nodes: { gate: unknown }[] } }[] } };
      };
      expect(answer.errors).toBeUndefined();
      expect(answer.data.partners.nodes[0]!.qualifications.nodes[0]!.gate).toMatchObject({ satisfied: true });
    } finally {
      rmSync(folder, { recursive: true, force: true });
      await app.stop();
    }
  });
});
