import { InvalidInputError } from '../../shared/domain/errors';
import { checkPlaybook, publicationFindings } from './playbook.rules';

type Content = Parameters<typeof checkPlaybook>[0];

const offering = { phases: ['Design', 'Build'], roles: ['Architect', 'Consultant'] };
const item = (changes: object = {}) => ({
  title: 'Configuration',
  phase: 'Build',
  role: 'Consultant',
  standard: true,
  quantity: '1',
  unit: '',
  assumptions: '',
  startsAfterDays: 0,
  durationDays: 10,
  deliverables: [{ name: 'Live system', acceptanceCriteria: 'It runs.' }],
  ...changes,
});
const activity = (changes: object = {}) => ({
  title: 'Configure',
  phase: 'Build',
  role: 'Consultant',
  hours: '10',
  kind: 'MANUAL',
  description: '',
  ...changes,
});
const content = (changes: object = {}): Content =>
  ({
    phases: [{ phase: 'Build', plannedDays: 10 }],
    activities: [activity()],
    scopeItems: [item()],
    milestones: [{ name: 'Live', dueAfterDays: 9, paymentShare: '100', deliverables: ['LIVE  system'] }],
    ...changes,
  }) as unknown as Content;

describe('the rules of a playbook', () => {
  it('accept a complete playbook', () => {
    checkPlaybook(content(), offering);
    expect(publicationFindings(content(), offering)).toEqual([]);
  });

  it.each<[string, object, (string | number)[]]>([
    ['a phase of another offering', { phases: [{ phase: 'Run', plannedDays: 1 }] }, ['phases', 0, 'phase']],
    ['a duplicate phase', { phases: Array(2).fill({ phase: 'Build', plannedDays: 1 }) }, ['phases', 1, 'phase']],
    [
      'an activity in a phase of another offering',
      { activities: [activity({ phase: 'Run' })] },
      ['activities', 0, 'phase'],
    ],
    [
      'an activity of a role of another offering',
      { activities: [activity({ role: 'Cook' })] },
      ['activities', 0, 'role'],
    ],
    ['an item in a phase of another offering', { scopeItems: [item({ phase: 'Run' })] }, ['scopeItems', 0, 'phase']],
    ['an item of a role of another offering', { scopeItems: [item({ role: 'Cook' })] }, ['scopeItems', 0, 'role']],
    [
      'two deliverables whose names differ only in case',
      { scopeItems: [item(), item({ deliverables: [{ name: 'live SYSTEM', acceptanceCriteria: '' }] })] },
      ['scopeItems', 1, 'deliverables', 0, 'name'],
    ],
    [
      'a milestone with an unknown deliverable',
      { milestones: [{ name: 'm', dueAfterDays: 0, paymentShare: '100', deliverables: ['Live system', 'None'] }] },
      ['milestones', 0, 'deliverables', 1],
    ],
    ['more than ten years', { scopeItems: [item({ startsAfterDays: 3_650 })] }, ['phases']],
  ])('refuse %s', (_what, changes, path) => {
    const field = ['input', ...path.map(String)];
    expect(() => checkPlaybook(content(changes), offering)).toThrow(InvalidInputError);
    try {
      checkPlaybook(content(changes), offering);
    } catch (error) {
      expect(error).toMatchObject({ field, others: [] });
    }
    expect(publicationFindings(content(changes), offering)).toContainEqual(
      expect.objectContaining({ code: 'malformed' }),
    );
  });

  it('report all faults together', () => {
    const changes = { activities: [activity({ phase: 'Run', role: 'Cook' })] };
    try {
      checkPlaybook(content(changes), offering);
    } catch (error) {
      expect((error as InvalidInputError).others).toHaveLength(1);
    }
    expect.assertions(1);
  });

  it.each<[string, object, string[]]>([
    [
      'is empty',
      { phases: [], activities: [], scopeItems: [], milestones: [] },
      ['no-phase', 'no-activity', 'no-scope-item', 'payment-shares'],
    ],
    [
      'has work in a phase without a length',
      { activities: [activity(), activity({ phase: 'Design' })] },
      ['phase-without-length'],
    ],
    ['has an item without an end', { scopeItems: [item({ quantity: null })] }, ['unbounded-quantity']],
    ['has a role without hours', { scopeItems: [item({ role: 'Architect' })] }, ['role-without-hours']],
    [
      'has a deliverable without acceptance criteria',
      { scopeItems: [item({ deliverables: [{ name: 'Live system', acceptanceCriteria: ' ' }] })] },
      ['no-acceptance-criterion'],
    ],
    [
      'has payment shares that do not add up to 100%',
      { milestones: [{ name: 'Live', dueAfterDays: 9, paymentShare: '99.99', deliverables: [] }] },
      ['payment-shares'],
    ],
  ])('block the publication of a playbook that %s', (_what, changes, codes) => {
    checkPlaybook(content(changes), offering);
    expect(publicationFindings(content(changes), offering).map(({ code }) => code)).toEqual(codes);
  });
});
