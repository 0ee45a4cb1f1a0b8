import { actions } from './action';
import { IllegalTransitionError, RuleViolationError } from './errors';
import { type Blocker, Lifecycle, type Transition } from './lifecycle';

type State = 'DRAFT' | 'REVIEW' | 'DONE' | 'DROPPED';
interface Conditions {
  blockers: Blocker[];
}

const paper = actions('paper', 'submit', 'sendBack', 'approve', 'drop');
type Step = (typeof paper)[keyof typeof paper];

const states: State[] = ['DRAFT', 'REVIEW', 'DONE', 'DROPPED'];
const transitions: Transition<State, Step, Conditions>[] = [
  { from: 'DRAFT', action: paper.submit, to: 'REVIEW' },
  { from: 'REVIEW', action: paper.sendBack, to: 'DRAFT' },
  { from: 'REVIEW', action: paper.approve, to: 'DONE', guard: ({ blockers }) => blockers },
  { from: ['DRAFT', 'REVIEW'], action: paper.drop, to: 'DROPPED' },
];
const lifecycle = new Lifecycle<State, Step, Conditions>('Paper', states, 'DRAFT', transitions);
const clear: Conditions = { blockers: [] };
const blocked: Conditions = {
  blockers: [
    { code: 'no-title', message: 'It has no title.' },
    { code: 'too-short', message: 'It is too short.' },
  ],
};

const thrownBy = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
};

describe('a lifecycle', () => {
  it.each<[State, Step['step'], State]>([
    ['DRAFT', 'submit', 'REVIEW'],
    ['REVIEW', 'sendBack', 'DRAFT'],
    ['REVIEW', 'approve', 'DONE'],
    ['DRAFT', 'drop', 'DROPPED'],
    ['REVIEW', 'drop', 'DROPPED'],
  ])('goes from %s by %s to %s', (from, step, to) => {
    expect(lifecycle.next(from, paper[step], clear)).toBe(to);
  });

  it('refuses a step that the status does not allow, and names the allowed ones', () => {
    const error = thrownBy(() => lifecycle.next('DRAFT', paper.approve, clear)) as IllegalTransitionError;
    expect(error).toBeInstanceOf(IllegalTransitionError);
    expect(error).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'DRAFT', action: 'approve' });
    expect(error.allowed).toEqual(['submit', 'drop']);
    expect(error.message).toBe('Cannot approve in status DRAFT; allowed here: submit, drop.');
  });

  it('refuses every step in a final status, and says that nothing is possible', () => {
    for (const state of ['DONE', 'DROPPED'] as const) {
      expect(lifecycle.isFinal(state)).toBe(true);
      for (const action of lifecycle.actions) {
        expect(() => lifecycle.next(state, action, clear)).toThrow(
          `Cannot ${action.step} in status ${state}; allowed here: nothing.`,
        );
      }
    }
  });

  it('refuses an illegal step before it runs the guard', () => {
    expect(() => lifecycle.next('DRAFT', paper.approve, blocked)).toThrow(IllegalTransitionError);
  });

  it('refuses a step with all blockers of its guard', () => {
    const error = thrownBy(() => lifecycle.next('REVIEW', paper.approve, blocked)) as RuleViolationError;
    expect(error).toBeInstanceOf(RuleViolationError);
    expect(error).toMatchObject({ rule: 'no-title', message: 'It has no title. It is too short.' });
    expect(error.details).toEqual(['It has no title.', 'It is too short.']);
  });

  it('lists the steps of a status, each with its blockers', () => {
    expect(lifecycle.available('REVIEW', blocked)).toEqual([
      { action: paper.sendBack, blockedBy: [] },
      { action: paper.approve, blockedBy: blocked.blockers },
      { action: paper.drop, blockedBy: [] },
    ]);
    expect(lifecycle.available('DONE', clear)).toEqual([]);
  });

  it('accepts only its own actions', () => {
    // @ts-expect-error An action of the same name that belongs to another record.
    expect(() => lifecycle.next('DRAFT', actions('letter', 'submit').submit, clear)).toThrow(IllegalTransitionError);
  });

  it('draws its diagram', () => {
    expect(lifecycle.diagram().split('\n')).toEqual([
      'stateDiagram-v2',
      '  [*] --> DRAFT',
      '  DRAFT --> REVIEW: submit',
      '  REVIEW --> DRAFT: sendBack',
      '  REVIEW --> DONE: approve',
      '  DRAFT --> DROPPED: drop',
      '  REVIEW --> DROPPED: drop',
      '  DONE --> [*]',
      '  DROPPED --> [*]',
    ]);
  });
});

describe('a lifecycle is refused', () => {
  const made = (...changed: Transition<State, Step, Conditions>[]) =>
    new Lifecycle<State, Step, Conditions>('Paper', states, 'DRAFT', changed);

  it('with two transitions for one status and action', () => {
    expect(() => made(...transitions, { from: ['REVIEW'], action: paper.drop, to: 'DONE' })).toThrow(
      'Paper: two transitions for REVIEW drop',
    );
  });

  it('with statuses that no path leads to', () => {
    expect(() => made(transitions[0]!)).toThrow('Paper: no path leads to DONE, DROPPED');
  });

  it('with statuses that lead only to each other', () => {
    expect(() =>
      made(
        { from: 'DRAFT', action: paper.drop, to: 'DROPPED' },
        { from: 'REVIEW', action: paper.approve, to: 'DONE' },
        { from: 'DONE', action: paper.sendBack, to: 'REVIEW' },
      ),
    ).toThrow('Paper: no path leads to REVIEW, DONE');
  });
});
