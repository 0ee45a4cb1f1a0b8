import type { User } from '../../../src/modules/identity';
import { Role, TestApp } from '../../support/app';
import {
  acceptDeliverables,
  evaluate,
  evaluation,
  givenLearner,
  givenPlanned,
  givenRunning,
  givenShadowedProject,
  moveProject,
  type GivenAssistedDelivery,
  type GivenLearner,
} from '../../support/assisted-delivery';
import { type Client } from '../../support/client';
import { givenAdmittedPartner } from '../../support/given';

const selection = `assistedDelivery { id version status mentor { id } mentorAssignments { startsOn reason mentor { id } }
  project { staffings { mentor { id } } } evaluations { mentor { id } } }`;

describe('assistedDeliveryReassign', () => {
  let app: TestApp;
  let learner: GivenLearner;
  let foreign: Client;
  let other: User;
  beforeAll(async () => {
    app = await TestApp.start();
    learner = await givenLearner(app);
    foreign = await app.asPartner((await givenAdmittedPartner(app)).id);
    other = await app.createUser([Role.MENTOR]);
  });
  afterAll(() => app.stop());

  const reassigning = ({ id, version }: GivenAssistedDelivery, changes: object = {}) => ({
    id,
    version,
    input: { mentorId: other.id, reason: 'Parental leave.', ...changes },
  });
  const refused = (client: Client, args: object) =>
    app.expectNothingChanged(() => client.refused('assistedDeliveryReassign', args, selection));
  const running = async () => {
    const project = await givenShadowedProject(app, learner);
    return { project, delivery: await givenRunning(learner, project) };
  };

  it('hands over a running delivery: evaluations stay, and the new mentor continues to the end', async () => {
    const { project, delivery } = await running();
    const former = { id: learner.mentor.userId };
    const half = await evaluate(learner, delivery, project.milestoneIds[0]!);
    const handed = await learner.ecosystemManager.done('assistedDeliveryReassign', reassigning(half), selection);
    expect(handed).toEqual({
      id: delivery.id,
      version: half.version + 1,
      status: 'RUNNING',
      mentor: { id: other.id },
      mentorAssignments: [
        { startsOn: '2026-03-02', reason: null, mentor: former },
        { startsOn: '2026-03-02', reason: 'Parental leave.', mentor: { id: other.id } },
      ],
      project: { staffings: [{ mentor: { id: other.id } }] },
      evaluations: [{ mentor: former }],
    });
    expect((await app.factsAbout(delivery.id)).at(-1)).toBe('AssistedDeliveryReassigned');
    expect((await app.historyOf(delivery.id)).at(-1)).toBe('assistedDeliveryReassign');

    const judge = (version: number) => ({ id: delivery.id, version, input: evaluation(project.milestoneIds[1]!) });
    const late = await app.expectNothingChanged(() =>
      learner.mentor.refused('assistedDeliveryEvaluate', judge(handed.version), 'assistedDelivery { id }'),
    );
    expect(late).toMatchObject({ code: 'FORBIDDEN' });
    const successor = await app.signIn(other);
    const done = await successor.done('assistedDeliveryEvaluate', judge(handed.version), selection);
    expect(done.evaluations.map(({ mentor }: { mentor: object }) => mentor)).toEqual([former, { id: other.id }]);
    await moveProject(project, 'RequestAcceptance');
    await acceptDeliverables(project);
    const conclusion = { id: delivery.id, version: done.version, outcome: 'PASSED', comment: 'They can.' };
    const concluded = await successor.done('assistedDeliveryConclude', conclusion, selection);
    expect(await refused(learner.ecosystemManager, reassigning(concluded))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      from: 'PASSED',
      allowed: [],
    });
    // The partner still sees who evaluated it.
    const { assistedDelivery } = await learner.partnerAdmin.query(
      'query ($id: ID!) { assistedDelivery(id: $id) { evaluations { mentor { name } } mentorAssignments { mentor { name } } } }',
      { id: delivery.id },
    );
    expect(assistedDelivery.evaluations).toHaveLength(2);
    expect(assistedDelivery.mentorAssignments).toHaveLength(2);
  });

  it("is for the project's manager too, before the start, and keeps a different mentor of the staffing", async () => {
    const project = await givenShadowedProject(app, learner);
    const third = await app.createUser([Role.MENTOR]);
    const planned = await givenPlanned(learner, project);
    const once = await project.manager.done('assistedDeliveryReassign', reassigning(planned), selection);
    expect(once).toMatchObject({ status: 'PLANNED', project: { staffings: [{ mentor: { id: other.id } }] } });
    const { database } = app.installation;
    await database.query({
      text: 'UPDATE project_staffing SET mentorId = ? WHERE projectId = ?',
      params: [learner.mentor.userId, project.id],
    });
    const twice = await project.manager.done(
      'assistedDeliveryReassign',
      reassigning(once, { mentorId: third.id }),
      selection,
    );
    expect(twice).toMatchObject({
      mentor: { id: third.id },
      project: { staffings: [{ mentor: { id: learner.mentor.userId } }] },
    });
  });

  describe('is refused', () => {
    it('to users without the right, and for an unknown id', async () => {
      const { project, delivery } = await running();
      for (const [client, error] of [
        [learner.mentor, { code: 'FORBIDDEN' }],
        [await app.as(Role.PROJECT_MANAGER), { code: 'FORBIDDEN' }],
        [await app.as(Role.ANALYST), { code: 'FORBIDDEN' }],
        [learner.partnerAdmin, { code: 'FORBIDDEN' }],
        [foreign, { code: 'NOT_FOUND', field: ['id'] }],
        [app.anonymous, { code: 'NOT_FOUND', field: ['id'] }],
      ] as [Client, object][]) {
        expect(await refused(client, reassigning(delivery))).toMatchObject(error);
      }
      const absent = { ...delivery, id: 'assisted_delivery_01jd5s9c0ye5rt3t7m6x0j5d1q' };
      expect(await refused(project.manager, reassigning(absent))).toMatchObject({ code: 'NOT_FOUND', field: ['id'] });
      expect(await refused(project.manager, reassigning({ ...delivery, version: 1 }))).toMatchObject({
        code: 'CONFLICT',
        currentVersion: delivery.version,
      });
    });

    it('for a person who is not a mentor, for the current mentor, and without a reason', async () => {
      const { delivery } = await running();
      const consultant = await app.createUser([Role.CONSULTANT]);
      const theirs = await app.createUser([Role.PARTNER_MEMBER], { partnerId: learner.partnerId });
      for (const [changes, error] of [
        [{ mentorId: consultant.id }, { rule: 'not-a-mentor', field: ['input', 'mentorId'] }],
        [{ mentorId: theirs.id }, { rule: 'not-a-mentor', field: ['input', 'mentorId'] }],
        [{ mentorId: learner.mentor.userId }, { rule: 'same-mentor', field: ['input', 'mentorId'] }],
        [{ mentorId: learner.partnerId }, { code: 'INVALID_INPUT', field: ['input', 'mentorId'] }],
        [{ mentorId: 'user_01jd5s9c0ye5rt3t7m6x0j5d1q' }, { code: 'NOT_FOUND', field: ['input', 'mentorId'] }],
        [{ reason: '' }, { code: 'INVALID_INPUT', field: ['input', 'reason'] }],
      ] as [object, object][]) {
        expect(await refused(learner.ecosystemManager, reassigning(delivery, changes))).toMatchObject(error);
      }
    });

    it('once the project is cancelled', async () => {
      const { project, delivery } = await running();
      await moveProject(project, 'Cancel');
      await app.installation.relay.settle();
      const ended = { ...delivery, version: delivery.version + 1 };
      expect(await refused(learner.ecosystemManager, reassigning(ended))).toMatchObject({ from: 'VOID', allowed: [] });
    });
  });
});
