import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { baselineOfAll } from '../../../../test/support/baseline-oracle';
import {
  baselineFrom as fromRanked,
  BaselineSource,
  cellKey,
  evidenceFrom,
  type SpentMinutes,
} from './baseline.formula';

const order = { phases: ['Design', 'Build'], roles: ['Architect', 'Consultant'] };
const spent = (project: number, phase: string, role: string, hours: number): SpentMinutes => ({
  projectId: `project_${project}`,
  phase,
  role,
  minutes: hours * 60,
});
/** One project per value, with these hours of consultants in Build. */
const inBuild = (...hours: number[]) => hours.map((each, index) => spent(index + 1, 'Build', 'Consultant', each));
const planned = [
  { phase: 'Build', role: 'Consultant', hours: 40 },
  { phase: 'Design', role: 'Architect', hours: 12.5 },
];

/** As the database ranks the minutes, of all positions. */
const baselineFrom = (some: SpentMinutes[], plan: typeof planned, places: typeof order) => {
  const { sample, cells } = evidenceFrom(some);
  const ranked = [...cells].flatMap(([key, projects]) => {
    const ofCell = some.filter((each) => cellKey(each) === key && projects.includes(each.projectId));
    ofCell.sort((left, right) => left.minutes - right.minutes);
    return ofCell.map((each, index) => ({
      ...each,
      position: index + sample.length - ofCell.length,
      sampleSize: sample.length,
    }));
  });
  const found = fromRanked(ranked, plan, places);
  expect(evidenceFrom([...some].reverse())).toEqual({ sample, cells });
  return found;
};
const shown = ({ source, sampleSize, cells }: ReturnType<typeof baselineFrom>) => ({
  source,
  sampleSize,
  cells: cells.map(({ phase, role, p50, p80 }) => `${phase} ${role} ${p50.toFixed()} ${p80.toFixed()}`),
});

describe('the baseline of an offering', () => {
  it('is the plan, for both percentiles, while fewer than 5 projects are closed', () => {
    for (const some of [[], inBuild(1), inBuild(10, 20, 30, 40)]) {
      expect(shown(baselineFrom(some, planned, order))).toEqual({
        source: BaselineSource.PLAYBOOK,
        sampleSize: some.length,
        cells: ['Design Architect 12.5 12.5', 'Build Consultant 40 40'],
      });
    }
  });

  it('is the actual hours of 5 projects or more', () => {
    expect(shown(baselineFrom(inBuild(10, 20, 30, 40, 50), planned, order))).toEqual({
      source: BaselineSource.HISTORY,
      sampleSize: 5,
      cells: ['Build Consultant 30 42'],
    });
  });

  it('counts a project without a phase or a role as 0 there', () => {
    const some = [
      ...inBuild(10, 10, 10, 10, 10),
      spent(3, 'Design', 'Architect', 8),
      spent(4, 'Design', 'Architect', 2),
    ];
    const baseline = baselineFrom(some, planned, order);
    // 0, 0, 0, 2, 8: the median is 0, and P80 a fifth of the way from 2 to 8.
    expect(shown(baseline).cells).toEqual(['Design Architect 0 3.2', 'Build Consultant 10 10']);
    const { cells } = evidenceFrom(some);
    expect(baseline.cells.map((cell) => cells.get(cellKey(cell))!.length)).toEqual([2, 5]);
  });

  it('rounds hours half up to 2 decimals, and does not round minutes first', () => {
    const minutes = [1, 1, 2, 2, 2].map((each, index) => ({
      ...inBuild(0)[0]!,
      projectId: `p${index}`,
      minutes: each,
    }));
    expect(shown(baselineFrom(minutes, [], order)).cells).toEqual(['Build Consultant 0.03 0.03']);
    const halves = [3, 3, 3, 3, 3].map((each, index) => ({ ...minutes[index]!, minutes: each * 0.5 }));
    // 1.5 minutes are 0.025 hours.
    expect(shown(baselineFrom(halves, [], order)).cells).toEqual(['Build Consultant 0.03 0.03']);
  });

  it('leaves out a project whose time was reversed entirely', () => {
    expect(shown(baselineFrom(inBuild(1, 2, 3, 4, 0), [], order))).toMatchObject({ source: 'PLAYBOOK', sampleSize: 4 });
  });

  it("is in the order of the offering's phases and roles, with former ones at the end", () => {
    const projects = [1, 2, 3, 4, 5];
    const places = [
      ['Run', 'Consultant'],
      ['Build', 'Tester'],
      ['Build', 'Consultant'],
      ['Build', 'Architect'],
      ['Design', 'Consultant'],
      ['Ask', 'Consultant'],
    ] as const;
    const some = places.flatMap(([phase, role]) => projects.map((project) => spent(project, phase, role, 1)));
    expect(baselineFrom(some, [], order).cells.map(({ phase, role }) => `${phase} ${role}`)).toEqual([
      'Design Consultant',
      'Build Architect',
      'Build Consultant',
      'Build Tester',
      'Ask Consultant',
      'Run Consultant',
    ]);
  });

  it('has P50 not above P80, for any history in any order', () => {
    const any = fc.array(
      fc.record({
        projectId: fc.integer({ min: 1, max: 9 }).map((number) => `project_${number}`),
        phase: fc.constantFrom(...order.phases),
        role: fc.constantFrom(...order.roles),
        minutes: fc.integer({ min: 0, max: 10_000 }),
      }),
    );
    fc.assert(
      fc.property(any, (some) => {
        // One row per project and cell, as the database sums them.
        const rows = [...new Map(some.map((each) => [`${each.projectId} ${each.phase} ${each.role}`, each])).values()];
        const baseline = baselineFrom(rows, planned, order);
        for (const { p50, p80 } of baseline.cells) expect(p50.lte(p80)).toBe(true);
        expect(baselineFrom([...rows].reverse(), planned, order)).toEqual(baseline);
        const { sample, cells, ...rest } = baselineOfAll(rows, planned, order);
        expect(baseline).toMatchObject({ source: rest.source, cells: cells.map(({ evidence: _, ...cell }) => cell) });
        expect(evidenceFrom(rows).sample).toEqual(sample);
      }),
    );
  });
});
