import { daysBetween, type PlainDate } from '../../../shared/domain/dates';
import { recertificationDays } from '../attempts/admission.formula';

/** A pass of an assessment; all its editions count as one. */
export interface Pass {
  attemptId: string;
  familyId: string;
  closedAt: Date;
  /** The last day on which it counts; null for forever. */
  validUntil: PlainDate | null;
}

/** The certification earned: its last day, null for forever, and the passes on which it is based. */
export interface Earned {
  expiresOn: PlainDate | null;
  evidence: string[];
}

/** Is one last day after the other? Null means forever. */
export function lastsLonger(one: PlainDate | null, other: PlainDate | null): boolean {
  return other !== null && (one === null || one > other);
}

/**
 * The certification that the passes earn on a day: none until every required assessment has a pass that counts, then
 * one until the first of them ends. Passes before a revocation do not count.
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

/** The days before a certification ends on which its holder is reminded; from the first one on it can be renewed. */
export const reminderDays = [recertificationDays, 30, 7] as const;

/**
 * The reminder that is due on a day: the latest one whose day has come, unless it or a later one was given. Missed
 * reminders are skipped. Null if no reminder is due.
 */
export function reminderDue(expiresOn: PlainDate | null, reminded: number | null, on: PlainDate): number | null {
  if (expiresOn === null || expiresOn < on) return null;
  const left = daysBetween(on, expiresOn);
  const nearest = reminderDays.filter((days) => left <= days).at(-1);
  return nearest !== undefined && (reminded === null || nearest < reminded) ? nearest : null;
}
