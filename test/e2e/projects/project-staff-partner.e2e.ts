import { PartnerStatus, QualificationStage } from '../../../src/modules/partners';
import { Role, TestApp } from '../../support/app';
import { givenActiveProject, type GivenProject, givenProject, takeStep } from '../../support/delivery';
import { givenOffering, givenPartner, givenQualification } from '../../support/given';

describe('projectStaffPartner', () => {
  let app: TestApp;
  let project: GivenProject;

  beforeAll(async () => {
    app = await TestApp.start();
    project = await givenProject(app);
  });
  afterAll(() => app.stop());

  const args = (changes: object) => ({ input: { projectId: project.id, offeringId: project.offeringId, ...changes } });
  const selection =
    'staffing { id version projectId partner { id } offering { id } qualification { stage } mentor { id } project { name } }';

  const qualified = async (stage: QualificationStage, status = PartnerStatus.ACTIVE) => {
    const partner = await givenPartner(app, { status });
    await givenQualification(app, partner.id, project.offeringId, stage);
    return partner.id;
  };

  it('puts an independent partner on the project, records the fact and keeps the history', async () => {
    const partnerId = await qualified(QualificationStage.INDEPENDENT);
    const staffing = await project.manager.done('projectStaffPartner', args({ partnerId }), selection);
    expect(staffing).toMatchObject({
      version: 1,
      projectId: project.id,
      partner: { id: partnerId },
      offering: { id: project.offeringId },
      qualification: { stage: 'INDEPENDENT' },
      mentor: null,
      project: { name: project.name },
    });
    expect(await app.factsAbout(staffing.id)).toEqual(['PartnerStaffed']);
    expect(await app.historyOf(staffing.id)).toEqual(['projectStaffPartner']);
    const again = await app.expectNothingChanged(() =>
      project.manager.refused('projectStaffPartner', args({ partnerId }), selection),
    );
    expect(again).toMatchObject({ rule: 'already-staffed' });
  });

  it('puts an assisted partner on it with a mentor', async () => {
    const mentor = await app.createUser([Role.MENTOR]);
    const partnerId = await qualified(QualificationStage.ASSISTED);
    const changes = { partnerId, mentorId: mentor.id };
    const staffing = await project.manager.done('projectStaffPartner', args(changes), selection);
    expect(staffing).toMatchObject({ qualification: { stage: 'ASSISTED' }, mentor: { id: mentor.id } });
  });

  it.each([
    [QualificationStage.TRAINING, PartnerStatus.ACTIVE, [/at the stage TRAINING/]],
    [QualificationStage.ASSESSMENT, PartnerStatus.ACTIVE, [/at the stage ASSESSMENT/]],
    [QualificationStage.ASSISTED, PartnerStatus.ACTIVE, [/a mentor must be named/]],
    [QualificationStage.LAPSED, PartnerStatus.ACTIVE, [/at the stage LAPSED/]],
    [QualificationStage.REVOKED, PartnerStatus.ACTIVE, [/no qualification/]],
    [QualificationStage.INDEPENDENT, PartnerStatus.SUSPENDED, [/is SUSPENDED/]],
    [QualificationStage.ASSISTED, PartnerStatus.TERMINATED, [/is TERMINATED/, /a mentor must be named/]],
  ])('refuses a qualification in %s of a partner that is %s, and lists the gaps', async (stage, status, said) => {
    const partnerId = await qualified(stage, status);
    const refusal = await app.expectNothingChanged(() =>
      project.manager.refused('projectStaffPartner', args({ partnerId }), selection),
    );
    expect(refusal).toMatchObject({ code: 'RULE_VIOLATION', rule: 'staffing-rule' });
    expect(refusal.details).toEqual(said.map((pattern) => expect.stringMatching(pattern)));
  });

  it('refuses a partner that is qualified for something else', async () => {
    const partner = await givenPartner(app);
    await givenQualification(app, partner.id, (await givenOffering(app)).id);
    const refusal = await app.expectNothingChanged(() =>
      project.manager.refused('projectStaffPartner', args({ partnerId: partner.id }), selection),
    );
    expect(refusal.details).toEqual(['The partner has no qualification for the offering.']);
  });

  it('refuses a mentor without that role', async () => {
    const partnerId = await qualified(QualificationStage.ASSISTED);
    const consultant = await app.createUser([Role.CONSULTANT]);
    const refusal = await app.expectNothingChanged(() =>
      project.manager.refused('projectStaffPartner', args({ partnerId, mentorId: consultant.id }), selection),
    );
    expect(refusal).toMatchObject({
      rule: 'staffing-rule',
      details: [`${consultant.name} is not an active user with the role MENTOR.`],
    });
  });

  it('refuses an offering that is not on the project, and ids that are unknown or of another kind', async () => {
    const partnerId = await qualified(QualificationStage.INDEPENDENT);
    const other = await givenOffering(app);
    for (const [changes, error] of [
      [
        { partnerId, offeringId: other.id },
        { code: 'INVALID_INPUT', field: ['input', 'offeringId'] },
      ],
      [{ partnerId: 'partner_01jd5s9c0ye5rt3t7m6x0j5d1q' }, { code: 'NOT_FOUND', field: ['input', 'partnerId'] }],
      [{ partnerId: other.id }, { code: 'INVALID_INPUT', field: ['input', 'partnerId'] }],
      [
        { partnerId, projectId: 'project_01jd5s9c0ye5rt3t7m6x0j5d1q' },
        { code: 'NOT_FOUND', field: ['input', 'projectId'] },
      ],
      [
        { partnerId, mentorId: 'user_01jd5s9c0ye5rt3t7m6x0j5d1q' },
        { code: 'NOT_FOUND', field: ['input', 'mentorId'] },
      ],
    ] as const) {
      const refusal = await app.expectNothingChanged(() =>
        project.manager.refused('projectStaffPartner', args(changes), selection),
      );
      expect(refusal).toMatchObject(error);
    }
  });

  it('refuses a project that has ended', async () => {
    const partnerId = await qualified(QualificationStage.INDEPENDENT);
    const { manager, offeringId } = project;
    const cancelled = await takeStep(await givenProject(app, { manager, offeringId }), 'Cancel');
    const accepted = await givenActiveProject(app, { manager, offeringId, accepted: true });
    const closed = await takeStep(await takeStep(accepted, 'RequestAcceptance'), 'Close');
    for (const { id } of [cancelled, closed]) {
      const refusal = await app.expectNothingChanged(() =>
        manager.refused('projectStaffPartner', args({ partnerId, projectId: id }), selection),
      );
      expect(refusal).toMatchObject({ rule: 'project-ended' });
    }
  });

  it.each(Object.values(Role).filter((role) => role !== Role.ADMIN))(
    'is not for %s who does not manage the project',
    async (role) => {
      const partnerId = await qualified(QualificationStage.INDEPENDENT);
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner(partnerId, role) : await app.as(role);
      const refusal = await app.expectNothingChanged(() =>
        client.refused('projectStaffPartner', args({ partnerId }), selection),
      );
      // A partner does not know of a project that it is not staffed on.
      expect(refusal).toMatchObject({ code: isPartner ? 'NOT_FOUND' : 'FORBIDDEN' });
    },
  );

  it('lets only one of many concurrent requests win', async () => {
    const partnerId = await qualified(QualificationStage.INDEPENDENT);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => project.manager.mutate('projectStaffPartner', args({ partnerId }), selection)),
    );
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    const refused = answers.flatMap(({ userErrors }) => userErrors.map(({ rule }: { rule: string }) => rule));
    expect(refused.every((rule) => ['already-staffed', 'already-exists'].includes(rule))).toBe(true);
  });
});
