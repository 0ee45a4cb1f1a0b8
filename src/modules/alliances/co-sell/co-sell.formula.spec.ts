import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clarityOf, type CoSellContent, coSellFields, editability, lockedChanges } from './co-sell.formula';
import { coSellLifecycle, CoSellStatus } from './co-sell.lifecycle';

const file = join(__dirname, '../../../../test/cases/alliances.json');
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as {
  cases: { id: string; input: { states: string[] }; expected: { editable: string[] } }[];
};

const complete: CoSellContent = {
  title: 'Warehouse of Baltic Foods',
  involvement: 'CO_SELL',
  help: ['DEMONSTRATION'],
  customerName: 'Baltic Foods',
  customerCountry: 'LV',
  customerAddress: null,
  customerWebsite: 'https://baltic.example/',
  businessProblem: 'Stock is counted by hand once a year.',
  expectedValueMinor: 9_000_000,
  currencyCode: 'EUR',
  expectedCloseOn: '2026-09-30',
  partnerReference: 'OPP-17',
  jointSolutionId: null,
};

describe('editability', () => {
  it('follows the published example', () => {
    const { input, expected } = cases.find(({ id }) => id === 'B-cosell-editability')!;
    const names: Record<string, CoSellStatus> = {
      'Pending Submission': CoSellStatus.DRAFT,
      Submitted: CoSellStatus.SUBMITTED,
      'In Review': CoSellStatus.IN_REVIEW,
      'Action Required': CoSellStatus.ACTION_REQUIRED,
      Approved: CoSellStatus.APPROVED,
      Rejected: CoSellStatus.REJECTED,
    };
    const words = input.states.map((state) => {
      const open = editability[names[state]!];
      if (open.length === 0) return 'none';
      return open.length === coSellFields.length ? 'all' : 'listed fields';
    });
    expect(words).toEqual(expected.editable);
    // The address and site of the customer, close date, revenue with its currency, problem, and the partner's own id.
    expect([...editability.ACTION_REQUIRED].sort()).toEqual([
      'businessProblem',
      'currencyCode',
      'customerAddress',
      'customerWebsite',
      'expectedCloseOn',
      'expectedValueMinor',
      'partnerReference',
    ]);
  });

  it.each(Object.values(CoSellStatus))('of %s agrees with the lifecycle', (status) => {
    const updates = coSellLifecycle.allowed(status).some(({ step }) => step === 'update');
    expect(editability[status].length > 0).toBe(updates);
  });

  it('names every field', () => {
    expect([...coSellFields].sort()).toEqual(Object.keys(complete).sort());
  });

  it('locks the changes that a status does not open', () => {
    const changed = { ...complete, customerName: 'Baltic Food', help: ['PRICING'], expectedValueMinor: 1 };
    expect(lockedChanges(CoSellStatus.DRAFT, complete, changed)).toEqual([]);
    expect(lockedChanges(CoSellStatus.ACTION_REQUIRED, complete, changed)).toEqual(['help', 'customerName']);
    expect(lockedChanges(CoSellStatus.ACTION_REQUIRED, complete, { ...complete, businessProblem: 'x' })).toEqual([]);
  });
});

describe('clarityOf', () => {
  const codes = (changes: Partial<CoSellContent>) =>
    clarityOf({ ...complete, ...changes }, '2026-03-02').map(({ code, severity }) => `${severity} ${code}`);

  it.each<[Partial<CoSellContent>, string[]]>([
    [{}, []],
    [{ customerName: null }, ['ERROR customer-unnamed']],
    [{ customerCountry: null }, ['ERROR country-missing']],
    [{ businessProblem: null }, ['ERROR problem-missing']],
    [{ businessProblem: 'They count by hand.' }, ['ERROR problem-short']],
    [{ businessProblem: 'They count it by hand' }, []],
    [{ expectedValueMinor: null }, ['ERROR value-missing']],
    [{ currencyCode: null }, ['ERROR value-missing']],
    [{ expectedCloseOn: null }, ['ERROR close-missing']],
    [{ expectedCloseOn: '2026-03-01' }, ['ERROR close-past']],
    [{ expectedCloseOn: '2026-03-02' }, []],
    [{ help: [] }, ['ERROR help-missing']],
    [{ involvement: 'FOR_VISIBILITY' }, ['ERROR help-unwanted']],
    [{ involvement: 'FOR_VISIBILITY', help: [] }, []],
    [{ customerWebsite: null }, ['WARNING customer-unclear']],
    [{ customerWebsite: null, customerAddress: 'Riga' }, []],
    [{ partnerReference: null }, ['WARNING reference-missing']],
  ])('of %j finds %j', (changes, expected) => {
    expect(codes(changes)).toEqual(expected);
  });

  it('names the fields as the input does', () => {
    const [finding] = clarityOf({ ...complete, expectedValueMinor: null }, '2026-03-02');
    expect(finding!.path).toEqual(['expectedValue']);
  });
});
