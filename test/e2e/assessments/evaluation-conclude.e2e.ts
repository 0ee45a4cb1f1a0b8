import type { User } from '../../../src/modules/identity';
import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp, testStart } from '../../support/app';
import { type Client } from '../../support/client';
import { givenAttempt, givenExam, givenOffering, givenPractical } from '../../support/given';

describe('an evaluation that has taken place', () => {
  let app: TestApp;
  let manager: Client;
  let first: Client;
  let second: Client;
  let candidate: Client;
  let partnerId: string;
  let offeringId: string;
  let practical: { id: string; rubric: { id: string }[] };
  let evaluation: { id: string; version: number };
  const selection = `evaluation { id version status note scorePercent endedAt results { criterionId meanLevel underFloor }
    assessors { assessorId scoredAt levels { criterionId level comment } }
    attempt { id number status scorePercent validUntil startedAt closedAt evaluationId questions { id } answers { points } }
    availableActions { name allowed blockedBy { code } } }`;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    app.clock.set(testStart);
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    [first, second] = [await app.as(Role.MENTOR), await app.as(Role.MENTOR)];
    partnerId = newId('partner');
    candidate = await app.asPartner(partnerId, Role.PARTNER_MEMBER);
    offeringId = (await givenOffering(app)).id;
    practical = await givenPractical(app, offeringId);
    evaluation = await schedule();
    await at('2026-03-10T11:00:00.000Z');
  });

  const at = async (moment: string) => {
    app.clock.set(moment);
    const again = (client: Client) => app.signIn({ id: client.userId } as User);
    [manager, first, second] = [await again(manager), await again(first), await again(second)];
    candidate = await again(candidate);
  };
  const schedule = (scheduledAt = '2026-03-10T09:00:00.000Z') =>
    manager.done(
      'evaluationSchedule',
      {
        input: {
          assessmentId: practical.id,
          userId: candidate.userId,
          scheduledAt,
          assessorIds: [first.userId, second.userId],
        },
      },
      'evaluation { id version }',
    );
  const levels = (...given: number[]) =>
    practical.rubric.map(({ id }, index) => ({
      criterionId: id,
      level: given[index],
      comment: `Seen: ${given[index]}`,
    }));
  const scoring = (all: object[], id = evaluation.id) => ({ id, input: { levels: all } });
  const score = async (client: Client, ...given: number[]) => {
    const scored = await client.done('evaluationScore', scoring(levels(...given)), selection);
    evaluation = scored;
    return scored;
  };
  const concluding = (withoutMissing?: string) => ({
    id: evaluation.id,
    version: evaluation.version,
    input: { withoutMissing },
  });
  const conclude = (withoutMissing?: string) =>
    manager.done('evaluationConclude', concluding(withoutMissing), selection);
  const refused = (name: string, args: object, client: Client) =>
    app.expectNothingChanged(() => client.refused(name, args, selection));
  const read = async (client: Client) =>
    (
      await client.query(
        `query ($id: ID!) { ${selection.replace('evaluation {', 'assessmentEvaluation(id: $id) {')} }`,
        { id: evaluation.id },
      )
    ).assessmentEvaluation;

  it('is scored by each assessor, concluded to their mean, and certifies like any pass', async () => {
    const exam = await givenExam(app, offeringId);
    await givenAttempt(candidate, exam.id);
    expect((await candidate.query('{ certifications { totalCount } }')).certifications.totalCount).toBe(0);
    await score(first, 4, 2);
    await score(second, 3, 1);
    expect(await read(manager)).toMatchObject({
      availableActions: [{}, {}, { name: 'evaluationConclude', allowed: true }, {}],
    });
    const done = await conclude();
    expect(done).toMatchObject({
      status: 'PASSED',
      // (4/4 + 2/4) ÷ 2 = 75 %, (3/4 + 1/4) ÷ 2 = 50 %
      scorePercent: '62.5',
      note: null,
      endedAt: '2026-03-10T11:00:00.000Z',
      results: [
        { criterionId: practical.rubric[0]!.id, meanLevel: '3.5', underFloor: false },
        { criterionId: practical.rubric[1]!.id, meanLevel: '1.5', underFloor: false },
      ],
      attempt: {
        number: 1,
        status: 'PASSED',
        scorePercent: '62.5',
        validUntil: '2028-03-10',
        startedAt: '2026-03-10T09:00:00.000Z',
        closedAt: '2026-03-10T11:00:00.000Z',
        evaluationId: evaluation.id,
        questions: null,
        answers: null,
      },
      availableActions: [],
    });
    expect(await app.factsAbout(evaluation.id)).toEqual([
      'EvaluationScheduled',
      'EvaluationScored',
      'EvaluationScored',
      'EvaluationConcluded',
    ]);
    expect(await app.factsAbout(done.attempt.id)).toEqual(['AttemptPassed']);
    expect(await app.historyOf(evaluation.id)).toEqual([
      'evaluationSchedule',
      'evaluationScore',
      'evaluationScore',
      'evaluationConclude',
    ]);
    const { certifications } = await candidate.query('{ certifications { nodes { expiresOn evidence } } }');
    expect(certifications.nodes).toMatchObject([{ expiresOn: '2028-03-10' }]);
    expect(certifications.nodes[0].evidence).toContain(done.attempt.id);
  });

  it('fails on a criterion below its floor regardless of the total, and on too low a score', async () => {
    await score(first, 1, 4);
    await score(second, 2, 4);
    const done = await conclude();
    expect(done).toMatchObject({
      status: 'FAILED',
      scorePercent: '68.75',
      results: [{ meanLevel: '1.5', underFloor: true }, { underFloor: false }],
      attempt: { status: 'FAILED', validUntil: null },
    });
    expect(await app.factsAbout(done.attempt.id)).toEqual(['AttemptFailed']);
    // The cool-off counts from now on.
    const early = (scheduledAt: string) => ({
      input: {
        assessmentId: practical.id,
        userId: candidate.userId,
        scheduledAt,
        assessorIds: [first.userId, second.userId],
      },
    });
    expect(await refused('evaluationSchedule', early('2026-03-24T10:59:00.000Z'), manager)).toMatchObject({
      rule: 'cool-off',
      details: ['nextAttemptAt 2026-03-24T11:00:00.000Z'],
    });
    evaluation = await schedule('2026-03-24T11:00:00.000Z');
    await at('2026-03-24T12:00:00.000Z');
    await score(first, 2, 2);
    await score(second, 2, 2);
    expect(await conclude()).toMatchObject({ status: 'FAILED', scorePercent: '50', attempt: { number: 2 } });
    expect(await refused('evaluationSchedule', early('2026-06-24T11:00:00.000Z'), manager)).toMatchObject({
      rule: 'no-attempts-left',
      details: ['used 2'],
    });
  });

  it('does not depend on the order of the assessors, and uses the latest levels of each', async () => {
    await score(second, 0, 0);
    await score(first, 4, 2);
    const changed = await score(second, 3, 1);
    expect(changed.assessors.find((each: { assessorId: string }) => each.assessorId === second.userId).levels).toEqual(
      levels(3, 1),
    );
    expect(await conclude()).toMatchObject({ status: 'PASSED', scorePercent: '62.5' });
  });

  it('shows scores only to their assessor and the managers until it is concluded', async () => {
    await score(first, 4, 2);
    const given = async (client: Client) => {
      const { assessors } = await read(client);
      return assessors.find((each: { assessorId: string }) => each.assessorId === first.userId).levels;
    };
    const administrator = await app.asPartner(partnerId, Role.PARTNER_ADMIN);
    const analyst = await app.as(Role.ANALYST);
    const consultant = await app.as(Role.CONSULTANT);
    for (const client of [first, manager, await app.as(Role.ADMIN)]) expect(await given(client)).toEqual(levels(4, 2));
    for (const client of [second, candidate, administrator, analyst, consultant]) {
      expect(await given(client)).toBeNull();
    }
    // Neither the record itself nor its history reveals them.
    const row = await second.query(`query ($id: ID!) { assessmentEvaluation(id: $id) { assessors { id } } }`, {
      id: evaluation.id,
    });
    for (const { id } of row.assessmentEvaluation.assessors) {
      const seen = await second.query(
        `query ($id: ID!) { node(id: $id) { ... on EvaluationAssessor { levels { level } } }
          history(recordId: $id) { nodes { changes } } }`,
        { id },
      );
      expect(JSON.stringify(seen)).not.toContain('Seen: ');
      expect(seen.node.levels).toBeNull();
    }
    await score(second, 3, 1);
    await conclude();
    for (const client of [second, candidate, administrator, analyst]) expect(await given(client)).toEqual(levels(4, 2));
  });

  it('is not scored before its time, or with anything but one level for each criterion', async () => {
    const [one, two] = levels(4, 2) as [{ criterionId: string }, object];
    const cases: [object[], string[]][] = [
      [[one], ['input', 'levels']],
      [
        [one, two, one],
        ['input', 'levels', '2', 'criterionId'],
      ],
      [
        [one, { criterionId: newId('criterion'), level: 1 }],
        ['input', 'levels', '1', 'criterionId'],
      ],
      [
        [{ ...one, level: 5 }, two],
        ['input', 'levels', '0', 'level'],
      ],
      [
        [{ ...one, level: -1 }, two],
        ['input', 'levels', '0', 'level'],
      ],
      [
        [{ ...one, comment: 'x'.repeat(2_001) }, two],
        ['input', 'levels', '0', 'comment'],
      ],
    ];
    for (const [all, field] of cases) {
      expect(await refused('evaluationScore', scoring(all), first)).toMatchObject({ code: 'INVALID_INPUT', field });
    }
    await at('2026-03-10T08:59:00.000Z');
    expect(await refused('evaluationScore', scoring(levels(4, 2)), first)).toMatchObject({ rule: 'evaluation-ahead' });
  });

  it('is scored only by its assessors, and never by a colleague', async () => {
    const outsider = await app.as(Role.MENTOR);
    expect(await refused('evaluationScore', scoring(levels(4, 2)), outsider)).toMatchObject({
      rule: 'not-an-assessor',
    });
    const admin = await app.as(Role.ADMIN);
    expect(await refused('evaluationScore', scoring(levels(4, 2)), admin)).toMatchObject({ rule: 'not-an-assessor' });
    for (const role of Object.values(Role).filter((each) => ![Role.ADMIN, Role.MENTOR].includes(each))) {
      const client = role.startsWith('PARTNER') ? await app.asPartner(partnerId, role) : await app.as(role);
      const code = role === Role.PARTNER_MEMBER ? 'NOT_FOUND' : 'FORBIDDEN';
      expect([role, (await refused('evaluationScore', scoring(levels(4, 2)), client)).code]).toEqual([role, code]);
    }
    expect(await refused('evaluationScore', scoring(levels(4, 2)), candidate)).toMatchObject({ code: 'FORBIDDEN' });
    // A user who was an assessor and has since joined the candidate's firm.
    const { database } = app.installation;
    await database.query({ text: 'UPDATE `user` SET partnerId = ? WHERE id = ?', params: [partnerId, first.userId] });
    const turned = await app.signIn({ id: first.userId } as User);
    const sees = await turned.mutate('evaluationScore', scoring(levels(4, 2)), selection);
    expect(sees.userErrors[0].code).toMatch(/NOT_FOUND|RULE_VIOLATION/);
    expect(sees.evaluation).toBeNull();
  });

  it('waits for the levels of all, unless concluded without the missing ones for a reason', async () => {
    expect(await refused('evaluationConclude', concluding(), manager)).toMatchObject({ rule: 'not-scored' });
    expect(await refused('evaluationConclude', concluding('Nobody came.'), manager)).toMatchObject({
      rule: 'not-scored',
    });
    await score(first, 4, 2);
    const missing = await refused('evaluationConclude', concluding(), manager);
    expect(missing).toMatchObject({ rule: 'scores-missing' });
    expect(await refused('evaluationConclude', concluding(''), manager)).toMatchObject({
      field: ['input', 'withoutMissing'],
    });
    const done = await conclude('The second assessor fell ill.');
    expect(done).toMatchObject({ status: 'PASSED', scorePercent: '75', note: 'The second assessor fell ill.' });
    expect(await refused('evaluationScore', scoring(levels(0, 0)), second)).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      from: 'PASSED',
    });
    expect(await refused('evaluationConclude', { ...concluding(), version: done.version }, manager)).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      from: 'PASSED',
    });
  });

  it('moves to another assessor if one does not come; an assessor who has given levels stays', async () => {
    await score(first, 4, 2);
    const third = await app.as(Role.MENTOR);
    const moving = (assessorIds: unknown[], scheduledAt = '2026-03-10T09:00:00.000Z') => ({
      id: evaluation.id,
      version: evaluation.version,
      input: { scheduledAt, assessorIds },
    });
    expect(await refused('evaluationReschedule', moving([third.userId]), manager)).toMatchObject({
      rule: 'already-scored',
      details: [first.userId],
    });
    expect(
      await refused('evaluationReschedule', moving([first.userId], '2026-03-20T09:00:00.000Z'), manager),
    ).toMatchObject({ rule: 'already-scored', field: ['input', 'scheduledAt'] });
    evaluation = await manager.done('evaluationReschedule', moving([first.userId, third.userId]), selection);
    expect(await refused('evaluationScore', scoring(levels(1, 1)), second)).toMatchObject({ rule: 'not-an-assessor' });
    await score(third, 3, 1);
    expect(await conclude()).toMatchObject({ scorePercent: '62.5' });
  });

  it('is concluded on the current version, so that a concurrent level is not overlooked', async () => {
    await score(first, 4, 2);
    const seen = concluding('Late.');
    await score(second, 0, 0);
    expect(await refused('evaluationConclude', seen, manager)).toMatchObject({ code: 'CONFLICT' });
    const stale = concluding();
    const [concluded, scored] = await Promise.all([
      manager.mutate('evaluationConclude', stale, selection),
      second.mutate('evaluationScore', scoring(levels(4, 4)), selection),
    ]);
    const both = concluded.evaluation !== null && scored.evaluation !== null;
    // Either the conclusion came first and the level was refused, or the other way round.
    expect(both).toBe(false);
  });

  it('can only be concluded by a manager other than the candidate', async () => {
    await score(first, 4, 2);
    await score(second, 3, 1);
    for (const client of [
      first,
      await app.as(Role.PROJECT_MANAGER),
      await app.asPartner(partnerId, Role.PARTNER_ADMIN),
    ]) {
      expect(await refused('evaluationConclude', concluding(), client)).toMatchObject({ code: 'FORBIDDEN' });
    }
    const admin = await app.as(Role.ADMIN);
    await app.installation.database.query({
      text: 'UPDATE assessment_evaluation SET userId = ? WHERE id = ?',
      params: [admin.userId, evaluation.id],
    });
    expect(await refused('evaluationConclude', concluding(), admin)).toMatchObject({ rule: 'own-act' });
  });

  it('is reported once as late if levels are missing after three days', async () => {
    await score(first, 4, 2);
    const remind = async () => (await app.installation.jobs.run('assessorsRemind'))!.changed;
    await remind();
    expect(await app.factsAbout(evaluation.id)).not.toContain('EvaluationOverdue');
    await at('2026-03-13T09:00:01.000Z');
    expect(await remind()).toBeGreaterThanOrEqual(1);
    expect(await remind()).toBe(0);
    const facts = await app.factsAbout(evaluation.id);
    expect(facts.filter((type) => type === 'EvaluationOverdue')).toHaveLength(1);
  });
});
