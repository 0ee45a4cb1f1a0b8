/** A cycle of prerequisites, with all its courses: `[a, b, a]`; null if none exists. */
export function cycleIn(prerequisites: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>();
  const follow = (course: string, way: readonly string[]): string[] | null => {
    if (way.includes(course)) return [...way.slice(way.indexOf(course)), course];
    if (done.has(course)) return null;
    for (const next of prerequisites.get(course) ?? []) {
      const cycle = follow(next, [...way, course]);
      if (cycle) return cycle;
    }
    done.add(course);
    return null;
  };
  for (const course of prerequisites.keys()) {
    const cycle = follow(course, []);
    if (cycle) return cycle;
  }
  return null;
}

export enum PathStepState {
  COMPLETED = 'COMPLETED',
  IN_PROGRESS = 'IN_PROGRESS',
  READY = 'READY',
  WAITING = 'WAITING',
}

/** A person's state in a course of a path, and its prerequisites that are not completed. */
export function stepState(
  course: string,
  prerequisites: readonly string[],
  completed: ReadonlySet<string>,
  begun: ReadonlySet<string>,
): { state: PathStepState; missing: string[] } {
  const missing = prerequisites.filter((each) => !completed.has(each));
  if (completed.has(course)) return { state: PathStepState.COMPLETED, missing };
  if (begun.has(course)) return { state: PathStepState.IN_PROGRESS, missing };
  return { state: missing.length > 0 ? PathStepState.WAITING : PathStepState.READY, missing };
}
