import type { User } from '../../../src/modules/identity';
import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp, testStart } from '../../support/app';
import { type Client } from '../../support/client';
import { answersTo, givenAttempt, givenExam, givenOffering } from '../../support/given';

describe('an attempt', () => {
  let app: TestApp;
  let manager: Client;
  let offeringId: string;
  let examId: string;
  const partnerId = newId('partner');
  let member: Client;
  let colleague: Client;
  let partnerAdmin: Client;
  let foreigner: Client;
  const selection = `attempt { id version number status partnerId startedAt dueAt closedAt scorePercent validUntil
    user { id } assessment { id questions { id } }
    questions { id kind text choices { id text } } answers { questionId choiceIds number points possiblePoints }
    availableActions { name allowed blockedBy { code } } }`;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    app.clock.set(testStart);
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    partnerAdmin = await app.asPartner(partnerId, Role.PARTNER_ADMIN);
    foreigner = await app.asPartner(newId('partner'), Role.PARTNER_ADMIN);
    offeringId = (await givenOffering(app)).id;
    examId = (await givenExam(app, offeringId)).id;
    member = await app.asPartner(partnerId, Role.PARTNER_MEMBER);
    colleague = await app.asPartner(partnerId, Role.PARTNER_MEMBER);
  });

  /** Time passes, and the candidates sign in again: access tokens are short-lived. */
  const at = async (moment: string) => {
    app.clock.set(moment);
    const again = (client: Client) => app.signIn({ id: client.userId } as User);
    [member, colleague] = [await again(member), await again(colleague)];
  };
  const start = (client: Client, id = examId) => client.done('attemptStart', { assessmentId: ['ID!', id] }, selection);
  const refusedStart = (client: Client, id = examId) =>
    app.expectNothingChanged(() => client.refused('attemptStart', { assessmentId: ['ID!', id] }, selection));
  const submission = (
    { id, version }: { id: string; version: number },
    answers: object[],
  ): Record<string, [string, unknown]> => ({
    id: ['ID!', id],
    version: ['Int!', version],
    input: ['AttemptSubmitInput!', { answers }],
  });

  it('gives the questions without points, and afterwards the answers with what they gave', async () => {
    const attempt = await start(member);
    expect(attempt).toMatchObject({
      number: 1,
      status: 'OPEN',
      partnerId,
      startedAt: testStart,
      dueAt: '2026-03-02T10:00:00.000Z',
      closedAt: null,
      scorePercent: null,
      user: { id: member.userId },
      assessment: { id: examId, questions: null },
      questions: [
        { kind: 'SINGLE_CHOICE', text: 'Which one?', choices: [{ text: 'Right' }, { text: 'Wrong' }] },
        { kind: 'NUMERIC', text: 'How many?', choices: [] },
      ],
      answers: null,
      availableActions: [{ name: 'attemptSubmit', allowed: true, blockedBy: [] }],
    });
    await at('2026-03-02T10:00:00.000Z');
    const [choice, number] = attempt.questions;
    const submitted = await member.done(
      'attemptSubmit',
      submission(attempt, [
        { questionId: choice.id, choiceIds: [choice.choices[0].id] },
        { questionId: number.id, number: '41.4' },
      ]),
      selection,
    );
    expect(submitted).toMatchObject({
      version: 2,
      status: 'FAILED',
      scorePercent: '50',
      validUntil: null,
      closedAt: '2026-03-02T10:00:00.000Z',
      answers: [
        { questionId: choice.id, choiceIds: [choice.choices[0].id], number: null, points: '1', possiblePoints: '1' },
        { questionId: number.id, choiceIds: [], number: '41.4', points: '0', possiblePoints: '1' },
      ],
      availableActions: [],
    });
    expect(await app.factsAbout(attempt.id)).toEqual(['AttemptStarted', 'AttemptFailed']);
    expect(await app.historyOf(attempt.id)).toEqual(['attemptStart', 'attemptSubmit']);
  });

  it('is passed from the pass mark on, and counts for the months that the assessment says', async () => {
    const { id } = await givenExam(app, offeringId, { passMark: '50', required: false, validityMonths: 6 });
    const attempt = await start(member, id);
    const [, right] = answersTo(attempt.questions);
    const submitted = await member.done('attemptSubmit', submission(attempt, [right!]), selection);
    expect(submitted).toMatchObject({ status: 'PASSED', scorePercent: '50', validUntil: '2026-09-02' });
    expect(await app.factsAbout(attempt.id)).toEqual(['AttemptStarted', 'AttemptPassed']);
  });

  it('without any answer is failed with 0', async () => {
    const attempt = await start(member);
    expect(await member.done('attemptSubmit', submission(attempt, []), selection)).toMatchObject({
      status: 'FAILED',
      scorePercent: '0',
      answers: [],
    });
  });

  it('past its limit is closed by what comes too late, which counts for nothing', async () => {
    const attempt = await start(member);
    await at('2026-03-02T10:00:00.001Z');
    const read = 'query ($id: ID!) { attempt(id: $id) { status availableActions { name } } }';
    expect(await member.query(read, { id: attempt.id })).toEqual({
      attempt: { status: 'TIMED_OUT', availableActions: [] },
    });
    const late = await member.done('attemptSubmit', submission(attempt, answersTo(attempt.questions)), selection);
    expect(late).toMatchObject({
      status: 'TIMED_OUT',
      scorePercent: '0',
      closedAt: '2026-03-02T10:00:00.000Z',
      answers: null,
    });
    expect(await app.factsAbout(attempt.id)).toEqual(['AttemptStarted', 'AttemptTimedOut']);
    const again = await app.expectNothingChanged(() =>
      member.refused('attemptSubmit', submission(late, []), selection),
    );
    expect(again).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'TIMED_OUT', action: 'submit', allowed: [] });
    expect(await refusedStart(member)).toMatchObject({
      rule: 'cool-off',
      details: ['nextAttemptAt 2026-03-09T10:00:00.000Z'],
    });
  });

  it('past its limit counts as closed when another is started', async () => {
    const first = await start(member);
    await at('2026-03-08T09:00:00.000Z');
    expect(await refusedStart(member)).toMatchObject({ rule: 'cool-off' });
    await at('2026-03-09T10:00:00.000Z');
    expect(await start(member)).toMatchObject({ number: 2, status: 'OPEN' });
    expect(await app.factsAbout(first.id)).toEqual(['AttemptStarted', 'AttemptTimedOut']);
  });

  it('is one at a time per offering, also when asked for at the same time', async () => {
    const { id: another } = await givenExam(app, offeringId);
    const payloads = await Promise.all(
      [examId, another, examId, another].map((id) =>
        member.mutate('attemptStart', { assessmentId: ['ID!', id] }, 'attempt { id }'),
      ),
    );
    const started = payloads.filter(({ attempt }) => attempt);
    expect(started).toHaveLength(1);
    expect(await refusedStart(member)).toMatchObject({ rule: 'attempt-open', details: [started[0].attempt.id] });
    const elsewhere = (await givenExam(app, (await givenOffering(app)).id)).id;
    expect(await start(member, elsewhere)).toMatchObject({ status: 'OPEN' });
  });

  it('waits for the cool-off, and there are no more than the maximum', async () => {
    const { id } = await givenExam(app, offeringId, { maximumAttempts: 2, coolOffDays: 1 });
    expect(await givenAttempt(member, id, false)).toMatchObject({ status: 'FAILED' });
    expect(await refusedStart(member, id)).toMatchObject({
      code: 'RULE_VIOLATION',
      rule: 'cool-off',
      details: ['nextAttemptAt 2026-03-03T09:00:00.000Z'],
    });
    await at('2026-03-03T09:00:00.000Z');
    expect(await givenAttempt(member, id, false)).toMatchObject({ status: 'FAILED' });
    await at('2026-06-11T09:00:00.000Z');
    expect(await refusedStart(member, id)).toMatchObject({ rule: 'no-attempts-left', details: ['used 2'] });
    expect(await givenAttempt(colleague, id, true)).toMatchObject({ status: 'PASSED' });
    const { id: next } = await givenExam(app, offeringId, { predecessorId: id, maximumAttempts: 2 });
    expect(await refusedStart(member, id)).toMatchObject({ rule: 'assessment-not-published' });
    expect(await start(member, next)).toMatchObject({ number: 1 });
  });

  it('is not started again after a pass until it can be renewed', async () => {
    expect(await givenAttempt(member, examId)).toMatchObject({ status: 'PASSED' });
    expect(await refusedStart(member)).toMatchObject({
      rule: 'already-passed',
      details: ['recertificationOpensOn 2027-12-03'],
    });
    await at('2027-12-03T00:00:00.000Z');
    expect(await start(member)).toMatchObject({ number: 2 });
  });

  it('is not started at what is a draft, not there, or an id of another kind', async () => {
    const draft = await manager.done(
      'assessmentDraft',
      {
        input: [
          'AssessmentDraftInput!',
          {
            offeringId,
            title: 'Draft',
            passMark: '50',
            timeLimitMinutes: 1,
            maximumAttempts: 1,
            coolOffDays: 0,
            validityMonths: 0,
            questions: [],
          },
        ],
      },
      'assessment { id }',
    );
    const consultant = await app.as(Role.CONSULTANT);
    expect(await refusedStart(consultant, draft.id)).toMatchObject({ rule: 'assessment-not-published' });
    expect(await refusedStart(member, draft.id)).toMatchObject({ code: 'NOT_FOUND', field: ['assessmentId'] });
    expect(await refusedStart(member, newId('assessment'))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusedStart(member, offeringId)).toMatchObject({ code: 'INVALID_INPUT', field: ['assessmentId'] });
  });

  it.each([Role.ADMIN, Role.ECOSYSTEM_MANAGER, Role.MENTOR])('is not for %s, who may see the answers', async (role) => {
    expect(await refusedStart(await app.as(role))).toMatchObject({ code: 'RULE_VIOLATION', rule: 'knows-the-answers' });
  });

  it('is for staff as well, and for nobody who is not signed in', async () => {
    const consultant = await app.as(Role.CONSULTANT);
    expect(await start(consultant)).toMatchObject({ partnerId: null, assessment: { questions: null } });
    expect(await refusedStart(app.anonymous)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each<[string, (questions: Question[]) => object[], string[]]>([
    ['a question of another exam', () => [{ questionId: newId('question') }], ['0', 'questionId']],
    ['an answer twice', ([, number]) => Array(2).fill({ questionId: number!.id, number: '1' }), ['1', 'questionId']],
    [
      'choices for a number',
      ([one, two]) => [{ questionId: two!.id, choiceIds: [one!.choices[0]!.id] }],
      ['0', 'choiceIds'],
    ],
    ['a number for choices', ([one]) => [{ questionId: one!.id, number: '1' }], ['0', 'number']],
    [
      'a choice that is not there',
      ([one]) => [{ questionId: one!.id, choiceIds: [newId('choice')] }],
      ['0', 'choiceIds'],
    ],
    [
      'two choices of one',
      ([one]) => [{ questionId: one!.id, choiceIds: one!.choices.map(({ id }) => id) }],
      ['0', 'choiceIds'],
    ],
    ['a number out of range', ([, two]) => [{ questionId: two!.id, number: '1000000000000' }], ['0', 'number']],
  ])('is not submitted with %s', async (_what, answers, field) => {
    const attempt = await start(member);
    const refusal = await app.expectNothingChanged(() =>
      member.refused('attemptSubmit', submission(attempt, answers(attempt.questions)), selection),
    );
    expect(refusal).toMatchObject({ code: 'INVALID_INPUT', field: ['input', 'answers', ...field] });
  });

  it('is submitted once, on the version that was seen, by the person alone', async () => {
    const attempt = await start(member);
    const right = submission(attempt, answersTo(attempt.questions));
    for (const client of [partnerAdmin, manager, await app.as(Role.ADMIN)]) {
      const refusal = await app.expectNothingChanged(() => client.refused('attemptSubmit', right, selection));
      expect(refusal).toMatchObject({ code: 'RULE_VIOLATION', rule: 'own-act-only' });
    }
    const stale = await app.expectNothingChanged(() =>
      member.refused('attemptSubmit', { ...right, version: ['Int!', 9] }, selection),
    );
    expect(stale).toMatchObject({ code: 'CONFLICT', currentVersion: 1 });
    const payloads = await Promise.all([1, 2, 3].map(() => member.mutate('attemptSubmit', right, 'attempt { id }')));
    expect(payloads.filter(({ attempt: done }) => done)).toHaveLength(1);
    expect(await app.factsAbout(attempt.id)).toEqual(['AttemptStarted', 'AttemptPassed']);
  });

  it("is seen by its person, the firm's administrator and staff; the questions and answers by its person alone", async () => {
    const { id } = await givenAttempt(member, examId);
    const read = `query ($id: ID!) { attempt(id: $id) { scorePercent questions { id } answers { points } } node(id: $id) { id }
      attempts(filter: { assessmentId: ["${examId}"] }) { totalCount nodes { answers { points } questions { id } } } }`;
    expect((await member.query(read, { id })).attempt).toMatchObject({ scorePercent: '100', answers: [{}, {}] });
    const others = [partnerAdmin, manager, await app.as(Role.ANALYST), await app.as(Role.ADMIN)];
    for (const client of others) {
      expect(await client.query(read, { id })).toEqual({
        attempt: { scorePercent: '100', questions: null, answers: null },
        node: { id },
        attempts: { totalCount: 1, nodes: [{ answers: null, questions: null }] },
      });
    }
    for (const client of [colleague, foreigner, app.anonymous]) {
      expect(await client.query(read, { id })).toEqual({
        attempt: null,
        node: null,
        attempts: { totalCount: 0, nodes: [] },
      });
    }
    const { history } = await manager.query('query ($id: ID!) { history(recordId: $id) { nodes { changes } } }', {
      id,
    });
    expect(JSON.stringify(history)).toContain('"markedAnswers":["secret","changed"]');
    for (const client of [colleague, foreigner]) {
      for (const target of [id, newId('attempt')]) {
        const refusal = await app.expectNothingChanged(() =>
          client.refused('attemptSubmit', submission({ id: target, version: 2 }, []), selection),
        );
        expect(refusal).toMatchObject({ code: 'NOT_FOUND', message: `There is no record ${target}.` });
      }
    }
  });
});

interface Question {
  id: string;
  choices: { id: string }[];
}
