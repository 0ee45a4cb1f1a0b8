import { type Decimal, decimal, round, sum, zero } from '../../shared/domain/decimal';
import type { PlaybookActivity, PlaybookMilestone, PlaybookPhase, PlaybookScopeItem } from './playbook.entity';

type Activity = Pick<PlaybookActivity, 'phase' | 'role' | 'hours' | 'kind'>;

/** The parts that determine the length of a delivery. */
export interface Timed {
  phases: readonly Pick<PlaybookPhase, 'plannedDays'>[];
  scopeItems: readonly Pick<PlaybookScopeItem, 'startsAfterDays' | 'durationDays'>[];
  milestones: readonly Pick<PlaybookMilestone, 'dueAfterDays'>[];
}

/** The calendar days of a delivery, first and last included: until all phases, items and milestones are over. */
export function durationOf({ phases, scopeItems, milestones }: Timed): number {
  return Math.max(
    0,
    phases.reduce((days, { plannedDays }) => days + plannedDays, 0),
    ...scopeItems.map(({ startsAfterDays, durationDays }) => startsAfterDays + durationDays),
    ...milestones.map(({ dueAfterDays }) => dueAfterDays + 1),
  );
}

/** The planned hours of a role in a phase. */
export interface PlannedCell {
  phase: string;
  role: string;
  hours: Decimal;
}

/** The hours of the activities per phase and role, in the order of first occurrence. */
export function plannedCells(activities: readonly Omit<Activity, 'kind'>[]): PlannedCell[] {
  const cells = new Map<string, PlannedCell>();
  for (const { phase, role, hours } of activities) {
    const key = JSON.stringify([phase, role]);
    cells.set(key, { phase, role, hours: decimal(hours).plus(cells.get(key)?.hours ?? zero) });
  }
  return [...cells.values()];
}

export interface Automation {
  totalHours: Decimal;
  manualHours: Decimal;
  automatedHours: Decimal;
  tooledHours: Decimal;
  /** In percent, rounded half up to 2 decimal places; null if no hours are planned. */
  share: Decimal | null;
}

/** The hours by mode, and the share that is not manual. */
export function automationOf(activities: readonly Activity[]): Automation {
  const hoursOf = (kind: `${Activity['kind']}`) =>
    sum(activities.filter((each) => each.kind === (kind as Activity['kind'])).map(({ hours }) => hours));
  const manualHours = hoursOf('MANUAL');
  const automatedHours = hoursOf('AUTOMATED');
  const tooledHours = hoursOf('TOOLED');
  const byMachine = automatedHours.plus(tooledHours);
  const totalHours = manualHours.plus(byMachine);
  const share = totalHours.isZero() ? null : round(byMachine.times(100).div(totalHours), 2);
  return { totalHours, manualHours, automatedHours, tooledHours, share };
}
