import type { Reader } from '../database/reader';
import type { Transaction } from '../database/transaction';
import type { Action } from '../domain/action';
import type { Blocker } from '../domain/lifecycle';

/**
 * What a module finds in the way of a step of another module's record. The step and `availableActions` ask alike, with the
 * reader of the viewer: one batched statement, and nothing that this viewer must not see.
 */
export interface StepBlockers<Subject = never> {
  action: Action<string, Subject>;
  of: (reader: Reader, subject: Subject) => Promise<Blocker[]>;
}

/**
 * What a module refuses, or keeps as it is until the commit, when another module's step is taken: what depends on the step's
 * arguments, and what a concurrent transaction could change. The subject is as the step leaves it.
 */
export interface StepCheck<Subject = never> {
  action: Action<string, Subject>;
  check: (tx: Transaction, subject: Subject) => Promise<void>;
}

export function blockersOf<Subject>(
  action: Action<string, Subject>,
  of: StepBlockers<Subject>['of'],
): StepBlockers<Subject> {
  return { action, of };
}

export function checkOf<Subject>(
  action: Action<string, Subject>,
  check: StepCheck<Subject>['check'],
): StepCheck<Subject> {
  return { action, check };
}

/** What all modules contribute to each other's steps. */
export class Steps {
  private readonly blockers: Map<Action<string, never>, StepBlockers[]>;
  private readonly checks: Map<Action<string, never>, StepCheck[]>;

  constructor(blockers: readonly StepBlockers[] = [], checks: readonly StepCheck[] = []) {
    this.blockers = byAction(blockers);
    this.checks = byAction(checks);
  }

  /** What is in the way of the step, in the order of the modules. */
  async blockersOf<Subject>(reader: Reader, action: Action<string, Subject>, subject: Subject): Promise<Blocker[]> {
    const contributed = this.blockers.get(action) as unknown as StepBlockers<Subject>[] | undefined;
    if (!contributed) return [];
    return (await Promise.all(contributed.map(({ of }) => of(reader, subject)))).flat();
  }

  async check<Subject>(tx: Transaction, action: Action<string, Subject>, subject: Subject): Promise<void> {
    for (const { check } of (this.checks.get(action) ?? []) as unknown as StepCheck<Subject>[])
      await check(tx, subject);
  }
}

function byAction<Each extends { action: Action<string, never> }>(all: readonly Each[]): Map<Each['action'], Each[]> {
  const found = new Map<Each['action'], Each[]>();
  for (const each of all) found.set(each.action, [...(found.get(each.action) ?? []), each]);
  return found;
}
