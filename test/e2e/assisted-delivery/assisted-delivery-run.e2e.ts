import { type Client } from '../../support/client';
import { Role, TestApp } from '../../support/app';
import {
  evaluate,
  evaluation,
  givenLearner,
  givenPlanned,
  givenRunning,
  givenShadowedProject,
  moveProject,
  planInput,
  type GivenAssistedDelivery,
  type GivenLearner,
} from '../../support/assisted-delivery';
import { givenAdmittedPartner } from '../../support/given';

const selection =
  'assistedDelivery { id version status startedOn evaluatedMilestones plan { milestoneId mode } evaluations { milestoneId mode timeliness quality communication autonomy comment evidence evaluatedOn milestone { name } } }';

describe('an assisted delivery', () => {
  let app: TestApp;
  let learner: GivenLearner;
  let foreign: Client;
  let one: Awaited<ReturnType<typeof running>>;
  beforeAll(async () => {
    app = await TestApp.start();
    learner = await givenLearner(app);
    foreign = await app.asPartner((await givenAdmittedPartner(app)).id);
    one = await running();
  });
  afterAll(() => app.stop());

  const named = ({ id, version }: GivenAssistedDelivery, further: object = {}) => ({ id, version, ...further });
  const refused = (client: Client, mutation: string, args: object) =>
    app.expectNothingChanged(() => client.refused(mutation, args, selection));
  const given = async () => {
    const project = await givenShadowedProject(app, learner);
    return { project, delivery: await givenPlanned(learner, project) };
  };
  const running = async () => {
    const project = await givenShadowedProject(app, learner);
    return { project, delivery: await givenRunning(learner, project) };
  };
  /** Everyone who may not take the mentor's steps, with the message that they get. */
  const others = async (): Promise<[Client, object][]> => [
    [await app.as(Role.MENTOR), { code: 'FORBIDDEN' }],
    [learner.ecosystemManager, { code: 'FORBIDDEN' }],
    [learner.partnerAdmin, { code: 'FORBIDDEN' }],
    [await app.as(Role.ANALYST), { code: 'FORBIDDEN' }],
    [foreign, { code: 'NOT_FOUND', field: ['id'] }],
    [app.anonymous, { code: 'NOT_FOUND', field: ['id'] }],
  ];

  describe('assistedDeliveryStart', () => {
    it('begins on an active project', async () => {
      const { project, delivery } = await given();
      await moveProject(project, 'Activate');
      const started = await learner.mentor.done('assistedDeliveryStart', named(delivery), selection);
      expect(started).toMatchObject({ status: 'RUNNING', version: 2, startedOn: '2026-03-02' });
      expect(await app.factsAbout(delivery.id)).toEqual(['AssistedDeliveryPlanned', 'AssistedDeliveryStarted']);
      expect(await app.historyOf(delivery.id)).toEqual(['assistedDeliveryPlan', 'assistedDeliveryStart']);
    });

    it.each(['planned', 'on hold', 'in acceptance'])('is refused while the project is %s', async (state) => {
      const { project, delivery } = await given();
      if (state !== 'planned') await moveProject(project, 'Activate');
      if (state === 'on hold') await moveProject(project, 'Hold');
      if (state === 'in acceptance') await moveProject(project, 'RequestAcceptance');
      expect(await refused(learner.mentor, 'assistedDeliveryStart', named(delivery))).toMatchObject({
        code: 'RULE_VIOLATION',
        rule: 'project-not-active',
      });
    });

    it('is refused to everyone except the mentor and an administrator, twice, and on a stale version', async () => {
      const { project, delivery } = await given();
      await moveProject(project, 'Activate');
      for (const [client, error] of await others()) {
        expect(await refused(client, 'assistedDeliveryStart', named(delivery))).toMatchObject(error);
      }
      expect(await refused(learner.mentor, 'assistedDeliveryStart', named({ ...delivery, version: 7 }))).toMatchObject({
        code: 'CONFLICT',
        currentVersion: 1,
      });
      const admin = await app.as(Role.ADMIN);
      const started = await admin.done('assistedDeliveryStart', named(delivery), selection);
      expect(await refused(learner.mentor, 'assistedDeliveryStart', named(started))).toMatchObject({
        code: 'ILLEGAL_TRANSITION',
        from: 'RUNNING',
        allowed: ['evaluate', 'extend', 'reassign', 'pass', 'fail', 'void'],
      });
    });

    it('is refused once the qualification is revoked', async () => {
      const other = await givenLearner(app);
      const project = await givenShadowedProject(app, other);
      const delivery = await givenPlanned(other, project);
      await moveProject(project, 'Activate');
      await other.ecosystemManager.done(
        'qualificationRevoke',
        named(other.qualification, { reason: 'Left the market.' }),
        'qualification { id }',
      );
      expect(await refused(other.mentor, 'assistedDeliveryStart', named(delivery))).toMatchObject({
        rule: 'qualification-not-assisted',
      });
    });
  });

  describe('assistedDeliveryEvaluate', () => {
    const input = (milestoneId: string, changes: object = {}) => ({ input: evaluation(milestoneId, changes) });

    it('records the marks in the planned mode, once per milestone', async () => {
      const { project, delivery } = await running();
      const [design, build] = project.milestoneIds;
      const first = await learner.mentor.done('assistedDeliveryEvaluate', named(delivery, input(build!)), selection);
      expect(first).toMatchObject({ version: 3, status: 'RUNNING', evaluatedMilestones: 1 });
      expect(first.evaluations).toEqual([
        { ...evaluation(build!), mode: 'CO_DELIVERY', evaluatedOn: '2026-03-02', milestone: { name: 'Build' } },
      ]);
      expect(await refused(learner.mentor, 'assistedDeliveryEvaluate', named(first, input(build!)))).toMatchObject({
        rule: 'already-evaluated',
        field: ['input', 'milestoneId'],
      });
      const second = await evaluate(learner, first, design!);
      expect(second.version).toBe(4);
      expect(await app.factsAbout(delivery.id)).toEqual([
        'AssistedDeliveryPlanned',
        'AssistedDeliveryStarted',
        'MilestoneEvaluated',
        'MilestoneEvaluated',
      ]);
    });

    it('records only one of several concurrent evaluations on the same version', async () => {
      const { project, delivery } = await running();
      const answers = await Promise.all(
        project.milestoneIds
          .slice(0, 2)
          .flatMap((milestoneId) => [milestoneId, milestoneId])
          .map((milestoneId) =>
            learner.mentor.mutate('assistedDeliveryEvaluate', named(delivery, input(milestoneId)), selection),
          ),
      );
      expect(answers.filter(({ assistedDelivery }) => assistedDelivery !== null)).toHaveLength(1);
      const { assistedDelivery } = await learner.mentor.query(
        'query ($id: ID!) { assistedDelivery(id: $id) { evaluatedMilestones evaluations { id } } }',
        { id: delivery.id },
      );
      expect(assistedDelivery).toMatchObject({ evaluatedMilestones: 1, evaluations: [{}] });
    });

    it.each([
      ['a mark of 0', { quality: 0 }, { code: 'INVALID_INPUT', field: ['input', 'quality'] }],
      ['a mark of 6', { autonomy: 6 }, { code: 'INVALID_INPUT', field: ['input', 'autonomy'] }],
      ['no comment', { comment: '' }, { code: 'INVALID_INPUT', field: ['input', 'comment'] }],
      ['no evidence', { evidence: '' }, { code: 'INVALID_INPUT', field: ['input', 'evidence'] }],
      ['a comment of 5,001 characters', { comment: 'x'.repeat(5_001) }, { field: ['input', 'comment'] }],
      ['an invalid milestone id', { milestoneId: 'nonsense' }, { field: ['input', 'milestoneId'] }],
      [
        'a milestone that is not there',
        { milestoneId: 'milestone_01jd5s9c0ye5rt3t7m6x0j5d1q' },
        { code: 'NOT_FOUND', field: ['input', 'milestoneId'] },
      ],
    ])('refuses %s', async (_what, changes, error) => {
      const { project, delivery } = one;
      const args = named(delivery, input(project.milestoneIds[0]!, changes));
      expect(await refused(learner.mentor, 'assistedDeliveryEvaluate', args)).toMatchObject(error);
    });

    it('refuses a milestone that is not planned, and one of another project', async () => {
      const { project, delivery } = one;
      const other = await givenShadowedProject(app, learner);
      for (const milestoneId of [project.milestoneIds[2]!, other.milestoneIds[0]!]) {
        expect(
          await refused(learner.mentor, 'assistedDeliveryEvaluate', named(delivery, input(milestoneId))),
        ).toMatchObject({ rule: 'milestone-not-planned', field: ['input', 'milestoneId'] });
      }
    });

    it('is refused before the start, and to everyone except the mentor, administrators too', async () => {
      const { project, delivery } = await given();
      const args = (from: GivenAssistedDelivery) => named(from, input(project.milestoneIds[0]!));
      expect(await refused(learner.mentor, 'assistedDeliveryEvaluate', args(delivery))).toMatchObject({
        code: 'ILLEGAL_TRANSITION',
        from: 'PLANNED',
        allowed: ['start', 'reassign', 'void'],
      });
      await moveProject(project, 'Activate');
      const started = await learner.mentor.done('assistedDeliveryStart', named(delivery), selection);
      for (const [client, error] of [
        ...(await others()),
        [await app.as(Role.ADMIN), { code: 'RULE_VIOLATION', rule: 'mentor-only' }] as [Client, object],
        [await app.as(Role.ADMIN, Role.MENTOR), { code: 'RULE_VIOLATION', rule: 'mentor-only' }] as [Client, object],
        [project.manager, { code: 'FORBIDDEN' }] as [Client, object],
      ]) {
        expect(await refused(client, 'assistedDeliveryEvaluate', args(started))).toMatchObject(error);
      }
      expect(await refused(learner.mentor, 'assistedDeliveryEvaluate', args({ ...started, version: 1 }))).toMatchObject(
        { code: 'CONFLICT', currentVersion: 2 },
      );
    });
  });

  describe('assistedDeliveryExtend', () => {
    const input = (...milestones: { milestoneId: string | undefined; mode: string }[]) => ({ input: { milestones } });

    it('adds milestones and stays RUNNING; the mentor and the managers of project and ecosystem may do it', async () => {
      for (const who of ['mentor', 'manager', 'ecosystemManager']) {
        const { project, delivery } = await running();
        const client = who === 'manager' ? project.manager : learner[who as 'mentor'];
        const [design, build, run] = project.milestoneIds;
        const extended = await client.done(
          'assistedDeliveryExtend',
          named(delivery, input({ milestoneId: run, mode: 'REVERSE_SHADOW' })),
          selection,
        );
        expect(extended).toMatchObject({ status: 'RUNNING', version: 3 });
        expect(extended.plan).toEqual([
          { milestoneId: design, mode: 'SHADOW' },
          { milestoneId: build, mode: 'CO_DELIVERY' },
          { milestoneId: run, mode: 'REVERSE_SHADOW' },
        ]);
        expect((await app.factsAbout(delivery.id)).at(-1)).toBe('AssistedDeliveryExtended');
      }
    });

    it('is refused backwards, for a planned milestone, before the start, and to others', async () => {
      const { project, delivery } = await given();
      const [design, , run] = project.milestoneIds;
      const further = input({ milestoneId: run, mode: 'REVERSE_SHADOW' });
      expect(await refused(learner.mentor, 'assistedDeliveryExtend', named(delivery, further))).toMatchObject({
        code: 'ILLEGAL_TRANSITION',
      });
      await moveProject(project, 'Activate');
      const started = await learner.mentor.done('assistedDeliveryStart', named(delivery), selection);
      const again = input({ milestoneId: design, mode: 'SHADOW' });
      expect(await refused(learner.mentor, 'assistedDeliveryExtend', named(started, again))).toMatchObject({
        code: 'INVALID_INPUT',
        field: ['input', 'milestones', '0', 'milestoneId'],
      });
      const back = input({ milestoneId: run, mode: 'SHADOW' });
      expect(await refused(learner.mentor, 'assistedDeliveryExtend', named(started, back))).toMatchObject({
        rule: 'modes-go-backwards',
      });
      for (const [client, error] of await others()) {
        if (client === learner.ecosystemManager) continue;
        expect(await refused(client, 'assistedDeliveryExtend', named(started, further))).toMatchObject(error);
      }
    });
  });

  describe('on a project that is cancelled', () => {
    it.each(['PLANNED', 'RUNNING'])('is voided by the system, once, when the project was %s', async (state) => {
      const { project, delivery } = state === 'PLANNED' ? await given() : await running();
      await moveProject(project, 'Cancel');
      await app.installation.relay.settle();
      const { assistedDelivery } = await learner.mentor.query(
        'query ($id: ID!) { assistedDelivery(id: $id) { status concludedOn conclusion availableActions { name } } }',
        { id: delivery.id },
      );
      expect(assistedDelivery).toEqual({
        status: 'VOID',
        concludedOn: '2026-03-02',
        conclusion: null,
        availableActions: [],
      });
      expect((await app.factsAbout(delivery.id)).filter((type) => type === 'AssistedDeliveryVoided')).toHaveLength(1);
      expect((await app.historyOf(delivery.id)).at(-1)).toBe('assistedDelivery.voidWithProject');
      const args = named({ ...delivery, version: delivery.version + 1 });
      expect(await refused(learner.mentor, 'assistedDeliveryStart', args)).toMatchObject({ from: 'VOID', allowed: [] });
    });

    it('is not left open if it was planned concurrently', async () => {
      const projects = [];
      for (let index = 0; index < 4; index += 1) projects.push(await givenShadowedProject(app, learner));
      await Promise.all(
        projects.flatMap((project) => [
          learner.ecosystemManager.mutate(
            'assistedDeliveryPlan',
            planInput(learner, project),
            'assistedDelivery { id }',
          ),
          moveProject(project, 'Cancel'),
        ]),
      );
      await app.installation.relay.settle();
      const { assistedDeliveries } = await learner.mentor.query(
        'query ($filter: AssistedDeliveryFilter) { assistedDeliveries(filter: $filter) { totalCount } }',
        { filter: { projectId: projects.map(({ id }) => id), status: ['PLANNED', 'RUNNING'] } },
      );
      expect(assistedDeliveries.totalCount).toBe(0);
    });
  });
});
