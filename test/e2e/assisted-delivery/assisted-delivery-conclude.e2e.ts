import { qualificationSubject } from '../../../src/modules/partners';
import { system } from '../../../src/shared/access/viewer';
import { measure } from '../../../src/shared/domain/metric';
import { type Client } from '../../support/client';
import { Role, TestApp } from '../../support/app';
import {
  acceptDeliverables,
  evaluate,
  givenLearner,
  givenPlanned,
  givenRunning,
  givenShadowedProject,
  moveProject,
  planInput,
  type GivenAssistedDelivery,
  type GivenLearner,
  type GivenShadowedProject,
} from '../../support/assisted-delivery';
import { givenAdmittedPartner } from '../../support/given';

const selection = 'assistedDelivery { id version status concludedOn conclusion availableActions { name } }';

describe('assistedDeliveryConclude', () => {
  let app: TestApp;
  let learner: GivenLearner;
  let foreign: Client;
  beforeAll(async () => {
    app = await TestApp.start();
    learner = await givenLearner(app);
    foreign = await app.asPartner((await givenAdmittedPartner(app)).id);
  });
  afterAll(() => app.stop());

  const concluding = ({ id, version }: GivenAssistedDelivery, outcome = 'PASSED', comment = 'They can.') => ({
    id,
    version,
    outcome,
    comment,
  });
  const refused = (client: Client, args: object) =>
    app.expectNothingChanged(() => client.refused('assistedDeliveryConclude', args, selection));

  /** Everything done and accepted except the conclusion. */
  async function ready(
    who = learner,
    marks: object[] = [{}, {}],
  ): Promise<{ project: GivenShadowedProject; delivery: GivenAssistedDelivery }> {
    const project = await givenShadowedProject(app, who);
    let delivery = await givenRunning(who, project);
    for (const [index, changes] of marks.entries()) {
      delivery = await evaluate(who, delivery, project.milestoneIds[index]!, changes);
    }
    await moveProject(project, 'RequestAcceptance');
    await acceptDeliverables(project);
    return { project, delivery };
  }
  const actions = async (client: Client, { id }: GivenAssistedDelivery) =>
    (
      await client.query(
        'query ($id: ID!) { assistedDelivery(id: $id) { availableActions { name allowed blockedBy { code } } } }',
        { id },
      )
    ).assistedDelivery.availableActions;

  it.each([
    ['PASSED', 'AssistedDeliveryPassed'],
    ['FAILED', 'AssistedDeliveryFailed'],
  ])('records %s, in acceptance with everything accepted', async (outcome, fact) => {
    const { delivery } = await ready();
    const concluded = await learner.mentor.done('assistedDeliveryConclude', concluding(delivery, outcome), selection);
    expect(concluded).toMatchObject({
      version: delivery.version + 1,
      status: outcome,
      concludedOn: '2026-03-02',
      conclusion: 'They can.',
      availableActions: [],
    });
    expect((await app.factsAbout(delivery.id)).at(-1)).toBe(fact);
    expect((await app.historyOf(delivery.id)).at(-1)).toBe('assistedDeliveryConclude');
    expect(await refused(learner.mentor, concluding(concluded))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      from: outcome,
      allowed: [],
    });
  });

  it('works after the project is closed, when no other assisted delivery can be planned', async () => {
    const { project, delivery } = await ready();
    await moveProject(project, 'Close');
    await learner.mentor.done('assistedDeliveryConclude', concluding(delivery), selection);
    const again = await app.expectNothingChanged(() =>
      learner.ecosystemManager.refused('assistedDeliveryPlan', planInput(learner, project), selection),
    );
    expect(again).toMatchObject({ rule: 'project-ended' });
  });

  it('allows another assisted delivery on the same project', async () => {
    const { project, delivery } = await ready();
    await learner.mentor.done('assistedDeliveryConclude', concluding(delivery, 'FAILED'), selection);
    const next = await givenPlanned(learner, project);
    expect(next.id).not.toBe(delivery.id);
  });

  describe('is refused', () => {
    it('before everything is accepted and evaluated, with all blockers', async () => {
      const project = await givenShadowedProject(app, learner);
      const started = await givenRunning(learner, project);
      expect(await refused(learner.mentor, concluding(started))).toMatchObject({
        rule: 'project-not-accepted',
        details: ['Not every deliverable of the project is accepted.', 'Planned milestones not evaluated: 2.'],
      });
      await moveProject(project, 'RequestAcceptance');
      const [first, ...rest] = project.deliverables;
      await acceptDeliverables({ ...project, deliverables: [first!] });
      const half = await evaluate(learner, started, project.milestoneIds[0]!);
      expect(await refused(learner.mentor, concluding(half, 'FAILED'))).toMatchObject({ rule: 'project-not-accepted' });
      await acceptDeliverables({ ...project, deliverables: rest });
      expect(await refused(learner.mentor, concluding(half))).toMatchObject({
        rule: 'milestones-not-evaluated',
        details: ['Planned milestones not evaluated: 1.'],
      });
      expect(await actions(learner.mentor, half)).toEqual([
        { name: 'assistedDeliveryEvaluate', allowed: true, blockedBy: [] },
        { name: 'assistedDeliveryExtend', allowed: true, blockedBy: [] },
        { name: 'assistedDeliveryReassign', allowed: false, blockedBy: [{ code: 'forbidden' }] },
        { name: 'assistedDeliveryConclude', allowed: false, blockedBy: [{ code: 'milestones-not-evaluated' }] },
      ]);
      const done = await evaluate(learner, half, project.milestoneIds[1]!);
      await learner.mentor.done('assistedDeliveryConclude', concluding(done), selection);
    });

    it('to everyone except the mentor, administrators too', async () => {
      const { project, delivery } = await ready();
      for (const [client, error] of [
        [await app.as(Role.MENTOR), { code: 'FORBIDDEN' }],
        [await app.as(Role.ADMIN), { code: 'RULE_VIOLATION', rule: 'mentor-only' }],
        [learner.ecosystemManager, { code: 'FORBIDDEN' }],
        [project.manager, { code: 'FORBIDDEN' }],
        [learner.partnerAdmin, { code: 'FORBIDDEN' }],
        [foreign, { code: 'NOT_FOUND', field: ['id'] }],
        [app.anonymous, { code: 'NOT_FOUND', field: ['id'] }],
      ] as [Client, object][]) {
        expect(await refused(client, concluding(delivery))).toMatchObject(error);
      }
      const [conclude] = (await actions(await app.as(Role.ADMIN), delivery)).slice(-1);
      expect(conclude).toEqual({
        name: 'assistedDeliveryConclude',
        allowed: false,
        blockedBy: [{ code: 'mentor-only' }],
      });
    });

    it('without a reason, on a stale version, and with an unknown id', async () => {
      const { delivery } = await ready();
      for (const comment of ['', 'x'.repeat(5_001)]) {
        expect(await refused(learner.mentor, concluding(delivery, 'PASSED', comment))).toMatchObject({
          code: 'INVALID_INPUT',
          field: ['comment'],
        });
      }
      expect(await refused(learner.mentor, concluding({ ...delivery, version: 1 }))).toMatchObject({
        code: 'CONFLICT',
        currentVersion: delivery.version,
      });
      const absent = { ...delivery, id: 'assisted_delivery_01jd5s9c0ye5rt3t7m6x0j5d1q' };
      expect(await refused(learner.mentor, concluding(absent))).toMatchObject({ code: 'NOT_FOUND', field: ['id'] });
    });
  });

  describe('counts for independence', () => {
    const measured = async (name: string, who: GivenLearner, on: string) => {
      const { database } = app.installation;
      const metric = database.metrics.on(qualificationSubject, name)!;
      const subject = { partnerId: who.partnerId, offeringId: who.offeringId };
      const { value, evidence } = await measure(database.reader(system), metric, subject, { on });
      return { value: value?.toFixed() ?? null, evidence };
    };

    it('with the deliveries passed by the day, and the exact mean of their evaluations', async () => {
      const who = await givenLearner(app);
      expect(await measured('assistedDeliveriesPassed', who, '2026-03-02')).toEqual({ value: '0', evidence: [] });
      expect(await measured('meanMentorEvaluation', who, '2026-03-02')).toEqual({ value: null, evidence: [] });

      const failed = await ready(who, [{ quality: 1 }, { quality: 1 }]);
      await who.mentor.done('assistedDeliveryConclude', concluding(failed.delivery, 'FAILED'), selection);
      const low = { timeliness: 3, quality: 3, communication: 3, autonomy: 2 };
      const high = { timeliness: 5, quality: 5, communication: 5, autonomy: 5 };
      const passed = await ready(who, [low, high]);
      expect(await measured('assistedDeliveriesPassed', who, '2026-03-02')).toMatchObject({ value: '0' });
      await who.mentor.done('assistedDeliveryConclude', concluding(passed.delivery), selection);

      expect(await measured('assistedDeliveriesPassed', who, '2026-03-01')).toEqual({ value: '0', evidence: [] });
      expect(await measured('assistedDeliveriesPassed', who, '2026-03-02')).toEqual({
        value: '1',
        evidence: [passed.delivery.id],
      });
      const mean = await measured('meanMentorEvaluation', who, '2026-03-02');
      expect(mean.value).toBe('3.875');
      const { assistedDelivery } = await who.mentor.query(
        'query ($id: ID!) { assistedDelivery(id: $id) { evaluations { id } } }',
        { id: passed.delivery.id },
      );
      expect(mean.evidence).toEqual(assistedDelivery.evaluations.map(({ id }: { id: string }) => id));
      expect(await measured('meanMentorEvaluation', learner, '2026-03-02')).not.toEqual(mean);
      expect(
        await measured('assistedDeliveriesPassed', { ...who, offeringId: learner.offeringId }, '2026-12-31'),
      ).toEqual({ value: '0', evidence: [] });

      const { database } = app.installation;
      const metric = database.metrics.find('meanMentorEvaluation')!;
      const statementsFor = (...subjects: GivenLearner[]) =>
        app.countStatements(() => metric.measureAll(database.reader(system), subjects, { on: '2026-12-31' }));
      expect(await statementsFor(who, learner)).toBe(await statementsFor(who));
    });
  });

  describe('its visibility', () => {
    const document = `query ($id: ID!, $partner: [ID!], $project: ID!, $qualification: ID!) {
      assistedDelivery(id: $id) { conclusion mentor { name } evaluations { comment evidence } project { name } }
      assistedDeliveries(filter: { partnerId: $partner, status: [PASSED] }) { totalCount nodes { id } }
      project(id: $project) { assistedDeliveries { id } }
      qualification(id: $qualification) { assistedDeliveries { id } }
    }`;

    it("the vendor's staff and the partner's own users see it, comments included; another partner sees nothing", async () => {
      const who = await givenLearner(app);
      const { project, delivery } = await ready(who);
      await who.mentor.done('assistedDeliveryConclude', concluding(delivery), selection);
      const variables = {
        id: delivery.id,
        partner: [who.partnerId],
        project: project.id,
        qualification: who.qualification.id,
      };
      const seen = {
        assistedDelivery: {
          conclusion: 'They can.',
          mentor: { name: expect.any(String) },
          evaluations: [{ comment: expect.any(String) }, { evidence: expect.any(String) }],
          project: { name: expect.any(String) },
        },
        assistedDeliveries: { totalCount: 1, nodes: [{ id: delivery.id }] },
        project: { assistedDeliveries: [{ id: delivery.id }] },
        qualification: { assistedDeliveries: [{ id: delivery.id }] },
      };
      const member = await app.asPartner(who.partnerId, Role.PARTNER_MEMBER);
      for (const client of [await app.as(Role.ANALYST), who.partnerAdmin, member]) {
        expect(await client.query(document, variables)).toMatchObject(seen);
      }
      const unseen = {
        assistedDelivery: null,
        assistedDeliveries: { totalCount: 0, nodes: [] },
        project: null,
        qualification: null,
      };
      for (const client of [learner.partnerAdmin, app.anonymous]) {
        expect(await client.query(document, variables)).toEqual(unseen);
        const { nodes } = await client.query('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
          ids: [delivery.id],
        });
        expect(nodes).toEqual([null]);
      }
    });

    it('it is found by mentor, partner, project and status, newest first', async () => {
      const who = await givenLearner(app);
      const ids: string[] = [];
      for (let index = 0; index < 3; index += 1) {
        ids.unshift((await givenPlanned(who, await givenShadowedProject(app, who))).id);
        app.clock.set(new Date(app.clock.now().getTime() + 1_000));
      }
      const list = async (filter: object) =>
        (
          await who.mentor.query(
            'query ($filter: AssistedDeliveryFilter) { assistedDeliveries(filter: $filter) { nodes { id } } }',
            { filter },
          )
        ).assistedDeliveries.nodes.map(({ id }: { id: string }) => id);
      expect(await list({ mentorId: [who.mentor.userId] })).toEqual(ids);
      expect(await list({ partnerId: [who.partnerId], status: ['PLANNED', 'RUNNING'] })).toEqual(ids);
      expect(await list({ partnerId: [who.partnerId], status: ['VOID'] })).toEqual([]);
      expect(await list({ offeringId: [who.offeringId], projectId: null })).toEqual(ids);
      expect(await list({ projectId: ['project_01jd5s9c0ye5rt3t7m6x0j5d1q'] })).toEqual([]);
    });

    it('it costs the same number of statements for many as for few', async () => {
      const query = `query ($first: Int) { assistedDeliveries(first: $first) { nodes {
        id plan { milestone { name } } mentor { name } project { name } qualification { stage } evaluations { milestone { name } }
        availableActions { name allowed blockedBy { code } } } } }`;
      const client = await app.as(Role.ANALYST);
      // The latest are not evaluated yet; the first page reaches one that is.
      const few = await app.countStatements(() => client.query(query, { first: 5 }));
      expect(await app.countStatements(() => client.query(query, { first: 100 }))).toBe(few);
      const { assistedDeliveries } = await client.query('{ assistedDeliveries { totalCount } }');
      expect(assistedDeliveries.totalCount).toBeGreaterThan(8);
    });
  });
});
