import type { User } from '../../../src/modules/identity';
import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp, testStart } from '../../support/app';
import { type Client } from '../../support/client';
import { answersTo, givenAnswers, givenExam, givenOffering } from '../../support/given';

describe('an attempt whose answers are saved one by one', () => {
  let app: TestApp;
  let member: Client;
  let offeringId: string;
  let examId: string;
  const selection = `attempt { id version number status timedOut closedAt scorePercent validUntil
    questions { id kind choices { id text } } answers { questionId choiceIds number points possiblePoints }
    availableActions { name } }`;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    app.clock.set(testStart);
    offeringId = (await givenOffering(app)).id;
    examId = (await givenExam(app, offeringId)).id;
    member = await app.asPartner(newId('partner'), Role.PARTNER_MEMBER);
  });

  const at = async (moment: string) => {
    app.clock.set(moment);
    member = await app.signIn({ id: member.userId } as User);
  };
  const start = (id = examId) => member.done('attemptStart', { assessmentId: id }, selection);
  const answer = (attempt: { id: string }, given: object) =>
    member.done('attemptAnswer', { id: attempt.id, input: given }, selection);
  const submit = (attempt: { id: string; version: number }) =>
    member.done('attemptSubmit', { id: attempt.id, version: attempt.version }, selection);
  const read = async ({ id }: { id: string }) => {
    const query = `query ($id: ID!) { ${selection.replace('attempt {', 'attempt(id: $id) {')} }`;
    return (await member.query(query, { id })).attempt;
  };
  const certified = async () =>
    (await member.query('{ certifications { nodes { status expiresOn } } }')).certifications.nodes;
  const closeAttempts = async () => (await app.installation.jobs.run('attemptsClose'))!.changed;

  it('continues after a lost connection with the answers so far, in the same order', async () => {
    const exam = await givenExam(app, offeringId, { shuffleQuestions: true, shuffleChoices: true });
    const attempt = await start(exam.id);
    const [first] = answersTo(attempt.questions);
    const saved = await answer(attempt, first!);
    await at('2026-03-02T09:59:00.000Z');
    const resumed = await start(exam.id);
    expect(resumed).toEqual(saved);
    expect(resumed.answers).toEqual([{ number: null, choiceIds: [], ...first, points: null, possiblePoints: null }]);
    expect(await app.factsAbout(attempt.id)).toEqual(['AttemptStarted']);
    expect(await app.historyOf(attempt.id)).toEqual(['attemptStart', 'attemptAnswer']);
  });

  it('replaces an answer, clears it, and changes nothing if the same one is repeated', async () => {
    const attempt = await start();
    const [choice, number] = answersTo(attempt.questions);
    const [wrong] = answersTo(attempt.questions, false);
    expect((await answer(attempt, number!)).version).toBe(2);
    expect((await answer(attempt, wrong!)).version).toBe(3);
    const replaced = await answer(attempt, choice!);
    expect(replaced).toMatchObject({ version: 4, answers: [choice, number] });
    const again = await app.expectNothingChanged(() => answer(attempt, choice!));
    expect(again).toEqual(replaced);
    const { questionId } = choice as { questionId: string };
    expect(await answer(attempt, { questionId })).toMatchObject({ version: 5, answers: [number] });
  });

  it('keeps every acknowledged answer, including concurrent ones', async () => {
    const attempt = await start();
    const answers = answersTo(attempt.questions);
    const payloads = await Promise.all(
      answers.map((given) => member.mutate('attemptAnswer', { id: attempt.id, input: given }, 'attempt { id }')),
    );
    const kept = answers.filter((_, index) => payloads[index].attempt);
    expect(kept.length).toBeGreaterThan(0);
    for (const { userErrors } of payloads) {
      expect(userErrors.every(({ code }: { code: string }) => code === 'CONFLICT')).toBe(true);
    }
    expect((await read(attempt)).answers).toMatchObject(kept);
  });

  it('past its limit shows as closed everywhere, and the next request or job closes it with the answers so far', async () => {
    const attempt = await start();
    const [right] = answersTo(attempt.questions);
    const { version } = await answer(attempt, right!);
    await at('2026-03-02T10:00:00.001Z');
    const outcome = {
      status: 'FAILED',
      timedOut: true,
      scorePercent: '50',
      closedAt: '2026-03-02T10:00:00.000Z',
      answers: [{ points: '1' }, { points: '0' }],
      availableActions: [],
    };
    const seen = await app.expectNothingChanged(() => read(attempt));
    expect(seen).toMatchObject(outcome);
    const { attempts } = await member.query('{ attempts { nodes { status scorePercent timedOut } } }');
    expect(attempts.nodes).toEqual([{ status: 'FAILED', scorePercent: '50', timedOut: true }]);
    // A late answer does not count.
    const [, late] = answersTo(attempt.questions);
    expect(await answer(attempt, late!)).toMatchObject({ ...outcome, version: version + 1 });
    expect(await read(attempt)).toMatchObject(outcome);
    expect(await app.factsAbout(attempt.id)).toEqual(['AttemptStarted', 'AttemptFailed']);
  });

  it('passes and certifies if the answers sufficed at the limit: by a late submission', async () => {
    const attempt = await start();
    const version = await givenAnswers(member, attempt, answersTo(attempt.questions));
    await at('2026-03-02T10:00:00.001Z');
    expect(await read(attempt)).toMatchObject({ status: 'PASSED', timedOut: true, scorePercent: '100' });
    expect(await certified()).toEqual([]);
    const late = await submit({ id: attempt.id, version });
    expect(late).toMatchObject({
      status: 'PASSED',
      timedOut: true,
      validUntil: '2028-03-02',
      closedAt: '2026-03-02T10:00:00.000Z',
    });
    expect(await certified()).toEqual([{ status: 'ACTIVE', expiresOn: '2028-03-02' }]);
  });

  it('the same by the next start, which returns the pass', async () => {
    const attempt = await start();
    await givenAnswers(member, attempt, answersTo(attempt.questions));
    await at('2026-03-05T10:00:00.000Z');
    expect(await start()).toMatchObject({ id: attempt.id, status: 'PASSED', timedOut: true });
    expect(await certified()).toEqual([{ status: 'ACTIVE', expiresOn: '2028-03-02' }]);
  });

  it('the same by the daily job, which then finds nothing more to do', async () => {
    const attempt = await start();
    await givenAnswers(member, attempt, answersTo(attempt.questions));
    expect(await closeAttempts()).toBe(0);
    await at('2026-03-03T02:00:00.000Z');
    expect(await closeAttempts()).toBeGreaterThanOrEqual(1);
    expect(await closeAttempts()).toBe(0);
    expect(await read(attempt)).toMatchObject({ status: 'PASSED', closedAt: '2026-03-02T10:00:00.000Z' });
    expect(await app.factsAbout(attempt.id)).toEqual(['AttemptStarted', 'AttemptPassed']);
    expect(await app.historyOf(attempt.id)).toContain('attemptsClose');
    expect(await certified()).toHaveLength(1);
  });

  it('cools off from its limit, regardless of when it is closed', async () => {
    await start();
    await at('2026-03-09T09:59:59.000Z');
    const refusal = await app.expectNothingChanged(() =>
      member.refused('attemptStart', { assessmentId: examId }, selection),
    );
    expect(refusal).toMatchObject({ rule: 'cool-off', details: ['nextAttemptAt 2026-03-09T10:00:00.000Z'] });
    const { assessment } = await member.query(
      `query ($id: ID!) { assessment(id: $id) {
        admission { allowed attemptsLeft nextAttemptAt blockedBy { code } } } }`,
      { id: examId },
    );
    expect(assessment.admission).toEqual({
      allowed: false,
      attemptsLeft: 2,
      nextAttemptAt: '2026-03-09T10:00:00.000Z',
      blockedBy: [{ code: 'cool-off' }],
    });
    await at('2026-03-09T10:00:00.000Z');
    expect(await start()).toMatchObject({ number: 2, status: 'OPEN' });
  });

  it('draws from pools at random, and each attempt keeps its questions', async () => {
    const question = (text: string, pool: string | null) => ({
      kind: 'SINGLE_CHOICE',
      text,
      pool,
      choices: [
        { text: 'Right', points: '1' },
        { text: 'Wrong', points: '-1' },
      ],
    });
    const exam = await givenExam(app, offeringId, {
      pools: [{ name: 'easy', draw: 2 }],
      shuffleQuestions: true,
      questions: [question('Always', null), ...[1, 2, 3, 4, 5, 6, 7].map((each) => question(`Easy ${each}`, 'easy'))],
    });
    const { assessment } = await member.query(
      'query ($id: ID!) { assessment(id: $id) { questionCount possiblePoints pools { name draw } } }',
      { id: exam.id },
    );
    expect(assessment).toEqual({ questionCount: 3, possiblePoints: '3', pools: [{ name: 'easy', draw: 2 }] });
    const papers: string[] = [];
    for (let candidate = 0; candidate < 5; candidate += 1) {
      member = await app.asPartner(newId('partner'), Role.PARTNER_MEMBER);
      const attempt = await start(exam.id);
      const { attempt: asked } = await member.query('query ($id: ID!) { attempt(id: $id) { questions { text } } }', {
        id: attempt.id,
      });
      const texts = asked.questions.map(({ text }: { text: string }) => text);
      expect(new Set(texts).size).toBe(3);
      expect(texts).toContain('Always');
      papers.push(texts.join());
      const version = await givenAnswers(member, attempt, answersTo(attempt.questions));
      const done = await submit({ id: attempt.id, version });
      expect(done).toMatchObject({ status: 'PASSED', scorePercent: '100' });
      expect(done.questions).toEqual(attempt.questions);
    }
    expect(new Set(papers).size).toBeGreaterThan(1);
  });

  it('never scores below 0', async () => {
    const exam = await givenExam(app, offeringId, {
      questions: [
        { kind: 'NUMERIC', text: 'How many?', numeric: { answer: '42', points: '1', wrongPoints: '-5' } },
        { kind: 'NUMERIC', text: 'And now?', numeric: { answer: '42', points: '1' } },
      ],
    });
    const attempt = await start(exam.id);
    const version = await givenAnswers(member, attempt, [
      { questionId: attempt.questions[0].id, number: '1' },
      { questionId: attempt.questions[1].id, number: '42' },
    ]);
    expect(await submit({ id: attempt.id, version })).toMatchObject({
      scorePercent: '0',
      answers: [{ points: '-5' }, {}],
    });
  });

  it('requires its prerequisites to be passed', async () => {
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const second = await givenExam(app, offeringId, { prerequisiteIds: [examId] });
    const { assessment } = await member.query(
      `query ($id: ID!) { assessment(id: $id) { prerequisites { id } admission { allowed blockedBy { code message } } } }`,
      { id: second.id },
    );
    expect(assessment).toMatchObject({
      prerequisites: [{ id: examId }],
      admission: { allowed: false, blockedBy: [{ code: 'prerequisites-missing' }] },
    });
    const refusal = await app.expectNothingChanged(() =>
      member.refused('attemptStart', { assessmentId: second.id }, selection),
    );
    expect(refusal).toMatchObject({ rule: 'prerequisites-missing' });
    const attempt = await start();
    await submit({ id: attempt.id, version: await givenAnswers(member, attempt, answersTo(attempt.questions)) });
    const { id } = await start(second.id);
    expect(await read({ id })).toMatchObject({ status: 'OPEN' });
    // A retired assessment is not required.
    const version = (await manager.query('query ($id: ID!) { assessment(id: $id) { version } }', { id: examId }))
      .assessment.version;
    await manager.done('assessmentRetire', { id: examId, version, input: { reason: 'Merged.' } }, 'assessment { id }');
    member = await app.asPartner(newId('partner'), Role.PARTNER_MEMBER);
    expect(await start(second.id)).toMatchObject({ status: 'OPEN' });
  });

  it('costs a list of assessments one admission each at the cost of its levels', async () => {
    for (let index = 0; index < 3; index += 1) await givenExam(app, offeringId);
    const list = `query ($first: Int) { assessments(first: $first, filter: { offeringId: ["${offeringId}"] }) {
      nodes { admission { allowed } prerequisites { id } } } }`;
    await member.query(list, { first: 1 });
    const one = await app.countStatements(() => member.query(list, { first: 1 }));
    expect(await app.countStatements(() => member.query(list, { first: 4 }))).toBe(one);
  });
});
