import type { User } from '../../../src/modules/identity';
import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp, testStart } from '../../support/app';
import { type Client } from '../../support/client';
import { answersTo, givenAnswers, givenAttempt, givenExam, givenOffering } from '../../support/given';

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
  const selection = `attempt { id version number status timedOut partnerId startedAt dueAt closedAt scorePercent validUntil
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
  const start = (client: Client, id = examId) => client.done('attemptStart', { assessmentId: id }, selection);
  const refusedStart = (client: Client, id = examId) =>
    app.expectNothingChanged(() => client.refused('attemptStart', { assessmentId: id }, selection));
  const submission = ({ id, version }: { id: string; version: number }) => ({ id, version });
  const answering = ({ id }: { id: string }, answer: object) => ({ id, input: answer });
  const submit = async (client: Client, attempt: { id: string; version: number }, answers: object[] = []) =>
    client.done(
      'attemptSubmit',
      submission({ id: attempt.id, version: await givenAnswers(client, attempt, answers) }),
      selection,
    );

  it('shows the questions without points, and afterwards the answers with their points', async () => {
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
      answers: [],
      availableActions: [
        { name: 'attemptAnswer', allowed: true, blockedBy: [] },
        { name: 'attemptSubmit', allowed: true, blockedBy: [] },
      ],
    });
    await at('2026-03-02T10:00:00.000Z');
    const [choice, number] = attempt.questions;
    const submitted = await submit(member, attempt, [
      { questionId: choice.id, choiceIds: [choice.choices[0].id] },
      { questionId: number.id, number: '41.4' },
    ]);
    expect(submitted).toMatchObject({
      version: 4,
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
    expect(await app.historyOf(attempt.id)).toEqual([
      'attemptStart',
      'attemptAnswer',
      'attemptAnswer',
      'attemptSubmit',
    ]);
  });

  it('is passed from the pass mark on, and counts for the months of the assessment', async () => {
    const { id } = await givenExam(app, offeringId, { passMark: '50', required: false, validityMonths: 6 });
    const attempt = await start(member, id);
    const [, right] = answersTo(attempt.questions);
    const submitted = await submit(member, attempt, [right!]);
    expect(submitted).toMatchObject({ status: 'PASSED', scorePercent: '50', validUntil: '2026-09-02' });
    expect(await app.factsAbout(attempt.id)).toEqual(['AttemptStarted', 'AttemptPassed']);
  });

  it('without any answers fails with 0', async () => {
    const attempt = await start(member);
    expect(await submit(member, attempt)).toMatchObject({
      status: 'FAILED',
      scorePercent: '0',
      answers: [
        { choiceIds: [], number: null, points: '0', possiblePoints: '1' },
        { choiceIds: [], number: null, points: '0', possiblePoints: '1' },
      ],
    });
  });

  it('is limited to one at a time per offering, even under concurrent requests', async () => {
    const { id: another } = await givenExam(app, offeringId);
    const payloads = await Promise.all(
      [examId, another, examId, another].map((id) =>
        member.mutate('attemptStart', { assessmentId: id }, 'attempt { id }'),
      ),
    );
    const started = payloads.filter(({ attempt }) => attempt);
    expect(new Set(started.map(({ attempt }) => attempt.id)).size).toBe(1);
    const { assessment } = (
      await member.query('query ($id: ID!) { attempt(id: $id) { assessment { id } } }', { id: started[0].attempt.id })
    ).attempt;
    const other = assessment.id === examId ? another : examId;
    expect(await refusedStart(member, other)).toMatchObject({
      rule: 'attempt-open',
      details: [started[0].attempt.id],
    });
    const elsewhere = (await givenExam(app, (await givenOffering(app)).id)).id;
    expect(await start(member, elsewhere)).toMatchObject({ status: 'OPEN' });
  });

  it('waits for the cool-off, and is limited to the maximum number', async () => {
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

  it('cannot be started for a draft, an unknown id, or an id of another kind', async () => {
    const draft = await manager.done(
      'assessmentDraft',
      {
        input: {
          offeringId,
          title: 'Draft',
          passMark: '50',
          timeLimitMinutes: 1,
          maximumAttempts: 1,
          coolOffDays: 0,
          validityMonths: 0,
          questions: [],
        },
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

  it('is open to staff as well, and not to anonymous viewers', async () => {
    const consultant = await app.as(Role.CONSULTANT);
    expect(await start(consultant)).toMatchObject({ partnerId: null, assessment: { questions: null } });
    expect(await refusedStart(app.anonymous)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each<[string, (questions: Question[]) => object, string]>([
    ['a question of another exam', () => ({ questionId: newId('question') }), 'questionId'],
    ['choices for a number', ([one, two]) => ({ questionId: two!.id, choiceIds: [one!.choices[0]!.id] }), 'choiceIds'],
    ['a number for choices', ([one]) => ({ questionId: one!.id, number: '1' }), 'number'],
    ['a choice that is not there', ([one]) => ({ questionId: one!.id, choiceIds: [newId('choice')] }), 'choiceIds'],
    [
      'two choices of one',
      ([one]) => ({ questionId: one!.id, choiceIds: one!.choices.map(({ id }) => id) }),
      'choiceIds',
    ],
    ['a number out of range', ([, two]) => ({ questionId: two!.id, number: '1000000000000' }), 'number'],
  ])('refuses an answer with %s', async (_what, given, field) => {
    const attempt = await start(member);
    const refusal = await app.expectNothingChanged(() =>
      member.refused('attemptAnswer', answering(attempt, given(attempt.questions)), selection),
    );
    expect(refusal).toMatchObject({ code: 'INVALID_INPUT', field: ['input', field] });
  });

  it('is submitted once, on the current version', async () => {
    const attempt = await start(member);
    const version = await givenAnswers(member, attempt, answersTo(attempt.questions));
    const stale = await app.expectNothingChanged(() => member.refused('attemptSubmit', submission(attempt), selection));
    expect(stale).toMatchObject({ code: 'CONFLICT', currentVersion: version });
    const seen = submission({ id: attempt.id, version });
    const payloads = await Promise.all([1, 2, 3].map(() => member.mutate('attemptSubmit', seen, 'attempt { id }')));
    expect(payloads.filter(({ attempt: done }) => done)).toHaveLength(1);
    expect(await app.factsAbout(attempt.id)).toEqual(['AttemptStarted', 'AttemptPassed']);
    const again = submission({ id: attempt.id, version: version + 1 });
    const twice = await app.expectNothingChanged(() => member.refused('attemptSubmit', again, selection));
    expect(twice).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'PASSED', action: 'submit', allowed: [] });
    const [given] = answersTo(attempt.questions, false);
    const late = await app.expectNothingChanged(() =>
      member.refused('attemptAnswer', answering(attempt, given!), selection),
    );
    expect(late).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'PASSED', action: 'answer' });
  });

  it('of another person cannot be found to be answered or submitted, even by viewers who see it', async () => {
    const attempt = await start(member);
    const [given] = answersTo(attempt.questions);
    const others = [partnerAdmin, colleague, foreigner, manager, await app.as(Role.ADMIN), app.anonymous];
    for (const client of others) {
      for (const id of [attempt.id, newId('attempt')]) {
        const refusals = await app.expectNothingChanged(async () => [
          await client.refused('attemptAnswer', answering({ id }, given!), selection),
          await client.refused('attemptSubmit', submission({ id, version: 1 }), selection),
        ]);
        for (const refusal of refusals) {
          expect(refusal).toEqual({
            __typename: 'NotFoundError',
            code: 'NOT_FOUND',
            message: `There is no record ${id}.`,
            field: ['id'],
          });
        }
      }
    }
    const read = 'query ($id: ID!) { attempt(id: $id) { availableActions { allowed blockedBy { code } } } }';
    const { attempt: seen } = await partnerAdmin.query(read, { id: attempt.id });
    expect(seen.availableActions).toEqual(Array(2).fill({ allowed: false, blockedBy: [{ code: 'own-act-only' }] }));
  });

  it("is visible to its candidate, the firm's administrator and staff; the questions and answers only to the candidate", async () => {
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
    expect(JSON.stringify(history)).toContain('"givenAnswers":["secret","changed"]');
    expect(JSON.stringify(history)).not.toContain('Which one?');
  });
});

interface Question {
  id: string;
  choices: { id: string }[];
}
