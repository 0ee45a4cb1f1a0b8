import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp } from '../../support/app';
import { type Client } from '../../support/client';
import { givenAnswers, givenExam, givenOffering } from '../../support/given';

describe('the statistics of an exam', () => {
  let app: TestApp;
  let examId: string;
  let manager: Client;
  const partnerId = newId('partner');
  const query = `query ($id: ID!) { assessmentStatistics(assessmentId: $id) { attempts passed questions {
    question { text } sampleSize right unanswered difficulty discrimination choices { text points chosen } } } }`;
  const statistics = async (client = manager, id = examId) => (await client.query(query, { id })).assessmentStatistics;

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const { id: offeringId } = await givenOffering(app);
    const choices = [
      { text: 'Right', points: '2' },
      { text: 'Wrong', points: '0' },
      { text: 'Worse', points: '-1' },
    ];
    const questions = [
      { kind: 'SINGLE_CHOICE', text: 'Sharp?', choices },
      { kind: 'SINGLE_CHOICE', text: 'Everybody knows?', choices: choices.slice(0, 2) },
      { kind: 'NUMERIC', text: 'How many?', numeric: { answer: '42', points: '4' } },
    ];
    examId = (await givenExam(app, offeringId, { questions, passMark: '50' })).id;
  });
  afterAll(() => app.stop());

  /** A candidate takes the exam: the choice for the first question, and whether the number is right. */
  const take = async (chosen: string | null, number: string | null) => {
    const candidate = await app.asPartner(partnerId, Role.PARTNER_MEMBER);
    const attempt = await candidate.done(
      'attemptStart',
      { assessmentId: examId },
      'attempt { id version questions { id choices { id text } } }',
    );
    const [sharp, easy, numeric] = attempt.questions;
    const choose = (question: { id: string; choices: { id: string; text: string }[] }, text: string) => ({
      questionId: question.id,
      choiceIds: [question.choices.find((each) => each.text === text)!.id],
    });
    const answers: object[] = [choose(easy, 'Right')];
    if (chosen) answers.push(choose(sharp, chosen));
    if (number) answers.push({ questionId: numeric.id, number });
    const version = await givenAnswers(candidate, attempt, answers);
    await candidate.done('attemptSubmit', { id: attempt.id, version }, 'attempt { id }');
  };

  it('are unknown with too few attempts', async () => {
    expect(await statistics()).toMatchObject({
      attempts: 0,
      passed: 0,
      questions: [{ sampleSize: 0, difficulty: null }, {}, {}],
    });
    for (let index = 0; index < 5; index += 1) await take('Right', '42');
    expect(await statistics()).toMatchObject({
      attempts: 5,
      passed: 5,
      questions: [{ sampleSize: 5, right: 5, difficulty: null, discrimination: null }, {}, {}],
    });
  });

  it('give the difficulty and discrimination of each question, and the choices', async () => {
    await take('Right', null);
    await take('Wrong', '42');
    await take('Wrong', '1');
    await take('Worse', null);
    await take(null, null);
    const { questions, ...all } = await statistics();
    // Scores: five of 100, then 50 (2+2), 75 (2+4), 25, 12.5 (2-1), 25.
    expect(all).toEqual({ attempts: 10, passed: 7 });
    expect(questions).toMatchObject([
      {
        question: { text: 'Sharp?' },
        sampleSize: 10,
        right: 6,
        unanswered: 1,
        difficulty: '0.6',
        // M₁ = 550/6, M₀ = 137.5/4, s = 35.0223…
        discrimination: '0.8014',
        choices: [
          { text: 'Right', points: '2', chosen: 6 },
          { text: 'Wrong', points: '0', chosen: 2 },
          { text: 'Worse', points: '-1', chosen: 1 },
        ],
      },
      { right: 10, unanswered: 0, difficulty: '1', discrimination: null, choices: [{ chosen: 10 }, { chosen: 0 }] },
      { right: 6, unanswered: 3, difficulty: '0.6', choices: [] },
    ]);
  });

  it('leave out open attempts', async () => {
    const candidate = await app.asPartner(partnerId, Role.PARTNER_MEMBER);
    await candidate.done('attemptStart', { assessmentId: examId }, 'attempt { id }');
    expect(await statistics()).toMatchObject({ attempts: 10 });
  });

  it('are for authors of exams, and only for exams', async () => {
    for (const role of Object.values(Role)) {
      const client = role.startsWith('PARTNER') ? await app.asPartner(partnerId, role) : await app.as(role);
      const sees = [Role.ADMIN, Role.ECOSYSTEM_MANAGER, Role.MENTOR].includes(role);
      expect([role, (await statistics(client)) !== null]).toEqual([role, sees]);
      expect(await statistics(client, newId('assessment'))).toBeNull();
    }
    expect(await statistics(app.anonymous)).toBeNull();
  });
});
