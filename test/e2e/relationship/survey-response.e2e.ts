import { AssistedDelivery, AssistedDeliveryStatus } from '../../../src/modules/assisted-delivery';
import {
  partnerPeriodSubject,
  partnerSubject,
  Qualification,
  qualificationSubject,
  QualificationStage,
} from '../../../src/modules/partners';
import { Milestone } from '../../../src/modules/sow';
import { metrics } from '../../../src/schema';
import { system } from '../../../src/shared/access/viewer';
import { decimal } from '../../../src/shared/domain/decimal';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import {
  backdateActivation,
  type GivenProject,
  givenActiveProject,
  givenProject,
  givenStaffedPartner,
} from '../../support/delivery';
import { givenCustomer, givenProgramme, givenQualification, store } from '../../support/given';

type Answered = { id: string; version: number };

describe('survey responses', () => {
  let app: TestApp;
  let project: Awaited<ReturnType<typeof givenActiveProject>>;
  let partner: { id: string };
  let operations: Client;
  let contactId: string;

  const contactOf = async (customerId: string, name = 'Ingrid Lang') => {
    const input = { customerId, name };
    return ((await operations.done('contactCreate', { input }, 'contact { id }')) as { id: string }).id;
  };

  beforeAll(async () => {
    app = await TestApp.start();
    operations = await app.as(Role.OPERATIONS);
    project = await givenActiveProject(app);
    partner = await givenStaffedPartner(app, project);
    await backdateActivation(app);
  });
  beforeEach(async () => {
    contactId = await contactOf(project.customerId);
  });
  afterAll(() => app.stop());

  const selection = `surveyResponse {
    id version status kind score comment respondedOn projectId customerId contactId milestoneId partnerId withdrawalReason
    withdrawnAt recordedBy { id } contact { name } availableActions { name allowed blockedBy { code } }
  }`;
  const described = (changes: object = {}) => ({
    contactId,
    partnerId: partner.id,
    kind: 'CSAT',
    score: 4,
    comment: 'Good work.',
    respondedOn: '2026-03-02',
    ...changes,
  });
  const recording = (changes: object = {}) => ({ input: { projectId: project.id, ...described(changes) } });
  const record = (client: Client, changes: object = {}) =>
    client.done('surveyResponseRecord', recording(changes), selection) as Promise<Answered>;
  const updating = ({ id, version }: Answered, changes: object = {}) => ({ id, version, input: described(changes) });
  const withdrawing = ({ id, version }: Answered) => ({ id, version, reason: 'It was about another project.' });
  const refused = (client: Client, name: string, args: object) =>
    app.expectNothingChanged(() => client.refused(name, args, selection));

  it('are recorded, corrected and withdrawn, with history and facts', async () => {
    const recorded = await record(project.manager);
    expect(recorded).toMatchObject({
      status: 'RECORDED',
      kind: 'CSAT',
      score: 4,
      comment: 'Good work.',
      respondedOn: '2026-03-02',
      projectId: project.id,
      customerId: project.customerId,
      contactId,
      milestoneId: null,
      partnerId: partner.id,
      contact: { name: 'Ingrid Lang' },
      recordedBy: { id: project.manager.userId },
      availableActions: [
        { name: 'surveyResponseUpdate', allowed: true, blockedBy: [] },
        { name: 'surveyResponseWithdraw', allowed: true, blockedBy: [] },
      ],
    });
    const corrected = await operations.done(
      'surveyResponseUpdate',
      updating(recorded, { kind: 'NPS', score: 10, partnerId: null, comment: '' }),
      selection,
    );
    expect(corrected).toMatchObject({ version: 2, kind: 'NPS', score: 10, partnerId: null, comment: '' });
    const withdrawn = await project.manager.done('surveyResponseWithdraw', withdrawing(corrected), selection);
    expect(withdrawn).toMatchObject({
      status: 'WITHDRAWN',
      withdrawalReason: 'It was about another project.',
      withdrawnAt: app.clock.now().toISOString(),
      availableActions: [],
    });
    expect(await app.factsAbout(recorded.id)).toEqual([
      'SurveyResponseRecorded',
      'SurveyResponseUpdated',
      'SurveyResponseWithdrawn',
    ]);
    expect(await app.historyOf(recorded.id)).toEqual([
      'surveyResponseRecord',
      'surveyResponseUpdate',
      'surveyResponseWithdraw',
    ]);
    for (const [name, args] of [
      ['surveyResponseUpdate', updating(withdrawn)],
      ['surveyResponseWithdraw', withdrawing(withdrawn)],
    ] as const) {
      expect(await refused(operations, name, args)).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'WITHDRAWN' });
    }
    expect(await refused(operations, 'surveyResponseUpdate', updating(recorded))).toMatchObject({ code: 'CONFLICT' });
  });

  it('are given once by a contact, for each project or milestone and kind', async () => {
    const milestone = await givenMilestone(app, project);
    const first = await record(operations);
    await record(operations, { kind: 'NPS' });
    await record(operations, { milestoneId: milestone.id });
    await record(operations, { contactId: await contactOf(project.customerId) });
    expect(await refused(operations, 'surveyResponseRecord', recording({ score: 1 }))).toMatchObject({
      rule: 'already-answered',
      field: ['input', 'contactId'],
    });
    const other = await record(operations, { milestoneId: milestone.id, kind: 'NPS' });
    expect(await refused(operations, 'surveyResponseUpdate', updating(other))).toMatchObject({
      rule: 'already-answered',
    });
    await operations.done('surveyResponseWithdraw', withdrawing(first), selection);
    expect(await record(operations, { score: 1 })).toMatchObject({ score: 1 });
  });

  it("are recorded once, if a contact's answer is recorded twice concurrently", async () => {
    const both = await Promise.all(
      [1, 5].map((score) => operations.mutate('surveyResponseRecord', recording({ score }), selection)),
    );
    const errors = both.flatMap(({ userErrors }) => userErrors);
    expect(errors).toEqual([expect.objectContaining({ code: 'RULE_VIOLATION' })]);
  });

  it.each<[string, object, object]>([
    ['CSAT 0', { score: 0 }, { code: 'INVALID_INPUT', field: ['input', 'score'] }],
    ['CSAT 6', { score: 6 }, { code: 'INVALID_INPUT', field: ['input', 'score'] }],
    ['NPS 11', { kind: 'NPS', score: 11 }, { code: 'INVALID_INPUT', field: ['input', 'score'] }],
    ['NPS -1', { kind: 'NPS', score: -1 }, { code: 'INVALID_INPUT', field: ['input', 'score'] }],
    ['a future day', { respondedOn: '2026-03-03' }, { field: ['input', 'respondedOn'] }],
    ['a day before work started', { respondedOn: '2026-01-31' }, { field: ['input', 'respondedOn'] }],
  ])('refuse %s', async (_, changes, error) => {
    expect(await refused(operations, 'surveyResponseRecord', recording(changes))).toMatchObject(error);
  });

  it('refuse contacts, milestones and partners of other projects', async () => {
    const another = await givenActiveProject(app);
    const stranger = await givenStaffedPartner(app, another);
    const strange = {
      contactId: await contactOf((await givenCustomer(app)).id),
      milestoneId: (await givenMilestone(app, another)).id,
      partnerId: stranger.id,
    };
    for (const [name, id] of Object.entries(strange)) {
      expect(await refused(operations, 'surveyResponseRecord', recording({ [name]: id }))).toMatchObject({
        field: ['input', name],
      });
    }
    const planned = { input: { ...recording().input, projectId: (await givenProject(app)).id, partnerId: null } };
    expect(await refused(operations, 'surveyResponseRecord', planned)).toMatchObject({ rule: 'project-not-started' });
  });

  it('are recorded by the manager of the project, OPERATIONS and ADMIN', async () => {
    const recorded = await record(await app.as(Role.ADMIN));
    const others = [
      Role.ECOSYSTEM_MANAGER,
      Role.PROJECT_MANAGER,
      Role.MENTOR,
      Role.CONSULTANT,
      Role.SALES,
      Role.ANALYST,
    ];
    for (const role of others) {
      const client = await app.as(role);
      expect(await refused(client, 'surveyResponseRecord', recording())).toMatchObject({ code: 'FORBIDDEN' });
      expect(await refused(client, 'surveyResponseUpdate', updating(recorded))).toMatchObject({ code: 'FORBIDDEN' });
      expect(await refused(client, 'surveyResponseWithdraw', withdrawing(recorded))).toMatchObject({
        code: 'FORBIDDEN',
      });
    }
    for (const role of [Role.PARTNER_ADMIN, Role.PARTNER_MEMBER]) {
      const client = await app.asPartner(partner.id, role);
      expect(await refused(client, 'surveyResponseRecord', recording())).toMatchObject({ code: 'FORBIDDEN' });
      expect(await refused(client, 'surveyResponseWithdraw', withdrawing(recorded))).toMatchObject({
        code: 'FORBIDDEN',
      });
    }
  });

  it('are shown to partner users if they are about their firm, without the contact', async () => {
    const theirs = await record(operations);
    const internal = await record(operations, { partnerId: null, kind: 'NPS' });
    const second = await givenStaffedPartner(app, project);
    for (const role of [Role.PARTNER_ADMIN, Role.PARTNER_MEMBER]) {
      const member = await app.asPartner(partner.id, role);
      const { surveyResponse, surveyResponses } = await member.query(
        `query ($id: ID!) {
          surveyResponse(id: $id) { score contactId contact { id } partnerId }
          surveyResponses(first: 100) { nodes { id partnerId } }
        }`,
        { id: theirs.id },
      );
      expect(surveyResponse).toEqual({ score: 4, contactId: null, contact: null, partnerId: partner.id });
      const ids = surveyResponses.nodes.map(({ id }: { id: string }) => id);
      expect(ids).toContain(theirs.id);
      expect(ids).not.toContain(internal.id);
      const colleague = await app.asPartner(second.id, role);
      expect((await colleague.query('{ surveyResponses { totalCount } }')).surveyResponses.totalCount).toBe(0);
      expect((await colleague.query('{ surveyScores { csat csatSampleSize } }')).surveyScores).toEqual({
        csat: null,
        csatSampleSize: 0,
      });
    }
  });

  it('are listed and added up by project, partner, customer, kind, status and days', async () => {
    const own = await givenActiveProject(app);
    const firm = await givenStaffedPartner(app, own);
    await backdateActivation(app);
    const given: [object, string][] = [
      [{ score: 5 }, '2026-02-20'],
      [{ score: 3 }, '2026-03-02'],
      [{ kind: 'NPS', score: 9 }, '2026-03-02'],
      [{ kind: 'NPS', score: 6, partnerId: null }, '2026-02-20'],
    ];
    for (const [changes, respondedOn] of given) {
      const customers = await contactOf(own.customerId);
      await operations.done(
        'surveyResponseRecord',
        {
          input: {
            projectId: own.id,
            ...described({ contactId: customers, partnerId: firm.id, respondedOn }),
            ...changes,
          },
        },
        selection,
      );
    }
    const found = async (filter: object) => {
      const { surveyResponses, surveyScores } = await operations.query(
        `query ($filter: SurveyResponseFilter) {
          surveyResponses(filter: $filter, orderBy: { field: CREATED_AT, direction: ASC }) { nodes { score } }
          surveyScores(filter: $filter) { csat csatSampleSize nps npsSampleSize }
        }`,
        { filter: { projectId: [own.id], ...filter } },
      );
      return [surveyResponses.nodes.map(({ score }: { score: number }) => score), surveyScores];
    };
    const scores = (csat: string | null, csatSampleSize: number, nps: string | null, npsSampleSize: number) => ({
      csat,
      csatSampleSize,
      nps,
      npsSampleSize,
    });
    expect(await found({})).toEqual([[5, 3, 9, 6], scores('50.00', 2, '0.00', 2)]);
    expect(await found({ partnerId: [firm.id] })).toEqual([[5, 3, 9], scores('50.00', 2, '100.00', 1)]);
    expect(await found({ customerId: [own.customerId], kind: ['NPS'] })).toEqual([[9, 6], scores(null, 0, '0.00', 2)]);
    expect(await found({ from: '2026-03-02' })).toEqual([[3, 9], scores('0.00', 1, '100.00', 1)]);
    expect(await found({ until: '2026-03-01' })).toEqual([[5, 6], scores('100.00', 1, '-100.00', 1)]);
    expect(await found({ status: ['WITHDRAWN'] })).toEqual([[], scores(null, 0, null, 0)]);
  });

  describe('are measured', () => {
    const day = { on: '2026-03-02' };
    const reader = () => app.installation.database.reader(system);
    const plain = (values: { value: { toNumber(): number } | null }[]) =>
      values.map(({ value }) => value?.toNumber() ?? null);

    it('for firms, up to the day or in a period, without withdrawn ones', async () => {
      const firm = await givenStaffedPartner(app, project);
      const silent = await givenStaffedPartner(app, project);
      const about = { partnerId: firm.id };
      const good = await record(operations, { ...about, score: 5, respondedOn: '2026-02-20' });
      await record(operations, {
        ...about,
        score: 2,
        contactId: await contactOf(project.customerId),
      });
      const wrong = await record(operations, { ...about, contactId: await contactOf(project.customerId) });
      await operations.done('surveyResponseWithdraw', withdrawing(wrong), selection);
      await record(operations, { ...about, kind: 'NPS', score: 10 });
      const subjects = [{ partnerId: silent.id }, { partnerId: firm.id }] as never[];
      const metric = metrics.on(partnerSubject, 'customerSatisfaction')!;
      const values = await metric.measureAll(reader(), subjects, { on: '2026-03-01' });
      expect(plain(values)).toEqual([null, 100]);
      expect(values[1]!.evidence).toEqual([good.id]);
      expect(plain(await metric.measureAll(reader(), subjects, day))).toEqual([null, 50]);
      const promoters = metrics.on(partnerSubject, 'netPromoterScore')!;
      expect(plain(await promoters.measureAll(reader(), subjects, day))).toEqual([null, 100]);
      const periods = [
        { partnerId: firm.id, from: '2026-02-01', until: '2026-03-31' },
        { partnerId: firm.id, from: '2026-03-02', until: '2026-03-02' },
        { partnerId: firm.id, from: '2026-02-01', until: '2026-02-19' },
      ] as never[];
      const periodic = metrics.on(partnerPeriodSubject, 'customerSatisfaction')!;
      expect(plain(await periodic.measureAll(reader(), periods, day))).toEqual([50, 0, null]);
    });

    it('on passed assisted deliveries for the gate to INDEPENDENT, and cannot be corrected once the gate has counted them', async () => {
      const gates = {
        toAssessment: [],
        toAssisted: [],
        toIndependent: [{ code: 'satisfaction', metric: 'assistedDeliverySatisfaction', minimum: '80' }],
      };
      await givenProgramme(app, { gates });
      const [passed, other] = [await givenActiveProject(app), await givenActiveProject(app)];
      const firm = await givenStaffedPartner(app, passed);
      const qualification = await store(app, async (tx) => {
        const found = await tx.first(Qualification, { partnerId: firm.id });
        return tx.save(Object.assign(found!, { stage: QualificationStage.ASSISTED }));
      });
      await givenQualification(app, firm.id, other.offeringId);
      const staffing = { projectId: other.id, partnerId: firm.id, offeringId: other.offeringId };
      await other.manager.done('projectStaffPartner', { input: staffing }, 'staffing { id }');
      const about = async ({ id, customerId }: GivenProject, score: number) =>
        (await operations.done(
          'surveyResponseRecord',
          {
            input: {
              projectId: id,
              ...described({ contactId: await contactOf(customerId), partnerId: firm.id, score }),
            },
          },
          selection,
        )) as Answered;
      const counted = await about(passed, 5);
      await about(other, 1);
      const manager = await app.as(Role.ECOSYSTEM_MANAGER);
      const advancing = { id: qualification.id, version: qualification.version };
      const gap = await manager.refused('qualificationAdvance', advancing, 'qualification { stage }');
      expect(gap).toMatchObject({ code: 'GATE_NOT_MET', criteria: [{ code: 'satisfaction', observed: null }] });
      await givenPassedDelivery(app, qualification, passed);
      const subject = { partnerId: firm.id, offeringId: passed.offeringId };
      const [value] = await metrics
        .on(qualificationSubject, 'assistedDeliverySatisfaction')!
        .measureAll(reader(), [subject] as never, day);
      expect([value!.value!.toNumber(), value!.evidence]).toEqual([100, [counted.id]]);
      const advanced = await manager.done('qualificationAdvance', advancing, 'qualification { stage }');
      expect(advanced).toEqual({ stage: 'INDEPENDENT' });
      const again = { id: counted.id, version: counted.version };
      expect(
        await refused(
          operations,
          'surveyResponseUpdate',
          updating(again, { contactId: await contactOf(passed.customerId) }),
        ),
      ).toMatchObject({ rule: 'already-counted' });
      const withdrawn = await operations.done('surveyResponseWithdraw', withdrawing(again), selection);
      expect(withdrawn).toMatchObject({ status: 'WITHDRAWN' });
    });
  });
});

/** An assisted delivery that was passed today. */
async function givenPassedDelivery(app: TestApp, qualification: Qualification, project: { id: string }): Promise<void> {
  const mentor = await app.createUser([Role.MENTOR]);
  await store(app, (tx) =>
    tx.insert(AssistedDelivery, {
      qualificationId: qualification.id,
      projectId: project.id as AssistedDelivery['projectId'],
      mentorId: mentor.id,
      partnerId: qualification.partnerId,
      offeringId: qualification.offeringId,
      openKey: null,
      status: AssistedDeliveryStatus.PASSED,
      plan: [],
      evaluatedMilestones: 0,
      startedOn: '2026-03-02',
      concludedOn: '2026-03-02',
      conclusion: 'They can.',
    }),
  );
}

/** A milestone of the project's signed statement of work. */
function givenMilestone(app: TestApp, { sow }: Awaited<ReturnType<typeof givenActiveProject>>): Promise<Milestone> {
  const { id: sowId, projectId } = sow;
  const part = { sowId, projectId, originId: null, archivedAt: null, position: 0 };
  return store(app, (tx) =>
    tx.insert(Milestone, {
      ...part,
      name: 'Go-live',
      dueOn: '2026-06-30',
      paymentShare: decimal(100),
      deliverableIds: [],
    }),
  );
}
