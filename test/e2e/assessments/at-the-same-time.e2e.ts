import type { User } from '../../../src/modules/identity';
import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp, testStart } from '../../support/app';
import type { Client } from '../../support/client';
import { answersTo, givenExam, givenOffering, givenPractical } from '../../support/given';

/* Steps without a version: MariaDB lets their transactions overlap, and none of them may be lost. */
describe('concurrent steps of an assessment', () => {
  let app: TestApp;
  let offeringId: string;
  let candidate: Client;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    app.clock.set(testStart);
    offeringId = (await givenOffering(app)).id;
    candidate = await app.asPartner(newId('partner'), Role.PARTNER_MEMBER);
  });

  const start = (examId: string) =>
    candidate.done(
      'attemptStart',
      { assessmentId: examId },
      'attempt { id version questions { id kind choices { id text } } }',
    );

  it('keep all twelve concurrent answers to one attempt [parallel-answers-lost-on-mariadb]', async () => {
    const question = {
      kind: 'SINGLE_CHOICE',
      text: 'Which one?',
      choices: [
        { text: 'Right', points: '1' },
        { text: 'Wrong', points: '0' },
      ],
    };
    const exam = await givenExam(app, offeringId, { questions: Array.from({ length: 12 }, () => question) });
    const attempt = await start(exam.id);
    const given = answersTo(attempt.questions);
    await Promise.all(
      given.map((answer) => candidate.done('attemptAnswer', { id: attempt.id, input: answer }, 'attempt { version }')),
    );
    const read = await candidate.query(
      'query ($id: ID!) { attempt(id: $id) { version answers { questionId choiceIds } } }',
      { id: attempt.id },
    );
    expect(read.attempt.answers).toEqual(given);
    expect(read.attempt.version).toBe(13);
    expect(await app.historyOf(attempt.id)).toEqual(['attemptStart', ...given.map(() => 'attemptAnswer')]);
  });

  it('return the same attempt for concurrent starts', async () => {
    const exam = await givenExam(app, offeringId);
    const started = await Promise.all(Array.from({ length: 4 }, () => start(exam.id)));
    expect(new Set(started.map(({ id }) => id)).size).toBe(1);
    expect(await app.factsAbout(started[0]!.id)).toEqual(['AttemptStarted']);
  });

  it('refuse a submission with a version that an answer has outdated, with the current one', async () => {
    const exam = await givenExam(app, offeringId);
    const attempt = await start(exam.id);
    const [answer] = answersTo(attempt.questions);
    const args = { id: attempt.id, input: answer };
    await candidate.done('attemptAnswer', args, 'attempt { version }');
    const submit = { id: attempt.id, version: attempt.version };
    expect(await candidate.refused('attemptSubmit', submit, 'attempt { id }')).toMatchObject({
      code: 'CONFLICT',
      currentVersion: attempt.version + 1,
    });
  });

  it('record the levels of all four assessors', async () => {
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    let assessors = await Promise.all(Array.from({ length: 4 }, () => app.as(Role.MENTOR)));
    const practical = await givenPractical(app, offeringId);
    const input = {
      assessmentId: practical.id,
      userId: candidate.userId,
      scheduledAt: '2026-03-10T09:00:00.000Z',
      assessorIds: assessors.map(({ userId }) => userId),
    };
    const { id } = await manager.done('evaluationSchedule', { input }, 'evaluation { id }');
    app.clock.set('2026-03-10T11:00:00.000Z');
    assessors = await Promise.all(assessors.map(({ userId }) => app.signIn({ id: userId } as User)));
    const levels = practical.rubric.map((criterion) => ({ criterionId: criterion.id, level: 1 }));
    await Promise.all(
      assessors.map((assessor) => assessor.done('evaluationScore', { id, input: { levels } }, 'evaluation { id }')),
    );
    expect((await app.factsAbout(id)).filter((type) => type === 'EvaluationScored')).toHaveLength(4);
  });
});
