import { addDays, addMonths, beginningIn, dayIn, type PlainDate } from '../../../shared/domain/dates';
import { AttemptStatus } from './attempt.lifecycle';

/** How many days before a pass ends it can be renewed. */
export const recertificationDays = 90;

/** A closed attempt of the person at any edition of the assessment. */
export interface EarlierAttempt {
  assessmentId: string;
  status: AttemptStatus;
  closedAt: Date;
  validUntil: PlainDate | null;
}

export interface AdmissionConditions {
  assessment: { id: string; maximumAttempts: number; coolOffDays: number };
  /** The closed attempts at all editions of the assessment. */
  attempts: readonly EarlierAttempt[];
  /** When the person's certification was last revoked or its renewal opened; earlier attempts do not count. */
  countsFrom: Date | null;
  /** The titles of prerequisites that are not passed. */
  missing: readonly string[];
  /** The time of the intended attempt. */
  at: Date;
  /** The time zone of the installation, in which days begin and end. */
  timeZone: string;
}

export interface AdmissionRefusal {
  rule: 'prerequisites-missing' | 'already-passed' | 'no-attempts-left' | 'cool-off';
  message: string;
  details: string[];
}

export interface Admission {
  /** Why no attempt can be made at that time; null if one can. */
  refusal: AdmissionRefusal | null;
  attemptsLeft: number;
  /** The earliest time of the next attempt, if only the waiting time prevents it. */
  nextAttemptAt: Date | null;
}

/**
 * May the person make an attempt? A pass starts a new round with its own count of attempts. The round opens when the
 * pass is about to end, or when a manager opens it.
 */
export function admission({ assessment, attempts, countsFrom, missing, at, timeZone }: AdmissionConditions): Admission {
  const counting = attempts.filter((attempt) => countsFrom === null || attempt.closedAt > countsFrom);
  const pass = newest(counting.filter(({ status }) => status === AttemptStatus.PASSED));
  const failed = counting.filter((attempt) => !pass || attempt.closedAt > pass.closedAt);
  const used = failed.filter(({ assessmentId }) => assessmentId === assessment.id).length;
  const attemptsLeft = Math.max(0, assessment.maximumAttempts - used);
  const refused = (
    rule: AdmissionRefusal['rule'],
    message: string,
    details: string[],
    nextAttemptAt: Date | null = null,
  ): Admission => ({ refusal: { rule, message, details }, attemptsLeft, nextAttemptAt });

  if (pass) {
    const opensOn = pass.validUntil && addDays(pass.validUntil, -recertificationDays);
    if (opensOn === null) return refused('already-passed', 'This assessment is passed, and the pass never ends.', []);
    if (dayIn(timeZone, at) < opensOn) {
      const details = [`recertificationOpensOn ${opensOn}`];
      const message = `This assessment is passed; the pass can be renewed from ${opensOn}.`;
      return refused('already-passed', message, details, beginningIn(timeZone, opensOn));
    }
  }
  if (missing.length > 0) {
    return refused('prerequisites-missing', `Pass these first: ${missing.join(', ')}.`, [...missing]);
  }
  if (attemptsLeft === 0) {
    return refused('no-attempts-left', `All ${assessment.maximumAttempts} attempts are used up.`, [`used ${used}`]);
  }
  const last = newest(failed);
  const nextAttemptAt = last && nextAttempt(last.closedAt, assessment.coolOffDays);
  if (nextAttemptAt && at < nextAttemptAt) {
    const moment = nextAttemptAt.toISOString();
    const message = `The next attempt can be made from ${moment}.`;
    return refused('cool-off', message, [`nextAttemptAt ${moment}`], nextAttemptAt);
  }
  return { refusal: null, attemptsLeft, nextAttemptAt: null };
}

function nextAttempt(closedAt: Date, coolOffDays: number): Date {
  return new Date(closedAt.getTime() + coolOffDays * 86_400_000);
}

/**
 * The last day on which a pass counts; null for forever. Calendar months are added, clamped to the end of the month.
 */
export function validUntil(passedOn: PlainDate, validityMonths: number): PlainDate | null {
  return validityMonths === 0 ? null : addMonths(passedOn, validityMonths);
}

/** Does an assessment require itself, directly or through its prerequisites? Then nobody could start it. */
export function needsItself(
  familyId: string,
  prerequisites: readonly string[],
  prerequisitesOf: ReadonlyMap<string, readonly string[]>,
): boolean {
  const seen = new Set<string>();
  const left = [...prerequisites];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (next === familyId) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    left.push(...(prerequisitesOf.get(next) ?? []));
  }
  return false;
}

function newest(attempts: readonly EarlierAttempt[]): EarlierAttempt | null {
  return attempts.reduce<EarlierAttempt | null>(
    (latest, attempt) => (latest === null || attempt.closedAt > latest.closedAt ? attempt : latest),
    null,
  );
}
