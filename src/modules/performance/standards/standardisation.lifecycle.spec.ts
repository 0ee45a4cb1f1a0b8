import { describe, expect, it } from '@jest/globals';
import { IllegalTransitionError } from '../../../shared/domain/errors';
import { Standardisation } from '../../catalog';
import { oneStepFrom, standardisationLifecycle, stepTowards } from './standardisation.lifecycle';
import { standardisationActions } from './standards.actions';

const { CUSTOM, STANDARDISED, AUTOMATED, TOOLED } = Standardisation;

describe('the standardisation of an offering', () => {
  const legal: Record<string, Standardisation> = {
    [`${CUSTOM} raise`]: STANDARDISED,
    [`${STANDARDISED} raise`]: AUTOMATED,
    [`${AUTOMATED} raise`]: TOOLED,
    [`${TOOLED} lower`]: AUTOMATED,
    [`${AUTOMATED} lower`]: STANDARDISED,
    [`${STANDARDISED} lower`]: CUSTOM,
  };
  const states = Object.values(Standardisation);

  it.each(states.flatMap((state) => (['raise', 'lower'] as const).map((action) => ({ state, action }))))(
    '$state: $action',
    ({ state, action }) => {
      const to = legal[`${state} ${action}`];
      if (to) expect(standardisationLifecycle.next(state, standardisationActions[action])).toBe(to);
      else
        expect(() => standardisationLifecycle.next(state, standardisationActions[action])).toThrow(
          IllegalTransitionError,
        );
    },
  );

  it('has all degrees, no end, and no other actions', () => {
    expect(standardisationLifecycle.states).toEqual(states);
    expect(states.filter((state) => standardisationLifecycle.isFinal(state))).toEqual([]);
    expect(standardisationLifecycle.actions.map(({ step }) => step).sort()).toEqual(['lower', 'raise']);
  });

  it('moves one step to a neighbor, and nowhere else', () => {
    const neighbours = (state: Standardisation) => [states.indexOf(state) - 1, states.indexOf(state) + 1];
    for (const state of states) {
      expect(
        oneStepFrom(state)
          .map((each) => states.indexOf(each))
          .sort(),
      ).toEqual(neighbours(state).filter((index) => index >= 0 && index < states.length));
    }
  });

  it.each(states.flatMap((from) => states.map((to) => ({ from, to }))))(
    'has one direction from $from to $to',
    ({ from, to }) => {
      const distance = states.indexOf(to) - states.indexOf(from);
      expect(stepTowards(from, to)?.step ?? null).toBe(distance === 0 ? null : distance > 0 ? 'raise' : 'lower');
    },
  );
});
