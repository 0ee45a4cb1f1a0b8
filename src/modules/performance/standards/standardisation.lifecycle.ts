import { Lifecycle } from '../../../shared/domain/lifecycle';
import type { Standardisation } from '../../catalog';
import { standardisationActions } from './standards.actions';

export type StandardisationStep = (typeof standardisationActions)['raise' | 'lower'];

/** From custom work to work done by a tool; one step at a time, in either direction. */
const ladder = ['CUSTOM', 'STANDARDISED', 'AUTOMATED', 'TOOLED'] as Standardisation[];

export const standardisationLifecycle = new Lifecycle<Standardisation, StandardisationStep>(
  'Standardisation',
  ladder,
  ladder[0]!,
  ladder.slice(1).flatMap((higher, index) => [
    { from: ladder[index]!, action: standardisationActions.raise, to: higher },
    { from: higher, action: standardisationActions.lower, to: ladder[index]! },
  ]),
);

/** The degrees that one step leads to. */
export function oneStepFrom(from: Standardisation): Standardisation[] {
  return standardisationLifecycle.allowed(from).map((step) => standardisationLifecycle.next(from, step));
}

/** The direction of `to`; null if it is the same. */
export function stepTowards(from: Standardisation, to: Standardisation): StandardisationStep | null {
  if (from === to) return null;
  const { raise, lower } = standardisationActions;
  return ladder.indexOf(to) > ladder.indexOf(from) ? raise : lower;
}
