import { type Client } from '../../support/client';
import { Role, TestApp } from '../../support/app';
import {
  givenLearner,
  givenShadowedProject,
  moveProject,
  planInput,
  signSow,
  staff,
  type GivenLearner,
  type GivenShadowedProject,
} from '../../support/assisted-delivery';
import { givenProject } from '../../support/delivery';
import { givenAdmittedPartner, givenOffering, givenOpenedQualification } from '../../support/given';

const selection =
  'assistedDelivery { id version status startedOn concludedOn evaluatedMilestones plan { milestoneId mode milestone { name } } mentor { id } project { id } qualification { id stage } partner { id } offering { id } evaluations { id } availableActions { name allowed blockedBy { code } } }';

describe('assistedDeliveryPlan', () => {
  let app: TestApp;
  let learner: GivenLearner;
  let project: GivenShadowedProject;
  let foreigners: string;

  beforeAll(async () => {
    app = await TestApp.start();
    learner = await givenLearner(app);
    project = await givenShadowedProject(app, learner);
    foreigners = (await givenAdmittedPartner(app)).id;
  });
  afterAll(() => app.stop());

  const plan = (client: Client, changes: object = {}, on = project) =>
    client.done('assistedDeliveryPlan', planInput(learner, on, changes), selection);
  const refused = (client: Client, changes: object = {}, on = project) =>
    app.expectNothingChanged(() => client.refused('assistedDeliveryPlan', planInput(learner, on, changes), selection));

  it("stores the mentor and the modes, in the order of the milestones' due dates", async () => {
    const on = await givenShadowedProject(app, learner);
    const [design, build, run] = on.milestoneIds;
    const planned = await plan(
      learner.ecosystemManager,
      {
        plan: [
          { milestoneId: run, mode: 'REVERSE_SHADOW' },
          { milestoneId: design, mode: 'SHADOW' },
          { milestoneId: build, mode: 'SHADOW' },
        ],
      },
      on,
    );
    expect(planned).toEqual({
      id: expect.stringMatching(/^assisted_delivery_/),
      version: 1,
      status: 'PLANNED',
      startedOn: null,
      concludedOn: null,
      evaluatedMilestones: 0,
      plan: [
        { milestoneId: design, mode: 'SHADOW', milestone: { name: 'Design' } },
        { milestoneId: build, mode: 'SHADOW', milestone: { name: 'Build' } },
        { milestoneId: run, mode: 'REVERSE_SHADOW', milestone: { name: 'Run' } },
      ],
      mentor: { id: learner.mentor.userId },
      project: { id: on.id },
      qualification: { id: learner.qualification.id, stage: 'ASSISTED' },
      partner: { id: learner.partnerId },
      offering: { id: learner.offeringId },
      evaluations: [],
      availableActions: [
        {
          name: 'assistedDeliveryStart',
          allowed: false,
          blockedBy: [{ code: 'forbidden' }, { code: 'project-not-active' }],
        },
        { name: 'assistedDeliveryReassign', allowed: true, blockedBy: [] },
      ],
    });
    expect(await app.factsAbout(planned.id)).toEqual(['AssistedDeliveryPlanned']);
    expect(await app.historyOf(planned.id)).toEqual(['assistedDeliveryPlan']);
  });

  it("is for the project's manager too, with another mentor than that of the staffing", async () => {
    const on = await givenShadowedProject(app, learner);
    const other = await app.createUser([Role.CONSULTANT, Role.MENTOR]);
    const planned = await plan(on.manager, { mentorId: other.id }, on);
    expect(planned.mentor).toEqual({ id: other.id });
  });

  describe('is refused', () => {
    it.each([
      ['without a milestone', () => ({ plan: [] }), { code: 'INVALID_INPUT', field: ['input', 'plan'] }],
      [
        'with a milestone twice',
        () => ({ plan: [0, 0].map((index) => ({ milestoneId: project.milestoneIds[index], mode: 'SHADOW' })) }),
        { code: 'INVALID_INPUT', field: ['input', 'plan', '1', 'milestoneId'] },
      ],
      [
        'with modes that go back over the due dates',
        () => ({
          plan: [
            { milestoneId: project.milestoneIds[2], mode: 'SHADOW' },
            { milestoneId: project.milestoneIds[0], mode: 'CO_DELIVERY' },
          ],
        }),
        { code: 'RULE_VIOLATION', rule: 'modes-go-backwards', field: ['input', 'plan'] },
      ],
      [
        'with an invalid id',
        () => ({ plan: [{ milestoneId: 'nonsense', mode: 'SHADOW' }] }),
        { code: 'INVALID_INPUT', field: ['input', 'plan', '0', 'milestoneId'] },
      ],
      [
        'with a milestone that is not there',
        () => ({ plan: [{ milestoneId: 'milestone_01jd5s9c0ye5rt3t7m6x0j5d1q', mode: 'SHADOW' }] }),
        { code: 'NOT_FOUND', field: ['input', 'plan', '0', 'milestoneId'] },
      ],
      [
        'with a qualification of another kind of id',
        () => ({ qualificationId: learner.partnerId }),
        { code: 'INVALID_INPUT', field: ['input', 'qualificationId'] },
      ],
      [
        'for a project that is not there',
        () => ({ projectId: 'project_01jd5s9c0ye5rt3t7m6x0j5d1q' }),
        { code: 'NOT_FOUND', field: ['input', 'projectId'] },
      ],
      [
        'with a mentor that is not there',
        () => ({ mentorId: 'user_01jd5s9c0ye5rt3t7m6x0j5d1q' }),
        { code: 'NOT_FOUND', field: ['input', 'mentorId'] },
      ],
    ])('%s', async (_what, changes, error) => {
      expect(await refused(learner.ecosystemManager, changes())).toMatchObject(error);
    });

    it('with a milestone of another project', async () => {
      const other = await givenShadowedProject(app, learner);
      const changes = { plan: [{ milestoneId: other.milestoneIds[0], mode: 'SHADOW' }] };
      expect(await refused(learner.ecosystemManager, changes)).toMatchObject({
        code: 'INVALID_INPUT',
        field: ['input', 'plan', '0', 'milestoneId'],
      });
    });

    it('with a mentor who does not have the role, is not active, or belongs to a partner', async () => {
      const boss = await app.as(Role.ADMIN);
      const leaver = await app.createUser([Role.MENTOR]);
      await boss.done('userDeactivate', { id: leaver.id, version: 1, reason: 'Left.' }, 'user { id }');
      const consultant = await app.createUser([Role.CONSULTANT]);
      const own = await app.createUser([Role.PARTNER_ADMIN, Role.MENTOR], { partnerId: learner.partnerId });
      const foreign = await app.createUser([Role.MENTOR], { partnerId: foreigners });
      for (const { id } of [leaver, consultant, own, foreign]) {
        expect(await refused(learner.ecosystemManager, { mentorId: id })).toMatchObject({
          rule: 'not-a-mentor',
          field: ['input', 'mentorId'],
        });
      }
    });

    it('before the qualification is ASSISTED', async () => {
      const offering = await givenOffering(app);
      const { id } = await givenOpenedQualification(app, learner.partnerId, offering.id);
      expect(await refused(learner.ecosystemManager, { qualificationId: id })).toMatchObject({
        rule: 'qualification-not-assisted',
        field: ['input', 'qualificationId'],
      });
    });

    it('if the partner is not staffed for the offering', async () => {
      const elsewhere = await givenProject(app, { offeringId: learner.offeringId });
      const unstaffed = { ...elsewhere, ...(await signSow(app, elsewhere)) };
      expect(await refused(learner.ecosystemManager, {}, unstaffed)).toMatchObject({
        rule: 'partner-not-staffed',
        field: ['input', 'projectId'],
      });
    });

    it('before the statement of work is signed', async () => {
      const draft = await givenProject(app, { offeringId: learner.offeringId });
      await staff(draft, learner, learner.mentor.userId);
      const on = { ...draft, milestoneIds: project.milestoneIds, deliverables: [] };
      expect(await refused(learner.ecosystemManager, {}, on)).toMatchObject({ rule: 'sow-not-signed' });
    });

    it('on a project that was cancelled', async () => {
      const over = await givenShadowedProject(app, learner);
      await moveProject(over, 'Cancel');
      expect(await refused(learner.ecosystemManager, {}, over)).toMatchObject({ rule: 'project-ended' });
    });

    it('a second time for the same qualification and project, also concurrently', async () => {
      const on = await givenShadowedProject(app, learner);
      const answers = await Promise.all(
        Array.from({ length: 5 }, () =>
          learner.ecosystemManager.mutate('assistedDeliveryPlan', planInput(learner, on), 'assistedDelivery { id }'),
        ),
      );
      const outcomes = answers.map(({ assistedDelivery, userErrors }) =>
        assistedDelivery ? 'planned' : userErrors[0].rule,
      );
      expect(outcomes.filter((outcome) => outcome === 'planned')).toHaveLength(1);
      expect(new Set(outcomes)).toEqual(new Set(['planned', expect.stringMatching(/^already-/)]));
      expect(await refused(learner.ecosystemManager, {}, on)).toMatchObject({ rule: 'already-open' });
    });

    it('to a suspended partner', async () => {
      const other = await givenLearner(app);
      const on = await givenShadowedProject(app, other);
      const { partner } = await other.ecosystemManager.query('query ($id: ID!) { partner(id: $id) { version } }', {
        id: other.partnerId,
      });
      await other.ecosystemManager.done(
        'partnerSuspend',
        { id: other.partnerId, version: partner.version, reason: 'Late payments.' },
        'partner { id }',
      );
      const refusal = await app.expectNothingChanged(() =>
        other.ecosystemManager.refused('assistedDeliveryPlan', planInput(other, on), selection),
      );
      expect(refusal).toMatchObject({ rule: 'partner-not-active' });
    });

    it.each(
      Object.values(Role).filter(
        (role) => ![Role.ADMIN, Role.ECOSYSTEM_MANAGER, Role.PARTNER_ADMIN, Role.PARTNER_MEMBER].includes(role),
      ),
    )('to %s who does not answer for the project', async (role) => {
      expect(await refused(await app.as(role))).toMatchObject({ code: 'FORBIDDEN' });
    });

    it.each([Role.PARTNER_ADMIN, Role.PARTNER_MEMBER])("to the partner's own %s", async (role) => {
      expect(await refused(await app.asPartner(learner.partnerId, role))).toMatchObject({ code: 'FORBIDDEN' });
    });

    it('to another partner, for whom qualification and project do not exist', async () => {
      const foreign = await app.asPartner(foreigners);
      const absent = { qualificationId: 'qualification_01jd5s9c0ye5rt3t7m6x0j5d1q' };
      const hidden = await refused(foreign);
      expect(hidden).toMatchObject({ code: 'NOT_FOUND', field: ['input', 'qualificationId'] });
      expect({ ...(await refused(foreign, absent)), message: '' }).toEqual({ ...hidden, message: '' });
      expect(await refused(app.anonymous)).toMatchObject({ code: 'NOT_FOUND' });
    });
  });
});
