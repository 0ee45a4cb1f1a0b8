import type { User } from '../../../src/modules/identity';
import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp, testStart } from '../../support/app';
import { type Client } from '../../support/client';
import { givenAttempt, givenExam, givenOffering, givenPractical } from '../../support/given';

describe('an evaluation', () => {
  let app: TestApp;
  let manager: Client;
  let mentors: Client[];
  let candidate: Client;
  let partnerAdmin: Client;
  let partnerId: string;
  let offeringId: string;
  let practicalId: string;
  const selection = `evaluation { id version status scheduledAt endedAt note partnerId user { id } assessment { id }
    assessors { assessorId levels { level } scoredAt } attempt { id } scorePercent results { criterionId }
    availableActions { name allowed blockedBy { code } } }`;

  beforeAll(async () => {
    app = await TestApp.start();
    mentors = [await app.as(Role.MENTOR), await app.as(Role.MENTOR), await app.as(Role.MENTOR)];
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    app.clock.set(testStart);
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    partnerId = newId('partner');
    partnerAdmin = await app.asPartner(partnerId, Role.PARTNER_ADMIN);
    candidate = await app.asPartner(partnerId, Role.PARTNER_MEMBER);
    offeringId = (await givenOffering(app)).id;
    practicalId = (await givenPractical(app, offeringId)).id;
  });

  const scheduling = (changes: object = {}) => ({
    input: {
      assessmentId: practicalId,
      userId: candidate.userId,
      scheduledAt: '2026-03-10T09:00:00.000Z',
      assessorIds: [mentors[0]!.userId, mentors[1]!.userId],
      ...changes,
    },
  });
  const schedule = (changes: object = {}) => manager.done('evaluationSchedule', scheduling(changes), selection);
  const moving = ({ id, version }: { id: string; version: number }, changes: object = {}) => ({
    id,
    version,
    input: {
      scheduledAt: '2026-03-10T09:00:00.000Z',
      assessorIds: [mentors[0]!.userId, mentors[1]!.userId],
      ...changes,
    },
  });
  const cancelling = ({ id, version }: { id: string; version: number }, reason = 'Ill.') => ({
    id,
    version,
    input: { reason },
  });
  const refused = (name: string, args: object, client = manager) =>
    app.expectNothingChanged(() => client.refused(name, args, selection));

  it('is scheduled with its assessors, with facts and history', async () => {
    const evaluation = await schedule();
    expect(evaluation).toMatchObject({
      version: 1,
      status: 'SCHEDULED',
      scheduledAt: '2026-03-10T09:00:00.000Z',
      partnerId,
      user: { id: candidate.userId },
      assessment: { id: practicalId },
      assessors: [
        { assessorId: mentors[0]!.userId, levels: null, scoredAt: null },
        { assessorId: mentors[1]!.userId, levels: null, scoredAt: null },
      ],
      attempt: null,
      scorePercent: null,
      availableActions: [
        { name: 'evaluationReschedule', allowed: true },
        {
          name: 'evaluationScore',
          allowed: false,
          blockedBy: [{ code: 'forbidden' }, { code: 'not-an-assessor' }, { code: 'evaluation-ahead' }],
        },
        {
          name: 'evaluationConclude',
          allowed: false,
          blockedBy: [{ code: 'evaluation-ahead' }, { code: 'not-scored' }],
        },
        { name: 'evaluationCancel', allowed: true },
      ],
    });
    expect(await app.factsAbout(evaluation.id)).toEqual(['EvaluationScheduled']);
    expect(await app.historyOf(evaluation.id)).toEqual(['evaluationSchedule']);
    const mine = `query ($id: ID) { assessmentEvaluations(filter: { assessorId: $id }) { nodes { id } } }`;
    const seen = async (id: string) => (await manager.query(mine, { id })).assessmentEvaluations.nodes;
    expect(await seen(mentors[0]!.userId!)).toContainEqual({ id: evaluation.id });
    expect(await seen(mentors[2]!.userId!)).toEqual([]);
  });

  it('can get another time and other assessors', async () => {
    const evaluation = await schedule();
    const moved = await manager.done(
      'evaluationReschedule',
      moving(evaluation, {
        scheduledAt: '2026-03-12T09:00:00.000Z',
        assessorIds: [mentors[2]!.userId, mentors[0]!.userId],
      }),
      selection,
    );
    expect(moved).toMatchObject({ version: 2, scheduledAt: '2026-03-12T09:00:00.000Z' });
    const ids = moved.assessors.map(({ assessorId }: { assessorId: string }) => assessorId);
    expect(ids.sort()).toEqual([mentors[0]!.userId, mentors[2]!.userId].sort());
    expect(await app.factsAbout(evaluation.id)).toEqual(['EvaluationScheduled', 'EvaluationRescheduled']);
    // A replaced assessor may come back.
    const back = await manager.done('evaluationReschedule', moving({ ...moved }), selection);
    expect(back.assessors).toHaveLength(2);
  });

  it('is cancelled with a reason, does not count as an attempt, and another can be scheduled', async () => {
    const evaluation = await schedule();
    expect(await refused('evaluationCancel', cancelling(evaluation, ''))).toMatchObject({ field: ['input', 'reason'] });
    const cancelled = await manager.done('evaluationCancel', cancelling(evaluation), selection);
    expect(cancelled).toMatchObject({
      status: 'CANCELLED',
      note: 'Ill.',
      endedAt: testStart,
      attempt: null,
      availableActions: [],
    });
    expect(await app.factsAbout(evaluation.id)).toEqual(['EvaluationScheduled', 'EvaluationCancelled']);
    for (const [name, args] of [
      ['evaluationCancel', cancelling(cancelled)],
      ['evaluationReschedule', moving(cancelled)],
    ] as const) {
      expect(await refused(name, args)).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'CANCELLED' });
    }
    expect(await schedule()).toMatchObject({ status: 'SCHEDULED' });
  });

  it.each<[string, () => object | Promise<object>, object]>([
    ['in the past', () => ({ scheduledAt: '2026-03-02T08:59:00.000Z' }), { field: ['input', 'scheduledAt'] }],
    ['before nobody', () => ({ assessorIds: [] }), { field: ['input', 'assessorIds'] }],
    [
      'before six',
      () => ({ assessorIds: Array.from({ length: 6 }, () => newId('user')) }),
      { field: ['input', 'assessorIds'] },
    ],
    [
      'before the same twice',
      () => ({ assessorIds: [mentors[0]!.userId, mentors[0]!.userId] }),
      { field: ['input', 'assessorIds'] },
    ],
    [
      'before somebody who is not there',
      () => ({ assessorIds: [newId('user')] }),
      { code: 'NOT_FOUND', field: ['input', 'assessorIds', '0'] },
    ],
    [
      'before a consultant',
      async () => ({ assessorIds: [(await app.as(Role.CONSULTANT)).userId] }),
      { rule: 'not-a-mentor', field: ['input', 'assessorIds', '0'] },
    ],
    [
      'before a colleague of the own firm',
      async () => ({ assessorIds: [(await app.asPartner(partnerId, Role.MENTOR)).userId] }),
      { rule: 'conflict-of-interest', field: ['input', 'assessorIds', '0'] },
    ],
    [
      'before oneself',
      () => ({ userId: mentors[0]!.userId }),
      { rule: 'conflict-of-interest', field: ['input', 'assessorIds', '0'] },
    ],
    ['for somebody who is not there', () => ({ userId: newId('user') }), { code: 'NOT_FOUND' }],
    [
      'in an exam',
      async () => ({ assessmentId: (await givenExam(app, offeringId)).id }),
      { rule: 'an-exam', field: ['input', 'assessmentId'] },
    ],
    ['in what is not there', () => ({ assessmentId: newId('assessment') }), { code: 'NOT_FOUND' }],
    [
      'before what must be passed first is passed',
      async () => {
        const exam = await givenExam(app, offeringId);
        return { assessmentId: (await givenPractical(app, offeringId, { prerequisiteIds: [exam.id] })).id };
      },
      { rule: 'prerequisites-missing' },
    ],
  ])('is not scheduled %s', async (_what, changes, error) => {
    expect(await refused('evaluationSchedule', scheduling(await changes()))).toMatchObject(error);
  });

  it('requires its prerequisites, and is limited to one at a time per person and practical', async () => {
    const exam = await givenExam(app, offeringId);
    const after = await givenPractical(app, offeringId, { prerequisiteIds: [exam.id] });
    await givenAttempt(candidate, exam.id);
    const evaluation = await schedule({ assessmentId: after.id });
    expect(await refused('evaluationSchedule', scheduling({ assessmentId: after.id }))).toMatchObject({
      rule: 'evaluation-open',
      details: [evaluation.id],
    });
    // It does not keep the candidate from an exam in the meantime.
    const other = await givenExam(app, offeringId);
    expect(await givenAttempt(candidate, other.id)).toMatchObject({ status: 'PASSED' });
  });

  it('cannot be scheduled for a person who cannot sign in, or by managers for their own person', async () => {
    const admin = await app.as(Role.ADMIN);
    const leaver = await app.createUser([Role.CONSULTANT]);
    await admin.done('userDeactivate', { id: leaver.id, version: leaver.version, reason: 'Left.' }, 'user { id }');
    expect(await refused('evaluationSchedule', scheduling({ userId: leaver.id }))).toMatchObject({
      rule: 'user-not-active',
    });
    expect(await refused('evaluationSchedule', scheduling({ userId: manager.userId }))).toMatchObject({
      rule: 'own-act',
    });
  });

  it('is not moved on a stale version or into the past', async () => {
    const evaluation = await schedule();
    expect(await refused('evaluationReschedule', moving({ ...evaluation, version: 7 }))).toMatchObject({
      code: 'CONFLICT',
      currentVersion: 1,
    });
    const past = moving(evaluation, { scheduledAt: '2026-03-01T09:00:00.000Z' });
    expect(await refused('evaluationReschedule', past)).toMatchObject({ field: ['input', 'scheduledAt'] });
    const colleague = await app.asPartner(partnerId, Role.MENTOR);
    const conflict = moving(evaluation, { assessorIds: [colleague.userId] });
    expect(await refused('evaluationReschedule', conflict)).toMatchObject({ rule: 'conflict-of-interest' });
  });

  it.each(Object.values(Role).filter((role) => ![Role.ADMIN, Role.ECOSYSTEM_MANAGER].includes(role)))(
    'is not scheduled, moved or cancelled by %s',
    async (role) => {
      const client = role.startsWith('PARTNER') ? await app.asPartner(partnerId, role) : await app.as(role);
      const evaluation = await schedule();
      const unseen = role === Role.PARTNER_MEMBER;
      const scheduled = await refused('evaluationSchedule', scheduling(), client);
      expect(scheduled).toMatchObject({ code: 'FORBIDDEN' });
      for (const [name, args] of [
        ['evaluationReschedule', moving(evaluation)],
        ['evaluationCancel', cancelling(evaluation)],
      ] as const) {
        expect(await refused(name, args, client)).toMatchObject({ code: unseen ? 'NOT_FOUND' : 'FORBIDDEN' });
      }
    },
  );

  it("is visible to the candidate, the firm's administrator and staff; to others it does not exist", async () => {
    const { id } = await schedule();
    const read = `query ($id: ID!) { assessmentEvaluation(id: $id) { id assessors { id } } node(id: $id) { id }
      assessmentEvaluations(filter: { partnerId: ["${partnerId}"] }) { totalCount } }`;
    const again = (client: Client) => app.signIn({ id: client.userId } as User);
    for (const client of [await again(candidate), partnerAdmin, mentors[2]!, await app.as(Role.ANALYST)]) {
      expect(await client.query(read, { id })).toMatchObject({
        assessmentEvaluation: { id, assessors: [{}, {}] },
        node: { id },
        assessmentEvaluations: { totalCount: 1 },
      });
    }
    const foreigner = await app.asPartner(newId('partner'), Role.PARTNER_ADMIN);
    const colleague = await app.asPartner(partnerId, Role.PARTNER_MEMBER);
    for (const client of [foreigner, colleague, app.anonymous]) {
      for (const target of [id, newId('assessment_evaluation')]) {
        expect(await client.query(read, { id: target })).toEqual({
          assessmentEvaluation: null,
          node: null,
          assessmentEvaluations: { totalCount: 0 },
        });
        const refusal = await refused('evaluationCancel', cancelling({ id: target, version: 1 }), client);
        expect(refusal).toMatchObject({ code: 'NOT_FOUND', message: `There is no record ${target}.` });
      }
    }
  });

  it('costs a list the statements of its levels, for any number of rows', async () => {
    for (let index = 0; index < 3; index += 1) {
      candidate = await app.asPartner(partnerId, Role.PARTNER_MEMBER);
      await schedule();
    }
    const list = `query ($first: Int) { assessmentEvaluations(first: $first, filter: { partnerId: ["${partnerId}"] }) {
      nodes { assessors { assessor { name } levels { level } } assessment { rubric { name } } availableActions { name } } } }`;
    await manager.query(list, { first: 1 });
    const one = await app.countStatements(() => manager.query(list, { first: 1 }));
    expect(await app.countStatements(() => manager.query(list, { first: 3 }))).toBe(one);
  });
});
