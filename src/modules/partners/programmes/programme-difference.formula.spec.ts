import { type ComparedProgramme, differenceOf } from './programme-difference.formula';

const item = (code: string, changes: object = {}) => ({
  code,
  title: 'Profile',
  kind: 'FORM',
  required: true,
  ownedBy: 'PARTNER',
  dueDays: 14,
  ...changes,
});
const programme = (changes: Partial<ComparedProgramme> = {}): ComparedProgramme => ({
  checklist: [item('profile')],
  reportedMetrics: [{ name: 'users', unit: 'COUNT', description: 'Users won' }],
  gates: { toAssisted: [{ code: 'certified', metric: 'certifiedMembers', minimum: '2' }] },
  tiers: [
    { name: 'Registered', criteria: [] },
    { name: 'Gold', criteria: [{ metric: 'users', minimum: '10' }] },
  ],
  points: null,
  graceDays: 30,
  reviewEveryMonths: null,
  ...changes,
});
const from = (changes: Partial<ComparedProgramme>) =>
  differenceOf(programme(), programme(changes)).map((each) => Object.values(each));

describe('the difference between two programmes', () => {
  it('is empty for equal programmes, even if a number is written differently', () => {
    const gates = { toAssisted: [{ code: 'certified', metric: 'certifiedMembers', minimum: '2.0' }] };
    expect(from({ gates })).toEqual([]);
  });

  it('lists items of the checklist', () => {
    expect(from({ checklist: [item('profile', { required: false }), item('visit')] })).toEqual([
      [
        'CHECKLIST',
        'CHANGED',
        'profile',
        'Item 1: Profile (FORM, required, for PARTNER within 14 days)',
        'Item 1: Profile (FORM, not required, for PARTNER within 14 days)',
      ],
      ['CHECKLIST', 'ADDED', 'visit', null, 'Item 2: Profile (FORM, required, for PARTNER within 14 days)'],
    ]);
    expect(from({ checklist: [] })).toMatchObject([['CHECKLIST', 'REMOVED', 'profile', expect.anything(), null]]);
  });

  it('lists the metrics that a programme declares', () => {
    const users = { name: 'users', unit: 'COUNT', description: 'Users won' };
    const share = { name: 'share', unit: 'PERCENT', description: 'Share of renewals' };
    expect(from({ reportedMetrics: [{ ...users, description: 'Users won this year' }, share] })).toEqual([
      ['METRIC', 'CHANGED', 'users', 'Users won (reported, COUNT)', 'Users won this year (reported, COUNT)'],
      ['METRIC', 'ADDED', 'share', null, 'Share of renewals (reported, PERCENT)'],
    ]);
    expect(from({ reportedMetrics: [] })).toEqual([
      ['METRIC', 'REMOVED', 'users', 'Users won (reported, COUNT)', null],
    ]);
  });

  it('lists criteria of gates', () => {
    const gates = {
      toAssisted: [{ code: 'certified', metric: 'certifiedMembers', minimum: '3' }],
      toIndependent: [{ code: 'incidents', metric: 'incidents', maximum: '1' }],
    };
    expect(from({ gates })).toEqual([
      ['GATE', 'CHANGED', 'toAssisted.certified', 'certifiedMembers at least 2', 'certifiedMembers at least 3'],
      ['GATE', 'ADDED', 'toIndependent.incidents', null, 'incidents at most 1'],
    ]);
    expect(from({ gates: {} })).toEqual([
      ['GATE', 'REMOVED', 'toAssisted.certified', 'certifiedMembers at least 2', null],
    ]);
  });

  it('lists tiers, their thresholds and their order', () => {
    const [registered, gold] = programme().tiers;
    expect(from({ tiers: [gold!, registered!] })).toEqual([
      ['TIER', 'CHANGED', 'Registered', 'Tier 1 of 2', 'Tier 2 of 2'],
      ['TIER', 'CHANGED', 'Gold', 'Tier 2 of 2', 'Tier 1 of 2'],
    ]);
    expect(from({ tiers: [registered!, { name: 'Gold', criteria: [{ metric: 'users', minimum: '12.5' }] }] })).toEqual([
      ['TIER', 'CHANGED', 'Gold.users', 'users at least 10', 'users at least 12.5'],
    ]);
  });

  it('lists points and settings', () => {
    const tiers = [{ name: 'Registered', criteria: [], minimumPoints: '5' }];
    const points = { perMetric: [{ metric: 'users', maximumPoints: '40', fullAt: '8' }], everyMetricAboveZero: true };
    expect(from({ tiers, points, graceDays: 31, reviewEveryMonths: 12 })).toEqual([
      ['TIER', 'CHANGED', 'Registered', 'Tier 1 of 2', 'Tier 1 of 1'],
      ['TIER', 'REMOVED', 'Gold', 'Tier 2 of 2', null],
      ['TIER', 'REMOVED', 'Gold.users', 'users at least 10', null],
      ['TIER', 'ADDED', 'Registered.points', null, 'at least 5 points'],
      ['POINTS', 'ADDED', 'users', null, 'up to 40 points, all of them at 8'],
      ['POINTS', 'ADDED', 'everyMetricAboveZero', null, 'every metric must earn points'],
      ['SETTING', 'CHANGED', 'graceDays', '30 days of grace', '31 days of grace'],
      [
        'SETTING',
        'CHANGED',
        'reviewEveryMonths',
        'tiers are reviewed when a person opens a review',
        'tiers are reviewed every 12 months',
      ],
    ]);
  });
});
