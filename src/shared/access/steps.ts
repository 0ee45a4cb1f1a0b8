import type { Reader } from '../database/reader';
import type { Transaction } from '../database/transaction';
import type { Action } from '../domain/action';
import type { Blocker } from '../domain/lifecycle';

/**
 * A module's blockers for a step of another module's record. The step and `availableActions` both ask, with the
 * viewer's reader: one batched statement, and nothing that this viewer must not see.
 */
export interface StepBlockers<Subject = never> {
  action: Action<string, Subject>;
  of: (reader: Reader, subject: Subject) => Promise<Blocker[]>;
}

/**
 * A module's check when another module's step is taken: it may refuse by the step's arguments, or lock what a
 * concurrent transaction could change until the commit. The subject is in its state after the step.
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

  /** The blockers of the step, in the order of the modules. */
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
