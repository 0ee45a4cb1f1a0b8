import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnyAction } from '../shared/domain/action';
import { Lifecycle } from '../shared/domain/lifecycle';

/*
 * The state diagrams in the pages of the modules are drawn by hand, and say after `%%` which lifecycle they show. They
 * must say what its table says.
 */

type AnyLifecycle = Lifecycle<string, AnyAction, never>;

const files = (ending: string) =>
  readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .sort();

const lifecycles = files('.lifecycle.ts').flatMap((file) => {
  const exported = jest.requireActual<Record<string, unknown>>(join(__dirname, file));
  return Object.values(exported).filter((value): value is AnyLifecycle => value instanceof Lifecycle);
});

const diagrams = files('README.md').flatMap((file) => {
  const blocks = readFileSync(join(__dirname, file), 'utf8').matchAll(/^```mermaid\nstateDiagram-v2\n([^`]*)^```$/gm);
  return [...blocks].map(([, text]) => {
    const [name, ...lines] = text!.trimEnd().split('\n');
    return { file, name: name!.trim().replace('%% ', ''), lines: lines.map((line) => line.trim()) };
  });
});

function linesOf({ initial, states, transitions }: AnyLifecycle): string[] {
  const steps = transitions.flatMap(({ from, action, to }) =>
    [from].flat().map((state) => `${state} --> ${to}: ${action.step}`),
  );
  const isLeft = (state: string) => transitions.some(({ from }) => [from].flat().includes(state));
  return [`[*] --> ${initial}`, ...steps, ...states.filter((state) => !isLeft(state)).map((end) => `${end} --> [*]`)];
}

describe('the state diagram', () => {
  it.each(diagrams.map((diagram) => [diagram.name, diagram.file, diagram] as const))(
    'of %s in %s says what its lifecycle says',
    (name, _file, { lines }) => {
      const lifecycle = lifecycles.find((each) => each.name === name);
      expect(lifecycle?.name).toBe(name);
      expect(lines.sort()).toEqual(linesOf(lifecycle!).sort());
    },
  );

  it('is drawn of every lifecycle', () => {
    const drawn = new Set(diagrams.map(({ name }) => name));
    expect(lifecycles.length).toBeGreaterThan(30);
    expect(lifecycles.map(({ name }) => name).filter((name) => !drawn.has(name))).toEqual([]);
  });
});
