import { decimal } from './decimal';
import { type Batching, maxValue, type Metric, MetricRegistry, type SubjectKind } from './metric';

const partner: SubjectKind<{ partnerId: string }> = { name: 'PARTNER' };
const project: SubjectKind<{ projectId: string }> = { name: 'PROJECT' };

const metric = (name: string): Metric<Batching> => ({
  name,
  label: '',
  description: '',
  unit: 'COUNT',
  subjects: [partner],
  measureAll: (_source, subjects) => Promise.resolve(subjects.map(() => ({ value: decimal(1), evidence: [] }))),
});

describe('the registry of metrics', () => {
  it('finds a metric by its name, and returns nothing for an unknown name', () => {
    const [members, projects] = [metric('certifiedMembers'), metric('closedProjects')];
    const registry = new MetricRegistry([members, projects]);
    expect(registry.find('closedProjects')).toBe(projects);
    expect(registry.find('ClosedProjects')).toBeUndefined();
    expect(registry.all()).toEqual([members, projects]);
  });

  it('finds a metric only for the kinds of subject that it is measured on', () => {
    const members = metric('certifiedMembers');
    const registry = new MetricRegistry([members]);
    expect(registry.on(partner, 'certifiedMembers')).toBe(members);
    expect(registry.on(project, 'certifiedMembers')).toBeUndefined();
    expect(registry.on(partner, 'closedProjects')).toBeUndefined();
  });

  it('measures the metrics of a kind of subject, and returns null for the rest', async () => {
    const source: Batching = { together: async (_name, key, load) => (await load([key]))[0]! };
    const registry = new MetricRegistry([metric('certifiedMembers')]);
    const [names, day] = [['certifiedMembers', 'closedProjects'], { on: '2026-03-01' }];
    const ofPartner = await registry.measure(source, partner, names, { partnerId: 'partner_1' }, day);
    expect([...ofPartner].map(([name, { value }]) => [name, value?.toNumber()])).toEqual([
      ['certifiedMembers', 1],
      ['closedProjects', undefined],
    ]);
    const ofProject = await registry.measure(source, project, names, { projectId: 'project_1' }, day);
    expect([...ofProject.values()].map(({ value }) => value)).toEqual([null, null]);
  });

  it('refuses two metrics with one name', () => {
    expect(() => new MetricRegistry([metric('certifiedMembers'), metric('certifiedMembers')])).toThrow(
      'Two metrics are named certifiedMembers.',
    );
  });
});

describe('a registry with further metrics', () => {
  it('finds both, keeps what was registered, and leaves the first registry unchanged', () => {
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
    expect(maxValue(of)?.toFixed() ?? null).toBe(largest);
  });
});
