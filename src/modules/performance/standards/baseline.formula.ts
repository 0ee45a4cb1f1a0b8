import { decimal, type Decimal, round } from '../../../shared/domain/decimal';
import { percentileAt } from './percentile.formula';

export enum BaselineSource {
  HISTORY = 'HISTORY',
  PLAYBOOK = 'PLAYBOOK',
}

/** From this number of closed projects on, history replaces the plan. */
export const minProjects = 5;

/** How many projects a baseline counts at most: the newest ones. */
export const maxProjects = 50;

/** The approved minutes of one role in one phase of one closed project. */
export interface SpentMinutes {
  projectId: string;
  phase: string;
  role: string;
  minutes: number;
}

/**
 * The minutes at one position of the sample in ascending order, counted from 0. The database returns only the positions
 * next to the percentiles; projects without time in the cell come first and are not among them.
 */
export interface RankedMinutes {
  phase: string;
  role: string;
  position: number;
  minutes: number;
  sampleSize: number;
}

export interface BaselineCell {
  phase: string;
  role: string;
  /** In hours: half of all projects stay at or below P50, four fifths at or below P80. */
  p50: Decimal;
  p80: Decimal;
  /** The number of projects in the sample; 0 for planned hours. */
  sampleSize: number;
}

export interface Baseline {
  source: BaselineSource;
  /** The number of closed projects in the sample. */
  sampleSize: number;
  /** In the order of the offering's phases and roles; former ones come last, by name. */
  cells: BaselineCell[];
}

/**
 * The hours that an offering takes by phase and role; a project of the sample without time in a cell counts 0 there. If
 * the sample is too small, the planned hours are both P50 and P80, and only the size of the sample comes from history.
 */
export function baselineFrom(
  ranked: readonly RankedMinutes[],
  planned: readonly { phase: string; role: string; hours: Decimal | number | string }[],
  order: { phases: readonly string[]; roles: readonly string[] },
): Baseline {
  const inOrder = (cells: BaselineCell[]) => cells.sort(byPlace(order));
  const sampleSize = ranked[0]?.sampleSize ?? 0;
  if (sampleSize < minProjects) {
    const cells = planned.map(({ phase, role, hours }) => {
      const rounded = round(decimal(hours), 2);
      return { phase, role, p50: rounded, p80: rounded, sampleSize: 0 };
    });
    return { source: BaselineSource.PLAYBOOK, sampleSize, cells: inOrder(cells) };
  }
  const cells = new Map<string, RankedMinutes[]>();
  for (const each of ranked) {
    const key = cellKey(each);
    const ofCell = cells.get(key);
    if (ofCell) ofCell.push(each);
    else cells.set(key, [each]);
  }
  return { source: BaselineSource.HISTORY, sampleSize, cells: inOrder([...cells.values()].map(historyOf)) };
}

function historyOf(ofCell: readonly RankedMinutes[]): BaselineCell {
  const { phase, role, sampleSize } = ofCell[0]!;
  const minutes = new Map(ofCell.map((each) => [each.position, each.minutes]));
  const hours = (p: string) =>
    round(percentileAt(sampleSize, p, (position) => decimal(minutes.get(position) ?? 0)).div(60), 2);
  return { phase, role, p50: hours('0.5'), p80: hours('0.8'), sampleSize };
}

/** The projects that a baseline counted. */
export interface BaselineEvidence {
  sample: string[];
  /** Those with time in a cell, by its key. */
  cells: Map<string, string[]>;
}

export function evidenceFrom(spent: readonly SpentMinutes[]): BaselineEvidence {
  const totals = new Map<string, number>();
  for (const { projectId, minutes } of spent) totals.set(projectId, (totals.get(projectId) ?? 0) + minutes);
  const counted = (projectId: string) => totals.get(projectId)! > 0;
  const cells = new Map<string, string[]>();
  for (const each of spent) {
    if (!counted(each.projectId) || each.minutes === 0) continue;
    const key = cellKey(each);
    cells.set(key, [...(cells.get(key) ?? []), each.projectId]);
  }
  for (const ids of cells.values()) ids.sort();
  return { sample: [...totals.keys()].filter(counted).sort(), cells };
}

export const cellKey = ({ phase, role }: { phase: string; role: string }) => JSON.stringify([phase, role]);

function byPlace({ phases, roles }: { phases: readonly string[]; roles: readonly string[] }) {
  const place = (list: readonly string[], name: string) => (list.includes(name) ? list.indexOf(name) : list.length);
  return (left: BaselineCell, right: BaselineCell): number =>
    place(phases, left.phase) - place(phases, right.phase) ||
    compare(left.phase, right.phase) ||
    place(roles, left.role) - place(roles, right.role) ||
    compare(left.role, right.role);
}

const compare = (left: string, right: string) => (left < right ? -1 : Number(left > right));
