import { partnerSubject, qualificationSubject, QualificationStage } from '../../../src/modules/partners';
import { metrics } from '../../../src/schema';
import { system } from '../../../src/shared/access/viewer';
import { Role, TestApp } from '../../support/app';
import { givenActiveProject, givenAllocation, givenProject, givenStaffedPartner } from '../../support/delivery';
import {
  givenCertification,
  givenOffering,
  givenPartner,
  givenProgramme,
  givenQualification,
} from '../../support/given';
import { clearSanction, givenSanction, imposing, givenProposal, sanctionSelection } from '../../support/sanctions';

describe('the effects of sanctions', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
    const criterion = { code: 'sanctions', metric: 'openSevereSanctions', maximum: '0' };
    await givenProgramme(app, { gates: { toAssessment: [], toAssisted: [], toIndependent: [criterion] } });
  });
  afterAll(() => app.stop());

  const statusOf = async (id: string) => {
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const { partner } = await manager.query('query ($id: ID!) { partner(id: $id) { status statusReason } }', { id });
    return partner;
  };
  const reinstate = async (id: string) => {
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const { partner } = await manager.query('query ($id: ID!) { partner(id: $id) { version } }', { id });
    return manager.mutate('partnerReinstate', { id, version: partner.version }, 'partner { status }');
  };

  it('NO_NEW_STAFFING keeps a partner from further projects and allocations, and lets running ones continue', async () => {
    const project = await givenActiveProject(app);
    const partner = await givenStaffedPartner(app, project);
    const members = [await app.createUser([Role.PARTNER_MEMBER], { partnerId: partner.id })];
    members.push(await app.createUser([Role.PARTNER_MEMBER], { partnerId: partner.id }));
    for (const member of members) await givenCertification(app, member, project.offeringId);
    const running = await givenAllocation(project, members[0]!.id);
    const elsewhere = await givenSanction(app, partner.id, { offeringId: (await givenOffering(app)).id });
    await clearSanction(app, await givenSanction(app, partner.id));
    const sanction = await givenSanction(app, partner.id, { offeringId: project.offeringId, endsOn: '2026-05-31' });
    const reason = `A MAJOR sanction (${sanction.id}), in force until 2026-05-31, prevents new staffing of the partner.`;

    const another = await givenProject(app, { offeringId: project.offeringId });
    const staffing = { input: { projectId: another.id, partnerId: partner.id, offeringId: project.offeringId } };
    const staffed = 'staffing { id }';
    expect(
      await app.expectNothingChanged(() => another.manager.refused('projectStaffPartner', staffing, staffed)),
    ).toMatchObject({ rule: 'staffing-rule', details: [reason] });
    const allocating = {
      projectId: project.id,
      userId: members[1]!.id,
      offeringId: project.offeringId,
      role: 'Consultant',
      startsOn: '2026-03-02',
      endsOn: '2026-06-30',
      percent: 50,
    };
    expect(await project.manager.refused('allocationCreate', { input: allocating }, 'allocation { id }')).toMatchObject(
      { rule: 'staffing-rule', details: [reason] },
    );
    expect(
      await project.manager.refused(
        'allocationExtend',
        { id: running.id, version: 1, endsOn: '2026-08-31' },
        'allocation { id }',
      ),
    ).toMatchObject({ rule: 'staffing-rule', details: [reason] });
    const document = 'query ($id: ID!) { node(id: $id) { ... on Allocation { endsOn } } }';
    const { node: allocation } = await project.manager.query(document, running);
    expect(allocation).toEqual({ endsOn: '2026-06-30' });

    await clearSanction(app, sanction);
    await another.manager.done('projectStaffPartner', staffing, staffed);
    await project.manager.done('allocationCreate', { input: allocating }, 'allocation { id }');
    await clearSanction(app, elsewhere);
  });

  it('NO_NEW_STAFFING keeps a qualification from advancing, and says so in its available actions', async () => {
    const partner = await givenPartner(app);
    const offering = await givenOffering(app);
    const { id, version } = await givenQualification(app, partner.id, offering.id, QualificationStage.TRAINING);
    const sanction = await givenSanction(app, partner.id);
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const advance = { id, version };
    expect(
      await app.expectNothingChanged(() => manager.refused('qualificationAdvance', advance, 'qualification { stage }')),
    ).toMatchObject({ rule: 'sanctioned' });
    const document = `query ($id: ID!) { qualification(id: $id) { availableActions { name allowed blockedBy { code message } } } }`;
    const { qualification } = await manager.query(document, { id });
    const message = `A MAJOR sanction (${sanction.id}), in force until it is cleared, prevents further steps of the qualification.`;
    expect(qualification.availableActions[0]).toEqual({
      name: 'qualificationAdvance',
      allowed: false,
      blockedBy: [{ code: 'sanctioned', message }],
    });
    await clearSanction(app, sanction);
    expect(await manager.done('qualificationAdvance', advance, 'qualification { stage }')).toEqual({
      stage: 'ASSESSMENT',
    });
  });

  it.each(['NOTICE', 'NO_NEW_DEALS'])('%s prevents neither staffing nor advancing', async (effect) => {
    const partner = await givenPartner(app);
    const offering = await givenOffering(app);
    const { id, version } = await givenQualification(app, partner.id, offering.id, QualificationStage.TRAINING);
    await givenSanction(app, partner.id, { effect });
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    await manager.done('qualificationAdvance', { id, version }, 'qualification { stage }');
    expect(await statusOf(partner.id)).toMatchObject({ status: 'ACTIVE' });
  });

  describe('SUSPEND', () => {
    it('suspends the partner, who is reinstated when the last such sanction ends, and not by hand before', async () => {
      const partner = await givenPartner(app);
      const first = await givenSanction(app, partner.id, { effect: 'SUSPEND', reasons: 'Data was leaked.' });
      expect(await statusOf(partner.id)).toEqual({ status: 'SUSPENDED', statusReason: 'Data was leaked.' });
      const second = await givenSanction(app, partner.id, { effect: 'SUSPEND' });
      await clearSanction(app, first);
      expect(await statusOf(partner.id)).toMatchObject({ status: 'SUSPENDED' });
      const { userErrors } = await reinstate(partner.id);
      expect(userErrors).toMatchObject([{ rule: 'sanctioned', details: [expect.stringContaining(second.id)] }]);
      await clearSanction(app, second);
      expect(await statusOf(partner.id)).toEqual({ status: 'ACTIVE', statusReason: null });
      expect(await app.factsAbout(partner.id)).toEqual(['PartnerSuspended', 'PartnerReinstated']);
    });

    it('leaves a partner suspended that was suspended for another reason', async () => {
      const partner = await givenPartner(app);
      const manager = await app.as(Role.ECOSYSTEM_MANAGER);
      const suspending = { id: partner.id, version: partner.version, reason: 'Under review.' };
      await manager.done('partnerSuspend', suspending, 'partner { status }');
      const sanction = await givenSanction(app, partner.id, { effect: 'SUSPEND' });
      await clearSanction(app, sanction);
      expect(await statusOf(partner.id)).toEqual({ status: 'SUSPENDED', statusReason: 'Under review.' });
      expect((await reinstate(partner.id)).partner).toEqual({ status: 'ACTIVE' });
    });

    it('ends with the last of two sanctions that are cleared concurrently', async () => {
      for (let round = 0; round < 3; round += 1) {
        const partner = await givenPartner(app);
        const both = [
          await givenSanction(app, partner.id, { effect: 'SUSPEND' }),
          await givenSanction(app, partner.id, { effect: 'SUSPEND' }),
        ];
        await Promise.all(both.map((each) => clearSanction(app, each)));
        expect(await statusOf(partner.id)).toMatchObject({ status: 'ACTIVE' });
      }
    });

    it('keeps the partner suspended, if one sanction is imposed while another is cleared', async () => {
      for (let round = 0; round < 3; round += 1) {
        const partner = await givenPartner(app);
        const ending = await givenSanction(app, partner.id, { effect: 'SUSPEND' });
        const beginning = await givenProposal(app, partner.id, { effect: 'SUSPEND', safety: true });
        const decider = await app.as(Role.ECOSYSTEM_MANAGER);
        const [, imposed] = await Promise.all([
          clearSanction(app, ending),
          decider.done('sanctionImpose', imposing(beginning), sanctionSelection),
        ]);
        expect(await statusOf(partner.id)).toMatchObject({ status: 'SUSPENDED' });
        await clearSanction(app, imposed);
        expect(await statusOf(partner.id)).toMatchObject({ status: 'ACTIVE' });
      }
    });
  });

  describe('openSevereSanctions', () => {
    const measured = async (subject: object, on = '2026-03-02') => {
      const kind = 'offeringId' in subject ? qualificationSubject : partnerSubject;
      const reader = app.installation.database.reader(system);
      const [value] = await metrics.on(kind, 'openSevereSanctions')!.measureAll(reader, [subject] as never, { on });
      return [value!.value!.toNumber(), value!.evidence];
    };

    it('counts severe sanctions in force, for the offering or for all', async () => {
      const partner = await givenPartner(app);
      const [offering, other] = [await givenOffering(app), await givenOffering(app)];
      const partnerId = partner.id;
      expect(await measured({ partnerId })).toEqual([0, []]);
      await givenSanction(app, partnerId, { severity: 'MAJOR', effect: 'NOTICE' });
      await givenProposal(app, partnerId, { severity: 'SEVERE' });
      const limited = { severity: 'SEVERE', effect: 'NOTICE', offeringId: offering.id };
      const inOffering = await givenSanction(app, partnerId, limited);
      expect(await measured({ partnerId })).toEqual([1, [inOffering.id]]);
      expect(await measured({ partnerId, offeringId: offering.id })).toEqual([1, [inOffering.id]]);
      expect(await measured({ partnerId, offeringId: other.id })).toEqual([0, []]);
      const ofAll = await givenSanction(app, partnerId, { severity: 'SEVERE', effect: 'NOTICE' });
      expect(await measured({ partnerId, offeringId: other.id })).toEqual([1, [ofAll.id]]);
      expect(await measured({ partnerId }, '2026-03-01')).toEqual([0, []]);
      await clearSanction(app, ofAll);
      expect(await measured({ partnerId, offeringId: other.id })).toEqual([0, []]);
    });

    it('keeps the gate to INDEPENDENT closed with a maximum of 0', async () => {
      const partner = await givenPartner(app);
      const offering = await givenOffering(app);
      const { id, version } = await givenQualification(app, partner.id, offering.id, QualificationStage.ASSISTED);
      const sanction = await givenSanction(app, partner.id, { severity: 'SEVERE', effect: 'NOTICE' });
      const manager = await app.as(Role.ECOSYSTEM_MANAGER);
      const advance = () => manager.mutate('qualificationAdvance', { id, version }, 'qualification { stage }');
      expect((await advance()).userErrors).toMatchObject([
        {
          code: 'GATE_NOT_MET',
          criteria: [
            {
              code: 'sanctions',
              required: '0',
              observed: '1',
              met: false,
              gap: 'Open severe sanctions: 1 of at most 0',
              evidence: [sanction.id],
            },
          ],
        },
      ]);
      await clearSanction(app, sanction);
      expect((await advance()).qualification).toEqual({ stage: 'INDEPENDENT' });
    });
  });
});
