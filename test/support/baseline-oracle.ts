import {
  type Baseline,
  type BaselineCell,
  BaselineSource,
  minProjects,
  type SpentMinutes,
} from '../../src/modules/performance/standards/baseline.formula';
import { percentile } from '../../src/modules/performance/standards/percentile.formula';
import { decimal, type Decimal, round } from '../../src/shared/domain/decimal';

/*
 * The baseline computed from all hours of all projects of the sample in the process: an independent way to the same
 * numbers.
 */

export interface BaselineWithEvidence extends Baseline {
  sample: string[];
  cells: (BaselineCell & { evidence: string[] })[];
}

/**
 * The sample is the closed projects with approved time of the
 * offering; a project without time in a cell counts 0 there. If the sample is too small, the planned hours are both P50
 * and P80, and only the size of the sample comes from history.
 */
export function baselineOfAll(
  spent: readonly SpentMinutes[],
  planned: readonly { phase: string; role: string; hours: Decimal | number | string }[],
  order: { phases: readonly string[]; roles: readonly string[] },
): BaselineWithEvidence {
  const totals = new Map<string, number>();
  for (const { projectId, minutes } of spent) totals.set(projectId, (totals.get(projectId) ?? 0) + minutes);
  // A project whose time was reversed entirely does not count.
  const sample = [...totals].filter(([, minutes]) => minutes > 0).map(([projectId]) => projectId);
  sample.sort();
  const inOrder = (cells: BaselineWithEvidence['cells']) => cells.sort(byPlace(order));
  if (sample.length < minProjects) {
    const cells = planned.map(({ phase, role, hours }) => {
      const rounded = round(decimal(hours), 2);
      return { phase, role, p50: rounded, p80: rounded, sampleSize: 0, evidence: [] };
    });
    return { source: BaselineSource.PLAYBOOK, sample, sampleSize: sample.length, cells: inOrder(cells) };
  }
  const cells = new Map<string, SpentMinutes[]>();
  for (const each of spent) {
    if (!sample.includes(each.projectId) || each.minutes === 0) continue;
    const key = JSON.stringify([each.phase, each.role]);
    cells.set(key, [...(cells.get(key) ?? []), each]);
  }
  return {
    source: BaselineSource.HISTORY,
    sample,
    sampleSize: sample.length,
    cells: inOrder([...cells.values()].map((ofCell) => historyOf(ofCell, sample))),
  };
}

function historyOf(ofCell: readonly SpentMinutes[], sample: readonly string[]): BaselineWithEvidence['cells'][number] {
  const { phase, role } = ofCell[0]!;
  const minutes = new Map(ofCell.map((each) => [each.projectId, each.minutes]));
  const values = sample.map((projectId) => decimal(minutes.get(projectId) ?? 0));
  const hours = (p: string) => round(percentile(values, p)!.div(60), 2);
  return {
    phase,
    role,
    p50: hours('0.5'),
    p80: hours('0.8'),
    sampleSize: sample.length,
    evidence: [...minutes.keys()].sort(),
  };
}

function byPlace({ phases, roles }: { phases: readonly string[]; roles: readonly string[] }) {
  const place = (list: readonly string[], name: string) => (list.includes(name) ? list.indexOf(name) : list.length);
  return (left: BaselineCell, right: BaselineCell): number =>
    place(phases, left.phase) - place(phases, right.phase) ||
    compare(left.phase, right.phase) ||
    place(roles, left.role) - place(roles, right.role) ||
    compare(left.role, right.role);
}

const compare = (left: string, right: string) => (left < right ? -1 : Number(left > right));
