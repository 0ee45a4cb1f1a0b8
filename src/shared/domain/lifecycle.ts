import type { AnyAction } from './action';
import { IllegalTransitionError, RuleViolationError } from './errors';

/** Why a step that the status allows cannot be taken now. */
export interface Blocker {
  code: string;
  message: string;
}

/** One transition. The guard receives the conditions that the service gathered, and returns the blockers. */
export interface Transition<State extends string, Step extends AnyAction, Conditions> {
  from: State | readonly State[];
  action: Step;
  to: State;
  guard?: (conditions: Conditions) => Blocker[];
}

/** An allowed step with its blockers. */
export interface LegalAction<Step extends AnyAction> {
  action: Step;
  blockedBy: Blocker[];
}

/** Throws the rule of the first blocker, with the messages of all. */
export function refuseBlocked([first, ...others]: readonly Blocker[]): void {
  if (!first) return;
  const messages = [first, ...others].map(({ message }) => message);
  throw new RuleViolationError(first.code, messages.join(' '), messages);
}

/**
 * The statuses of a record and their transitions, as data. The check, the available actions, the error that names the
 * allowed steps, the diagram in the docs and the exhaustive test all derive from this table. It has no side effects.
 */
export class Lifecycle<State extends string, Step extends AnyAction, Conditions = void> {
  constructor(
    readonly name: string,
    readonly states: readonly State[],
    readonly initial: State,
    readonly transitions: readonly Transition<State, Step, Conditions>[],
  ) {
    const seen = new Set<string>();
    for (const { from, action } of transitions) {
      for (const state of [from].flat() as State[]) {
        const key = `${state} ${action.step}`;
        if (seen.has(key)) throw new Error(`${name}: two transitions for ${key}`);
        seen.add(key);
      }
    }
    const unreachable = states.filter((state) => !this.reachable().has(state));
    if (unreachable.length > 0) throw new Error(`${name}: no path leads to ${unreachable.join(', ')}`);
  }

  get actions(): Step[] {
    return [...new Set(this.transitions.map((transition) => transition.action))];
  }

  /** The status after the step. Throws if the status does not allow it or its guard returns a blocker. */
  next(from: State, action: Step, conditions: Conditions): State {
    const transition = this.transitionFor(from, action);
    refuseBlocked(transition.guard?.(conditions) ?? []);
    return transition.to;
  }

  /** The transition of a step, without its guard, for a caller that has checked the same conditions. */
  transitionFor(from: State, action: Step): Transition<State, Step, Conditions> {
    const transition = this.transitions.find((each) => each.action === action && [each.from].flat().includes(from));
    if (!transition) {
      const allowed = this.allowed(from).map(({ step }) => step);
      throw new IllegalTransitionError(action.step, from, allowed);
    }
    return transition;
  }

  /** The steps that the status allows, ignoring guards. */
  allowed(from: State): Step[] {
    return this.transitions.filter((transition) => [transition.from].flat().includes(from)).map(({ action }) => action);
  }

  /** The steps that the status allows, each with the blockers of its guard. */
  available(from: State, conditions: Conditions): LegalAction<Step>[] {
    return this.allowed(from).map((action) => ({
      action,
      blockedBy: this.transitionFor(from, action).guard?.(conditions) ?? [],
    }));
  }

  isFinal(state: State): boolean {
    return this.allowed(state).length === 0;
  }

  /** A Mermaid state diagram. */
  diagram(): string {
    const lines = this.transitions.flatMap(({ from, action, to }) =>
      ([from].flat() as State[]).map((state) => `  ${state} --> ${to}: ${action.step}`),
    );
    const ends = this.states.filter((state) => this.isFinal(state)).map((state) => `  ${state} --> [*]`);
    return ['stateDiagram-v2', `  [*] --> ${this.initial}`, ...lines, ...ends].join('\n');
  }

  private reachable(): Set<State> {
    const reached = new Set<State>([this.initial]);
    for (let grown = true; grown;) {
      grown = false;
      for (const { from, to } of this.transitions) {
        if (!reached.has(to) && ([from].flat() as State[]).some((state) => reached.has(state))) {
          reached.add(to);
          grown = true;
        }
      }
    }
    return reached;
  }
}
