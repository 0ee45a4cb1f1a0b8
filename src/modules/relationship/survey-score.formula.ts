import { decimal, type Decimal } from '../../shared/domain/decimal';

/** The lowest and the highest score of each kind of survey. */
export const scoreRanges = {
  CSAT: { lowest: 1, highest: 5 },
  NPS: { lowest: 0, highest: 10 },
} as const;

/** How often each score was given. */
export type ScoreCounts = readonly { score: number; count: number }[];

const counted = (scores: ScoreCounts, isMeant: (score: number) => boolean) =>
  scores.reduce((sum, { score, count }) => sum + (isMeant(score) ? count : 0), 0);

export const sampleSizeOf = (scores: ScoreCounts) => counted(scores, () => true);

/** Customer satisfaction: the percentage of the scores 4 and 5. Null without scores. */
export function csat(scores: ScoreCounts): Decimal | null {
  const satisfied = counted(scores, (score) => score >= 4);
  return percentage(satisfied, sampleSizeOf(scores));
}

/** Net promoter score: the percentage of 9 and 10, less that of 0 to 6; from -100 to 100. Null without scores. */
export function nps(scores: ScoreCounts): Decimal | null {
  const promoters = counted(scores, (score) => score >= 9);
  const detractors = counted(scores, (score) => score <= 6);
  return percentage(promoters - detractors, sampleSizeOf(scores));
}

function percentage(part: number, of: number): Decimal | null {
  return of === 0 ? null : decimal(100).times(part).div(of);
}
