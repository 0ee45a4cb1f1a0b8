import { judgeDecision, TierDecision } from './tier-review.formula';

const { CONFIRM, PROMOTE, DEMOTE, GRACE } = TierDecision;
const today = '2026-03-02';

/** Silver is met; Gold is not, because one of its values is unknown. */
const criterion = (met: boolean) => ({
  code: 'users',
  description: '',
  required: '10',
  observed: met ? '12' : null,
  met,
  gap: met ? null : 'Users: not known',
  waived: false,
  waiverReason: null,
  evidence: [],
});
const tier = (name: string, met: boolean) => ({ name, met, criteria: [criterion(met)] });
const figures = { tier: 'Silver', tiers: [tier('Base', true), tier('Silver', true), tier('Gold', false)] };
const nothing = { tier: null, tiers: [tier('Base', false)] };

type Case = [TierDecision, string | null, object, string | null, string | null];

describe('a decision on a tier', () => {
  it.each<Case>([
    // decision, current tier, further arguments, resulting tier, blocker
    [CONFIRM, 'Gold', {}, 'Gold', null],
    [CONFIRM, null, {}, null, null],
    [CONFIRM, 'Silver', { tier: 'Silver' }, 'Silver', 'tier-stays'],
    [CONFIRM, 'Platinum', {}, 'Platinum', 'tier-gone'],
    [CONFIRM, 'Silver', { graceUntil: '2026-04-01' }, 'Silver', 'no-grace'],
    [PROMOTE, 'Base', {}, 'Silver', null],
    [PROMOTE, null, { tier: 'Base' }, 'Base', null],
    [PROMOTE, 'Platinum', {}, 'Silver', null],
    [PROMOTE, 'Base', { tier: 'Gold' }, 'Gold', 'tier-not-met'],
    [PROMOTE, 'Silver', {}, 'Silver', 'not-higher'],
    [PROMOTE, 'Gold', { tier: 'Base' }, 'Base', 'not-higher'],
    [PROMOTE, 'Base', { tier: 'Platinum' }, 'Platinum', 'unknown-tier'],
    [PROMOTE, 'Base', { graceUntil: '2026-04-01' }, 'Base', 'no-grace'],
    [DEMOTE, 'Gold', {}, 'Silver', null],
    [DEMOTE, 'Gold', { tier: 'Base' }, 'Base', null],
    [DEMOTE, 'Silver', {}, 'Silver', 'not-lower'],
    [DEMOTE, 'Base', { tier: 'Gold' }, 'Gold', 'not-lower'],
    [DEMOTE, null, { tier: 'Base' }, 'Base', 'not-lower'],
    [DEMOTE, 'Platinum', { tier: 'Gold' }, 'Gold', 'not-lower'],
    [DEMOTE, 'Gold', { tier: 'Platinum' }, 'Platinum', 'unknown-tier'],
    [GRACE, 'Gold', { graceUntil: '2026-03-03' }, 'Gold', null],
    [GRACE, 'Gold', { graceUntil: today }, 'Gold', 'grace-ends-later'],
    [GRACE, 'Gold', {}, 'Gold', 'grace-ends-later'],
    [GRACE, 'Silver', { graceUntil: '2026-04-01' }, 'Silver', 'tier-met'],
    [GRACE, null, { graceUntil: '2026-04-01' }, null, 'no-tier'],
    [GRACE, 'Gold', { tier: 'Gold', graceUntil: '2026-04-01' }, 'Gold', 'tier-stays'],
    [GRACE, 'Platinum', { graceUntil: '2026-04-01' }, 'Platinum', 'tier-gone'],
  ])('%s of %s with %j: %s, %s', (decision, current, asked, after, rule) => {
    const { tier: then, blockers } = judgeDecision({ decision, ...asked }, current, figures, today);
    expect(then).toBe(after);
    expect(blockers.map(({ code }) => code)).toEqual(rule === null ? [] : [rule]);
  });

  it('may remove the lowest tier', () => {
    expect(judgeDecision({ decision: DEMOTE }, 'Base', nothing, today)).toEqual({ tier: null, blockers: [] });
    expect(judgeDecision({ decision: DEMOTE }, 'Platinum', nothing, today)).toEqual({ tier: null, blockers: [] });
    expect(judgeDecision({ decision: PROMOTE }, 'Base', nothing, today).blockers).toHaveLength(1);
  });
});
