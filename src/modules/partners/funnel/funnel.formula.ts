import { daysBetween, type PlainDate } from '../../../shared/domain/dates';
import { type Decimal, decimal, round } from '../../../shared/domain/decimal';

/** The stages of a partner's progress, in order. */
export enum FunnelStage {
  APPLICATION = 'APPLICATION',
  ONBOARDING = 'ONBOARDING',
  ADMISSION = 'ADMISSION',
  TRAINING = 'TRAINING',
  ASSESSMENT = 'ASSESSMENT',
  ASSISTED = 'ASSISTED',
  INDEPENDENT = 'INDEPENDENT',
}

export const funnelStages = Object.values(FunnelStage);

/** The day on which a partner first reached each stage; null if it has not. */
export type Milestones = Readonly<Record<FunnelStage, PlainDate | null>>;

export interface FunnelCounts {
  stage: FunnelStage;
  count: number;
  /**
   * The percentage of those that reached the previous stage, to 2 decimals; null for the first stage, and if no partner
   * reached the previous one.
   */
  conversionPercent: Decimal | null;
  /** The median of the days since the previous stage; null for the first stage, and if no partner reached this one. */
  medianDays: Decimal | null;
}

/** Counts partners one by one, so that none of them has to be kept. */
export class Funnel {
  private readonly steps = funnelStages.map((stage) => ({ stage, count: 0, both: 0, days: new Map<number, number>() }));

  add(milestones: Milestones): void {
    this.steps.forEach((step, index) => {
      const day = milestones[step.stage];
      if (day === null) return;
      step.count += 1;
      const before = this.steps[index - 1] && milestones[this.steps[index - 1]!.stage];
      if (!before) return;
      step.both += 1;
      const days = daysBetween(before, day);
      step.days.set(days, (step.days.get(days) ?? 0) + 1);
    });
  }

  counts(): FunnelCounts[] {
    return this.steps.map(({ stage, count, both, days }, index) => {
      const before = this.steps[index - 1];
      if (!before) return { stage, count, conversionPercent: null, medianDays: null };
      const share = before.count === 0 ? null : round(decimal(both).times(100).div(before.count), 2);
      return { stage, count, conversionPercent: share, medianDays: median(days, both) };
    });
  }
}

/** The middle value, or the mean of the two middle ones, of values, each with how often it occurs. */
function median(values: ReadonlyMap<number, number>, count: number): Decimal | null {
  if (count === 0) return null;
  const sorted = [...values].sort(([left], [right]) => left - right);
  const at = (position: number) => {
    let passed = 0;
    return sorted.find(([, times]) => (passed += times) >= position)![0];
  };
  return decimal(at(Math.ceil(count / 2)) + at(Math.floor(count / 2) + 1)).div(2);
}
