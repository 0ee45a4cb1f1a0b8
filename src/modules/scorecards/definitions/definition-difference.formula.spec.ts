import { type ComparedDefinition, differenceOf } from './definition-difference.formula';
import { StandingEffect } from './definition.entity';
import { ScorecardPeriod } from './period.formula';

const { NONE, WARN, PREVENT } = StandingEffect;
const onTime = {
  code: 'onTime',
  label: 'On time',
  formula: 'milestonesOnTimePercent',
  maximum: '100',
  weight: '100',
};
const standing = (name: string, from: string, staffing = NONE) => ({ name, from, staffing, dealRegistration: NONE });
const definition = (changes: Partial<ComparedDefinition> = {}): ComparedDefinition => ({
  name: 'Delivery',
  period: ScorecardPeriod.QUARTER,
  criteria: [onTime],
  standings: [standing('Poor', '0', PREVENT), standing('Good', '50')],
  notes: '',
  ...changes,
});
const from = (changes: Partial<ComparedDefinition>) =>
  differenceOf(definition(), definition(changes)).map((change) => Object.values(change));

describe('the difference between two scorecard definitions', () => {
  it('is empty for equal definitions, even if a number is written differently', () => {
    expect(from({ criteria: [{ ...onTime, weight: '100.0' }] })).toEqual([]);
  });

  it('lists criteria', () => {
    const hours = { ...onTime, code: 'hours', label: 'Hours', formula: 'approvedHours / 10', weight: '40' };
    expect(from({ criteria: [{ ...onTime, weight: '60' }, hours] })).toEqual([
      [
        'CRITERION',
        'onTime',
        'On time: milestonesOnTimePercent, at most 100, weight 100 %',
        'On time: milestonesOnTimePercent, at most 100, weight 60 %',
      ],
      ['CRITERION', 'hours', null, 'Hours: approvedHours / 10, at most 100, weight 40 %'],
    ]);
    expect(from({ criteria: [hours] })).toMatchObject([
      ['CRITERION', 'onTime', expect.anything(), null],
      expect.anything(),
    ]);
  });

  it('lists standings with their bands and effects', () => {
    const good = 'from 50 to 100; does not affect staffing, does not affect deal registrations';
    expect(from({ standings: [standing('Poor', '0', WARN), standing('Good', '80')] })).toEqual([
      [
        'STANDING',
        'Poor',
        'from 0 to below 50; prevents staffing, does not affect deal registrations',
        'from 0 to below 80; warns on staffing, does not affect deal registrations',
      ],
      ['STANDING', 'Good', good, good.replace('50', '80')],
    ]);
  });

  it('lists settings', () => {
    expect(from({ name: 'Partners', period: ScorecardPeriod.MONTH, notes: 'New.' })).toEqual([
      ['SETTING', 'name', 'Delivery', 'Partners'],
      ['SETTING', 'period', 'each QUARTER', 'each MONTH'],
      ['SETTING', 'notes', '', 'New.'],
    ]);
  });
});
