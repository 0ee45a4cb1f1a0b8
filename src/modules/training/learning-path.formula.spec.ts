import fc from 'fast-check';
import { cycleIn, PathStepState, stepState } from './learning-path.formula';

const graph = (edges: Record<string, string[]>) => new Map(Object.entries(edges));

describe('a cycle of prerequisites', () => {
  it.each([
    [{}, null],
    [{ a: [], b: ['a'], c: ['a', 'b'] }, null],
    [{ a: ['a'] }, ['a', 'a']],
    [{ a: ['b'], b: ['a'] }, ['a', 'b', 'a']],
    [{ a: ['b'], b: ['c'], c: ['d', 'b'], d: [] }, ['b', 'c', 'b']],
  ])('%j leads to %j', (edges, cycle) => {
    expect(cycleIn(graph(edges))).toEqual(cycle);
  });

  const anyGraph = fc.integer({ min: 1, max: 8 }).chain((size) =>
    fc.array(fc.tuple(fc.nat({ max: size - 1 }), fc.nat({ max: size - 1 })), { maxLength: 20 }).map((edges) => {
      const found = new Map<string, string[]>();
      for (let course = 0; course < size; course += 1) found.set(String(course), []);
      for (const [from, to] of edges) found.get(String(from))!.push(String(to));
      return found;
    }),
  );

  it('is a closed walk; without one, the courses can be sorted', () => {
    fc.assert(
      fc.property(anyGraph, (prerequisites) => {
        const cycle = cycleIn(prerequisites);
        if (cycle) {
          expect(cycle.length).toBeGreaterThan(1);
          expect(cycle[0]).toBe(cycle.at(-1));
          for (const [index, course] of cycle.slice(0, -1).entries()) {
            expect(prerequisites.get(course)).toContain(cycle[index + 1]);
          }
          return;
        }
        const left = new Map(prerequisites);
        while (left.size > 0) {
          const next = [...left].find(([, before]) => before.every((each) => !left.has(each)));
          expect(next).toBeDefined();
          left.delete(next![0]);
        }
      }),
    );
  });
});

it.each([
  ['a', ['b'], ['a', 'b'], [], PathStepState.COMPLETED, []],
  ['a', ['b'], ['a'], [], PathStepState.COMPLETED, ['b']],
  ['a', ['b'], [], ['a'], PathStepState.IN_PROGRESS, ['b']],
  ['a', ['b', 'c'], ['b'], [], PathStepState.WAITING, ['c']],
  ['a', ['b'], ['b'], [], PathStepState.READY, []],
  ['a', [], [], [], PathStepState.READY, []],
])('%s after %j, with %j completed and %j begun, is %s', (course, before, completed, begun, state, missing) => {
  expect(stepState(course, before, new Set(completed), new Set(begun))).toEqual({ state, missing });
});
