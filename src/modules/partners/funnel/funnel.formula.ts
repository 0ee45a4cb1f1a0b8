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

export function countFunnel(partners: readonly Milestones[]): FunnelCounts[] {
  return funnelStages.map((stage, index) => {
    const count = partners.filter((milestones) => milestones[stage] !== null).length;
    const before = funnelStages[index - 1];
    if (!before) return { stage, count, conversionPercent: null, medianDays: null };
    const from = partners.filter((milestones) => milestones[before] !== null);
    const both = from.filter((milestones) => milestones[stage] !== null);
    const share = from.length === 0 ? null : round(decimal(both.length).times(100).div(from.length), 2);
    const days = both.map((milestones) => daysBetween(milestones[before]!, milestones[stage]!));
    return { stage, count, conversionPercent: share, medianDays: median(days) };
  });
}

/** The middle value, or the mean of the two middle ones. */
function median(values: readonly number[]): Decimal | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length / 2;
  const [lower, upper] = [sorted[Math.ceil(middle) - 1]!, sorted[Math.floor(middle)]!];
  return decimal(lower + upper).div(2);
}
