import type { User } from '../../../src/modules/identity';
import { system } from '../../../src/shared/access/viewer';
import { newId } from '../../../src/shared/domain/ids';
import { Fact } from '../../../src/shared/events/fact';
import { Role, TestApp, testStart } from '../../support/app';
import { type Client } from '../../support/client';
import { givenProject, givenStaffedPartner } from '../../support/delivery';
import {
  givenAttempt,
  givenExam,
  givenOffering,
  givenPartner,
  givenProgramme,
  givenQualification,
} from '../../support/given';
import { QualificationStage } from '../../../src/modules/partners';

describe('the life of a certification', () => {
  let app: TestApp;
  let manager: Client;
  let member: Client;
  let partnerId: string;
  let offeringId: string;
  let examId: string;
  const fields = `id version status issuedOn expiresOn renewableFrom renewalOpenedAt
    availableActions { name allowed blockedBy { code } }`;
  const selection = `certification { ${fields} }`;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    app.clock.set(testStart);
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    partnerId = newId('partner');
    offeringId = (await givenOffering(app)).id;
    examId = (await givenExam(app, offeringId, { validityMonths: 12, maximumAttempts: 2, coolOffDays: 0 })).id;
    member = await app.asPartner(partnerId, Role.PARTNER_MEMBER);
  });

  const at = async (moment: string) => {
    app.clock.set(moment);
    const again = (client: Client) => app.signIn({ id: client.userId } as User);
    [manager, member] = [await again(manager), await again(member)];
  };
  const certification = async (client = manager, more = '') =>
    (
      await client.query(
        `query ($id: ID!) { certifications(filter: { userId: [$id], offeringId: ["${offeringId}"] }) {
          nodes { ${fields} ${more} } } }`,
        { id: member.userId },
      )
    ).certifications.nodes[0];
  const target = ({ id, version }: { id: string; version: number }) => ({ id, version });
  const refused = (name: string, args: object, client: Client, what = selection) =>
    app.expectNothingChanged(() => client.refused(name, args, what));
  const refusedStart = () => refused('attemptStart', { assessmentId: examId }, member, 'attempt { id }');
  const run = async (name: string) => (await app.installation.jobs.run(name))!.changed;
  const factsOf = (type: string, subjectId: string) =>
    app.installation.database.reader(system).list(Fact, { type, subjectId }, [{ column: 'id' }]);

  it('is renewed early if a manager opens the renewal, with all attempts', async () => {
    await givenAttempt(member, examId, false);
    await givenAttempt(member, examId);
    const issued = await certification();
    expect(issued).toMatchObject({ renewableFrom: '2026-12-02', renewalOpenedAt: null });
    await at('2026-05-01T09:00:00.000Z');
    expect(await refusedStart()).toMatchObject({ rule: 'already-passed' });
    const opened = await manager.done('certificationRenewOpen', target(issued), selection);
    expect(opened).toMatchObject({ version: 2, status: 'ACTIVE', renewalOpenedAt: '2026-05-01T09:00:00.000Z' });
    expect(await app.factsAbout(issued.id)).toEqual(['CertificationIssued', 'CertificationRenewalOpened']);
    expect(await app.historyOf(issued.id)).toEqual(['attemptSubmit', 'certificationRenewOpen']);
    await at('2026-05-01T10:00:00.000Z');
    await givenAttempt(member, examId, false);
    await at('2026-05-01T11:00:00.000Z');
    await givenAttempt(member, examId);
    expect(await certification()).toMatchObject({ status: 'ACTIVE', expiresOn: '2027-05-01' });
    // The new pass starts a round of its own.
    expect(await refusedStart()).toMatchObject({ rule: 'already-passed' });
  });

  it('gets another round when no attempts are left, even after the end', async () => {
    await givenAttempt(member, examId);
    await at('2027-03-10T09:00:00.000Z');
    await givenAttempt(member, examId, false);
    await givenAttempt(member, examId, false);
    expect(await refusedStart()).toMatchObject({ rule: 'no-attempts-left' });
    const expired = await certification();
    expect(expired).toMatchObject({
      status: 'EXPIRED',
      availableActions: [{ name: 'certificationRenewOpen', allowed: true }],
    });
    await manager.done('certificationRenewOpen', target(expired), selection);
    await at('2027-03-10T10:00:00.000Z');
    await givenAttempt(member, examId);
    expect(await certification()).toMatchObject({ status: 'ACTIVE', issuedOn: '2027-03-10' });
  });

  it('cannot be renewed on a stale version, once revoked, or by a manager for their own', async () => {
    await givenAttempt(member, examId);
    const issued = await certification();
    expect(await refused('certificationRenewOpen', target({ ...issued, version: 5 }), manager)).toMatchObject({
      code: 'CONFLICT',
      currentVersion: 1,
    });
    const revoked = await manager.done(
      'certificationRevoke',
      { ...target(issued), input: { reason: 'Shared the exam.' } },
      selection,
    );
    expect(revoked).toMatchObject({ renewableFrom: null, availableActions: [] });
    expect(await refused('certificationRenewOpen', target(revoked), manager)).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      from: 'REVOKED',
    });
    const consultant = await app.as(Role.CONSULTANT);
    await givenAttempt(consultant, examId);
    const { certifications } = await consultant.query('{ certifications { nodes { id version userId } } }');
    const own = certifications.nodes.find(({ userId }: { userId: string }) => userId === consultant.userId);
    await app.installation.database.query({
      text: 'UPDATE certification SET userId = ? WHERE id = ?',
      params: [manager.userId, own.id],
    });
    expect(await refused('certificationRenewOpen', target(own), manager)).toMatchObject({ rule: 'own-act' });
  });

  it.each(Object.values(Role).filter((role) => ![Role.ADMIN, Role.ECOSYSTEM_MANAGER].includes(role)))(
    'is not opened for renewal by %s',
    async (role) => {
      const client = role.startsWith('PARTNER') ? await app.asPartner(partnerId, role) : await app.as(role);
      await givenAttempt(member, examId);
      expect(await refused('certificationRenewOpen', target(await certification()), client)).toMatchObject({
        code: 'FORBIDDEN',
      });
      const foreigner = await app.asPartner(newId('partner'), Role.PARTNER_ADMIN);
      for (const id of [(await certification()).id, newId('certification')]) {
        expect(await refused('certificationRenewOpen', target({ id, version: 1 }), foreigner)).toMatchObject({
          code: 'NOT_FOUND',
          message: `There is no record ${id}.`,
        });
      }
    },
  );

  it('is expired by the daily job the day after its last, once, and also after downtime', async () => {
    await givenAttempt(member, examId);
    const { id } = await certification();
    await at('2027-03-02T23:00:00.000Z');
    await run('certificationsExpire');
    expect(await app.factsAbout(id)).toEqual(['CertificationIssued']);
    await at('2027-03-20T02:00:00.000Z');
    expect(await run('certificationsExpire')).toBeGreaterThanOrEqual(1);
    expect(await run('certificationsExpire')).toBe(0);
    const [fact, ...others] = await factsOf('CertificationExpired', id);
    expect(others).toEqual([]);
    expect(fact!.data).toEqual({ userId: member.userId, offeringId, partnerId });
    expect(await app.historyOf(id)).toEqual(['attemptSubmit', 'certificationsExpire']);
  });

  it('sends each reminder before its end once; after downtime only the nearest, and again after a renewal', async () => {
    await givenAttempt(member, examId);
    const { id } = await certification();
    const reminders = async () =>
      (await factsOf('CertificationExpiring', id)).map(({ data }) => (data as { reminderDays: number }).reminderDays);
    await at('2026-12-01T02:00:00.000Z');
    await run('certificationsRemind');
    expect(await reminders()).toEqual([]);
    await at('2026-12-02T02:00:00.000Z');
    await run('certificationsRemind');
    await run('certificationsRemind');
    expect(await reminders()).toEqual([90]);
    await at('2027-02-25T02:00:00.000Z');
    await run('certificationsRemind');
    expect(await reminders()).toEqual([90, 7]);
    expect((await factsOf('CertificationExpiring', id))[1]!.data).toMatchObject({ expiresOn: '2027-03-02', partnerId });
    await givenAttempt(member, examId);
    await run('certificationsRemind');
    expect(await reminders()).toEqual([90, 7]);
    await at('2027-11-28T02:00:00.000Z');
    await run('certificationsRemind');
    expect(await reminders()).toEqual([90, 7, 90]);
  });

  it("shows its effect: the firm's qualification, which lapses when it ends, and allocations, which continue with a finding", async () => {
    await givenProgramme(app, {
      gates: {
        toAssessment: [],
        toAssisted: [{ code: 'certified', metric: 'certifiedMembers', minimum: '1' }],
        toIndependent: [],
      },
    });
    const project = await givenProject(app, { offeringId });
    const partner = await givenStaffedPartner(app, project);
    partnerId = partner.id;
    member = await app.asPartner(partnerId, Role.PARTNER_MEMBER);
    const colleague = await app.asPartner(partnerId, Role.PARTNER_MEMBER);
    await givenAttempt(member, examId);
    const input = {
      projectId: project.id,
      userId: member.userId,
      offeringId,
      role: 'Consultant',
      startsOn: '2027-01-04',
      endsOn: '2027-06-30',
      percent: 50,
    };
    await project.manager.done('allocationCreate', { input }, 'allocation { id }');
    const more = `effect { required certified certifiedWithout losesGate qualification { stage } }
      allocations { projectId uncertifiedDays { from until } }`;
    const allocations = (from: string) => [{ projectId: project.id, uncertifiedDays: [{ from, until: '2027-06-30' }] }];
    expect(await certification(manager, more)).toMatchObject({
      effect: {
        required: '1',
        certified: 1,
        certifiedWithout: 0,
        losesGate: true,
        qualification: { stage: 'INDEPENDENT' },
      },
      allocations: allocations('2027-03-03'),
    });
    await givenAttempt(colleague, examId);
    const shared = await certification(manager, more);
    expect(shared.effect).toMatchObject({ certified: 2, certifiedWithout: 1, losesGate: false });
    const administrator = await app.asPartner(partnerId, Role.PARTNER_ADMIN);
    expect((await certification(administrator, more)).effect).toEqual(shared.effect);

    const revoke = (each: { id: string; version: number }) =>
      manager.done(
        'certificationRevoke',
        { ...target(each), input: { reason: 'Shared the exam.' } },
        `certification { ${fields} ${more} }`,
      );
    const revoked = await revoke(shared);
    expect(revoked).toMatchObject({
      effect: { certified: 1, certifiedWithout: 1, losesGate: false },
      allocations: allocations('2027-01-04'),
    });
    // The last certification closes the gate, and the qualification lapses.
    member = colleague;
    await revoke(await certification());
    await app.installation.relay.settle();
    expect((await certification(manager, more)).effect).toMatchObject({
      certified: 0,
      losesGate: false,
      qualification: { stage: 'LAPSED' },
    });
  });

  it('of a firm without a qualification, or of staff, has no effect to show', async () => {
    await givenAttempt(member, examId);
    expect(await certification(manager, 'effect { required } allocations { id }')).toMatchObject({
      effect: null,
      allocations: [],
    });
  });

  it('begins after an earlier one, even if it expired on a day that has not come', async () => {
    await givenAttempt(member, examId);
    await at('2027-06-03T09:00:00Z');
    await run('certificationsExpire');
    // The clock was ahead.
    await at('2026-12-15T09:00:00Z');
    await givenAttempt(member, examId);
    const { nodes } = (
      await manager.query(
        'query ($id: [ID!]) { certifications(filter: { userId: $id }) { nodes { status issuedOn expiresOn } } }',
        { id: [member.userId] },
      )
    ).certifications;
    expect(nodes).toHaveLength(2);
    expect(nodes).toContainEqual({ status: 'EXPIRED', issuedOn: '2026-03-02', expiresOn: '2027-03-02' });
    expect(nodes).toContainEqual({ status: 'ACTIVE', issuedOn: '2027-03-03', expiresOn: '2027-12-15' });
    const [row] = (
      await manager.query(
        `query ($offeringId: ID!) { utilisation(by: OFFERING, from: "2027-02-01", to: "2027-03-31", filter: { offeringId: [$offeringId] }) {
          nodes { people availableHours } } }`,
        { offeringId },
      )
    ).utilisation.nodes;
    // 20 working days in February, 23 in March.
    expect(row).toEqual({ people: 1, availableHours: '344.00' });
  });

  it('costs a list of certifications with their effects the statements of its levels', async () => {
    const partner = await givenPartner(app);
    await givenQualification(app, partner.id, offeringId, QualificationStage.ASSISTED);
    for (let index = 0; index < 3; index += 1) {
      await givenAttempt(await app.asPartner(partner.id, Role.PARTNER_MEMBER), examId);
    }
    const list = `query ($first: Int) { certifications(first: $first, filter: { partnerId: ["${partner.id}"] }) {
      nodes { effect { certified qualification { stage } } allocations { id uncertifiedDays { from } } } } }`;
    await manager.query(list, { first: 1 });
    const one = await app.countStatements(() => manager.query(list, { first: 1 }));
    expect(await app.countStatements(() => manager.query(list, { first: 3 }))).toBe(one);
  });
});
