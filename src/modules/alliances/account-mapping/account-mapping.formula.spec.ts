import { IllegalTransitionError } from '../../../shared/domain/errors';
import {
  AccountPopulation,
  effectiveLevels,
  lowerLevel,
  SharingLevel,
  type SharingLevels,
  toldCount,
} from './account-mapping.formula';
import { accountMappingLifecycle, AccountMappingStatus } from './account-mapping.lifecycle';

const { NONE, COUNTS, OVERLAPS, ALL } = SharingLevel;
const levels = (customers: SharingLevel, opportunities: SharingLevel, prospects: SharingLevel): SharingLevels => ({
  [AccountPopulation.CUSTOMERS]: customers,
  [AccountPopulation.OPEN_OPPORTUNITIES]: opportunities,
  [AccountPopulation.PROSPECTS]: prospects,
});

describe('the effective level', () => {
  it('is the lower one, in either order', () => {
    const all = Object.values(SharingLevel);
    for (const [index, one] of all.entries()) {
      for (const [position, other] of all.entries())
        expect(lowerLevel(one, other)).toBe(all[Math.min(index, position)]);
    }
  });

  it('is per population, and NONE without the consent of both', () => {
    const [vendor, partner] = [levels(ALL, COUNTS, NONE), levels(OVERLAPS, ALL, ALL)];
    expect(effectiveLevels(true, vendor, partner)).toEqual(levels(OVERLAPS, COUNTS, NONE));
    expect(effectiveLevels(false, vendor, partner)).toEqual(levels(NONE, NONE, NONE));
  });
});

describe('toldCount', () => {
  it.each([
    [NONE, 50, null],
    [COUNTS, 0, null],
    [COUNTS, 2, null],
    [COUNTS, 3, 3],
    [OVERLAPS, 0, 0],
    [OVERLAPS, 2, 2],
    [ALL, 1, 1],
  ])('at %s of %d is %s', (level, count, expected) => {
    expect(toldCount(level, count)).toBe(expected);
  });
});

describe('the lifecycle of an account mapping', () => {
  const legal: Record<string, string> = {
    'PROPOSED accept': 'AGREED',
    'PROPOSED decline': 'DECLINED',
    'PROPOSED withdraw': 'WITHDRAWN',
    'AGREED setLevels': 'AGREED',
    'AGREED replaceAccounts': 'AGREED',
    'AGREED appendAccounts': 'AGREED',
    'AGREED revoke': 'REVOKED',
  };
  const all = Object.values(AccountMappingStatus).flatMap((state) =>
    accountMappingLifecycle.actions.map((action) => [state, action.step, action] as const),
  );

  it.each(all)('%s: %s', (state, step, action) => {
    const to = legal[`${state} ${step}`];
    if (to) expect(accountMappingLifecycle.next(state, action)).toBe(to);
    else expect(() => accountMappingLifecycle.next(state, action)).toThrow(IllegalTransitionError);
  });

  it('knows every legal step', () => {
    const known = all.map(([state, step]) => `${state} ${step}`);
    expect(Object.keys(legal).filter((name) => !known.includes(name))).toEqual([]);
  });
});
