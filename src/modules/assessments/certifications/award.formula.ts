import { createHash } from 'node:crypto';

/** What a badge says beyond its days, in the words of the day on which it was awarded. */
export interface Award {
  /** The name of the person. */
  holder: string;
  /** What the vendor was called; null where that was kept nowhere. */
  issuer: string | null;
  achievement: Achievement;
}

export interface Achievement {
  name: string;
  description: string;
  /** What was passed for it. */
  criteria: string;
}

/** What is awarded for an offering to somebody who passed the assessments with these titles. */
export function achievementOf(
  { name, description }: { name: string; description: string },
  passed: readonly string[],
): Achievement {
  const asked = passed.length > 0 ? `: ${passed.join('; ')}` : '';
  return {
    name,
    description: description || `Can deliver the service ${name}.`,
    criteria: `Passed every assessment that the service ${name} asked for${asked}.`,
  };
}

/** The same for the same words, and another one as soon as a word differs. */
export function achievementKeyOf(offeringId: string, { name, description, criteria }: Achievement): string {
  const digest = createHash('sha256').update(JSON.stringify([name, description, criteria]));
  return `${offeringId}-${digest.digest('hex').slice(0, 32)}`;
}
