import { createHash } from 'node:crypto';

/** The content of a badge apart from its days, as of the day of the award. */
export interface Award {
  /** The name of the person. */
  holder: string;
  /** The vendor's name; null if it was not stored. */
  issuer: string | null;
  achievement: Achievement;
}

export interface Achievement {
  name: string;
  description: string;
  /** The requirements that were passed. */
  criteria: string;
}

/** The achievement awarded for an offering to a person who passed the assessments with these titles. */
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

/** The same for the same texts; any change of a text gives another key. */
export function achievementKeyOf(offeringId: string, { name, description, criteria }: Achievement): string {
  const digest = createHash('sha256').update(JSON.stringify([name, description, criteria]));
  return `${offeringId}-${digest.digest('hex').slice(0, 32)}`;
}
