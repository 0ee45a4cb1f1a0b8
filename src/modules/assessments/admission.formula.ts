import { addDays, addMonths, type PlainDate, plainDateOf } from '../../shared/domain/dates';
import { AttemptStatus } from './attempt.lifecycle';

/** How long before a pass ends it can be renewed. */
export const recertificationDays = 90;

/** An attempt of the person at some edition of the assessment, with its state at the moment in question. */
export interface EarlierAttempt {
  assessmentId: string;
  status: AttemptStatus;
  closedAt: Date;
  validUntil: PlainDate | null;
}

export interface AdmissionFacts {
  assessment: { id: string; maximumAttempts: number; coolOffDays: number };
  /** At all editions of the assessment, those that are closed. */
  attempts: readonly EarlierAttempt[];
  /** When the person's certification for the offering was last taken away; nothing before that counts. */
  revokedAt: Date | null;
  now: Date;
}

export interface AdmissionRefusal {
  rule: 'already-passed' | 'no-attempts-left' | 'cool-off';
  message: string;
  details: string[];
}

/**
 * Why the person may not start an attempt now; null where they may. A pass begins a new round: its attempts are counted
 * anew, and it opens when the pass comes near its end.
 */
export function admissionRefusal({ assessment, attempts, revokedAt, now }: AdmissionFacts): AdmissionRefusal | null {
  const counting = attempts.filter((attempt) => revokedAt === null || attempt.closedAt > revokedAt);
  const pass = newest(counting.filter(({ status }) => status === AttemptStatus.PASSED));
  if (pass) {
    const opensOn = pass.validUntil && addDays(pass.validUntil, -recertificationDays);
    if (opensOn === null) return refusal('already-passed', 'This is passed, for ever.', []);
    if (plainDateOf(now) < opensOn) {
      return refusal('already-passed', `This is passed; it can be renewed from ${opensOn}.`, [
        `recertificationOpensOn ${opensOn}`,
      ]);
    }
  }
  const failed = counting.filter((attempt) => !pass || attempt.closedAt > pass.closedAt);
  const used = failed.filter(({ assessmentId }) => assessmentId === assessment.id).length;
  if (used >= assessment.maximumAttempts) {
    return refusal('no-attempts-left', `All ${assessment.maximumAttempts} attempts are used.`, [`used ${used}`]);
  }
  const last = newest(failed);
  const nextAttemptAt = last && nextAttempt(last.closedAt, assessment.coolOffDays);
  if (nextAttemptAt && now < nextAttemptAt) {
    const at = nextAttemptAt.toISOString();
    return refusal('cool-off', `The next attempt can be started from ${at}.`, [`nextAttemptAt ${at}`]);
  }
  return null;
}

export function nextAttempt(closedAt: Date, coolOffDays: number): Date {
  return new Date(closedAt.getTime() + coolOffDays * 86_400_000);
}

/** The last day on which a pass counts; null for ever. The months are calendar months, clamped to the month's end. */
export function validUntil(passedOn: PlainDate, validityMonths: number): PlainDate | null {
  return validityMonths === 0 ? null : addMonths(passedOn, validityMonths);
}

function newest(attempts: readonly EarlierAttempt[]): EarlierAttempt | null {
  return attempts.reduce<EarlierAttempt | null>(
    (latest, attempt) => (latest === null || attempt.closedAt > latest.closedAt ? attempt : latest),
    null,
  );
}

function refusal(rule: AdmissionRefusal['rule'], message: string, details: string[]): AdmissionRefusal {
  return { rule, message, details };
}
