import { QualificationStage } from '../qualifications/qualification.lifecycle';
import type { TierAssessment } from '../tiers/tier.formula';
import { GateConsequence, gateChange, tierChange } from './programme-impact.formula';

const { TRAINING, ASSESSMENT, ASSISTED, INDEPENDENT, LAPSED } = QualificationStage;
const { OPENS, CLOSES, LAPSES, RECOVERS } = GateConsequence;

const criterion = (code: string, met: boolean, changes: object = {}) => ({
  code,
  description: '',
  required: met ? '1' : '3',
  observed: '2',
  met,
  gap: met ? null : 'Too few',
  waived: false,
  waiverReason: null,
  evidence: [],
  ...changes,
});
const tiers = (tier: string | null, ...met: [name: string, met: boolean][]): TierAssessment => ({
  tier,
  tiers: met.map(([name, each]) => ({ name, met: each, criteria: [criterion('users', each)] })),
  points: null,
});

describe('the effect of a programme on a gate', () => {
  it.each([
    ['toAssessment', TRAINING, false, OPENS],
    ['toAssisted', ASSESSMENT, true, CLOSES],
    ['toAssisted', ASSISTED, true, LAPSES],
    ['toAssisted', INDEPENDENT, true, LAPSES],
    ['toIndependent', ASSISTED, true, CLOSES],
    ['toAssisted', LAPSED, false, RECOVERS],
    ['toAssisted', LAPSED, true, CLOSES],
  ])('%s at %s, met before: %s', (gate, stage, met, consequence) => {
    const [before, after] = [criterion('members', met), criterion('members', !met)];
    expect(gateChange(gate, stage, [before], [after])).toEqual({
      gate,
      consequence,
      criteria: [{ code: 'members', before, after }],
    });
  });

  it('is nothing if the gate stays open, or closed', () => {
    expect(gateChange('toAssisted', ASSISTED, [criterion('a', true)], [criterion('b', true)])).toBeNull();
    expect(gateChange('toAssisted', ASSISTED, [criterion('a', false)], [criterion('a', false)])).toBeNull();
    expect(gateChange('toAssisted', ASSISTED, null, [criterion('a', false)])).toBeNull();
  });

  it('names only the criteria that decide, including added and removed ones; a waiver counts as passed', () => {
    const [kept, gone, added] = [criterion('kept', true), criterion('gone', false), criterion('added', false)];
    const opened = gateChange('toAssessment', TRAINING, [kept, gone], [kept, criterion('new', true)]);
    expect(opened).toMatchObject({ consequence: OPENS, criteria: [{ code: 'gone', before: gone, after: null }] });
    const waived = { ...gone, waived: true };
    const closed = gateChange('toAssessment', TRAINING, [kept, waived], [kept, waived, added]);
    expect(closed).toMatchObject({ consequence: CLOSES, criteria: [{ code: 'added', before: null, after: added }] });
  });

  it('is everything if no programme was in force', () => {
    expect(gateChange('toAssessment', TRAINING, null, [criterion('members', true)])).toMatchObject({
      consequence: OPENS,
      criteria: [{ code: 'members', before: null }],
    });
  });
});

describe('the effect of a programme on a tier', () => {
  it('is nothing if the tier stays', () => {
    expect(tierChange(tiers('Gold', ['Gold', true]), tiers('Gold', ['Gold', true]))).toBeNull();
    expect(tierChange(tiers(null, ['Gold', false]), tiers(null))).toBeNull();
    expect(tierChange(null, tiers(null, ['Gold', false]))).toBeNull();
  });

  it('names the criterion that removes it, or gives a higher one', () => {
    const [low, high] = [
      tiers('Silver', ['Silver', true], ['Gold', false]),
      tiers('Gold', ['Silver', true], ['Gold', true]),
    ];
    expect(tierChange(high, low)).toMatchObject({
      before: 'Gold',
      after: 'Silver',
      criteria: [{ tier: 'Gold', code: 'users', before: { required: '1' }, after: { required: '3' } }],
    });
    expect(tierChange(low, high)).toMatchObject({ before: 'Silver', after: 'Gold', criteria: [{ tier: 'Gold' }] });
  });

  it('names all criteria of a tier that only one programme has', () => {
    expect(tierChange(tiers('Gold', ['Gold', true]), tiers('Elite', ['Elite', true]))).toMatchObject({
      criteria: [
        { tier: 'Gold', after: null },
        { tier: 'Elite', before: null },
      ],
    });
  });
});
