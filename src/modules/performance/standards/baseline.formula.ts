import { decimal, type Decimal, round } from '../../../shared/domain/decimal';
import { percentile } from './percentile.formula';

export enum BaselineSource {
  HISTORY = 'HISTORY',
  PLAYBOOK = 'PLAYBOOK',
}

/** From this number of closed projects on, history replaces the plan. */
export const minProjects = 5;

/** The approved minutes of one role in one phase of one closed project. */
export interface SpentMinutes {
  projectId: string;
  phase: string;
  role: string;
  minutes: number;
}

export interface BaselineCell {
  phase: string;
  role: string;
  /** In hours: half of all projects stay at or below P50, four fifths at or below P80. */
  p50: Decimal;
  p80: Decimal;
  /** The number of projects in the sample; 0 for planned hours. */
  sampleSize: number;
  /** The projects of the sample with time in this cell; the others count 0. */
  evidence: string[];
}

export interface Baseline {
  source: BaselineSource;
  /** The closed projects with approved time of the offering. */
  sample: string[];
  /** In the order of the offering's phases and roles; former ones come last, by name. */
  cells: BaselineCell[];
}

/**
 * The hours that an offering takes by phase and role. The sample is the closed projects with approved time of the
 * offering; a project without time in a cell counts 0 there. If the sample is too small, the planned hours are both P50
 * and P80, and only the size of the sample comes from history.
 */
export function baselineFrom(
  spent: readonly SpentMinutes[],
  planned: readonly { phase: string; role: string; hours: Decimal | number | string }[],
  order: { phases: readonly string[]; roles: readonly string[] },
): Baseline {
  const totals = new Map<string, number>();
  for (const { projectId, minutes } of spent) totals.set(projectId, (totals.get(projectId) ?? 0) + minutes);
  // A project whose time was reversed entirely does not count.
  const sample = [...totals].filter(([, minutes]) => minutes > 0).map(([projectId]) => projectId);
  sample.sort();
  const inOrder = (cells: BaselineCell[]) => cells.sort(byPlace(order));
  if (sample.length < minProjects) {
    const cells = planned.map(({ phase, role, hours }) => {
      const rounded = round(decimal(hours), 2);
      return { phase, role, p50: rounded, p80: rounded, sampleSize: 0, evidence: [] };
    });
    return { source: BaselineSource.PLAYBOOK, sample, cells: inOrder(cells) };
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
    cells: inOrder([...cells.values()].map((ofCell) => historyOf(ofCell, sample))),
  };
}

function historyOf(ofCell: readonly SpentMinutes[], sample: readonly string[]): BaselineCell {
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
