import type { AnyAction } from '../../shared/domain/action';
import { IllegalTransitionError } from '../../shared/domain/errors';
import type { Lifecycle } from '../../shared/domain/lifecycle';
import { allianceLifecycle } from './alliances/alliance.lifecycle';
import { allianceReviewLifecycle } from './alliances/alliance-review.lifecycle';
import { exitObligationLifecycle, exitStrategyLifecycle } from './alliances/exit-strategy.lifecycle';
import { integrationLifecycle } from './integrations/integration.lifecycle';
import { jointSolutionLifecycle } from './joint-solutions/joint-solution.lifecycle';

/** Every status: the resulting status of each action that it allows. All others are refused. */
type Table = Record<string, Record<string, string>>;

const integration: Table = {
  PLANNED: { update: 'PLANNED', start: 'IN_DEVELOPMENT', retire: 'RETIRED' },
  IN_DEVELOPMENT: {
    update: 'IN_DEVELOPMENT',
    recordTest: 'IN_DEVELOPMENT',
    release: 'RELEASED',
    retire: 'RETIRED',
  },
  RELEASED: { update: 'RELEASED', recordTest: 'RELEASED', retire: 'RETIRED' },
  RETIRED: {},
};

const deliberating = (stage: string, next: string) => ({ update: stage, advance: next, exit: 'EXIT' });
const working = (stage: string) => ({ update: stage, draftExitStrategy: stage, openReview: stage, exit: 'EXIT' });
const alliance: Table = {
  AWARENESS: deliberating('AWARENESS', 'KNOWLEDGE'),
  KNOWLEDGE: deliberating('KNOWLEDGE', 'INTERNAL_ASSESSMENT'),
  INTERNAL_ASSESSMENT: deliberating('INTERNAL_ASSESSMENT', 'SELECTION'),
  SELECTION: { ...deliberating('SELECTION', 'WORKING_TOGETHER'), draftExitStrategy: 'SELECTION' },
  WORKING_TOGETHER: { ...working('WORKING_TOGETHER'), advance: 'VALUE_CREATION' },
  VALUE_CREATION: { ...working('VALUE_CREATION'), advance: 'STAYING_TOGETHER', adjust: 'VALUE_CREATION' },
  STAYING_TOGETHER: { ...working('STAYING_TOGETHER'), adjust: 'VALUE_CREATION' },
  EXIT: {},
};

const exitStrategy: Table = {
  DRAFT: { update: 'DRAFT', discard: 'DISCARDED', agree: 'AGREED' },
  AGREED: { supersede: 'SUPERSEDED' },
  SUPERSEDED: {},
  DISCARDED: {},
};

const exitObligation: Table = { OPEN: { complete: 'DONE' }, DONE: { reopen: 'OPEN' } };

const allianceReview: Table = { OPEN: { update: 'OPEN', decide: 'DECIDED' }, DECIDED: {} };

const jointSolution: Table = {
  DRAFT: { update: 'DRAFT', discard: 'WITHDRAWN', offer: 'OFFERED' },
  OFFERED: { withdraw: 'WITHDRAWN' },
  WITHDRAWN: {},
};

/** Conditions under which no guard blocks. */
const met = { passed: 1, exitAgreed: true, reviewOpen: false, workingTogether: true, products: 2 };

describe.each<[string, Lifecycle<string, AnyAction, never>, Table]>([
  ['an integration', integrationLifecycle, integration],
  ['an alliance', allianceLifecycle, alliance],
  ['an exit strategy', exitStrategyLifecycle, exitStrategy],
  ['an exit obligation', exitObligationLifecycle, exitObligation],
  ['a review of an alliance', allianceReviewLifecycle, allianceReview],
  ['a joint solution', jointSolutionLifecycle, jointSolution],
])('the lifecycle of %s', (_what, lifecycle, table) => {
  it('has the statuses and actions of the table', () => {
    expect(new Set(lifecycle.states)).toEqual(new Set(Object.keys(table)));
    const known = new Set(lifecycle.actions.map(({ step }) => step));
    expect(known).toEqual(new Set(Object.values(table).flatMap((steps) => Object.keys(steps))));
  });

  const all = lifecycle.states.flatMap((state) =>
    lifecycle.actions.map((action) => [state, action.step, table[state]?.[action.step] ?? null, action] as const),
  );
  it.each(all)('%s, %s: %s', (state, step, to, action) => {
    if (to === null) expect(() => lifecycle.next(state, action, met as never)).toThrow(IllegalTransitionError);
    else expect(lifecycle.next(state, action, met as never)).toBe(to);
    expect(step).toBe(action.step);
  });
});

describe('the guards', () => {
  const codes = (lifecycle: unknown, state: string, step: string, changes: object) =>
    (lifecycle as Lifecycle<string, AnyAction, object>)
      .available(state, { ...met, ...changes })
      .find(({ action }) => action.step === step)!
      .blockedBy.map(({ code }) => code);

  it.each([
    ['SELECTION', 'advance', { exitAgreed: false }, ['no-exit-strategy']],
    ['SELECTION', 'exit', { exitAgreed: false }, []],
    ['KNOWLEDGE', 'advance', { exitAgreed: false }, []],
    ['VALUE_CREATION', 'advance', { exitAgreed: false, reviewOpen: true }, ['no-exit-strategy', 'review-open']],
    ['VALUE_CREATION', 'exit', { reviewOpen: true }, ['review-open']],
    ['VALUE_CREATION', 'openReview', { reviewOpen: true }, ['review-open']],
  ])('of an alliance in %s for %s under %o are %o', (stage, step, changes, expected) => {
    expect(codes(allianceLifecycle, stage, step, changes)).toEqual(expected);
  });

  it('let an integration be released only if a pair of versions works', () => {
    expect(codes(integrationLifecycle, 'IN_DEVELOPMENT', 'release', { passed: 0 })).toEqual(['not-tested']);
  });

  it('let a joint solution be offered with two products while the parties work together', () => {
    expect(codes(jointSolutionLifecycle, 'DRAFT', 'offer', { workingTogether: false, products: 1 })).toEqual([
      'alliance-not-working',
      'one-product',
    ]);
  });
});
