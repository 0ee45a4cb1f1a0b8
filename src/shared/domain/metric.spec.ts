import { decimal } from './decimal';
import { largestValue, type Metric, MetricRegistry } from './metric';

const metric = (name: string): Metric<string> => ({
  name,
  description: '',
  unit: 'COUNT',
  subjects: ['PARTNER'],
  measure: () => Promise.resolve({ value: decimal(1), evidence: [] }),
});

describe('the registry of metrics', () => {
  it('finds a metric by its name, and nothing by another', () => {
    const [members, projects] = [metric('certifiedMembers'), metric('closedProjects')];
    const registry = new MetricRegistry([members, projects]);
    expect(registry.find('closedProjects')).toBe(projects);
    expect(registry.find('ClosedProjects')).toBeUndefined();
    expect(registry.all()).toEqual([members, projects]);
  });

  it('refuses two of one name: nobody counts the same thing twice', () => {
    expect(() => new MetricRegistry([metric('certifiedMembers'), metric('certifiedMembers')])).toThrow(
      'Two metrics are named certifiedMembers.',
    );
  });
});

describe('a registry with further metrics', () => {
  it('finds both, keeps what was registered, and leaves the first registry as it was', () => {
    const [members, score, other] = [metric('members'), metric('score'), metric('members')];
    const registry = new MetricRegistry([members]);
    expect(registry.with([score, other, metric('score')]).all()).toEqual([members, score]);
    expect(registry.with([other]).find('members')).toBe(members);
    expect(registry.find('score')).toBeUndefined();
  });
});

describe('the largest value of a metric', () => {
  it.each([
    [{ unit: 'COUNT' as const }, null],
    [{ unit: 'PERCENT' as const }, '100'],
    [{ unit: 'SCORE' as const, maximum: 5 }, '5'],
  ])('of %j is %s', (of, largest) => {
    expect(largestValue(of)?.toFixed() ?? null).toBe(largest);
  });
});
