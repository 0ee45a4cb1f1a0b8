import { addDays, addMonths, beginningIn, dayIn, type PlainDate } from '../../../shared/domain/dates';
import { AttemptStatus } from './attempt.lifecycle';

/** How long before a pass ends it can be renewed. */
export const recertificationDays = 90;

/** A closed attempt of the person at some edition of the assessment. */
export interface EarlierAttempt {
  assessmentId: string;
  status: AttemptStatus;
  closedAt: Date;
  validUntil: PlainDate | null;
}

export interface AdmissionConditions {
  assessment: { id: string; maximumAttempts: number; coolOffDays: number };
  /** At all editions of the assessment, those that are closed. */
  attempts: readonly EarlierAttempt[];
  /** When the person's certification was last taken away or its renewal opened; nothing before that counts. */
  countsFrom: Date | null;
  /** The titles of what must be passed before and is not. */
  missing: readonly string[];
  /** When the attempt is to be made. */
  at: Date;
  /** Where days begin and end: that of the installation. */
  timeZone: string;
}

export interface AdmissionRefusal {
  rule: 'prerequisites-missing' | 'already-passed' | 'no-attempts-left' | 'cool-off';
  message: string;
  details: string[];
}

export interface Admission {
  /** Why no attempt can be made at that moment; null where one can. */
  refusal: AdmissionRefusal | null;
  attemptsLeft: number;
  /** From when the next attempt can be made, where only time is in the way. */
  nextAttemptAt: Date | null;
}

/**
 * May the person make an attempt? A pass begins a new round: its attempts are counted anew, and it opens when the pass
 * comes near its end, or when a manager opens it.
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
    if (opensOn === null) return refused('already-passed', 'This is passed, for ever.', []);
    if (dayIn(timeZone, at) < opensOn) {
      const details = [`recertificationOpensOn ${opensOn}`];
      const message = `This is passed; it can be renewed from ${opensOn}.`;
      return refused('already-passed', message, details, beginningIn(timeZone, opensOn));
    }
  }
  if (missing.length > 0) {
    return refused('prerequisites-missing', `To be passed first: ${missing.join(', ')}.`, [...missing]);
  }
  if (attemptsLeft === 0) {
    return refused('no-attempts-left', `All ${assessment.maximumAttempts} attempts are used.`, [`used ${used}`]);
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

/** The last day on which a pass counts; null for ever. The months are calendar months, clamped to the month's end. */
export function validUntil(passedOn: PlainDate, validityMonths: number): PlainDate | null {
  return validityMonths === 0 ? null : addMonths(passedOn, validityMonths);
}

/** Does what must be passed before an assessment, or before that, need the assessment itself? Then nobody could begin. */
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
