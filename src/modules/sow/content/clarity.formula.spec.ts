import fc from 'fast-check';
import { decimal } from '../../../shared/domain/decimal';
import {
  checkClarity,
  type ClarityContent,
  ClaritySeverity,
  type HoursBaseline,
  plannedHours,
  printFindings,
} from './clarity.formula';

const item = (changes: Partial<ClarityContent['scopeItems'][number]> = {}): ClarityContent['scopeItems'][number] => ({
  title: 'Interfaces',
  inScope: true,
  quantity: decimal(3),
  startsOn: '2026-03-02',
  endsOn: '2026-04-30',
  assumptions: '',
  budgetCost: decimal(8_000),
  resourceRole: 'Consultant',
  deliverables: [{ name: 'Interface guide', acceptanceCriteria: 'Three interfaces run for a week.' }],
  ...changes,
});
const line = (changes: object = {}): ClarityContent['resourceLines'][number] => ({
  role: 'Consultant',
  hours: [
    { phase: 'Design', hours: decimal(40) },
    { phase: 'Build', hours: '60.5' },
  ],
  billRate: decimal(150),
  costRate: decimal(90),
  ...changes,
});
const clear: ClarityContent = {
  currencyCode: 'EUR',
  startsOn: '2026-03-02',
  endsOn: '2026-06-30',
  acceptanceWindowDays: 10,
  exclusions: 'No training.',
  assumptions: 'A test system is there.',
  scopeItems: [item()],
  milestones: [
    { name: 'Design done', dueOn: '2026-03-02', paymentShare: decimal('33.33'), deliverables: ['INTERFACE guide'] },
    { name: 'Live', dueOn: '2026-06-30', paymentShare: decimal('66.67'), deliverables: [] },
  ],
  resourceLines: [line()],
};
const baseline: HoursBaseline[] = [
  { phase: 'Design', role: 'Consultant', p50: decimal(40), p80: decimal(40) },
  { phase: 'Build', role: 'Consultant', p50: decimal(100), p80: decimal(120) },
];
const check = (changes: Partial<ClarityContent> = {}, hours: readonly HoursBaseline[] = [], fromReviewOn = true) =>
  checkClarity({ ...clear, ...changes }, hours, { fromReviewOn });
const found = (...given: Parameters<typeof check>) =>
  check(...given).findings.map(({ code, path }) => [code, path.join('.')]);

describe('the clarity check', () => {
  it('finds nothing in a clear statement of work', () => {
    expect(check({}, baseline)).toEqual({ score: 100, findings: [] });
  });

  it.each<[string, Partial<ClarityContent>, [string, string][]]>([
    ['no item at all', { scopeItems: [] }, [['no-in-scope-item', 'scopeItems']]],
    [
      'nothing in scope',
      { scopeItems: [item({ inScope: false, quantity: null, resourceRole: null, deliverables: [] })] },
      [['no-in-scope-item', 'scopeItems']],
    ],
    [
      'a deliverable without a criterion, or with an empty one',
      {
        scopeItems: [
          item({
            deliverables: [
              { name: 'a', acceptanceCriteria: 'x' },
              { name: 'b', acceptanceCriteria: null },
              { name: 'c', acceptanceCriteria: ' ' },
            ],
          }),
        ],
        milestones: [{ name: 'm', dueOn: '2026-03-02', paymentShare: decimal(100), deliverables: ['a', 'b', 'c'] }],
      },
      [
        ['no-acceptance-criterion', 'scopeItems.0.deliverables.1.acceptanceCriteria'],
        ['no-acceptance-criterion', 'scopeItems.0.deliverables.2.acceptanceCriteria'],
      ],
    ],
    [
      'no end to a quantity',
      { scopeItems: [item(), item({ quantity: null })] },
      [['unbounded-quantity', 'scopeItems.1.quantity']],
    ],
    [
      'a milestone the day before the first',
      {
        milestones: [{ name: 'm', dueOn: '2026-03-01', paymentShare: decimal(100), deliverables: ['Interface guide'] }],
      },
      [['milestone-outside-dates', 'milestones.0.dueOn']],
    ],
    [
      'a milestone the day after the last',
      {
        milestones: [{ name: 'm', dueOn: '2026-07-01', paymentShare: decimal(100), deliverables: ['Interface guide'] }],
      },
      [['milestone-outside-dates', 'milestones.0.dueOn']],
    ],
    [
      'an item that ends before it starts',
      { scopeItems: [item({ endsOn: '2026-03-01' })] },
      [['end-before-start', 'scopeItems.0.endsOn']],
    ],
    [
      'payment shares below 100 %',
      {
        milestones: [
          { name: 'm', dueOn: '2026-03-02', paymentShare: decimal('99.99'), deliverables: ['Interface guide'] },
        ],
      },
      [['payment-shares', 'milestones']],
    ],
    [
      'no payment at all',
      { milestones: [] },
      [
        ['payment-shares', 'milestones'],
        ['deliverable-without-milestone', 'scopeItems.0.deliverables.0'],
      ],
    ],
    [
      'a deliverable in no milestone',
      { scopeItems: [item({ deliverables: [...item().deliverables, { name: 'Film', acceptanceCriteria: 'x' }] })] },
      [['deliverable-without-milestone', 'scopeItems.0.deliverables.1']],
    ],
    [
      'no resource',
      { resourceLines: [] },
      [
        ['no-resource', 'resourceLines'],
        ['role-without-hours', 'scopeItems.0.resourceRole'],
      ],
    ],
    ['no bill rate', { resourceLines: [line({ billRate: null })] }, [['rate-missing', 'resourceLines.0.billRate']]],
    ['no cost rate', { resourceLines: [line({ costRate: null })] }, [['rate-missing', 'resourceLines.0.costRate']]],
    [
      'no rate at all is one error of one line',
      { resourceLines: [line({ billRate: null, costRate: null })] },
      [['rate-missing', 'resourceLines.0.billRate']],
    ],
    ['no exclusion', { exclusions: ' ' }, [['no-exclusion', 'exclusions']]],
    ['no assumption', { assumptions: '' }, [['no-assumption', 'assumptions']]],
    ['no acceptance window', { acceptanceWindowDays: null }, [['no-acceptance-window', 'acceptanceWindowDays']]],
    ['no budget', { scopeItems: [item({ budgetCost: null })] }, [['no-budget', 'scopeItems.0.budgetCost']]],
    [
      'a budget of nothing',
      { scopeItems: [item(), item({ budgetCost: decimal(0) }), item({ inScope: false, budgetCost: null })] },
      [['no-budget', 'scopeItems.1.budgetCost']],
    ],
    ['no role', { scopeItems: [item({ resourceRole: null })] }, [['no-resource-role', 'scopeItems.0.resourceRole']]],
    [
      'a role of an item that nobody plans hours for',
      { scopeItems: [item({ resourceRole: 'Architect' })] },
      [['role-without-hours', 'scopeItems.0.resourceRole']],
    ],
    [
      'a role of a line without hours, once for all its mentions',
      {
        scopeItems: [item(), item({ resourceRole: 'Architect' })],
        resourceLines: [line(), line({ role: 'Architect', hours: [{ phase: 'Build', hours: '0' }] })],
      },
      [['role-without-hours', 'resourceLines.1.hours']],
    ],
  ])('finds %s', (_what, changes, expected) => {
    expect(found(changes)).toEqual(expected);
  });

  it('finds an end before the start, and the days that fall outside', () => {
    expect(found({ endsOn: '2026-03-01' })).toEqual([
      ['end-before-start', 'endsOn'],
      ['milestone-outside-dates', 'milestones.0.dueOn'],
      ['milestone-outside-dates', 'milestones.1.dueOn'],
    ]);
  });

  it('counts an item out of scope as an exclusion, and an assumption of an item as an assumption', () => {
    const excluded = item({ inScope: false, quantity: null, resourceRole: null, deliverables: [] });
    expect(found({ exclusions: '', scopeItems: [item(), excluded] })).toEqual([]);
    expect(found({ assumptions: '', scopeItems: [item({ assumptions: 'A test system is there.' })] })).toEqual([]);
  });

  it('does not require payment shares of a draft', () => {
    expect(found({ milestones: [] }, [], false).map(([code]) => code)).not.toContain('payment-shares');
  });

  it.each([
    ['40', []],
    ['40.01', ['hours-over-p80']],
    ['20', []],
    ['19.99', ['hours-under-half-p50']],
  ])('compares hours with the baseline: %s of 40', (hours, expected) => {
    const resourceLines = [line({ hours: [{ phase: 'Design', hours }] })];
    expect(found({ resourceLines }, baseline.slice(0, 1)).map(([code]) => code)).toEqual(expected);
  });

  it('adds up the hours of all lines of a role before it compares', () => {
    const half = line({ hours: [{ phase: 'Design', hours: '20' }] });
    expect(found({ resourceLines: [half, half] }, baseline.slice(0, 1))).toEqual([]);
    expect(plannedHours([half, half]).toNumber()).toBe(40);
  });

  it('deducts 20 points for an error and 5 for a warning, down to 0', () => {
    expect(check({ exclusions: '' }).score).toBe(95);
    expect(check({ exclusions: '', scopeItems: [item({ quantity: null })] }).score).toBe(75);
    expect(check({ scopeItems: Array.from({ length: 6 }, () => item({ quantity: null })) }).score).toBe(0);
    fc.assert(
      fc.property(fc.nat(5), fc.nat(7), (unbounded, rolesMissing) => {
        const scopeItems = [
          item(),
          ...Array.from({ length: unbounded }, () => item({ quantity: null })),
          ...Array.from({ length: rolesMissing }, () => item({ resourceRole: null })),
        ];
        const { score, findings } = check({ scopeItems });
        expect(score).toBe(Math.max(0, 100 - 20 * unbounded - 5 * rolesMissing));
        const errors = findings.filter(({ severity }) => severity === ClaritySeverity.ERROR);
        expect([errors.length, findings.length - errors.length]).toEqual([unbounded, rolesMissing]);
      }),
    );
  });

  it('finds each text with characters that no font has, by its path, unless it is already signed', () => {
    const lacking = (text: string) => [...text].filter((each) => /[가-힣😀]/u.test(each));
    const content = { exclusions: 'None', scopeItems: [{ title: '한국 A', quantity: decimal(3) }, { title: '😀' }] };
    expect(printFindings(content, lacking)).toMatchObject(
      [
        { severity: 'ERROR', code: 'unprintable', path: ['scopeItems', '0', 'title'], advice: /without 한 국:/ },
        { severity: 'ERROR', code: 'unprintable', path: ['scopeItems', '1', 'title'] },
      ].map(({ advice, ...rest }) => ({ ...rest, ...(advice && { advice: expect.stringMatching(advice) }) })),
    );
    expect(printFindings(content, lacking, { a: ['😀'] }).map(({ path }) => path[1])).toEqual(['0']);
    const many = Array.from({ length: 25 }, (_, index) => String.fromCodePoint(0xac00 + index)).join('');
    expect(printFindings([many], lacking)[0]!.advice).toContain('and 5 more');
  });
});
