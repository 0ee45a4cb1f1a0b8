import { admission, type EarlierAttempt, needsItself, validUntil } from './admission.formula';
import { AttemptStatus } from './attempt.lifecycle';

const { PASSED, FAILED } = AttemptStatus;
const assessment = { id: 'second edition', maximumAttempts: 2, coolOffDays: 7 };
const at = (day: string) => new Date(`${day}T12:00:00.000Z`);
const attempt = (status: AttemptStatus, day: string, changes: Partial<EarlierAttempt> = {}): EarlierAttempt => ({
  assessmentId: assessment.id,
  status,
  closedAt: at(day),
  validUntil: null,
  ...changes,
});
const outcome = (attempts: EarlierAttempt[], day: string, from: string | null = null, missing: string[] = []) =>
  admission({
    assessment,
    attempts,
    countsFrom: from === null ? null : at(from),
    missing,
    at: at(day),
    timeZone: 'UTC',
  });
const refusal = (...args: Parameters<typeof outcome>) => outcome(...args).refusal;

describe('people who may start an attempt', () => {
  it('include everyone who comes for the first time', () => {
    expect(outcome([], '2026-03-02')).toEqual({ refusal: null, attemptsLeft: 2, nextAttemptAt: null });
  });

  it('must have passed the prerequisites', () => {
    expect(refusal([], '2026-03-02', null, ['Exam', 'Interview'])).toMatchObject({
      rule: 'prerequisites-missing',
      details: ['Exam', 'Interview'],
    });
  });

  it('must wait for the end of the cool-off after a failure, to the millisecond', () => {
    const earlier = [attempt(FAILED, '2026-03-02')];
    expect(outcome(earlier, '2026-03-08')).toMatchObject({ attemptsLeft: 1, nextAttemptAt: at('2026-03-09') });
    expect(refusal(earlier, '2026-03-08')).toMatchObject({
      rule: 'cool-off',
      details: ['nextAttemptAt 2026-03-09T12:00:00.000Z'],
    });
    expect(refusal(earlier, '2026-03-09')).toBeNull();
  });

  it('have used all attempts at this edition, however old; attempts at another edition only cause a cool-off', () => {
    const earlier = [attempt(FAILED, '2026-01-02'), attempt(FAILED, '2026-01-12')];
    expect(refusal(earlier, '2026-03-02')).toMatchObject({ rule: 'no-attempts-left', details: ['used 2'] });
    expect(outcome(earlier, '2026-03-02')).toMatchObject({ attemptsLeft: 0, nextAttemptAt: null });
    const elsewhere = earlier.map((each) => ({ ...each, assessmentId: 'first edition' }));
    expect(refusal(elsewhere, '2026-03-02')).toBeNull();
    expect(refusal(elsewhere, '2026-01-13')).toMatchObject({ rule: 'cool-off' });
  });

  it('do not include those who have passed, forever or until shortly before the pass ends; then they get new attempts', () => {
    const failed = attempt(FAILED, '2025-01-01');
    expect(refusal([attempt(PASSED, '2025-02-01')], '2026-03-02')).toMatchObject({
      rule: 'already-passed',
      details: [],
    });
    const earlier = [failed, failed, attempt(PASSED, '2025-02-01', { validUntil: '2026-05-31' })];
    expect(refusal(earlier, '2026-03-01')).toMatchObject({
      rule: 'already-passed',
      details: ['recertificationOpensOn 2026-03-02'],
    });
    expect(outcome(earlier, '2026-03-01').nextAttemptAt).toEqual(new Date('2026-03-02T00:00:00.000Z'));
    expect(outcome(earlier, '2026-03-02')).toMatchObject({ refusal: null, attemptsLeft: 2 });
    expect(refusal([...earlier, attempt(FAILED, '2026-03-02')], '2026-03-10')).toBeNull();
  });

  it('start over after a revocation, and when the renewal is opened', () => {
    const earlier = [attempt(FAILED, '2026-02-01'), attempt(PASSED, '2026-02-10')];
    expect(refusal(earlier, '2026-03-02', '2026-03-01')).toBeNull();
    expect(refusal([...earlier, attempt(FAILED, '2026-03-02')], '2026-03-03', '2026-03-01')).toMatchObject({
      rule: 'cool-off',
    });
  });
});

it.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2026-08-31', 6, '2027-02-28'],
  ['2026-03-02', 24, '2028-03-02'],
  ['2026-03-02', 0, null],
])('keep a pass of %s that counts %i months until %s', (passedOn, months, last) => {
  expect(validUntil(passedOn, months)).toBe(last);
});

it.each<[string, string[], [string, string[]][], boolean]>([
  ['no prerequisites', [], [], false],
  ['itself', ['own'], [], true],
  ['one that needs it', ['exam'], [['exam', ['own']]], true],
  [
    'one that needs one that needs it',
    ['exam'],
    [
      ['exam', ['first', 'other']],
      ['other', ['own']],
    ],
    true,
  ],
  [
    'others that need one another',
    ['exam'],
    [
      ['exam', ['other']],
      ['other', ['exam']],
    ],
    false,
  ],
])('require themselves through %s', (_what, prerequisites, known, expected) => {
  expect(needsItself('own', prerequisites, new Map(known))).toBe(expected);
});
