import { describe, expect, it } from '@jest/globals';
import {
  checkStandardisation,
  majority,
  StandardisationAngle,
  type StandardisationRecords,
  StandardisationVerdict,
} from './standardisation-check.formula';

const { CUSTOM, STANDARD, UNDECIDED } = StandardisationVerdict;
const verdicts = [CUSTOM, STANDARD, UNDECIDED];
const angles = Object.values(StandardisationAngle);

const customers = (large: number, others: number) =>
  Array.from({ length: large + others }, (_, index) => ({ id: `customer_${index}`, bespoke: index < large }));
const versions = (many: number) => Array.from({ length: many }, (_, index) => `playbook_${index}`);
const sold = (standard: number, oneOff: number) =>
  standard + oneOff > 0 ? [{ sowId: 'sow_1', items: standard + oneOff, standard }] : [];
const check = (records: Partial<StandardisationRecords>) =>
  checkStandardisation({ customers: [], versions: [], sold: [], ...records });
const verdictOf = (angle: StandardisationAngle, records: Partial<StandardisationRecords>) =>
  check(records).angles.find((each) => each.angle === angle)!.verdict;

describe('the majority', () => {
  const combinations = verdicts.flatMap((first) =>
    verdicts.flatMap((second) => verdicts.map((third) => [first, second, third])),
  );

  it.each(combinations)('of %s, %s and %s', (...votes) => {
    const custom = votes.filter((each) => each === CUSTOM).length;
    const standard = votes.filter((each) => each === STANDARD).length;
    const { verdict, explanation } = majority(votes.map((each, index) => ({ angle: angles[index]!, verdict: each })));
    expect(verdict).toBe(custom === standard ? UNDECIDED : custom > standard ? CUSTOM : STANDARD);
    // The explanation names every angle once.
    for (const angle of angles) expect(explanation.split(angle.toLowerCase())).toHaveLength(2);
    expect(explanation.startsWith(custom + standard === 0 ? 'No vote' : '')).toBe(true);
  });

  it('does not depend on the order of the votes', () => {
    const votes = [CUSTOM, STANDARD, UNDECIDED].map((verdict, index) => ({ angle: angles[index]!, verdict }));
    expect(majority([...votes].reverse()).verdict).toBe(majority(votes).verdict);
  });

  it('is explained', () => {
    const of = (...votes: StandardisationVerdict[]) =>
      majority(votes.map((verdict, index) => ({ angle: angles[index]!, verdict }))).explanation;
    expect(of(CUSTOM, STANDARD, CUSTOM)).toBe(
      '2 to 1 for custom: custom by scenarios and customers; standard by pricing.',
    );
    expect(of(STANDARD, STANDARD, UNDECIDED)).toBe(
      '2 to 0 for standard: standard by scenarios and pricing; no records for customers.',
    );
    expect(of(CUSTOM, STANDARD, UNDECIDED)).toBe(
      'A tie: custom by scenarios; standard by pricing; no records for customers.',
    );
    expect(of(UNDECIDED, UNDECIDED, UNDECIDED)).toBe('No vote: no records for scenarios and pricing and customers.');
  });
});

describe('the angle of scenarios', () => {
  it.each([
    [0, 0, UNDECIDED],
    [1, 0, CUSTOM],
    [2, 2, CUSTOM],
    [0, 2, CUSTOM],
    [3, 0, STANDARD],
    [2, 3, STANDARD],
    [0, 3, STANDARD],
    [9, 9, STANDARD],
  ])('at %d customers and %d versions: %s', (many, published, expected) => {
    const records = { customers: customers(0, many), versions: versions(published) };
    expect(verdictOf(StandardisationAngle.SCENARIOS, records)).toBe(expected);
  });
});

describe('the angle of pricing', () => {
  it.each([
    [0, 0, UNDECIDED],
    [0, 1, CUSTOM],
    [1, 0, STANDARD],
    [1, 1, STANDARD],
    [1, 2, CUSTOM],
    [50, 51, CUSTOM],
    [50, 50, STANDARD],
  ])('at %d standard items and %d one-off: %s', (standard, oneOff, expected) => {
    expect(verdictOf(StandardisationAngle.PRICING, { sold: sold(standard, oneOff) })).toBe(expected);
  });

  it('adds up everything sold', () => {
    const both = [
      { sowId: 'sow_2', items: 3, standard: 0 },
      { sowId: 'sow_1', items: 4, standard: 4 },
    ];
    expect(check({ sold: both }).angles[1]).toEqual({
      angle: 'PRICING',
      verdict: STANDARD,
      explanation: '3 of 7 items sold are one-off: not more than half.',
      observed: '3 of 7 items sold are one-off',
      evidence: ['sow_1', 'sow_2'],
    });
  });
});

describe('the angle of customers', () => {
  it.each([
    [0, 0, UNDECIDED],
    [1, 0, CUSTOM],
    [0, 1, STANDARD],
    [1, 1, STANDARD],
    [2, 1, CUSTOM],
    [2, 2, STANDARD],
  ])('at %d large or government and %d others: %s', (large, others, expected) => {
    expect(verdictOf(StandardisationAngle.CUSTOMERS, { customers: customers(large, others) })).toBe(expected);
  });
});

describe('the check', () => {
  it('combines its angles, each with its observation', () => {
    expect(check({ customers: customers(2, 0), versions: versions(1), sold: sold(2, 1) })).toEqual({
      verdict: CUSTOM,
      explanation: '2 to 1 for custom: custom by scenarios and customers; standard by pricing.',
      angles: [
        {
          angle: 'SCENARIOS',
          verdict: CUSTOM,
          explanation:
            '2 customers, 1 published version: 2 customers or fewer and under 3 published versions is custom.',
          observed: '2 customers, 1 published version',
          evidence: ['customer_0', 'customer_1', 'playbook_0'],
        },
        {
          angle: 'PRICING',
          verdict: STANDARD,
          explanation: '1 of 3 items sold is one-off: not more than half.',
          observed: '1 of 3 items sold is one-off',
          evidence: ['sow_1'],
        },
        {
          angle: 'CUSTOMERS',
          verdict: CUSTOM,
          explanation: '2 of 2 customers large or government: more than half.',
          observed: '2 of 2 customers large or government',
          evidence: ['customer_0', 'customer_1'],
        },
      ],
    });
  });

  it('is undecided for an offering without records', () => {
    const { verdict, angles: votes } = check({});
    expect([verdict, ...votes.map((each) => each.verdict)]).toEqual([UNDECIDED, UNDECIDED, UNDECIDED, UNDECIDED]);
  });
});
