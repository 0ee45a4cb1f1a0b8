import fc from 'fast-check';
import { addDays } from '../../../shared/domain/dates';
import { decimal } from '../../../shared/domain/decimal';
import { HealthStatus, ProjectStatus } from '../../projects/projects/project.lifecycle';
import { assess, HealthRule, type HealthSigns, isAssessed, unapprovedBefore } from './health.formula';

const today = '2026-06-01';
const ago = (days: number) => addDays(today, -days);

const well: HealthSigns = {
  today,
  status: ProjectStatus.ACTIVE,
  activatedOn: ago(100),
  pauses: [],
  endsOn: addDays(today, 60),
  formerManager: null,
  sowId: 'sow_1',
  hasNoBudget: false,
  cpi: decimal(1),
  spi: decimal(1),
  milestones: [],
  rejected: [],
  reportsMissingInARow: 0,
  overAllocated: [],
  unapproved: null,
  lastProgressOn: ago(3),
  openRisks: [],
  openIncidents: [],
};

const { GREEN, AMBER, RED, UNKNOWN } = HealthStatus;
const held = (days: number) => ({ status: ProjectStatus.ON_HOLD, pauses: [{ from: ago(days), until: null }] });
const milestone = (days: number, open: string[] = ['deliverable_1']) => ({
  id: 'milestone_1',
  name: 'Live',
  dueOn: ago(days),
  openDeliverableIds: open,
});
const risk = (probability: number, impact: number) => ({ id: 'risk_1', title: 'Delay', probability, impact });
const incident = (severity: number) => ({ id: 'incident_1', title: 'Outage', severity });
const share = { allocationId: 'allocation_1', from: today, percent: 150, available: 100 };
const waiting = { entries: 2, oldestOn: ago(20), oldestId: 'time_entry_1' };

describe('the health of a project', () => {
  it('is green if nothing is wrong', () => {
    expect(assess(well)).toEqual({ status: GREEN, reasons: [] });
  });

  it.each(Object.values(ProjectStatus))('is known only for a running project: %s', (status) => {
    const known = [ProjectStatus.ACTIVE, ProjectStatus.ON_HOLD, ProjectStatus.ACCEPTANCE].includes(status);
    expect(isAssessed(status)).toBe(known);
    const bad = { ...well, status, cpi: decimal('0.1'), openIncidents: [incident(1)] };
    expect(assess(bad).status).toBe(known ? RED : UNKNOWN);
    if (!known) expect(assess(bad).reasons).toEqual([]);
  });

  it.each<[rule: HealthRule | null, severity: HealthStatus, what: string, signs: Partial<HealthSigns>]>([
    [HealthRule.NO_BUDGET, AMBER, 'no budget', { hasNoBudget: true, cpi: null, spi: null }],
    [null, GREEN, 'CPI at the limit', { cpi: decimal('0.95') }],
    [HealthRule.COST_PERFORMANCE, AMBER, 'CPI below it', { cpi: decimal('0.9499999999') }],
    [HealthRule.COST_PERFORMANCE, AMBER, 'CPI at the lower limit', { cpi: decimal('0.85') }],
    [HealthRule.COST_PERFORMANCE, RED, 'CPI below that', { cpi: decimal('0.8499') }],
    [null, GREEN, 'no CPI', { cpi: null }],
    [null, GREEN, 'SPI at the limit', { spi: decimal('0.95') }],
    [HealthRule.SCHEDULE_PERFORMANCE, AMBER, 'SPI below it', { spi: decimal('0.9') }],
    [HealthRule.SCHEDULE_PERFORMANCE, RED, 'SPI of 0', { spi: decimal(0) }],
    [null, GREEN, 'no SPI', { spi: null }],
    [null, GREEN, 'a milestone of today', { milestones: [milestone(0)] }],
    [HealthRule.MILESTONE_OVERDUE, AMBER, 'one from yesterday', { milestones: [milestone(1)] }],
    [HealthRule.MILESTONE_OVERDUE, AMBER, 'one from two weeks ago', { milestones: [milestone(14)] }],
    [HealthRule.MILESTONE_OVERDUE, RED, 'an older one', { milestones: [milestone(15)] }],
    [null, GREEN, 'one whose deliverables are accepted', { milestones: [milestone(15, [])] }],
    [HealthRule.DELIVERABLE_REJECTED, AMBER, 'a rejection', { rejected: [{ id: 'deliverable_1', name: 'Plan' }] }],
    [HealthRule.STATUS_REPORT_OVERDUE, AMBER, 'one missing report', { reportsMissingInARow: 1 }],
    [HealthRule.STATUS_REPORT_OVERDUE, RED, 'two missing reports', { reportsMissingInARow: 2 }],
    [null, GREEN, 'a month on hold', held(30)],
    [HealthRule.ON_HOLD_LONG, AMBER, 'more than a month on hold', held(31)],
    [HealthRule.ON_HOLD_LONG, AMBER, 'ninety days on hold', held(90)],
    [HealthRule.ON_HOLD_LONG, RED, 'more than that', held(91)],
    [null, GREEN, 'a long hold that is over', { pauses: [{ from: ago(200), until: ago(5) }] }],
    [null, GREEN, 'the last day', { endsOn: today }],
    [null, GREEN, 'no last day', { endsOn: null }],
    [HealthRule.PAST_END, AMBER, 'the day after the last', { endsOn: ago(1) }],
    [HealthRule.PAST_END, AMBER, 'thirty days after it', { endsOn: ago(30) }],
    [HealthRule.PAST_END, RED, 'more than that', { endsOn: ago(31) }],
    [null, GREEN, 'a risk below the limit', { openRisks: [risk(2, 5), risk(3, 4)] }],
    [HealthRule.HIGH_RISK_OPEN, AMBER, 'a high risk', { openRisks: [risk(3, 5)] }],
    [HealthRule.HIGH_RISK_OPEN, RED, 'a very high risk', { openRisks: [risk(4, 5)] }],
    [null, GREEN, 'an incident of severity 2', { openIncidents: [incident(2)] }],
    [HealthRule.SEVERE_INCIDENT_OPEN, RED, 'an incident of severity 1', { openIncidents: [incident(1)] }],
    [HealthRule.OVER_ALLOCATED, AMBER, 'a person with too much to do', { overAllocated: [share] }],
    [
      HealthRule.OVER_ALLOCATED,
      AMBER,
      'a person on half time',
      { overAllocated: [{ ...share, percent: 80, available: 50 }] },
    ],
    [null, GREEN, 'the same while it is on hold', { ...held(3), overAllocated: [share] }],
    [HealthRule.TIME_UNAPPROVED, AMBER, 'time that waits', { unapproved: waiting }],
    [null, GREEN, 'progress three weeks ago', { lastProgressOn: ago(21) }],
    [HealthRule.NO_PROGRESS, AMBER, 'progress before that', { lastProgressOn: ago(22) }],
    [HealthRule.NO_PROGRESS, AMBER, 'no progress at all', { lastProgressOn: null }],
    [null, GREEN, 'no progress so soon', { lastProgressOn: null, activatedOn: ago(21) }],
    [null, GREEN, 'a hold since', { lastProgressOn: ago(90), pauses: [{ from: ago(80), until: ago(2) }] }],
    [null, GREEN, 'no progress on hold', { ...held(25), lastProgressOn: ago(60) }],
    [null, GREEN, 'no progress in acceptance', { status: ProjectStatus.ACCEPTANCE, lastProgressOn: ago(60) }],
  ])('%s %s: %s', (rule, severity, _what, signs) => {
    const { status, reasons } = assess({ ...well, ...signs });
    expect(status).toBe(severity);
    expect(reasons.map(({ code, severity: each }) => [code, each])).toEqual(rule === null ? [] : [[rule, severity]]);
  });

  it('explains what is wrong, with evidence', () => {
    const { reasons } = assess({
      ...well,
      cpi: decimal('0.8421'),
      milestones: [milestone(1), milestone(3, [])],
      reportsMissingInARow: 3,
      openRisks: [risk(3, 5), risk(1, 1)],
      unapproved: waiting,
    });
    expect(reasons.map(({ message, evidence }) => [message, evidence])).toEqual([
      ['CPI is 0.842, below 0.85: the work done cost more than its budget.', ['sow_1']],
      ['The last 3 status reports are missing.', []],
      [
        'Milestones are overdue, with deliverables that are not accepted: Live (1 day).',
        ['milestone_1', 'deliverable_1'],
      ],
      ['High risks are open: Delay (15).', ['risk_1']],
      [
        '2 time entries are neither approved nor rejected after more than 14 days, the oldest of 2026-05-12.',
        ['time_entry_1'],
      ],
    ]);
  });

  it('never improves with more findings, and follows the most severe one', () => {
    const parts: Partial<HealthSigns>[] = [
      { cpi: decimal('0.9') },
      { spi: decimal('0.5') },
      { milestones: [milestone(2)] },
      { rejected: [{ id: 'deliverable_1', name: 'Plan' }] },
      { reportsMissingInARow: 2 },
      { endsOn: ago(2) },
      { openRisks: [risk(5, 5)] },
      { openIncidents: [incident(1)] },
      { overAllocated: [share] },
      { unapproved: waiting },
      { lastProgressOn: ago(40) },
    ];
    const order = [GREEN, AMBER, RED];
    fc.assert(
      fc.property(fc.subarray(parts), fc.constantFrom(...parts), (some, more) => {
        const before = assess(Object.assign({}, well, ...some) as HealthSigns);
        const after = assess(Object.assign({}, well, ...some, more) as HealthSigns);
        expect(order.indexOf(after.status)).toBeGreaterThanOrEqual(order.indexOf(before.status));
        const gravest = Math.max(0, ...before.reasons.map(({ severity }) => order.indexOf(severity)));
        expect(order.indexOf(before.status)).toBe(gravest);
        expect(before.reasons).toHaveLength(some.length);
      }),
    );
  });

  it('allows two weeks for the approval of time', () => {
    expect(unapprovedBefore(today)).toBe(ago(14));
  });
});
