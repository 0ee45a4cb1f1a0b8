import fc from 'fast-check';
import { decimal, round, sum } from '../../../shared/domain/decimal';
import { checkClarity, ClaritySeverity } from '../content/clarity.formula';
import { contentFrom, type Rates, shareOut, type Template, worthOf, worthOfItems } from './sow-from-playbook.formula';

const activity = (phase: string, role: string, hours: string) =>
  ({ phase, role, hours }) as Template['activities'][number];
const item = (phase: string, role: string, durationDays = 10, startsAfterDays = 0) =>
  ({
    title: `${phase} by ${role}`,
    phase,
    role,
    standard: true,
    quantity: '1',
    unit: 'piece',
    assumptions: '',
    startsAfterDays,
    durationDays,
    deliverables: [{ name: `${phase} by ${role}`, acceptanceCriteria: 'It is good.' }],
  }) as Template['scopeItems'][number];
const rates: Rates = new Map([
  ['Architect', { billMinor: 20_000, costMinor: 12_000 }],
  ['Consultant', { billMinor: 15_000, costMinor: 9_000 }],
]);
const hoursOf = (scopeItems: Template['scopeItems'], activities: Template['activities']) =>
  worthOfItems({ scopeItems, activities }, rates).map(({ hours }) => hours.toFixed());

describe('worthOfItems', () => {
  const items = [item('Design', 'Architect'), item('Design', 'Consultant'), item('Build', 'Consultant', 30)];

  it.each([
    ['the item of its phase and role', activity('Design', 'Consultant', '8'), ['0', '8', '0']],
    ['those of its phase, where none is of its role', activity('Build', 'Architect', '8'), ['0', '0', '8']],
    [
      'those of its role by their days, where none is in its phase',
      activity('Run', 'Consultant', '8'),
      ['0', '2', '6'],
    ],
    ['all by their days, where none is of either', activity('Run', 'Developer', '50'), ['10', '10', '30']],
  ])('assigns an activity to %s', (_what, one, hours) => {
    expect(hoursOf(items, [one])).toEqual(hours);
  });

  it('prices hours at the rates of the role, and at 0 if the role has no rate', () => {
    const [worth] = worthOfItems(
      { scopeItems: [items[0]!], activities: [activity('Design', 'Architect', '2'), activity('Design', 'Cook', '1')] },
      rates,
    );
    expect([worth!.hours, worth!.cost, worth!.bill].map(String)).toEqual(['3', '24000', '40000']);
  });
});

describe('shareOut', () => {
  it.each([
    [100, ['1', '1', '1'], [34, 33, 33]],
    [100, ['1', '2', '3'], [17, 33, 50]],
    [1, ['1', '1'], [1, 0]],
    [5, ['0', '0'], [3, 2]],
    [0, ['1', '2'], [0, 0]],
    [7, ['0', '3'], [0, 7]],
  ])('%d by %p', (total, weights, shares) => {
    expect(shareOut(total, weights.map(decimal))).toEqual(shares);
  });

  it('adds up to the whole, and rounds each share by less than a unit', () => {
    const weight = fc.integer({ min: 0, max: 1_000_000 }).map((each) => decimal(each).div(7));
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
        fc.array(weight, { minLength: 1, maxLength: 30 }),
        (total, weights) => {
          const shares = shareOut(total, weights);
          expect(sum(shares).toNumber()).toBe(total);
          const all = sum(weights);
          if (all.isZero()) return;
          shares.forEach((share, index) => {
            const exact = decimal(total).times(weights[index]!).div(all);
            expect(exact.minus(share).abs().lt(1)).toBe(true);
          });
        },
      ),
    );
  });
});

describe('contentFrom', () => {
  const phases = ['Design', 'Build'];
  const roles = ['Architect', 'Consultant'];
  const template: Template = {
    offeringId: 'offering_1',
    phases: [
      { phase: 'Design', plannedDays: 10 },
      { phase: 'Build', plannedDays: 20 },
    ],
    activities: [
      activity('Build', 'Consultant', '30.5'),
      activity('Design', 'Architect', '10'),
      activity('Build', 'Consultant', '9.5'),
    ],
    scopeItems: [item('Design', 'Architect', 10), item('Build', 'Consultant', 20, 10)],
    milestones: [{ name: 'Live', dueAfterDays: 29, paymentShare: '100', deliverables: ['Build by Consultant'] }],
    exclusions: 'Hardware.',
    assumptions: 'Access is given.',
    acceptanceWindowDays: 10,
  };
  const terms = {
    startsOn: '2026-03-02',
    durationDays: 30,
    currencyCode: 'EUR',
    rates,
    priceMinor: 800_001,
    budgetCostMinor: 480_000,
    phases,
    roles,
  };

  it('places everything on its days, with hours and money where they belong', () => {
    const content = contentFrom(template, terms);
    expect(content).toMatchObject({ startsOn: '2026-03-02', endsOn: '2026-03-31' });
    expect(content.scopeItems.map(({ startsOn, endsOn }) => [startsOn, endsOn])).toEqual([
      ['2026-03-02', '2026-03-11'],
      ['2026-03-12', '2026-03-31'],
    ]);
    // 10 h at 200 and 40 h at 150; the cent goes to the item that would lose more by rounding.
    expect(content.scopeItems.map(({ price }) => price.toFixed(2))).toEqual(['2000.00', '6000.01']);
    expect(content.scopeItems.map(({ budgetCost }) => budgetCost.toFixed(2))).toEqual(['1200.00', '3600.00']);
    expect(content.milestones).toMatchObject([{ dueOn: '2026-03-31' }]);
    expect(
      content.resourceLines.map(({ role, hours }) => [
        role,
        hours.map((each) => `${each.phase} ${each.hours.toFixed()}`),
      ]),
    ).toEqual([
      ['Architect', ['Design 10']],
      ['Consultant', ['Build 40']],
    ]);
  });

  it('divides a price by hours if no rate is known', () => {
    const none = { ...terms, rates: new Map(), priceMinor: 500, budgetCostMinor: 0 };
    const content = contentFrom(template, none);
    expect(content.scopeItems.map(({ price }) => price.toFixed(2))).toEqual(['1.00', '4.00']);
    expect(content.resourceLines.map(({ billRate, costRate }) => [billRate, costRate])).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  it('is clear, and adds up to its price and its cost, for any hours and rates', () => {
    const hours = fc.integer({ min: 1, max: 1_000_000 }).map((each) => decimal(each).div(100).toFixed());
    const minor = fc.integer({ min: 0, max: 100_000 });
    const activities = fc.array(fc.tuple(fc.constantFrom(...phases), fc.constantFrom(...roles), hours), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(activities, minor, minor, minor, (some, billMinor, costMinor, priceMinor) => {
        const all = [...template.activities, ...some.map(([phase, role, each]) => activity(phase, role, each))];
        const playbook = { ...template, activities: all };
        const known: Rates = new Map(roles.map((role) => [role, { billMinor, costMinor }]));
        const budgetCostMinor = round(worthOf(all, known).cost, 0).toNumber();
        const content = contentFrom(playbook, { ...terms, rates: known, priceMinor, budgetCostMinor });
        const minorOf = (of: 'price' | 'budgetCost') =>
          sum(content.scopeItems.map((each) => each[of]))
            .times(100)
            .toNumber();
        expect(minorOf('price')).toBe(priceMinor);
        expect(minorOf('budgetCost')).toBe(budgetCostMinor);
        const { findings } = checkClarity(content, [], { fromReviewOn: true });
        expect(findings.filter(({ severity }) => severity === ClaritySeverity.ERROR)).toEqual([]);
        const planned = sum(content.resourceLines.flatMap((line) => line.hours.map((each) => each.hours)));
        expect(planned.eq(sum(all.map((each) => each.hours)))).toBe(true);
      }),
    );
  });
});
