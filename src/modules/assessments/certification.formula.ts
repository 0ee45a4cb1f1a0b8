import type { PlainDate } from '../../shared/domain/dates';

/** A pass of an assessment: all its editions count as one. */
export interface Pass {
  attemptId: string;
  familyId: string;
  closedAt: Date;
  /** The last day on which it counts; null for ever. */
  validUntil: PlainDate | null;
}

/** What is certified: until when, null for ever, and the passes that it rests on. */
export interface Earned {
  expiresOn: PlainDate | null;
  evidence: string[];
}

/** Does one last day come after the other? Null is for ever. */
export function lastsLonger(one: PlainDate | null, other: PlainDate | null): boolean {
  return other !== null && (one === null || one > other);
}

/**
 * What the passes earn on a day: nothing until every required assessment has a pass that counts, else a certification
 * until the first of them ends. What was passed before a revocation does not count.
 */
export function earnedBy(
  passes: readonly Pass[],
  requiredFamilies: readonly string[],
  revokedAt: Date | null,
  on: PlainDate,
): Earned | null {
  if (requiredFamilies.length === 0) return null;
  const counting = passes.filter(
    (pass) => (revokedAt === null || pass.closedAt > revokedAt) && (pass.validUntil === null || pass.validUntil >= on),
  );
  const best = requiredFamilies.map((family) =>
    counting
      .filter(({ familyId }) => familyId === family)
      .reduce<Pass | null>(
        (longest, pass) => (longest === null || lastsLonger(pass.validUntil, longest.validUntil) ? pass : longest),
        null,
      ),
  );
  if (best.some((pass) => pass === null)) return null;
  const found = best as Pass[];
  const first = found.reduce((earliest, pass) => (lastsLonger(earliest.validUntil, pass.validUntil) ? pass : earliest));
  return { expiresOn: first.validUntil, evidence: found.map(({ attemptId }) => attemptId) };
}
