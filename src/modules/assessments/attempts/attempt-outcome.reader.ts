import type { Reader } from '../../../shared/database/reader';
import type { Clock } from '../../../shared/domain/clock';
import { Assessment } from '../assessments/assessment.entity';
import { validUntil } from './admission.formula';
import { attemptActions } from './attempt.actions';
import { Attempt } from './attempt.entity';
import { attemptLifecycle, isOverdue } from './attempt.lifecycle';
import { mark, scoreOf } from './scoring.formula';

export type Outcome = Pick<
  Attempt,
  'status' | 'closedAt' | 'timedOut' | 'scorePercent' | 'validUntil' | 'givenAnswers' | 'openKey'
>;

/** The reader for attempts, and the clock that determines how long a pass counts. */
export interface Source {
  reader: Reader;
  clock: Clock;
}

/** The outcome of an open attempt if closed at the given time; past its limit, it was closed at the limit. */
export function outcomeOf(clock: Clock, attempt: Attempt, assessment: Assessment, moment: Date): Outcome {
  const timedOut = isOverdue(attempt, moment);
  const closedAt = timedOut ? attempt.dueAt : moment;
  const asked = attempt.paper.map(({ id }) => assessment.answerKey.find((question) => question.id === id)!);
  const { percent } = scoreOf(asked, attempt.givenAnswers);
  const passed = percent.gte(assessment.passMark);
  return {
    status: attemptLifecycle.next(attempt.status, passed ? attemptActions.pass : attemptActions.fail),
    closedAt,
    timedOut,
    scorePercent: percent,
    validUntil: passed ? validUntil(clock.dayOf(closedAt), assessment.validityMonths) : null,
    givenAnswers: mark(asked, attempt.givenAnswers),
    openKey: null,
  };
}

/** The attempt as of a given time: one past its limit is closed, even if the job has not run yet. */
export async function attemptAt({ reader, clock }: Source, attempt: Attempt, moment: Date): Promise<Outcome> {
  if (!isOverdue(attempt, moment)) return attempt;
  return outcomeOf(clock, attempt, await reader.unnarrowed.require(Assessment, attempt.assessmentId), moment);
}
